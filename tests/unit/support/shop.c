#include "shop.h"

#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

slacalc_estimate exactly(double down) {
    slacalc_level level = {1 - down, down};
    return (slacalc_estimate){level, level, level, true};
}

slacalc_requirement need(slacalc_requirement_kind kind, size_t component, size_t part, size_t next) {
    return (slacalc_requirement){.kind = kind, .component = component, .part = part, .next = next, .level = {0.2, 0.8}};
}

static void fill_components(struct fixture *fixture) {
    slacalc_component plain = {.file = "shop.yaml", .replicas = 1, .quorum = 1, .requirements = SLACALC_NONE};
    for (size_t i = 0; i < COMPONENTS; i++)
        fixture->components[i] = plain;
    slacalc_component *leaf = &fixture->components[LEAF], *web = &fixture->components[WEB];
    leaf->name = "leaf";
    leaf->line = 3;
    leaf->own = (slacalc_level){0.9995, 0.0005};
    leaf->figure = SLACALC_FIGURE_SLA;
    leaf->availability = exactly(0.0005);
    web->name = "web";
    web->line = 4;
    web->own = (slacalc_level){0.999, 0.001};
    web->figure = SLACALC_FIGURE_SLO;
    web->replicas = 3;
    web->quorum = 2;
    web->availability = exactly(0.000503);
    web->requirements = 3;
    fixture->web_needs[0] = LEAF;
    web->depends_on = fixture->web_needs;
    web->depends_on_count = 1;
    slacalc_component *shop = &fixture->components[SHOP];
    shop->name = "shop";
    shop->owner = "Team Shop";
    shop->line = 9;
    shop->own = (slacalc_level){1, 0};
    shop->figure = SLACALC_FIGURE_NONE;
    shop->availability = exactly(0.000503);
    shop->requirements = 0;
    fixture->shop_needs[0] = WEB;
    fixture->shop_needs[1] = LEAF;
    shop->depends_on = fixture->shop_needs;
    shop->depends_on_count = 2;
}

/* The shop's requirements are 0, an optional leaf, and 2, the web server; the web server's is 3. */
static void fill_requirements(struct fixture *fixture) {
    fixture->requirements[0] = need(SLACALC_NEED_OPTIONAL, SLACALC_NONE, 1, 2);
    fixture->requirements[1] = need(SLACALC_NEED_COMPONENT, LEAF, SLACALC_NONE, SLACALC_NONE);
    fixture->requirements[2] = need(SLACALC_NEED_COMPONENT, WEB, SLACALC_NONE, SLACALC_NONE);
    fixture->requirements[3] = need(SLACALC_NEED_COMPONENT, LEAF, SLACALC_NONE, SLACALC_NONE);
}

static void fill_service(struct fixture *fixture) {
    fixture->promises[0] = (slacalc_promise){
        SLACALC_SLA, {0.999, 0.001}, SLACALC_HOLDS, true, 1288.224, -1, "shop.yaml", 11, 10, SLACALC_KEPT_UNKNOWN, 0,
        NULL};
    fixture->promises[1] = (slacalc_promise){SLACALC_REQUIRED,
                                             {0.9995, 0.0005},
                                             SLACALC_BROKEN,
                                             true,
                                             -7.776,
                                             -1,
                                             NULL,
                                             0,
                                             0,
                                             SLACALC_KEPT_UNKNOWN,
                                             0,
                                             NULL};
    fixture->shares[0] = (slacalc_share){LEAF, 0.994, 0};
    fixture->shares[1] = (slacalc_share){WEB, 0.006, 0};
    fixture->causes[0] = (slacalc_cause){.event = {.kind = SLACALC_EVENT_COMPONENT, .component = LEAF}, .share = 0.994};
    fixture->causes[1] = (slacalc_cause){.event = {.kind = SLACALC_EVENT_REPLICAS, .component = WEB}, .share = 0.006};
    fixture->keeping[0] = (slacalc_needed){.promise = 1,
                                           .event = {.kind = SLACALC_EVENT_COMPONENT, .component = LEAF},
                                           .is_possible = true,
                                           .level = {0.999503, 0.000497},
                                           .now = {0.9995, 0.0005}};
    fixture->keeping[1] = (slacalc_needed){.promise = 1,
                                           .event = {.kind = SLACALC_EVENT_REPLICAS, .component = WEB},
                                           .is_possible = true,
                                           .level = {0.9999228, 0.0000772},
                                           .now = {0.999, 0.001}};
    fixture->mending[1] = (slacalc_mending){.part_count = 2, .parts = fixture->keeping};
    fixture->degraded_by[0] = LEAF;
    fixture->service = (slacalc_service){
        .component = SHOP,
        .availability = exactly(0.000503),
        .undegraded = exactly(0.0006),
        .nines = -log10(0.000503),
        .period_s = 2592000,
        .downtime_period_s = 1303.776,
        .downtime_year_s = 15873.146856,
        .worst = {0.9965, 0.0035},
        .best = {0.9995, 0.0005},
        .sharp = true,
        .promises = fixture->promises,
        .promise_count = 2,
        .degraded_by = fixture->degraded_by,
        .degraded_by_count = 1,
        .shares = fixture->shares,
        .share_count = 2,
        .mending = fixture->mending,
        .causes = fixture->causes,
        .cause_count = 2,
        .hours_per_week = 168,
        .coverage = 1,
        .covered = {1 - 0.000503, 0.000503},
        .slices = &fixture->slices[0],
        .slice_count = 1,
    };
    fixture->slices[0] = (slacalc_slice){.hours_per_week = 168, .availability = {1 - 0.000503, 0.000503}};
}

struct fixture *fixture_new(void) {
    struct fixture *fixture = calloc(1, sizeof *fixture);
    assert_non_null(fixture);
    fill_components(fixture);
    fill_requirements(fixture);
    fill_service(fixture);
    fixture->result = (struct slacalc_result){
        .title = "Shop",
        .period_s = 2592000,
        .services = &fixture->service,
        .service_count = 1,
        .components = fixture->components,
        .component_count = COMPONENTS,
        .requirements = fixture->requirements,
        .requirement_count = 4,
        .verdicts = {[SLACALC_HOLDS] = 1, [SLACALC_BROKEN] = 1},
    };
    return fixture;
}

char *report(const struct fixture *fixture, slacalc_layout layout) {
    size_t length = 0;
    char *text = slacalc_report(&fixture->result, &layout, &length);
    assert_non_null(text);
    assert_int_equal(strlen(text), length);
    return text;
}

void assert_report(const struct fixture *fixture, slacalc_layout layout, const char *wanted) {
    char *text = report(fixture, layout);
    assert_string_equal(text, wanted);
    free(text);
}

void assert_shows(const struct fixture *fixture, slacalc_layout layout, const char *line) {
    char *text = report(fixture, layout);
    if (!strstr(text, line))
        print_error("no '%s' in\n%s", line, text);
    assert_non_null(strstr(text, line));
    free(text);
}

bool in_unicode(void) {
    return setlocale(LC_CTYPE, "C.UTF-8") != NULL;
}

void in_ascii(void) {
    setlocale(LC_CTYPE, "C");
}

void assert_no_line_above(const char *text, size_t width) {
    char *copy = strdup(text), *rest = NULL;
    assert_non_null(copy);
    for (char *line = strtok_r(copy, "\n", &rest); line; line = strtok_r(NULL, "\n", &rest)) {
        size_t columns = mbstowcs(NULL, line, 0);
        if (columns > width)
            print_error("more than %zu columns: %s\n", width, line);
        assert_true(columns <= width);
    }
    free(copy);
}

/* Tables of results that are made by hand, to the letter. */
#include "shop.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void table_shows_verdicts_then_services(void **state) {
    (void)state;
    if (!in_unicode())
        skip();
    struct fixture *fixture = fixture_new();
    assert_report(
        fixture, unlimited,
        "Shop\n"
        "basis slo, period 30d, 2 promises: 1 holds, 1 is broken\n"
        "\n"
        "VERDICT  SERVICE  PROMISE          COMPUTED   MARGIN/30d  GAPS\n"
        "broken   shop     require 99.95 %  99.9497 %  -7.78s      0\n"
        "holds    shop     sla 99.9 %       99.9497 %  +21m 28s    0\n"
        "\n"
        "require 99.95 % of shop is broken\n"
        "  largest causes  leaf 99.4 %, web 0.6 % of the downtime\n"
        "  would keep it   leaf at 99.9503 % (now 99.95 %), or web, each of 3 replicas, at 99.99228 % (now 99.9 %)\n"
        "\n"
        "shop (Team Shop)\n"
        "  availability  99.9497 %  21m 44s down per 30d, 4h 25m per year, 3.2 nines\n"
        "  undegraded    99.94 %    25m 55s down per 30d\n"
        "  worst … best  99.65 % … 99.95 %  however outages overlap (sharp)\n"
        "  degraded by   leaf\n"
        "\n"
        "COMPONENT                     OWN      BASIS  COMPOUND   DOWNTIME SHARE    OWNER\n"
        "shop                          100 %    none   99.9497 %                    Team Shop\n"
        "├─web, 2 of 3 replicas        99.9 %   slo    99.9497 %    0.6 % ▏\n"
        "│ └─leaf                      99.95 %  sla    99.95 %     99.4 % ████████\n"
        "└─leaf, optional ↑ see above  99.95 %  sla    99.95 %\n");
    free(fixture);
}

/* Of replicas, of a group and of promises that hold. */
static void common_causes_are_told(void **state) {
    (void)state;
    if (!in_unicode())
        skip();
    struct fixture *fixture = fixture_new();
    fixture->components[WEB].beta = 0.05;
    fixture->requirements[2] = need(SLACALC_NEED_ANY, SLACALC_NONE, 3, SLACALC_NONE);
    fixture->requirements[2].beta = 0.1;
    fixture->requirements[2].beta_is_assumed = true;
    fixture->requirements[3] = need(SLACALC_NEED_COMPONENT, WEB, SLACALC_NONE, 4);
    fixture->requirements[4] = need(SLACALC_NEED_COMPONENT, LEAF, SLACALC_NONE, SLACALC_NONE);
    fixture->components[WEB].requirements = SLACALC_NONE;
    fixture->result.requirement_count = 5;
    fixture->promises[0].common_cause = 0.0429;
    assert_shows(fixture, unlimited, "  break-even    sla 99.9 % holds up to 4.2 % common cause\n");
    assert_shows(fixture, unlimited, "web, 2 of 3 replicas, beta 5 %");
    assert_shows(fixture, unlimited, "any of 2, beta 10 % (assumed)\n");
    assert_shows(fixture, (slacalc_layout){.format = SLACALC_JSON}, "\"common_cause\": 0.04");
    assert_shows(fixture, (slacalc_layout){.format = SLACALC_JSON}, "\"beta\": 0.05");
    fixture->promises[0].common_cause = 1;
    assert_shows(fixture, unlimited, "  break-even    sla 99.9 % holds under any common cause\n");
    assert_shows(fixture, (slacalc_layout){.format = SLACALC_MARKDOWN}, "- sla 99.9 % holds under any common cause\n");
    free(fixture);
}

/* Replicas that are in places one by one. */
static void places_are_shown_below_the_replicas(void **state) {
    (void)state;
    if (!in_unicode())
        skip();
    struct fixture *fixture = fixture_new();
    fixture->requirements[3] = need(SLACALC_NEED_ACROSS, SLACALC_NONE, 4, SLACALC_NONE);
    fixture->requirements[4] = need(SLACALC_NEED_COMPONENT, LEAF, SLACALC_NONE, SLACALC_NONE);
    fixture->result.requirement_count = 5;
    assert_shows(fixture, unlimited, "│ └─across 1 place\n│   └─leaf ");
    free(fixture);
}

static void table_is_ascii_where_the_locale_is(void **state) {
    (void)state;
    in_ascii();
    struct fixture *fixture = fixture_new();
    fixture->components[LEAF].name = "l\xc3\xa9"
                                     "af";
    assert_shows(fixture, unlimited, "  worst..best   99.65 % .. 99.95 %  however outages overlap (sharp)\n");
    assert_shows(fixture, unlimited,
                 "| `-l\\xc3\\xa9"
                 "af ");
    assert_shows(fixture, unlimited,
                 "`-l\\xc3\\xa9"
                 "af, optional ^ see above  99.95 %  sla    99.95 %\n");
    assert_shows(fixture, unlimited, "  99.4 % ########\n");
    free(fixture);
}

static void names_cannot_control_the_terminal(void **state) {
    (void)state;
    if (!in_unicode())
        skip();
    struct fixture *fixture = fixture_new();
    fixture->result.title = "a\033[31m\tb\xc2\x9b"
                            "c\xe2\x80\xae\xe2\x81\xa6\xff é 日本";
    assert_shows(fixture, unlimited, "a\\x1b[31m\\x09b\\xc2\\x9bc\\xe2\\x80\\xae\\xe2\\x81\\xa6\\xff é 日本\n");
    free(fixture);
}

static void names_of_any_script_align(void **state) {
    (void)state;
    if (!in_unicode())
        skip();
    struct fixture *fixture = fixture_new();
    fixture->components[WEB].name = "日本";
    fixture->components[LEAF].name = "e\xcc\x81";
    assert_shows(fixture, unlimited,
                 "├─日本, 2 of 3 replicas    99.9 %   slo    99.9497 %    0.6 % ▏\n"
                 "│ └─e\xcc\x81                      99.95 %  sla    99.95 %     99.4 % ████████\n");
    free(fixture);
}

static void table_fits_the_width(void **state) {
    (void)state;
    if (!in_unicode())
        skip();
    struct fixture *fixture = fixture_new();
    fixture->components[WEB].name = "web-servers-with-a-name-that-does-not-fit-anywhere-in-a-narrow-terminal";
    fixture->components[SHOP].name = "shop-with-a-name-that-does-not-fit-anywhere-in-a-narrow-terminal";
    for (size_t width = 40; width <= 200; width++) {
        char *text = report(fixture, (slacalc_layout){.format = SLACALC_TABLE, .width = width});
        assert_no_line_above(text, width);
        free(text);
    }
    assert_shows(fixture, (slacalc_layout){.format = SLACALC_TABLE, .width = 80},
                 "├─web-serv…erminal, 2 of 3 replicas  ");
    free(fixture);
}

static void color_marks_verdicts(void **state) {
    (void)state;
    in_ascii();
    struct fixture *fixture = fixture_new();
    slacalc_layout layout = {.format = SLACALC_TABLE, .color = true};
    assert_shows(fixture, layout, "\033[1mShop\033[0m\n");
    assert_shows(fixture, layout, "\033[32mholds");
    assert_shows(fixture, layout, "\033[31mbroken");
    fixture->result.strict = true;
    assert_shows(fixture, layout, "\033[31mholds");
    fixture->promises[0].verdict = SLACALC_GUARANTEED;
    fixture->promises[1].verdict = SLACALC_IMPOSSIBLE;
    assert_shows(fixture, layout, "\033[32mguaranteed");
    assert_shows(fixture, layout, "\033[1;31mimpossible");
    free(fixture);
}

static void strict_says_what_is_only_held(void **state) {
    (void)state;
    in_ascii();
    struct fixture *fixture = fixture_new();
    fixture->result.strict = true;
    assert_shows(fixture, unlimited,
                 "holds    shop     sla 99.9 %       99.9497 %  +21m 28s    0     not guaranteed\n");
    free(fixture);
}

static void interval_is_shown_as_one(void **state) {
    (void)state;
    in_ascii();
    struct fixture *fixture = fixture_new();
    slacalc_estimate wide = {{0.9993, 0.0007}, {0.9991, 0.0009}, {0.9995, 0.0005}, false};
    fixture->service.availability = wide;
    fixture->service.sharp = false;
    fixture->components[SHOP].availability = wide;
    fixture->promises[1].decided = false;
    assert_shows(fixture, unlimited,
                 "broken?  shop     require 99.95 %  99.91 % .. 99.95 %  -7.78s      0     "
                 "not exact: node budget spent\n");
    assert_shows(fixture, unlimited, "  availability  99.91 % .. 99.95 %  not exact: node budget spent,");
    assert_shows(fixture, unlimited, "(valid, not sharp)\n");
    assert_shows(fixture, unlimited, "100 %    none   >= 99.91 %");
    free(fixture);
}

static void missing_promises_are_said(void **state) {
    (void)state;
    in_ascii();
    struct fixture *fixture = fixture_new();
    fixture->service.promise_count = 0;
    memset(fixture->result.verdicts, 0, sizeof fixture->result.verdicts);
    fixture->result.title = NULL;
    assert_shows(fixture, unlimited,
                 "basis slo, period 30d\n\nno promise to check (sla, ola, objective or slacalc_model_require)\n\nshop "
                 "(Team Shop)\n");
    free(fixture);
}

static void groups_are_rows(void **state) {
    (void)state;
    in_ascii();
    struct fixture *fixture = fixture_new();
    fixture->requirements[0] = need(SLACALC_NEED_FAILOVER, SLACALC_NONE, 1, SLACALC_NONE);
    fixture->requirements[0].level = (slacalc_level){0.99, 0.01};
    fixture->requirements[1] = need(SLACALC_NEED_TRAFFIC, SLACALC_NONE, 2, 4);
    fixture->requirements[4] = need(SLACALC_NEED_AT_LEAST, SLACALC_NONE, 3, SLACALC_NONE);
    fixture->requirements[4].at_least = 1;
    fixture->result.requirement_count = 5;
    fixture->components[WEB].requirements = SLACALC_NONE;
    assert_shows(fixture, unlimited, "\n`-any of 2, failover 99 %\n");
    assert_shows(fixture, unlimited, "\n  |-1 of 1\n  | `-leaf ");
    assert_shows(fixture, unlimited, "\n  `-web, 2 of 3 replicas, 20 % of traffic ");
    free(fixture);
}

static void component_that_is_down_says_so(void **state) {
    (void)state;
    in_ascii();
    struct fixture *fixture = fixture_new();
    fixture->components[LEAF].figure = SLACALC_FIGURE_DOWN;
    fixture->components[LEAF].own = (slacalc_level){0, 1};
    fixture->components[LEAF].availability = exactly(1);
    assert_shows(fixture, unlimited, "| `-leaf                      down    -      0 %         99.4 % ########\n");
    free(fixture);
}

/* A chain, each component of which needs the next one. */
static void deep_tree_is_cut(void **state) {
    (void)state;
    in_ascii();
    enum { DEPTH = 100000 };
    struct fixture *fixture = fixture_new();
    slacalc_component *components = calloc(DEPTH, sizeof *components);
    slacalc_requirement *requirements = calloc(DEPTH, sizeof *requirements);
    size_t *next = calloc(DEPTH, sizeof *next);
    struct needs *needs = &fixture->result.needs;
    needs->starts = calloc(DEPTH + 1, sizeof *needs->starts);
    needs->items = calloc(DEPTH, sizeof *needs->items);
    assert_non_null(components);
    assert_non_null(requirements);
    assert_non_null(next);
    assert_non_null(needs->starts);
    assert_non_null(needs->items);
    for (size_t i = 0; i < DEPTH; i++) {
        bool last = i + 1 == DEPTH;
        components[i] = fixture->components[LEAF];
        components[i].requirements = last ? SLACALC_NONE : i;
        components[i].depends_on = &next[i];
        components[i].depends_on_count = !last;
        next[i] = i + 1;
        requirements[i] = need(SLACALC_NEED_COMPONENT, i + 1, SLACALC_NONE, SLACALC_NONE);
        needs->items[i] = (struct need){(uint32_t)i + 1, NO_INDEX};
        needs->starts[i + 1] = (uint32_t)(last ? i : i + 1);
    }
    fixture->result.components = components;
    fixture->result.component_count = DEPTH;
    fixture->result.requirements = requirements;
    fixture->result.requirement_count = DEPTH;
    fixture->service.component = 0;
    assert_shows(fixture, unlimited, "\n.. 99975 more parts (slacalc_layout.all)\n");
    assert_shows(fixture, (slacalc_layout){.size = sizeof(slacalc_layout), .format = SLACALC_TABLE, .all = true},
                 "\n.. 99936 more parts (slacalc_model_select)\n");
    char *text = report(fixture, (slacalc_layout){.format = SLACALC_TABLE, .width = 80});
    assert_no_line_above(text, 80);
    assert_non_null(strstr(text, " more parts (slacalc_layout.all)\n"));
    free(text);
    free(needs->starts);
    free(needs->items);
    free(next);
    free(components);
    free(requirements);
    free(fixture);
}

static void many_services_are_cut(void **state) {
    (void)state;
    in_ascii();
    enum { SERVICES = 2000 };
    struct fixture *fixture = fixture_new();
    slacalc_service *services = calloc(SERVICES, sizeof *services);
    assert_non_null(services);
    for (size_t i = 0; i < SERVICES; i++)
        services[i] = fixture->service;
    fixture->result.services = services;
    fixture->result.service_count = SERVICES;
    fixture->result.verdicts[SLACALC_HOLDS] = fixture->result.verdicts[SLACALC_BROKEN] = SERVICES;
    char *text = report(fixture, unlimited);
    assert_non_null(strstr(text, "\n.. 3960 more promises: 2000 hold, 1960 are broken; the worst:"));
    assert_non_null(strstr(text, " more services need attention, the worst: require 99.95 % of shop, -7.78s\n"));
    free(text);
    text = report(fixture, (slacalc_layout){.size = sizeof(slacalc_layout), .format = SLACALC_TABLE, .all = true});
    assert_null(strstr(text, " more "));
    free(text);
    free(services);
    free(fixture);
}

static void time_limit_ends_details_and_says_so(void **state) {
    (void)state;
    in_ascii();
    struct fixture *fixture = fixture_new();
    slacalc_layout late = {
        .size = sizeof(slacalc_layout), .format = SLACALC_TABLE, .gaps = true, .all = true, .time_limit_s = 1e-9};
    char *text = report(fixture, late);
    assert_non_null(strstr(text, "\n.. 1 more service (slacalc_options.time_limit_s)\n"));
    assert_non_null(strstr(text, "\n   (slacalc_model_select NAME, slacalc_options.time_limit_s)\n"));
    assert_null(strstr(text, "COMPONENT"));
    free(text);
    free(fixture);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(table_shows_verdicts_then_services),
        cmocka_unit_test(common_causes_are_told),
        cmocka_unit_test(places_are_shown_below_the_replicas),
        cmocka_unit_test(table_is_ascii_where_the_locale_is),
        cmocka_unit_test(names_cannot_control_the_terminal),
        cmocka_unit_test(names_of_any_script_align),
        cmocka_unit_test(table_fits_the_width),
        cmocka_unit_test(color_marks_verdicts),
        cmocka_unit_test(strict_says_what_is_only_held),
        cmocka_unit_test(interval_is_shown_as_one),
        cmocka_unit_test(missing_promises_are_said),
        cmocka_unit_test(groups_are_rows),
        cmocka_unit_test(component_that_is_down_says_so),
        cmocka_unit_test(deep_tree_is_cut),
        cmocka_unit_test(many_services_are_cut),
        cmocka_unit_test(time_limit_ends_details_and_says_so),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

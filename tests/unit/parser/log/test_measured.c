/*
 * What a log says of components, written as an overlay and read back.
 */
#include "evaluate.h"
#include "generator.h"
#include "model/garwood.h"
#include "near.h"
#include "runs.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { PARTS = 5, ROWS = 12 };

static const char model_text[] = "components:\n"
                                 "  c0: {slo: 99%}\n"
                                 "  c1: {sla: 99.9%}\n"
                                 "  c2: {mtbf: 1000h, mttr: 1h}\n"
                                 "  c3: {slo: 90%, measured: 50%}\n"
                                 "  c4: {ola: 99%, depends_on: [c0]}\n"
                                 "  all: {sla: 99%, depends_on: [c0, c1, c2, c3, c4]}\n";

/* Incidents of a quarter, some of which overlap, or go on in the next row. */
static void write_log(struct generator *random, char *at) {
    size_t month = 0, day = 1, hour = 0;
    at += sprintf(at, "component,start,end\n");
    for (size_t i = 0; i < ROWS; i++) {
        size_t later = hour + 1 + generator_draw(random, 20);
        if (generator_draw(random, 4) > 0) {
            month = generator_draw(random, 3) + 1;
            day = generator_draw(random, 25) + 1;
            hour = generator_draw(random, 24);
            later = hour + 1 + generator_draw(random, 20);
        }
        at += sprintf(at, "c%zu,2026-%02zu-%02zu %02zu:%02zu:07,2026-%02zu-%02zu %02zu:%02zu:%02zu\n",
                      generator_draw(random, PARTS), month + (month == 0), day, hour % 24, generator_draw(random, 60),
                      month + (month == 0), day + later / 24 + 1, later % 24, generator_draw(random, 60),
                      generator_draw(random, 60));
    }
}

static slacalc_model *logged_model(const char *log, slacalc_diagnostics *problems) {
    slacalc_model *model = slacalc_model_new();
    bool good = slacalc_model_read_text(model, "test.yaml", model_text, strlen(model_text), problems);
    for (size_t i = 0; i < PARTS && good; i++) {
        char name[8];
        snprintf(name, sizeof name, "c%zu", i);
        good = slacalc_model_select(model, name, problems);
    }
    good = good && slacalc_model_check(model, problems) &&
           slacalc_model_log_text(model, "log.csv", log, strlen(log), problems) &&
           slacalc_model_windows(model, "2026-01-01", "2026-04-02", NULL, problems);
    if (!good)
        slacalc_diagnostics_print(problems, stderr, false);
    assert_true(good);
    return model;
}

static slacalc_result *read_back(const char *overlay, size_t length) {
    slacalc_diagnostics *problems = slacalc_diagnostics_new();
    slacalc_model *model = slacalc_model_new();
    slacalc_options options = slacalc_options_default();
    slacalc_result *result = NULL;
    options.basis = SLACALC_BASIS_MEASURED;
    if (slacalc_model_read_text(model, "test.yaml", model_text, strlen(model_text), problems) &&
        slacalc_model_read_text(model, "overlay.yaml", overlay, length, problems) &&
        slacalc_model_check(model, problems))
        result = slacalc_evaluate(model, &options, problems);
    if (result == NULL)
        slacalc_diagnostics_print(problems, stderr, false);
    slacalc_model_free(model);
    slacalc_diagnostics_free(problems);
    return result;
}

/* c4 needs c0: what it attained is no figure of its own. */
static void compare(const slacalc_result *replayed, const slacalc_result *measured, const char *overlay) {
    const slacalc_log *log = slacalc_result_log(replayed);
    for (size_t s = 0; s < log->total_count; s++) {
        const slacalc_log_total *total = &log->totals[s];
        const char *name = slacalc_result_component(replayed, total->component)->name;
        const slacalc_component *component = component_named(measured, name);
        if (strcmp(name, "c4") == 0 || total->outages == 0)
            continue;
        assert_int_equal(component->figure, SLACALC_FIGURE_MEASURED);
        if (!is_near(component->own.down, total->availability.down, 1e-9))
            fail_msg("%s is down %.17g, not %.17g, by\n%s", name, component->own.down, total->availability.down,
                     overlay);
    }
}

static void look(uint64_t seed) {
    struct generator random = {.state = seed};
    slacalc_diagnostics *problems = slacalc_diagnostics_new();
    slacalc_options options = slacalc_options_default();
    char log[ROWS * 80 + 80];
    size_t length = 0;
    write_log(&random, log);
    slacalc_model *model = logged_model(log, problems);
    slacalc_result *replayed = slacalc_replay(model, &options, problems);
    char *overlay = slacalc_print_measured(model, &length);
    assert_non_null(replayed);
    assert_non_null(overlay);
    slacalc_result *measured = read_back(overlay, length);
    if (measured == NULL)
        fail_msg("SLACALC_SEED=%llu\n%s", (unsigned long long)seed, overlay);
    compare(replayed, measured, overlay);
    slacalc_result_free(measured);
    slacalc_result_free(replayed);
    free(overlay);
    slacalc_model_free(model);
    slacalc_diagnostics_free(problems);
}

static void what_is_measured_reads_back(void **state) {
    (void)state;
    runs_each(300, look);
}

/* Sums of the distribution in 60 digits; far out it is nearly normal. */
static void intervals_are_those_of_garwood(void **state) {
    (void)state;
    static const struct {
        size_t events;
        double low, high;
    } known[] = {{0, 0, 3.688879454113936},
                 {1, 0.025317807984289897, 5.571643390938898},
                 {2, 0.2422092785439643, 7.224687667772406},
                 {10, 4.795388696132434, 18.39035604201778},
                 {100, 81.36399125092313, 121.62679379242639}};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        struct mean_interval mean = garwood_interval(known[i].events);
        assert_near(mean.low, known[i].low, 1e-11);
        assert_near(mean.high, known[i].high, 1e-11);
    }
    struct mean_interval mean = garwood_interval(1000000);
    assert_near(mean.low, 998041, 1e-6);
    assert_near(mean.high, 1001962, 1e-6);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_measured_reads_back),
        cmocka_unit_test(intervals_are_those_of_garwood),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/*
 * A quiet run looks for the exit status alone: it is that of the whole report, by any budget and at any hours, where a
 * promise lies close to what was found too. SLACALC_MODELS says how many models, SLACALC_SEED where to start.
 */
#include "drawn.h"
#include "evaluate.h"
#include "near.h"
#include "runs.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* One promise from outside, as the command line writes it. */
struct asked {
    const char *requirement;
    const char *selected; /* NULL: what the model implies */
};

static bool is_kept(const struct drawn *drawn, slacalc_options options, struct asked asked) {
    slacalc_diagnostics *problems = slacalc_diagnostics_new();
    slacalc_model *model = slacalc_model_new();
    bool ready = slacalc_model_read_text(model, "test.yaml", drawn->text, strlen(drawn->text), problems) &&
                 (!asked.selected || slacalc_model_select(model, asked.selected, problems)) &&
                 (!asked.requirement || slacalc_model_require(model, asked.requirement, problems)) &&
                 slacalc_model_check(model, problems);
    slacalc_result *result = ready ? slacalc_evaluate(model, &options, problems) : NULL;
    assert_non_null(result);
    bool kept = slacalc_result_kept(result);
    slacalc_result_free(result);
    slacalc_model_free(model);
    slacalc_diagnostics_free(problems);
    return kept;
}

static bool expect_same(struct drawn *drawn, slacalc_options options, struct asked asked) {
    options.kept_only = false;
    bool whole = is_kept(drawn, options, asked);
    options.kept_only = true;
    bool quiet = is_kept(drawn, options, asked);
    expect(&drawn->trial, whole == quiet, "%s with %zu nodes: %s, but quietly %s",
           asked.requirement ? asked.requirement : "the model", options.max_nodes, whole ? "kept" : "not kept",
           quiet ? "kept" : "not kept");
    return whole;
}

/* Promises within the interval, at its ends, and at the bounds: returns how many intervals there were. */
static size_t look_closely(struct drawn *drawn, slacalc_options options) {
    size_t intervals = 0;
    for (size_t i = 0; i < slacalc_result_service_count(drawn->result); i++) {
        const slacalc_service *service = slacalc_result_service(drawn->result, i);
        const slacalc_estimate *found = &service->availability;
        const char *name = slacalc_result_component(drawn->result, service->component)->name;
        const double levels[] = {found->low.up, (found->low.up + found->high.up) / 2, found->high.up, service->worst.up,
                                 (service->worst.up + found->low.up) / 2};
        for (size_t l = 0; l < sizeof levels / sizeof *levels; l++) {
            char requirement[64];
            snprintf(requirement, sizeof requirement, "%s=%.9f%%", name, levels[l] * 100);
            expect_same(drawn, options, (struct asked){requirement, name});
        }
        intervals += !found->exact;
    }
    return intervals;
}

static size_t try_model(uint64_t seed) {
    static const size_t budgets[] = {1, 3, 10, 30, 6000000};
    struct generator generator = {.state = seed}, sizes = {.state = seed + 1};
    generator.elements = 4 + generator_draw(&sizes, ORACLE_ELEMENTS - 3);
    generator.hours = generator_draw(&sizes, 3) * 30;
    slacalc_options options = slacalc_options_default();
    options.max_nodes = budgets[generator_draw(&sizes, sizeof budgets / sizeof *budgets)];
    struct drawn drawn;
    drawn_init(&drawn, generator, options, false);
    options.basis = drawn.trial.basis;
    size_t intervals = 0;
    if (drawn.result != NULL) {
        expect_same(&drawn, options, (struct asked){NULL, NULL});
        intervals = look_closely(&drawn, options);
    }
    drawn_finish(&drawn);
    return intervals;
}

static void the_verdict_is_that_of_the_report(void **state) {
    (void)state;
    uint64_t seed = runs_seed();
    size_t count = runs_models(1000), intervals = 0;
    print_message("%zu models from SLACALC_SEED=%llu on\n", count, (unsigned long long)seed);
    for (size_t i = 0; i < count; i++)
        intervals += try_model(seed + i);
    print_message("%zu services are intervals\n", intervals);
    assert_true(intervals > 0 || count < 100);
}

/* One promise is guaranteed, one impossible, and the last one is open where the nodes do not suffice. */
static void there_is_nothing_but_the_verdict(void **state) {
    (void)state;
    static const char text[] =
        "components:\n"
        "  a: 90%\n"
        "  b: 90%\n"
        "  c: 90%\n"
        "  d: 90%\n"
        "  sure: {sla: 10%, depends_on: [a]}\n"
        "  vain: {sla: 95%, depends_on: [a]}\n"
        "  open: {sla: 90%, depends_on: [{any: [{all: [a, b]}, {all: [b, c]}, {all: [c, d]}]}]}\n";
    static const size_t budgets[] = {8, 6000000};
    for (size_t i = 0; i < sizeof budgets / sizeof *budgets; i++) {
        slacalc_options options = slacalc_options_default();
        options.kept_only = true;
        options.max_nodes = budgets[i];
        slacalc_result *result = evaluate_text(text, NULL, &options, NULL);
        assert_non_null(result);
        assert_int_equal(slacalc_result_verdicts(result, SLACALC_GUARANTEED), 0);
        assert_int_equal(slacalc_result_verdicts(result, SLACALC_IMPOSSIBLE), 0);
        assert_int_equal(slacalc_result_verdicts(result, SLACALC_HOLDS), i == 0 ? 1 : 2);
        assert_int_equal(slacalc_result_verdicts(result, SLACALC_BROKEN), i == 0 ? 2 : 1);
        assert_int_equal(slacalc_result_service_count(result), 0);
        assert_int_equal(slacalc_result_component_count(result), 0);
        assert_int_equal(slacalc_result_cycle_count(result), 0);
        assert_int_equal(slacalc_result_gaps(result), 0);
        slacalc_result_free(result);
    }
}

/* A service that is exact, and whose agreement rests on a part without one. */
static void what_is_not_asked_for_is_not_known(void **state) {
    (void)state;
    static const char text[] = "components:\n"
                               "  web: {slo: 99.9%, sla: 99%, depends_on: [db, {optional: cache}]}\n"
                               "  db: 99.9%\n"
                               "  cache: 99%\n";
    size_t warnings = 1;
    slacalc_options options = slacalc_options_default();
    options.undegraded = options.gaps = false;
    slacalc_result *result = evaluate_text(text, NULL, &options, &warnings);
    const slacalc_service *web = service_named(result, "web");
    assert_int_equal(warnings, 0);
    assert_true(web->availability.exact);
    assert_false(web->undegraded.exact);
    assert_true(web->undegraded.low.up == 0);
    assert_near(web->undegraded.high.down, web->availability.value.down, 1e-12);
    assert_true(web->gaps_unknown);
    assert_int_equal(web->gap_count, 0);
    slacalc_result_free(result);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(the_verdict_is_that_of_the_report),
                                       cmocka_unit_test(there_is_nothing_but_the_verdict),
                                       cmocka_unit_test(what_is_not_asked_for_is_not_known)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/*
 * The factor by which the downtime of all parts together shrinks or grows until a promise is just kept, against the
 * enumeration of the model with every own level so. SLACALC_MODELS says how many models, SLACALC_SEED where to start.
 */
#include "drawn.h"
#include "evaluate.h"
#include "near.h"
#include "pieces.h"
#include "runs.h"

/* ---- By hand ---- */

static double factor_of(const char *model) {
    slacalc_options options = slacalc_options_default();
    options.need = true;
    slacalc_result *result = evaluate_text(model, NULL, &options, NULL);
    assert_non_null(result);
    const slacalc_service *service = service_named(result, "s");
    assert_non_null(service->factors);
    double factor = service->factors[0];
    slacalc_result_free(result);
    return factor;
}

static void all_parts_fall_or_improve_alike(void **state) {
    (void)state;
    assert_near(factor_of("components: {a: 99%, s: {sla: 99.5%, depends_on: [a]}}"), 0.5, 1e-11);
    assert_near(factor_of("components: {a: 99%, b: 98%, s: {sla: 99.995%, depends_on: [{any: [a, b]}]}}"), 0.5, 1e-11);
    assert_near(factor_of("components: {a: 99%, b: 98%, s: {sla: 99.92%, depends_on: [{any: [a, b]}]}}"), 2, 1e-11);
    assert_near(factor_of("components: {a: {slo: 99%, replicas: 2}, s: {sla: 99.84%, depends_on: [a]}}"), 4, 1e-11);
    assert_near(factor_of("components: {a: 99%, s: {sla: 99%, depends_on: [a]}}"), 1, 0);
}

/* The switch fails as often as before: 0.001 f (0.05 + 0.95 * 0.005 f). */
static void switches_stay_as_they_are(void **state) {
    (void)state;
    assert_near(factor_of("components: {p: 99.9%, q: 99.5%,"
                          " s: {sla: 99.9881%, depends_on: [{any: [p, q], failover: 95%}]}}"),
                2, 1e-9);
}

/* Down altogether is the most that a part may be: b is then, and a at 0.4. */
static void no_part_is_down_more_often_than_always(void **state) {
    (void)state;
    assert_near(factor_of("components: {a: 99%, b: 90%, s: {sla: 60%, depends_on: [{any: [a, b]}]}}"), 40, 1e-11);
    assert_true(isinf(factor_of("components: {a: 99%, s: {sla: 70%, depends_on: [{needs: a, traffic: 20%}]}}")));
}

static void hours_stay_as_they_are(void **state) {
    (void)state;
    assert_near(factor_of("components: {a: {slo: 99%, hours: 00:00-12:00}, s: {sla: 49%, depends_on: [a]}}"), 2, 1e-11);
    assert_near(factor_of("components: {a: {slo: 99%, hours: 00:00-12:00}, s: {sla: 49.9%, depends_on: [a]}}"), 0.2,
                1e-11);
    assert_near(factor_of("components: {a: {slo: 99%, hours: 00:00-12:00}, s: {sla: 60%, depends_on: [a]}}"), -1, 0);
}

static void what_may_never_be_down_has_parts_that_never_are(void **state) {
    (void)state;
    assert_near(factor_of("components: {a: 99%, s: {sla: 100%, depends_on: [a]}}"), 0, 0);
    assert_true(isinf(factor_of("components: {a: 100%, s: {sla: 100%, depends_on: [a]}}")));
}

/* Both ends of an interval say nothing of a factor. */
static void there_is_none_of_an_interval(void **state) {
    (void)state;
    slacalc_options options = slacalc_options_default();
    options.need = true;
    options.max_nodes = 0;
    slacalc_result *result = evaluate_text("components: {a: 99%, b: 99%, c: 99%,"
                                           " s: {sla: 99%, depends_on: [{any: [a, b]}, {any: [a, c]}]}}",
                                           NULL, &options, NULL);
    assert_non_null(result);
    assert_null(service_named(result, "s")->factors);
    slacalc_result_free(result);
}

/* ---- At random ---- */

/* Within the hours of the service. */
static quad down_with(struct drawn *drawn, size_t component, double factor) {
    static struct piece pieces[PIECES];
    static struct oracle_truth truth;
    size_t count = pieces_find(&drawn->model, pieces_needed(&drawn->model, component), pieces);
    quad down = 0, minutes = 0;
    drawn->model.factor = factor;
    for (size_t i = 0; i < count; i++) {
        if (pieces[i].uncovered >> component & 1)
            continue;
        oracle_evaluate_uncovered(&drawn->model, drawn->trial.basis, 0, pieces[i].uncovered, &truth);
        down += truth.judged[component].down * pieces[i].minutes;
        minutes += pieces[i].minutes;
    }
    return down / minutes;
}

/* The common cause of a group is so many times as often, as its members are; the oracle's stays the share of what these
 * then come to, which is another one where they have replicas. */
static bool has_group_of_replicas(const struct oracle_model *model) {
    bool has_group = false, has_replicas = false;
    for (size_t n = 0; n < model->need_count; n++)
        has_group = has_group || model->needs[n].beta.given;
    for (size_t c = 0; c < model->component_count; c++)
        has_replicas = has_replicas || model->components[c].replicas > 1;
    return has_group && has_replicas;
}

static void expect_factor(struct drawn *drawn, const slacalc_service *service, size_t promise) {
    static const double TINY = 1e-30, HUGE_ONE = 1e30, SLACK = 2e-9;
    size_t component = drawn_component(drawn, service->component);
    if (has_group_of_replicas(&drawn->model))
        return;
    double factor = service->factors[promise], promised = service->promises[promise].level.down;
    bool kept = service->promises[promise].verdict <= SLACALC_HOLDS;
    double tried = factor <= 0 ? TINY : isinf(factor) ? HUGE_ONE : factor;
    double down = (double)down_with(drawn, component, tried);
    bool as_said = factor < 0            ? down > promised
                   : factor == 0         ? is_near(down, promised, SLACK) || promised < TINY
                   : isinf(factor)       ? down <= promised * (1 + SLACK)
                   : kept && factor == 1 ? is_near(down, promised, SLACK)
                                         : is_near(down, promised, 1e-9);
    expect(&drawn->trial, as_said && (kept ? factor >= 1 : factor < 1), "with %.17g: got %.17g, promised %.17g", factor,
           down, promised);
}

static void expect_factors(struct drawn *drawn, const slacalc_service *service) {
    expect(&drawn->trial, service->factors || service->promise_count == 0, "a service has no factors");
    for (size_t p = 0; service->factors && p < service->promise_count; p++)
        expect_factor(drawn, service, p);
}

static void compare_model(uint64_t seed) {
    drawn_with_needs(seed, expect_factors);
}

static void factors_just_keep_promises(void **state) {
    (void)state;
    runs_each(300, compare_model);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(all_parts_fall_or_improve_alike),
        cmocka_unit_test(switches_stay_as_they_are),
        cmocka_unit_test(no_part_is_down_more_often_than_always),
        cmocka_unit_test(hours_stay_as_they_are),
        cmocka_unit_test(what_may_never_be_down_has_parts_that_never_are),
        cmocka_unit_test(there_is_none_of_an_interval),
        cmocka_unit_test(factors_just_keep_promises),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

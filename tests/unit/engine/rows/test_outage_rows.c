/*
 * How often services are down, for how long, and what begins that: against closed forms, and against the enumeration of
 * every state of random models and of every element that may fail in it. SLACALC_MODELS says how many models,
 * SLACALC_SEED where to start.
 */
#include "evaluate.h"
#include "near.h"
#include "repaired.h"
#include "runs.h"

/* ---- Closed forms ---- */

static void expect_outages(const char *text, double per_hour, double mean_h) {
    slacalc_result *result = evaluate_plain(text);
    const slacalc_service *service = service_named(result, "s");
    assert_true(service->has_outages);
    assert_near(service->outages_per_period, per_hour * 720, 1e-12);
    assert_near(service->outages_per_year, per_hour * 8765.82, 1e-12);
    assert_near(service->outage_mean_s, mean_h * 3600, 1e-12);
    slacalc_result_free(result);
}

static void replicas_fail_as_often_as_their_quorum_is_lost(void **state) {
    (void)state;
    expect_outages("components: {s: {mtbf: 999h, mttr: 1h, replicas: 2}}", 2e-6, 0.5);
    expect_outages("components: {s: {mtbf: 999h, mttr: 1h, replicas: 3, quorum: 2}}", 5.994e-6, 0.500166833500167);
    expect_outages("components: {s: {mtbf: 999h, mttr: 1h, replicas: 3, quorum: 3}}", 0.002994003, 1.001001335001335);
}

static void parts_in_series_fail_each_while_the_others_are_up(void **state) {
    (void)state;
    expect_outages("mttr: 1h\ncomponents: {a: 99.9%, b: 99.9%, c: 99.9%, s: {slo: 100%, depends_on: [a, b, c]}}",
                   0.002994003, 1.001001335001335);
}

/* u = 0.001 of 2 replicas, c = 0.0001, so that each is down by itself for v = 0.0009 / 0.9999. */
static void a_common_cause_fails_beside_the_replicas(void **state) {
    (void)state;
    double c = 1e-4, v = 0.0009 / 0.9999, down = c + (1 - c) * v * v;
    double per_hour = c * (1 - v * v) + (1 - c) * 2 * v * v;
    expect_outages("components: {s: {slo: 99.9%, mttr: 1h, replicas: 2, beta: 10%}}", per_hour, down / per_hour);
    expect_outages("mttr: 1h\ncomponents: {a: 99.9%, b: 99.9%, s: {slo: 100%, depends_on: {any: [a, b], beta: 10%}}}",
                   per_hour, down / per_hour);
}

/* Of two replicas in two places either is enough: both have to lose the replica or the place. */
static void replicas_across_places_fail_with_their_places(void **state) {
    (void)state;
    double u = 0.01, z = 0.001, down = 1 - (1 - u) * (1 - z);
    double per_hour = 2 * down * (u * (1 - z) / 2 + z * (1 - u) / 4);
    expect_outages("components:\n  z-a: {slo: 99.9%, mttr: 4h}\n  z-b: {slo: 99.9%, mttr: 4h}\n"
                   "  w: {slo: 99%, mttr: 2h, replicas: 2, across: [z-a, z-b]}\n  s: {slo: 100%, depends_on: w}\n",
                   per_hour, down * down / per_hour);
}

static void what_is_always_down_begins_no_outage(void **state) {
    (void)state;
    expect_outages("components: {a: {slo: 0%, mttr: 1h}, s: {slo: 99.9%, mttr: 1h, depends_on: a}}", 0, 0);
}

/* A switch is drawn at each failure of the first part, so that it begins no outage; a share counts for itself. */
static void switches_and_shares_begin_no_outage(void **state) {
    (void)state;
    expect_outages(
        "mttr: 1h\ncomponents: {p: 99.9%, q: 99.5%, s: {slo: 100%, depends_on: {any: [p, q], failover: 95%}}}",
        0.001 * (0.005 + 0.05 * 0.995) + 0.005 * 0.95 * 0.001,
        0.001 * (0.005 + 0.05 * 0.995) / (0.001 * (0.005 + 0.05 * 0.995) + 0.005 * 0.95 * 0.001));
    expect_outages("mttr: 1h\ncomponents: {p: 99.9%, s: {slo: 100%, depends_on: {needs: p, traffic: 20%}}}", 0.0002, 1);
}

/* ---- What is known ---- */

static void nothing_is_known_of_what_has_no_time_to_restore(void **state) {
    (void)state;
    slacalc_result *result =
        evaluate_plain("components: {a: 99.9%, b: {slo: 99%, mttr: 1h}, s: {depends_on: [a, b]}, t: {depends_on: b}}");
    assert_false(service_named(result, "s")->has_outages);
    assert_true(service_named(result, "t")->has_outages);
    slacalc_result_free(result);
}

/* The clock begins outages there, which no time to restore tells of. */
static void nothing_is_known_where_hours_are_uncovered(void **state) {
    (void)state;
    slacalc_result *result =
        evaluate_plain("mttr: 1h\ncomponents:\n  a: {slo: 99.9%, hours: Mon-Fri 08:00-18:00}\n  s: {depends_on: a}\n"
                       "  t: {hours: Mon-Fri 09:00-17:00, depends_on: a}\n");
    assert_false(service_named(result, "s")->has_outages);
    const slacalc_service *covered = service_named(result, "t");
    assert_true(covered->has_outages);
    assert_near(covered->outages_per_period, 0.72, 1e-12);
    slacalc_result_free(result);
}

/* Who asks for outages is told where they are not known. */
static void unknown_outages_are_named_where_they_are_asked_for(void **state) {
    (void)state;
    const char *text = "mttr: 1h\ncomponents: {a: {slo: 99.9%, hours: Mon-Fri 08:00-18:00}, s: {depends_on: a}}";
    slacalc_options options = slacalc_options_default();
    size_t warnings = 0;
    slacalc_result_free(evaluate_text(text, NULL, &options, &warnings));
    assert_int_equal(warnings, 0);
    options.outages = true;
    slacalc_result_free(evaluate_text(text, NULL, &options, &warnings));
    assert_int_equal(warnings, 1);
}

static void what_begins_most_outages_comes_first(void **state) {
    (void)state;
    slacalc_result *result =
        evaluate_plain("components: {a: {slo: 99.9%, mttr: 10h}, b: {slo: 99.9%, mttr: 6m}, s: {depends_on: [a, b]}}");
    const slacalc_service *service = service_named(result, "s");
    assert_int_equal(service->outage_start_count, 2);
    assert_string_equal(slacalc_result_component(result, service->outage_starts[0].event.component)->name, "b");
    assert_near(service->outage_starts[0].per_period, 0.01 * 0.999 * 720, 1e-12);
    assert_near(service->outage_starts[1].per_period, 0.0001 * 0.999 * 720, 1e-12);
    slacalc_result_free(result);
}

/* ---- At random ---- */

/* Outages in a second: of each state, those elements that are up and whose failure changes what the service loses. */
static quad outages_per_second(const struct repaired *repaired) {
    const quad *loss = repaired->outages.loss;
    quad sum = 0;
    for (size_t up = 0; up < (size_t)1 << repaired->outages.count; up++) {
        quad begun = 0;
        for (size_t e = 0; e < repaired->outages.count; e++)
            if (up >> e & 1)
                begun += repaired_rate(repaired, up, e) * (loss[up & ~((size_t)1 << e)] - loss[up]);
        sum += repaired_chance(repaired, up) * begun;
    }
    return sum;
}

static void compare_service(struct repaired *repaired) {
    const slacalc_service *service = repaired->service;
    struct trial *trial = &repaired->drawn->trial;
    quad per_second = outages_per_second(repaired);
    double want = (double)(per_second * (quad)service->period_s), got = service->outages_per_period;
    expect(trial, service->has_outages, "whether outages of %s are known", repaired->name);
    expect(trial, is_near(got, want, 1e-9) || (got < 1e-18 && want < 1e-18), "outages of %s: got %.17g, want %.17g",
           repaired->name, got, want);
    double mean = (double)((quad)service->availability.value.down / per_second);
    expect(trial, got < 1e-18 || is_near(service->outage_mean_s, mean, 1e-9), "mean of %s: got %.17g, want %.17g",
           repaired->name, service->outage_mean_s, mean);
}

static void compare_model(uint64_t seed) {
    struct generator generator = {.state = seed, .elements = 3 + seed % 7};
    repaired_each(generator, slacalc_options_default(), 12, compare_service);
}

static void random_models_agree_with_enumeration(void **state) {
    (void)state;
    runs_each(300, compare_model);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(replicas_fail_as_often_as_their_quorum_is_lost),
        cmocka_unit_test(parts_in_series_fail_each_while_the_others_are_up),
        cmocka_unit_test(a_common_cause_fails_beside_the_replicas),
        cmocka_unit_test(replicas_across_places_fail_with_their_places),
        cmocka_unit_test(what_is_always_down_begins_no_outage),
        cmocka_unit_test(switches_and_shares_begin_no_outage),
        cmocka_unit_test(nothing_is_known_of_what_has_no_time_to_restore),
        cmocka_unit_test(nothing_is_known_where_hours_are_uncovered),
        cmocka_unit_test(unknown_outages_are_named_where_they_are_asked_for),
        cmocka_unit_test(what_begins_most_outages_comes_first),
        cmocka_unit_test(random_models_agree_with_enumeration),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

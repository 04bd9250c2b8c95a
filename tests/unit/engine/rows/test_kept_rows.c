/*
 * How often promises are kept: figures of exact arithmetic, random models against the chain of all states of their
 * elements, and what has no such chain against simulation. SLACALC_MODELS says how many models, SLACALC_SEED where to
 * start.
 */
#include "downtime.h"
#include "drawn.h"
#include "evaluate.h"
#include "near.h"
#include "runs.h"

#include <stdlib.h>
#include <string.h>

static slacalc_promise promise_of(const char *text) {
    slacalc_result *result = evaluate_plain(text);
    slacalc_promise promise = service_named(result, "s")->promises[0];
    slacalc_result_free(result);
    return promise;
}

static void expect_broken(const char *text, double chance, slacalc_kept_kind kind, double relative) {
    slacalc_promise promise = promise_of(text);
    assert_int_equal(promise.kept_is, kind);
    assert_near(1 - promise.kept, chance, relative);
}

/* ---- Closed forms ---- */

static void one_element_is_exact(void **state) {
    (void)state;
    expect_broken("components: {s: {slo: 99.9%, sla: 99.9%, mttr: 1h}}", 0.3120685072447, SLACALC_KEPT_EXACT, 1e-9);
    expect_broken("components: {s: {slo: 99.9%, sla: 99.9%, mttr: 4h}}", 0.140488065947354, SLACALC_KEPT_EXACT, 1e-9);
    expect_broken("components: {s: {slo: 99.9%, sla: 99.8%, mttr: 1h}}", 0.186998873945204, SLACALC_KEPT_EXACT, 1e-9);
}

static void few_parts_in_series_are_one_chain(void **state) {
    (void)state;
    const char *text = "components: {a: {slo: 99.9%, mttr: 1h}, b: {slo: 99.95%, mttr: 4h},\n"
                       "  c: {slo: 99.98%, mttr: 10m}, s: {slo: 100%, sla: 99.9%, depends_on: [a, b, c]}}";
    expect_broken(text, 0.4098714106, SLACALC_KEPT_EXACT, 1e-7);
}

/* 8 elements have 256 states: as a sum, which counts two outages at once twice. */
static void many_parts_in_series_are_a_sum(void **state) {
    (void)state;
    const char *text =
        "components: {a: {slo: 99.9%, mttr: 1h}, b: {slo: 99.95%, mttr: 4h},\n"
        "  c: {slo: 99.98%, mttr: 10m}, d: {slo: 99.9999999%, mttr: 1h}, e: {slo: 99.9999999%, mttr: 2h},\n"
        "  f: {slo: 99.9999999%, mttr: 3h}, g: {slo: 99.9999999%, mttr: 4h},\n"
        "  s: {slo: 100%, sla: 99.9%, depends_on: [a, b, c, d, e, f, g]}}";
    slacalc_promise promise = promise_of(text);
    assert_int_equal(promise.kept_is, SLACALC_KEPT_AT_LEAST);
    assert_true(1 - promise.kept > 0.4098714106 && 1 - promise.kept < 0.4098714106 * 1.001);
}

/* A month with an outage at all breaks it. */
static void a_promise_of_everything_allows_no_outage(void **state) {
    (void)state;
    expect_broken("components: {s: {slo: 99.9%, sla: 100%, mttr: 1h}}", 1 - 0.999 * exp(-720.0 / 999),
                  SLACALC_KEPT_EXACT, 1e-9);
    expect_broken("components: {a: {slo: 99.9%, mttr: 1h}, b: {slo: 99.9%, mttr: 2h},\n"
                  "  s: {slo: 100%, sla: 100%, depends_on: [a, b]}}",
                  1 - 0.999 * 0.999 * exp(-720.0 / 999 - 720.0 / 1998), SLACALC_KEPT_EXACT, 1e-9);
}

static void what_is_always_down_is_never_kept_and_what_never_is_always(void **state) {
    (void)state;
    expect_broken("mttr: 1h\ncomponents: {s: {slo: 0%, sla: 99%}}", 1, SLACALC_KEPT_EXACT, 0);
    expect_broken("mttr: 1h\ncomponents: {s: {slo: 100%, sla: 100%}}", 0, SLACALC_KEPT_EXACT, 0);
    expect_broken("mttr: 1h\ncomponents: {s: {slo: 99%, sla: 0%}}", 0, SLACALC_KEPT_EXACT, 0);
}

/* A fifth of the requests is lost for as long as the part is down. */
static void a_share_of_traffic_counts_for_that_share_of_the_time(void **state) {
    (void)state;
    expect_broken("mttr: 1h\ncomponents: {a: 99.5%, s: {slo: 100%, sla: 99.9%, depends_on: {needs: a, traffic: 20%}}}",
                  1 - promise_of("components: {s: {slo: 99.5%, sla: 99.5%, mttr: 1h}}").kept, SLACALC_KEPT_EXACT, 1e-6);
}

/* Bits of a state: p is up, q is up, the switch works. It is drawn each time that p goes down, so that a bad one lasts
 * as long as that outage. */
static void a_switch_is_drawn_at_each_failure(void **state) {
    (void)state;
    enum { P = 1, Q = 2, SWITCH = 4, STATES = 8 };
    const double p = 0.9, q = 0.8, works = 0.7, mttr_s = 3600;
    bool is_down[STATES];
    double chance[STATES];
    struct downtime_step steps[STATES * 4];
    size_t count = 0;
    for (size_t s = 0; s < STATES; s++) {
        is_down[s] = !(s & P) && !((s & Q) && (s & SWITCH));
        chance[s] = (s & P ? p : 1 - p) * (s & Q ? q : 1 - q) * (s & SWITCH ? works : 1 - works);
        double fails = (1 - p) / p / mttr_s;
        steps[count++] = (struct downtime_step){s, s ^ Q, s & Q ? (1 - q) / q / mttr_s : 1 / mttr_s};
        if (!(s & P)) {
            steps[count++] = (struct downtime_step){s, s | P, 1 / mttr_s};
            continue;
        }
        steps[count++] = (struct downtime_step){s, (s & Q) | SWITCH, fails * works};
        steps[count++] = (struct downtime_step){s, s & Q, fails * (1 - works)};
    }
    const struct downtime_chain chain = {STATES, is_down, chance, steps, count};
    double period_s = 12 * 3600, want = downtime_exceeds(&chain, period_s, 0.05 * period_s);
    slacalc_promise promise = promise_of("mttr: 1h\nperiod: 12h\ncomponents: {p: 90%, q: 80%,\n"
                                         "  s: {slo: 100%, sla: 95%, depends_on: {any: [p, q], failover: 70%}}}");
    assert_int_equal(promise.kept_is, SLACALC_KEPT_EXACT);
    assert_true(fabs(1 - promise.kept - want) < 1e-7);
}

/* Of a pair behind half of the traffic, and of a pair of which one is needed by another part too, as one module. */
static void shares_inside_of_modules_lose_a_part(void **state) {
    (void)state;
    slacalc_promise half = promise_of("mttr: 1h\nperiod: 1d\ncomponents: {a: 95%, b: 90%, s: {slo: 100%, sla: 99%,\n"
                                      "  depends_on: [{needs: a, traffic: 50%}, {any: [a, b]}]}}");
    slacalc_promise alone = promise_of("mttr: 1h\nperiod: 1d\ncomponents: {a: 95%, s: {slo: 100%, sla: 98%,\n"
                                       "  depends_on: [a]}}");
    assert_int_equal(half.kept_is, SLACALC_KEPT_EXACT);
    assert_true(half.kept < alone.kept && half.kept > alone.kept - 0.1);
}

/* ---- Credits ---- */

static void expect_credit(const char *text, double expected, double largest) {
    slacalc_result *result = evaluate_plain(text);
    const slacalc_payback *credit = service_named(result, "s")->promises[0].credit;
    assert_non_null(credit);
    assert_near(credit->expected, expected, 1e-9);
    assert_near(credit->largest, largest, 1e-12);
    slacalc_result_free(result);
}

/* Of a fee of 100; the figures by exact arithmetic. */
static void expected_credits_are_the_tiers_by_how_likely_they_are(void **state) {
    (void)state;
    expect_credit("components: {s: {slo: 99.9%, sla: 99.9%, mttr: 1h, fee: 100 EUR,\n"
                  "  credits: {99.9%: 10%, 99%: 25%, 95%: 100%}}}",
                  3.15538973776, 100);
    expect_credit("components: {s: {slo: 99.99%, sla: 99.99%, mttr: 2h, fee: 100 EUR,\n"
                  "  credits: {99.99%: 10%, 99%: 30%, 95%: 100%}}}",
                  0.362687175582, 100);
}

/* Nothing is added beyond the cap: as though the tiers above it were not there. */
static void a_cap_ends_what_tiers_add(void **state) {
    (void)state;
    slacalc_result *result = evaluate_plain("components: {s: {slo: 99.9%, sla: 99.9%, mttr: 1h, fee: 100 EUR,\n"
                                            "  credits: {99.9%: 10%, 99%: 20%}}}");
    double without = service_named(result, "s")->promises[0].credit->expected;
    slacalc_result_free(result);
    expect_credit("components: {s: {slo: 99.9%, sla: 99.9%, mttr: 1h, fee: 100 EUR, credit_cap: 20%,\n"
                  "  credits: {99.9%: 10%, 99%: 25%, 95%: 100%}}}",
                  without, 20);
}

/* A vendor is judged by its own period, and its credits are scaled to that of the service. */
static void credits_of_parts_are_recoverable(void **state) {
    (void)state;
    slacalc_result *result = evaluate_plain(
        "components:\n  v: {sla: 99.9%, mttr: 1h, fee: 100 EUR, credits: {99.9%: 10%, 99%: 25%, 95%: 100%}}\n"
        "  w: {sla: 99%, mttr: 1h, credits: {99%: 10%}}\n  x: {sla: 99%, mttr: 1h}\n"
        "  s: {slo: 99%, mttr: 1h, period: 60d, depends_on: [v, x, {optional: w}]}\n");
    const slacalc_service *service = service_named(result, "s");
    assert_int_equal(service->recoverable_count, 1);
    assert_string_equal(slacalc_result_component(result, service->recoverable[0].component)->name, "v");
    assert_near(service->recoverable[0].expected, 2 * 3.15538973776, 1e-9);
    assert_near(service->recoverable[0].largest, 100, 1e-12);
    slacalc_result_free(result);
}

/* ---- What is not known, and what is approximate ---- */

static void nothing_is_known_without_a_time_to_restore(void **state) {
    (void)state;
    assert_int_equal(promise_of("components: {a: 99%, s: {sla: 98%, depends_on: a}}").kept_is, SLACALC_KEPT_UNKNOWN);
}

static void promised_hours_are_approximate(void **state) {
    (void)state;
    assert_int_equal(
        promise_of("mttr: 1h\ncomponents: {s: {slo: 99.9%, sla: 99%, hours: 'Mon-Fri 08:00-18:00'}}").kept_is,
        SLACALC_KEPT_APPROXIMATE);
}

/* 300 replicas are more states than are asked for: the same frequency and mean length. */
static void too_many_states_are_approximate(void **state) {
    (void)state;
    slacalc_promise promise =
        promise_of("components: {s: {slo: 95%, sla: 99.9%, mttr: 1h, replicas: 300, quorum: 274}}");
    assert_int_equal(promise.kept_is, SLACALC_KEPT_APPROXIMATE);
    assert_true(promise.kept > 0 && promise.kept < 1);
}

static void alike_replicas_are_one_chain(void **state) {
    (void)state;
    slacalc_promise exact = promise_of("components: {s: {slo: 95%, sla: 99%, mttr: 1h, replicas: 60, quorum: 53}}");
    assert_int_equal(exact.kept_is, SLACALC_KEPT_EXACT);
    assert_true(exact.kept > 0 && exact.kept < 1);
}

/* ---- The option ---- */

static void a_promise_may_have_to_be_kept_so_often(void **state) {
    (void)state;
    const char *text = "components: {s: {slo: 99.9%, sla: 99.9%, mttr: 1h}}";
    slacalc_options options = slacalc_options_default();
    const double asked[] = {0, 0.68, 0.69};
    for (size_t i = 0; i < 3; i++) {
        options.min_kept = asked[i];
        slacalc_result *result = evaluate_text(text, NULL, &options, NULL);
        assert_int_equal(slacalc_result_kept(result), asked[i] < 0.6879);
        slacalc_result_free(result);
    }
}

/* ---- At random ---- */

/* A chance in a state is no whole outage, and the switch of a failover is no mean. */
static bool is_plain(const struct oracle_model *model) {
    for (size_t c = 0; c < model->component_count; c++)
        if (model->components[c].beta.given || oracle_across(model, &model->components[c]))
            return false;
    for (size_t n = 0; n < model->need_count; n++)
        if (model->needs[n].beta.given || model->needs[n].kind == SLACALC_NEED_FAILOVER)
            return false;
    return true;
}

static bool is_sharp(const struct oracle_outages *outages) {
    for (size_t up = 0; up < (size_t)1 << outages->count; up++)
        if (outages->loss[up] > (quad)1e-30 && outages->loss[up] < 1 - (quad)1e-30)
            return false;
    return true;
}

/* The chain of all joint states of the elements; negative where that takes too long. */
static double chance_to_break(const struct drawn *drawn, const slacalc_result *result,
                              const struct oracle_outages *outages, double period_s, double allowed_s) {
    size_t count = (size_t)1 << outages->count, step_count = 0;
    bool *is_down = calloc(count, sizeof *is_down);
    double *chance = calloc(count, sizeof *chance);
    struct downtime_step *steps = calloc(count * (outages->count + 1), sizeof *steps);
    for (size_t up = 0; up < count; up++) {
        quad product = 1;
        is_down[up] = outages->loss[up] > (quad)0.5;
        for (size_t e = 0; e < outages->count; e++) {
            const char *name = drawn->model.components[outages->component[e]].name;
            double mttr_s = component_named(result, name)->mttr_s, down = (double)outages->down[e];
            bool is_up = up >> e & 1;
            product *= is_up ? 1 - outages->down[e] : outages->down[e];
            if (down > 0 && down < 1)
                steps[step_count++] =
                    (struct downtime_step){up, up ^ (size_t)1 << e, is_up ? down / (1 - down) / mttr_s : 1 / mttr_s};
        }
        chance[up] = (double)product;
    }
    const struct downtime_chain chain = {count, is_down, chance, steps, step_count};
    double exceeds = is_down[0];
    if (step_count > 0)
        exceeds = downtime_steps(&chain, period_s) > 120 ? -1 : downtime_exceeds(&chain, period_s, allowed_s);
    free(steps);
    free(chance);
    free(is_down);
    return exceeds;
}

static void compare_promise(struct drawn *drawn, const slacalc_result *result, const slacalc_service *service,
                            const struct oracle_outages *outages, const slacalc_promise *promise) {
    const char *name = slacalc_result_component(result, service->component)->name;
    double allowed_s = promise->level.down * service->period_s;
    if (allowed_s <= 0 || allowed_s >= service->period_s)
        return;
    double broken = chance_to_break(drawn, result, outages, service->period_s, allowed_s);
    double want = 1 - broken, got = promise->kept;
    if (broken < 0)
        return;
    bool is_right = promise->kept_is == SLACALC_KEPT_EXACT      ? fabs(got - want) < 1e-6
                    : promise->kept_is == SLACALC_KEPT_AT_LEAST ? got < want + 1e-6
                                                                : false;
    expect(&drawn->trial, is_right, "promise %.6g of %s is kept: got %.9g (%d), want %.9g", promise->level.up, name,
           got, (int)promise->kept_is, want);
}

static void compare_service(struct drawn *drawn, const slacalc_result *result, const slacalc_service *service) {
    struct oracle_outages outages;
    const char *name = slacalc_result_component(result, service->component)->name;
    size_t component = 0;
    while (strcmp(drawn->model.components[component].name, name) != 0)
        component++;
    if (!oracle_outages(&drawn->model, drawn->trial.basis, component, 8, &outages))
        return;
    for (size_t i = 0; i < service->promise_count && is_sharp(&outages); i++)
        compare_promise(drawn, result, service, &outages, &service->promises[i]);
    free(outages.loss);
}

static void compare_model(uint64_t seed) {
    struct generator generator = {.state = seed, .elements = 2 + seed % 7};
    slacalc_options options = slacalc_options_default();
    struct drawn drawn;
    drawn_init(&drawn, generator, options, false);
    options.basis = drawn.trial.basis;
    options.period_s = 6 * 3600;
    if (is_plain(&drawn.model) && !oracle_any_whole(&drawn.model, drawn.trial.basis)) {
        char *text = malloc(strlen(drawn.text) + 40);
        assert_non_null(text);
        strcpy(stpcpy(text, "mttr: 90m\n"), drawn.text);
        slacalc_result *result = evaluate_text(text, &drawn.model, &options, NULL);
        for (size_t i = 0; result && i < slacalc_result_service_count(result); i++)
            compare_service(&drawn, result, slacalc_result_service(result, i));
        slacalc_result_free(result);
        free(text);
    }
    drawn_finish(&drawn);
}

static void random_models_agree_with_the_chain_of_all_states(void **state) {
    (void)state;
    runs_each(300, compare_model);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_element_is_exact),
        cmocka_unit_test(few_parts_in_series_are_one_chain),
        cmocka_unit_test(many_parts_in_series_are_a_sum),
        cmocka_unit_test(a_promise_of_everything_allows_no_outage),
        cmocka_unit_test(what_is_always_down_is_never_kept_and_what_never_is_always),
        cmocka_unit_test(a_share_of_traffic_counts_for_that_share_of_the_time),
        cmocka_unit_test(a_switch_is_drawn_at_each_failure),
        cmocka_unit_test(shares_inside_of_modules_lose_a_part),
        cmocka_unit_test(expected_credits_are_the_tiers_by_how_likely_they_are),
        cmocka_unit_test(a_cap_ends_what_tiers_add),
        cmocka_unit_test(credits_of_parts_are_recoverable),
        cmocka_unit_test(nothing_is_known_without_a_time_to_restore),
        cmocka_unit_test(promised_hours_are_approximate),
        cmocka_unit_test(too_many_states_are_approximate),
        cmocka_unit_test(alike_replicas_are_one_chain),
        cmocka_unit_test(a_promise_may_have_to_be_kept_so_often),
        cmocka_unit_test(random_models_agree_with_the_chain_of_all_states),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

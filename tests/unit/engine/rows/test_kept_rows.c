/*
 * How often promises are kept: figures of exact arithmetic, random models against the chain of all states of their
 * elements, and what has no such chain against simulation. SLACALC_MODELS says how many models, SLACALC_SEED where to
 * start.
 */
#include "downtime.h"
#include "evaluate.h"
#include "near.h"
#include "repaired.h"
#include "runs.h"

#include <stdio.h>
#include <stdlib.h>

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

static void expect_kept_about(const char *text, double kept) {
    slacalc_promise promise = promise_of(text);
    assert_int_equal(promise.kept_is, SLACALC_KEPT_APPROXIMATE);
    if (fabs(promise.kept - kept) > 0.02)
        fail_msg("kept in %.4f of months, want about %.4f: %s", promise.kept, kept, text);
}

/* Simulated over 20,000 months, where the switch takes two minutes by the clock, is drawn each time that the first pair
 * goes down, and starts with each outage in it. Standard error: 0.003. */
static void a_slow_switch_is_kept_as_often_however_it_is_written(void **state) {
    (void)state;
    static const struct {
        const char *promise;
        double kept;
    } cases[] = {{"99.95%", 0.642}, {"99.9%", 0.828}, {"99.8%", 0.933}};
    static const char *const ways[] = {
        "mttr: 1h\ncomponents:\n  ra: 99.9%%\n  rb: 99.9%%\n  a: {slo: 99%%, depends_on: ra}\n  b: {slo: 98%%, "
        "depends_on: rb}\n  s: {slo: 100%%, sla: %s, depends_on: {any: [a, b], failover: {level: 99%%, takes: 2m}}}\n",
        "mttr: 1h\ncomponents:\n  ra: 99.9%%\n  rb: 99.9%%\n  a: 99%%\n  b: 98%%\n  s: {slo: 100%%, sla: %s, "
        "depends_on: "
        "{any: [{all: [a, ra]}, {all: [b, rb]}], failover: {level: 99%%, takes: 2m}}}\n",
        "mttr: 1h\ncomponents:\n  ra: 99.9%%\n  rb: 99.9%%\n  a: 99%%\n  b: 98%%\n  one: {slo: 100%%, depends_on: [ra, "
        "a]}\n  other: {slo: 100%%, depends_on: [b, rb]}\n  db: {slo: 100%%, depends_on: {any: [one, other], failover: "
        "{level: 99%%, takes: 2m}}}\n  s: {slo: 100%%, sla: %s, depends_on: db}\n"};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        for (size_t way = 0; way < sizeof ways / sizeof *ways; way++) {
            char text[512];
            snprintf(text, sizeof text, ways[way], cases[i].promise);
            expect_kept_about(text, cases[i].kept);
        }
}

/* What is left of an outage after it was tolerated is as long on average: 0.001 exp(-1/4) of 1 h each, and 0.0005 of
 * another part that is not tolerated. */
static void what_is_tolerated_is_kept_as_what_is_left_of_it(void **state) {
    (void)state;
    double plain = promise_of("mttr: 1h\ncomponents: {a: 0.99922119921692859, b: 99.95%, s: {slo: 100%, sla: 99.9%, "
                              "depends_on: [a, b]}}")
                       .kept;
    expect_kept_about("mttr: 1h\ncomponents: {a: 99.9%, b: 99.95%, s: {slo: 100%, sla: 99.9%, depends_on: [{needs: a, "
                      "tolerates: 15m}, b]}}",
                      plain);
}

static void alike_replicas_are_one_chain(void **state) {
    (void)state;
    slacalc_promise exact = promise_of("components: {s: {slo: 95%, sla: 99%, mttr: 1h, replicas: 60, quorum: 53}}");
    assert_int_equal(exact.kept_is, SLACALC_KEPT_EXACT);
    assert_true(exact.kept > 0 && exact.kept < 1);
}

/* Either replica with its zone is as good as one part that is a zone and a replica in series: 2 of such parts. */
static void replicas_across_places_are_one_chain(void **state) {
    (void)state;
    slacalc_promise across = promise_of("mttr: 1h\nperiod: 1d\ncomponents: {z-a: 95%, z-b: 92%, w: {slo: 90%,\n"
                                        "  replicas: 2, across: [z-a, z-b]}, s: {slo: 100%, sla: 99%, depends_on: w}}");
    slacalc_promise parts = promise_of("mttr: 1h\nperiod: 1d\ncomponents: {z-a: 95%, z-b: 92%, a: {slo: 90%,\n"
                                       "  depends_on: z-a}, b: {slo: 90%, depends_on: z-b},\n"
                                       "  s: {slo: 100%, sla: 99%, depends_on: {any: [a, b]}}}");
    assert_int_equal(across.kept_is, SLACALC_KEPT_EXACT);
    assert_true(fabs(across.kept - parts.kept) < 1e-9);
}

/* A member of a group that is two replicas, of which one is needed, and one that is hardly ever down by itself: bits of
 * a state are the first replica, the second one, and the cause. What the cause takes of the outages of the pair makes
 * these begin less often. */
static void replicas_in_a_group_are_one_chain(void **state) {
    (void)state;
    enum { STATES = 8, CAUSE = 4, PAIR = 3 };
    const double u = 0.2, pair = u * u, c = 0.5 * pair, left = (pair - c) / (1 - c), mttr_s = 3600;
    bool is_down[STATES];
    double chance[STATES];
    struct downtime_step steps[STATES * 3];
    size_t count = 0;
    for (size_t s = 0; s < STATES; s++) {
        bool is_lost = !(s & PAIR);
        is_down[s] = is_lost || !(s & CAUSE);
        chance[s] = (s & 1 ? 1 - u : u) * (s & 2 ? 1 - u : u) * (s & CAUSE ? 1 - c : c);
        chance[s] *= is_lost ? left / pair : (1 - left) / (1 - pair);
        for (size_t e = 1; e <= CAUSE; e *= 2) {
            double down = e == CAUSE ? c : u, fails = down / (1 - down) / mttr_s;
            bool loses = e != CAUSE && !((s & ~e) & PAIR);
            fails *= loses ? left / pair * (1 - pair) / (1 - left) : 1;
            steps[count++] = (struct downtime_step){s, s ^ e, s & e ? fails : 1 / mttr_s};
        }
    }
    const struct downtime_chain chain = {STATES, is_down, chance, steps, count};
    slacalc_promise promise = promise_of("mttr: 1h\nperiod: 12h\ncomponents: {p: {slo: 80%, replicas: 2}, q: 50%,\n"
                                         "  x: {slo: 100%, depends_on: {any: [p, q], beta: 50%}},\n"
                                         "  s: {slo: 100%, sla: 98%, depends_on: p}}");
    double want = downtime_exceeds(&chain, 12 * 3600, 0.02 * 12 * 3600);
    assert_int_equal(promise.kept_is, SLACALC_KEPT_EXACT);
    assert_true(fabs(1 - promise.kept - want) < 1e-7);
}

/* Of 6 hours nearly all may be lost: 19 seconds have to be left. */
static void a_promise_of_next_to_nothing_is_exact_too(void **state) {
    (void)state;
    const char *text = "mttr: 90m\nperiod: 6h\ncomponents:\n"
                       "  c0: {mtbf: 52h, mttr: 32h, replicas: 2, across: [{all: [c2, c1]}, c1]}\n"
                       "  c1: {slo: 0.6999, replicas: 2, across: [c2, c2], depends_on: c2}\n"
                       "  c2: {mttr: 6.5h, mtbf: 36m, replicas: 4}\n  s: {slo: 100%, sla: 0.09%, depends_on: c0}\n";
    slacalc_promise promise = promise_of(text);
    assert_int_equal(promise.kept_is, SLACALC_KEPT_EXACT);
    assert_true(fabs(promise.kept - 0.861902875) < 1e-6);
}

/* 13 microseconds are allowed, of several modules: no less than that nothing is down at all. */
static void next_to_nothing_is_kept_as_often_as_nothing_is_down(void **state) {
    (void)state;
    slacalc_promise promise = promise_of("mttr: 90m\nperiod: 6h\ncomponents:\n  z: {slo: 0.3432}\n"
                                         "  s: {slo: 99.95%, sla: 99.99999994%, replicas: 5, quorum: 3, beta: 84%,\n"
                                         "    across: [z, {at_least: 1, of: [z]}, z]}\n");
    assert_int_equal(promise.kept_is, SLACALC_KEPT_AT_LEAST);
    assert_near(promise.kept, 0.000162220447, 1e-6);
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

/* The switch of a failover is no mean. */
static bool has_failover(const struct oracle_model *model) {
    for (size_t n = 0; n < model->need_count; n++)
        if (model->needs[n].kind == SLACALC_NEED_FAILOVER)
            return true;
    return false;
}

/* A chance in a state is no whole outage. */
static bool is_sharp(const struct oracle_outages *outages) {
    for (size_t up = 0; up < (size_t)1 << outages->count; up++)
        if (outages->loss[up] > (quad)1e-30 && outages->loss[up] < 1 - (quad)1e-30)
            return false;
    return true;
}

/* The chain of all joint states of the elements; negative where that takes too long. */
static double chance_to_break(const struct repaired *repaired, double allowed_s) {
    const struct oracle_outages *outages = &repaired->outages;
    size_t count = (size_t)1 << outages->count, step_count = 0;
    bool *is_down = calloc(count, sizeof *is_down);
    double *chance = calloc(count, sizeof *chance), period_s = repaired->service->period_s;
    struct downtime_step *steps = calloc(count * (outages->count + 1), sizeof *steps);
    for (size_t up = 0; up < count; up++) {
        is_down[up] = outages->loss[up] > (quad)0.5;
        chance[up] = (double)repaired_chance(repaired, up);
        for (size_t e = 0; e < outages->count; e++)
            steps[step_count++] =
                (struct downtime_step){up, up ^ (size_t)1 << e, (double)repaired_rate(repaired, up, e)};
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

static void compare_promise(const struct repaired *repaired, const slacalc_promise *promise) {
    double period_s = repaired->service->period_s, allowed_s = promise->level.down * period_s;
    if (allowed_s <= 0 || allowed_s >= period_s)
        return;
    double broken = chance_to_break(repaired, allowed_s), want = 1 - broken, got = promise->kept;
    if (broken < 0)
        return;
    bool is_right = promise->kept_is == SLACALC_KEPT_EXACT      ? fabs(got - want) < 1e-6
                    : promise->kept_is == SLACALC_KEPT_AT_LEAST ? got < want + 1e-6
                                                                : false;
    expect(&repaired->drawn->trial, is_right, "promise %.6g of %s is kept: got %.9g (%d), want %.9g", promise->level.up,
           repaired->name, got, (int)promise->kept_is, want);
}

static void compare_service(struct repaired *repaired) {
    if (has_failover(&repaired->drawn->model) || !is_sharp(&repaired->outages))
        return;
    for (size_t i = 0; i < repaired->service->promise_count; i++)
        compare_promise(repaired, &repaired->service->promises[i]);
}

static void compare_model(uint64_t seed) {
    struct generator generator = {.state = seed, .elements = 2 + seed % 7};
    slacalc_options options = slacalc_options_default();
    options.period_s = 6 * 3600;
    repaired_each(generator, options, 8, compare_service);
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
        cmocka_unit_test(a_slow_switch_is_kept_as_often_however_it_is_written),
        cmocka_unit_test(what_is_tolerated_is_kept_as_what_is_left_of_it),
        cmocka_unit_test(alike_replicas_are_one_chain),
        cmocka_unit_test(replicas_across_places_are_one_chain),
        cmocka_unit_test(replicas_in_a_group_are_one_chain),
        cmocka_unit_test(a_promise_of_next_to_nothing_is_exact_too),
        cmocka_unit_test(next_to_nothing_is_kept_as_often_as_nothing_is_down),
        cmocka_unit_test(a_promise_may_have_to_be_kept_so_often),
        cmocka_unit_test(random_models_agree_with_the_chain_of_all_states),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

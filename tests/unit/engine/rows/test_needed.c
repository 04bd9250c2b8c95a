/* The level that each part would need for a promise, against the model with that level. */
#include "drawn.h"
#include "evaluate.h"
#include "near.h"
#include "runs.h"

#include <stdio.h>
#include <string.h>

/* `model` has %s where the figure of the part 'a' stands. */
static slacalc_result *evaluate(const char *model, const char *figure) {
    char text[600];
    slacalc_options options = slacalc_options_default();
    options.need = true;
    snprintf(text, sizeof text, model, figure);
    slacalc_result *result = evaluate_text(text, NULL, &options, NULL);
    assert_non_null(result);
    return result;
}

static const slacalc_needed *needed_of(const slacalc_result *result, const char *name) {
    const slacalc_service *service = service_named(result, "s");
    for (size_t i = 0; i < service->needed_count; i++)
        if (strcmp(slacalc_result_component(result, service->needed[i].event.component)->name, name) == 0)
            return &service->needed[i];
    fail();
    return NULL;
}

static void assert_just_kept(const char *model, const char *figure) {
    slacalc_result *result = evaluate(model, figure);
    const slacalc_needed *needed = needed_of(result, "a");
    assert_true(needed->is_possible);
    char level[40];
    snprintf(level, sizeof level, "%.20f", 1 - (double)needed->level.down);
    slacalc_result *mended = evaluate(model, level);
    const slacalc_service *service = service_named(mended, "s");
    assert_near(service->availability.value.down, service->promises[0].level.down, 1e-9);
    assert_near(needed_of(mended, "a")->level.down, needed->level.down, 1e-9);
    slacalc_result_free(mended);
    slacalc_result_free(result);
}

static void the_needed_level_just_keeps_the_promise(void **state) {
    (void)state;
    static const char shared[] = "components: {dc: 99.99%%, a: {slo: %s, depends_on: [dc]}, b: {slo: 99.2%%,"
                                 " depends_on: [dc]}, s: {sla: 99.988%%, depends_on: [{any: [a, b]}]}}";
    assert_just_kept(shared, "99.4%");
    assert_just_kept(shared, "99.9%");
    assert_just_kept("components: {a: {slo: %s, replicas: 5, quorum: 3}, b: 99.99%%,"
                     " s: {sla: 99.9%%, depends_on: [a, b]}}",
                     "90%");
    assert_just_kept("components: {a: {slo: %s, hours: \"Mon-Fri 08:00-20:00\"}, b: 99%%,"
                     " s: {sla: 99%%, hours: \"Mon-Sat 08:00-20:00\", depends_on: [{any: [a, b]}]}}",
                     "30%");
    assert_just_kept("components: {c: 99.9%%, a: {sla: %s, depends_on: [c]}, s: {slo: 99.95%%, sla: 99.7%%,"
                     " depends_on: [a]}}",
                     "99.5%");
    assert_just_kept("components: {p: 99%%, a: %s, s: {sla: 99.9%%, depends_on: [{any: [p, a], failover: 95%%}]}}",
                     "80%");
}

static void levels_are_those_of_the_literature_example(void **state) {
    (void)state;
    slacalc_result *result = evaluate("components: {dc: 99.99%%, a: {slo: %s, depends_on: [dc]}, b: {slo: 99.2%%,"
                                      " depends_on: [dc]}, s: {sla: 99.988%%, depends_on: [{any: [a, b]}]}}",
                                      "99.4%");
    assert_near(needed_of(result, "a")->level.up, 0.997499749974997, 1e-14);
    assert_near(needed_of(result, "b")->level.up, 0.996666333299997, 1e-14);
    assert_near(needed_of(result, "dc")->level.up, 0.999927996543834, 1e-14);
    assert_near(needed_of(result, "a")->now.down, 0.006, 1e-15);
    slacalc_result_free(result);
}

static void where_others_cost_too_much_no_level_is_enough(void **state) {
    (void)state;
    slacalc_result *result = evaluate("components: {a: %s, b: 98%%, s: {sla: 99.5%%, depends_on: [a, b]}}", "99%");
    assert_false(needed_of(result, "a")->is_possible);
    assert_false(needed_of(result, "b")->is_possible);
    slacalc_result_free(result);
}

/* The other one costs all that is promised, so that this one has to be perfect. */
static void what_leaves_nothing_asks_for_a_perfect_part(void **state) {
    (void)state;
    slacalc_result *result = evaluate("components: {a: %s, b: 99%%, s: {sla: 99%%, depends_on: [a, b]}}", "99%");
    assert_true(needed_of(result, "a")->is_possible);
    assert_true(needed_of(result, "a")->level.down < 1e-15);
    slacalc_result_free(result);
}

/* A promise that even its outage keeps. */
static void a_part_may_be_down_altogether(void **state) {
    (void)state;
    slacalc_result *result =
        evaluate("components: {a: %s, b: 99.9%%, s: {sla: 99%%, depends_on: [{any: [a, b]}]}}", "99%");
    assert_true(needed_of(result, "a")->is_possible);
    assert_near(needed_of(result, "a")->level.up, 0, 0);
    slacalc_result_free(result);
}

/* ---- What would keep a broken promise ---- */

static const slacalc_needed *needed_for(const slacalc_service *service, const slacalc_needed *part) {
    for (size_t n = 0; n < service->needed_count; n++)
        if (service->needed[n].promise == part->promise && service->needed[n].event.component == part->event.component)
            return &service->needed[n];
    return NULL;
}

/* Where the share of some part is next to what has to go, rounding says whether that part would do; and where next to
 * nothing may be left, the difference of two shares says no more than about how much. */
static const double LITTLE = 1e-6;

static bool is_close(const slacalc_service *service, size_t promise) {
    double down = service->availability.value.down, allowed = service->promises[promise].level.down;
    for (size_t i = 0; i < service->share_count; i++)
        if (fabs(service->shares[i].share - (1 - allowed / down)) < LITTLE ||
            fabs(service->shares[i].hours_share - (1 - allowed / down)) < LITTLE)
            return true;
    return false;
}

static void expect_the_same(struct drawn *drawn, const slacalc_service *service, const slacalc_needed *got) {
    const slacalc_needed *want = needed_for(service, got);
    const char *name = slacalc_result_component(drawn->result, got->event.component)->name;
    if (!want) {
        expect(&drawn->trial, false, "%s would keep a promise, but is not needed", name);
        return;
    }
    expect(&drawn->trial,
           got->is_possible && want->is_possible && got->is_whole == want->is_whole &&
               got->event.kind == want->event.kind,
           "%s: another kind of answer", name);
    expect_near(&drawn->trial, got->level.down, (quad)want->level.down, LITTLE, "needed level", name);
    expect_near(&drawn->trial, got->now.down, (quad)want->now.down, 0, "level now", name);
}

static void expect_mending(struct drawn *drawn, const slacalc_service *service, size_t promise) {
    enum { LISTED = 3 };
    const slacalc_mending *mending = &service->mending[promise];
    size_t listed = mending->part_count < LISTED ? mending->part_count : LISTED, levels = 0, possible = 0;
    for (size_t i = 0; i < listed; i++) {
        if (mending->parts[i].event.kind == SLACALC_EVENT_HOURS)
            continue;
        expect_the_same(drawn, service, &mending->parts[i]);
        levels++;
    }
    for (size_t n = 0; n < service->needed_count; n++)
        possible += service->needed[n].promise == promise && service->needed[n].is_possible;
    expect(&drawn->trial, !mending->is_open, "what would keep a promise is not known");
    expect(&drawn->trial, mending->part_count > LISTED ? possible <= mending->part_count : levels == possible,
           "%zu parts would keep a promise alone, %zu of %zu by their level", possible, levels, mending->part_count);
}

static void expect_the_same_of_all(struct drawn *drawn, const slacalc_service *service) {
    for (size_t p = 0; p < service->promise_count && service->mending; p++)
        if (service->promises[p].verdict >= SLACALC_BROKEN && !is_close(service, p))
            expect_mending(drawn, service, p);
}

static void compare_model(uint64_t seed) {
    drawn_with_needs(seed, expect_the_same_of_all);
}

static void what_would_keep_a_promise_is_what_parts_need(void **state) {
    (void)state;
    runs_each(500, compare_model);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_needed_level_just_keeps_the_promise),
        cmocka_unit_test(levels_are_those_of_the_literature_example),
        cmocka_unit_test(where_others_cost_too_much_no_level_is_enough),
        cmocka_unit_test(what_leaves_nothing_asks_for_a_perfect_part),
        cmocka_unit_test(a_part_may_be_down_altogether),
        cmocka_unit_test(what_would_keep_a_promise_is_what_parts_need),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* Minimal cut sets as the result has them: of random models with all features, hours too, and by hand. */
#include "drawn.h"
#include "evaluate.h"
#include "near.h"
#include "runs.h"

#include <stdlib.h>
#include <string.h>

static slacalc_options all_cut_sets(void) {
    slacalc_options options = slacalc_options_default();
    options.why = true;
    options.top = 0;
    return options;
}

/* ---- At random ---- */

/* How many replicas across places have to be down for that event depends on which places are: so they differ. What is
 * always down may differ too, and does not show it. */
static bool is_same(const slacalc_event *a, const slacalc_event *b) {
    return a->kind == b->kind && a->component == b->component && a->part == b->part && a->line == b->line &&
           a->column == b->column && is_near(a->probability, b->probability, 0) &&
           (a->kind != SLACALC_EVENT_REPLICAS || a->probability < 1);
}

static bool holds(const slacalc_cut_set *set, const slacalc_cut_set *part) {
    for (size_t i = 0; i < part->event_count; i++) {
        bool found = false;
        for (size_t j = 0; j < set->event_count; j++)
            found = found || is_same(&set->events[j], &part->events[i]);
        if (!found)
            return false;
    }
    return true;
}

/* Together they are all of the downtime, and none is a part of another one; requirements that are written once, and
 * stand at several places by an alias, cannot be told from one another. */
static void assert_cut_sets(const slacalc_service *service, bool places_differ, uint64_t seed) {
    char count[32];
    snprintf(count, sizeof count, "%zu", service->cut_set_count);
    assert_string_equal(service->cut_sets_all, count);
    if (service->availability.value.down > 0 && !is_near(service->cut_sets_share, 1, 1e-9))
        fail_msg("they come to %.17g; repeat with SLACALC_SEED=%llu", service->cut_sets_share,
                 (unsigned long long)seed);
    for (size_t i = 0; i < service->cut_set_count; i++) {
        const slacalc_cut_set *set = &service->cut_sets[i];
        assert_true(set->alike <= i && service->cut_sets[set->alike].alike == set->alike);
        assert_true(set->probability > 0);
        for (size_t j = 0; places_differ && j < service->cut_set_count; j++)
            if (i != j && holds(set, &service->cut_sets[j]))
                fail_msg("set %zu holds set %zu; repeat with SLACALC_SEED=%llu", i, j, (unsigned long long)seed);
    }
}

static void random_models_are_down_by_their_cut_sets(void **state) {
    (void)state;
    uint64_t seed = runs_seed();
    print_message("SLACALC_SEED=%llu\n", (unsigned long long)seed);
    size_t judged = 0;
    for (size_t i = 0, count = runs_models(1000); i < count; i++) {
        struct drawn drawn;
        drawn_init(&drawn, (struct generator){.state = seed + i, .elements = 12, .hours = i % 2 * 40}, all_cut_sets(),
                   true);
        for (size_t s = 0; drawn.result && s < slacalc_result_service_count(drawn.result); s++) {
            const slacalc_service *service = slacalc_result_service(drawn.result, s);
            if (service->cut_sets_unknown || !service->availability.exact)
                continue;
            assert_cut_sets(service, drawn.model.alias_count == 0, seed + i);
            judged++;
        }
        drawn_finish(&drawn);
    }
    assert_true(judged > 0);
}

/* ---- By hand ---- */

static void assert_set(const slacalc_cut_set *set, slacalc_event_kind first, slacalc_event_kind second,
                       double probability) {
    assert_int_equal(set->event_count, 2);
    assert_int_equal(set->events[0].kind, first);
    assert_int_equal(set->events[1].kind, second);
    assert_near(set->probability, probability, 1e-12);
}

/* a has no hours in the second half of the day, and b none in its first quarter: never both. */
static void hours_coincide_as_the_week_says(void **state) {
    (void)state;
    slacalc_options options = all_cut_sets();
    slacalc_result *result = evaluate_text("components:\n  a: {slo: 99%, hours: 00:00-12:00}\n"
                                           "  b: {slo: 98%, hours: 06:00-24:00}\n  s: {depends_on: [{any: [a, b]}]}\n",
                                           NULL, &options, NULL);
    assert_non_null(result);
    const slacalc_service *service = service_named(result, "s");
    assert_string_equal(service->cut_sets_all, "3");
    assert_set(&service->cut_sets[0], SLACALC_EVENT_HOURS, SLACALC_EVENT_COMPONENT, 0.5 * 0.02);
    assert_set(&service->cut_sets[1], SLACALC_EVENT_COMPONENT, SLACALC_EVENT_HOURS, 0.25 * 0.01);
    assert_set(&service->cut_sets[2], SLACALC_EVENT_COMPONENT, SLACALC_EVENT_COMPONENT, 0.01 * 0.02);
    assert_near(service->cut_sets_share, 1, 1e-12);
    slacalc_result_free(result);
}

static void sets_of_alike_events_are_told_to_be_alike(void **state) {
    (void)state;
    slacalc_options options = all_cut_sets();
    slacalc_result *result = evaluate_text("components:\n  a: 99%\n  b: 99%\n  c: 99%\n  d: 99%\n"
                                           "  s: {depends_on: [{at_least: 2, of: [a, b, c]}, {any: [a, d]}]}\n"
                                           "  t: {depends_on: [{at_least: 2, of: [b, c, d]}]}\n",
                                           NULL, &options, NULL);
    assert_non_null(result);
    const slacalc_service *service = service_named(result, "s");
    static const size_t alike[] = {0, 0, 2, 3}; /* a with b or c; a with d; b with c */
    assert_int_equal(service->cut_set_count, 4);
    for (size_t i = 0; i < 4; i++)
        assert_int_equal(service->cut_sets[i].alike, alike[i]);
    slacalc_result_free(result);
}

static void only_the_likeliest_are_listed(void **state) {
    (void)state;
    slacalc_options options = all_cut_sets();
    options.top = 1;
    slacalc_result *result =
        evaluate_text("components:\n  a: 99%\n  b: 98%\n  s: {depends_on: [a, b]}\n", NULL, &options, NULL);
    assert_non_null(result);
    const slacalc_service *service = service_named(result, "s");
    assert_string_equal(service->cut_sets_all, "2");
    assert_int_equal(service->cut_set_count, 1);
    assert_near(service->cut_sets[0].probability, 0.02, 1e-15);
    assert_near(service->cut_sets_share, 0.02 / 0.0298, 1e-12);
    slacalc_result_free(result);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(random_models_are_down_by_their_cut_sets),
        cmocka_unit_test(hours_coincide_as_the_week_says),
        cmocka_unit_test(sets_of_alike_events_are_told_to_be_alike),
        cmocka_unit_test(only_the_likeliest_are_listed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

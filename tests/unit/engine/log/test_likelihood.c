/* How likely the model says that is which happened: of models whose answers are known. */
#include "near.h"
#include "reading.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Of the window from the first of April, 720 hours, in which `part` is down for so many seconds. */
static slacalc_log_chance happening(const char *components, const char *part, int64_t seconds, const char *to,
                                    slacalc_level *computed) {
    slacalc_diagnostics *problems = slacalc_diagnostics_new();
    slacalc_model *model = slacalc_model_new();
    slacalc_options options = slacalc_options_default();
    char log[200], *text = NULL;
    size_t length = 0;
    FILE *stream = open_memstream(&text, &length);
    assert_non_null(stream);
    fprintf(stream, "components:\n%s", components);
    fclose(stream);
    snprintf(log, sizeof log, "component,start,end\n%s,2026-04-01T00:00:00Z,2026-04-%02dT%02d:%02d:%02dZ\n", part,
             1 + (int)(seconds / 86400), (int)(seconds / 3600 % 24), (int)(seconds / 60 % 60), (int)(seconds % 60));
    assert_true(slacalc_model_read_text(model, "test.yaml", text, length, problems));
    assert_true(slacalc_model_check(model, problems));
    assert_true(slacalc_model_log_text(model, "log.csv", log, strlen(log), problems));
    assert_true(slacalc_model_windows(model, "2026-04-01", to, NULL, problems));
    slacalc_result *result = slacalc_replay(model, &options, problems);
    assert_non_null(result);
    const slacalc_log *logged = slacalc_result_log(result);
    const slacalc_log_service *row = &logged->windows[0].services[logged->windows[0].service_count - 1];
    slacalc_log_chance chance = row->against_model;
    assert_true(row->computed.down == logged->totals[logged->total_count - 1].computed.down);
    assert_true(chance.chance == logged->totals[logged->total_count - 1].against_model.chance);
    if (computed)
        *computed = row->computed;
    slacalc_result_free(result);
    slacalc_model_free(model);
    slacalc_diagnostics_free(problems);
    free(text);
    return chance;
}

static const char one[] = "  a: {slo: 99.9%, mttr: 1h}\n";

/* 0.2 % of 720 hours. */
static void one_element_is_down_for_as_long_as_takacs_says(void **state) {
    (void)state;
    slacalc_level computed;
    slacalc_log_chance chance = happening(one, "a", 5184, "2026-05-01", &computed);
    assert_near(computed.down, 0.001, 1e-15);
    assert_true(chance.worse && chance.is == SLACALC_CHANCE_EXACT);
    assert_near(chance.chance, 0.186998873945204, 1e-9);
}

static void as_little_is_the_other_side(void **state) {
    (void)state;
    slacalc_log_chance chance = happening("  a: {slo: 99.8%, mttr: 1h}\n", "a", 2592, "2026-05-01", NULL);
    assert_true(!chance.worse && chance.is == SLACALC_CHANCE_EXACT && chance.chance > 0.3 && chance.chance < 0.7);
    chance = happening(one, "a", 0, "2026-05-01", NULL);
    assert_true(!chance.worse && chance.is == SLACALC_CHANCE_EXACT);
    assert_near(chance.chance, 0.999 * exp(-720 * 0.001 / 0.999), 1e-9);
}

/* It was down at the begin, and stayed so. */
static void all_of_a_window_may_be_lost(void **state) {
    (void)state;
    slacalc_log_chance chance = happening("  a: {slo: 99.9%, mttr: 2d}\n", "a", (int64_t)7 * 86400, "2026-04-08", NULL);
    assert_true(chance.worse && chance.is == SLACALC_CHANCE_EXACT);
    assert_near(chance.chance, 0.001 * exp(-3.5), 1e-9);
}

static void parts_in_series_are_exact_while_they_have_few_states(void **state) {
    (void)state;
    slacalc_log_chance chance = happening("  a: {slo: 99.9%, mttr: 1h}\n  b: {slo: 99.95%, mttr: 4h}\n"
                                          "  c: {slo: 99.98%, mttr: 10m}\n  all: {depends_on: [a, b, c]}\n",
                                          "b", 5184, "2026-05-01", NULL);
    assert_true(chance.worse && chance.is == SLACALC_CHANCE_EXACT);
    assert_near(chance.chance, 0.2633548708, 1e-9);
}

static const char many[] = "  a: {slo: 99.9%, mttr: 1h}\n  b: {slo: 99.9%, mttr: 61m}\n  c: {slo: 99.9%, mttr: 62m}\n"
                           "  d: {slo: 99.9%, mttr: 63m}\n  e: {slo: 99.9%, mttr: 64m}\n  f: {slo: 99.9%, mttr: 65m}\n"
                           "  g: {slo: 99.9%, mttr: 66m}\n  all: {depends_on: [a, b, c, d, e, f, g]}\n";

/* What is lost is at most as much, so that nothing is lost exactly where no part loses anything. */
static void sums_of_parts_bound_what_is_worse(void **state) {
    (void)state;
    double none = 1;
    for (int i = 0; i < 7; i++)
        none *= 0.999 * exp(-720 * 0.001 / 0.999 / (1 + i / 60.0));
    slacalc_log_chance chance = happening(many, "b", 40000, "2026-05-01", NULL);
    assert_true(chance.worse && chance.is == SLACALC_CHANCE_AT_MOST && chance.chance > 0.05 && chance.chance < 0.2);
    chance = happening(many, "b", 0, "2026-05-01", NULL);
    assert_true(!chance.worse && chance.is == SLACALC_CHANCE_EXACT);
    assert_near(chance.chance, none, 1e-9);
    chance = happening(many, "b", 60, "2026-05-01", NULL);
    assert_true(!chance.worse && chance.is == SLACALC_CHANCE_APPROXIMATE && chance.chance > none);
}

static void what_is_not_promised_makes_chances_approximate(void **state) {
    (void)state;
    slacalc_log_chance chance =
        happening("  a: {slo: 99.9%, mttr: 1h, hours: \"Mon-Fri 08:00-18:00\"}\n", "a", 40000, "2026-05-01", NULL);
    assert_true(chance.worse && chance.is == SLACALC_CHANCE_APPROXIMATE && chance.chance > 0 && chance.chance < 0.5);
}

static void without_lengths_nothing_is_said(void **state) {
    (void)state;
    slacalc_log_chance chance = happening("  a: 99.9%\n  b: {slo: 99.9%, mttr: 1h}\n  all: {depends_on: [a, b]}\n", "a",
                                          5184, "2026-05-01", NULL);
    assert_true(chance.is == SLACALC_CHANCE_UNKNOWN && chance.chance == 0);
}

/* The model says that it never fails: then nothing is too unlikely to be said. */
static void what_never_fails_did(void **state) {
    (void)state;
    slacalc_log_chance chance = happening("  a: {slo: 100%, mttr: 1h}\n", "a", 60, "2026-05-01", NULL);
    assert_true(chance.worse && chance.is == SLACALC_CHANCE_EXACT && chance.chance == 0);
    chance = happening("  a: {slo: 99.9%, mttr: 1s}\n", "a", 500000, "2026-05-01", NULL);
    assert_true(chance.worse && chance.is == SLACALC_CHANCE_AT_MOST && chance.chance == 1e-7);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_element_is_down_for_as_long_as_takacs_says),
        cmocka_unit_test(as_little_is_the_other_side),
        cmocka_unit_test(all_of_a_window_may_be_lost),
        cmocka_unit_test(parts_in_series_are_exact_while_they_have_few_states),
        cmocka_unit_test(sums_of_parts_bound_what_is_worse),
        cmocka_unit_test(what_is_not_promised_makes_chances_approximate),
        cmocka_unit_test(without_lengths_nothing_is_said),
        cmocka_unit_test(what_never_fails_did),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

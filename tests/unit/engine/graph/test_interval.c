/* What is reported of an interval encloses it. */
#include "engine/graph/interval.h"
#include "near.h"

static void ends_are_rounded_outwards(void **state) {
    (void)state;
    for (int i = 1; i < 99; i++) {
        struct level low = {i / 100.0L, 1 - i / 100.0L}, high = {(i + 1) / 100.0L, 1 - (i + 1) / 100.0L};
        slacalc_estimate found = estimate_of((struct interval){.low = low, .high = high});
        assert_false(found.exact);
        assert_true(found.low.up <= low.up && found.low.down >= low.down);
        assert_true(found.high.up >= high.up && found.high.down <= high.down);
        assert_near(found.low.up, low.up, 1e-13);
        assert_near(found.low.down, low.down, 1e-13);
        assert_near(found.high.up, high.up, 1e-13);
        assert_near(found.high.down, high.down, 1e-13);
    }
}

/* Doubles end at 4.9e-324, long doubles do not. */
static void ends_that_no_double_can_hold_are_rounded_outwards(void **state) {
    (void)state;
    static const long double tiny[] = {3.3e-308L, 1.7e-310L, 1.23456789e-320L, 7e-324L, 1e-324L, 1e-400L, 1e-4940L};
    for (size_t i = 0; i < sizeof tiny / sizeof *tiny; i++) {
        struct level low = {tiny[i], 1}, high = {2 * tiny[i], 1};
        slacalc_estimate found = estimate_of((struct interval){.low = low, .high = high});
        assert_true(found.low.up <= low.up && found.high.up >= high.up);
        assert_true(found.low.up <= found.value.up && found.value.up <= found.high.up);
        low = (struct level){1, 2 * tiny[i]}, high = (struct level){1, tiny[i]};
        found = estimate_of((struct interval){.low = low, .high = high});
        assert_true(found.low.down >= low.down && found.high.down <= high.down);
    }
}

static void no_end_lies_beyond_1(void **state) {
    (void)state;
    slacalc_estimate found = estimate_of((struct interval){.low = {0, 1}, .high = {1, 0}});
    assert_true(found.low.up == 0 && found.low.down == 1);
    assert_true(found.high.up == 1 && found.high.down == 0);
}

/* Its down may be a sum of rounded products. */
static void no_value_lies_beyond_1(void **state) {
    (void)state;
    const long double above = 1 + 3e-16L;
    for (int exact = 0; exact < 2; exact++) {
        slacalc_estimate found = estimate_of((struct interval){{0, above}, {0, exact ? above : 1}, exact});
        assert_true(found.value.down == 1 && found.low.down == 1);
    }
}

static void of_two_intervals_the_narrower_ends_count(void **state) {
    (void)state;
    struct interval a = {.low = {0.25L, 0.75L}, .high = {0.5L, 0.5L}},
                    b = {.low = {0.375L, 0.625L}, .high = {0.75L, 0.25L}};
    for (int swapped = 0; swapped < 2; swapped++) {
        struct interval found = swapped ? interval_narrowest(b, a) : interval_narrowest(a, b);
        assert_true(found.low.up == 0.375L && found.low.down == 0.625L);
        assert_true(found.high.up == 0.5L && found.high.down == 0.5L);
        assert_false(found.exact);
    }
    struct interval known = {.low = {0.4L, 0.6L}, .high = {0.4L, 0.6L}, .exact = true};
    assert_true(interval_narrowest(a, known).exact && interval_narrowest(known, a).exact);
    assert_true(interval_narrowest(a, known).low.up == 0.4L);
}

static void bounds_narrow_an_interval_by_what_they_are_sure_of(void **state) {
    (void)state;
    struct level worst = {0.3L, 0.7L}, best = {0.6L, 0.4L};
    struct interval wide = {{0.25L, 0.75L}, {0.75L, 0.25L}, false}, found = interval_within(wide, worst, best);
    assert_false(found.exact);
    assert_true(found.low.up < 0.3L && found.low.down > 0.7L);
    assert_true(found.high.up > 0.6L && found.high.down < 0.4L);
    assert_near(found.low.down, 0.7, 2e-9);
    assert_near(found.high.down, 0.4, 2e-9);
    struct interval narrow = {{0.4L, 0.6L}, {0.5L, 0.5L}, false};
    found = interval_within(narrow, worst, best);
    assert_true(found.low.up == 0.4L && found.high.up == 0.5L);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ends_are_rounded_outwards),
        cmocka_unit_test(ends_that_no_double_can_hold_are_rounded_outwards),
        cmocka_unit_test(no_end_lies_beyond_1),
        cmocka_unit_test(no_value_lies_beyond_1),
        cmocka_unit_test(of_two_intervals_the_narrower_ends_count),
        cmocka_unit_test(bounds_narrow_an_interval_by_what_they_are_sure_of),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* One element that is up and down in turns: against figures of exact arithmetic, and one way against the other. */
#include "near.h"

#include "engine/kept/alternating.h"
#include "engine/kept/euler.h"

static const double MONTH = 720; /* hours */

static double exceeds(double level, double mttr, double promise) {
    double chance = -1;
    struct alternating element = {mttr * level / (1 - level), mttr};
    assert_true(alternating_exceeds(element, MONTH, (1 - promise) * MONTH, NULL, &chance) < 1e-9);
    return chance;
}

/* Takács 1957; the figures by exact arithmetic. */
static void the_chance_to_break_is_that_of_takacs(void **state) {
    (void)state;
    assert_near(exceeds(0.999, 1 / 6.0, 0.999), 0.431221116111627, 1e-12);
    assert_near(exceeds(0.999, 1, 0.999), 0.3120685072447, 1e-12);
    assert_near(exceeds(0.999, 4, 0.999), 0.140488065947354, 1e-12);
    assert_near(exceeds(0.999, 1, 0.998), 0.186998873945204, 1e-12);
}

static void without_allowance_it_is_that_of_any_outage(void **state) {
    (void)state;
    assert_near(exceeds(0.999, 1, 1), 1 - 0.999 * exp(-MONTH / 999), 1e-12);
}

/* What is allowed is nearly all of the period: it has to be down from the first moment to the last. */
static void with_nearly_all_allowed_it_is_that_of_one_long_outage(void **state) {
    (void)state;
    assert_near(exceeds(0.5, 720, 1e-12), 0.5 * exp(-1), 1e-9);
}

static struct complex exceeding(void *context, struct complex s) {
    const struct alternating *element = context;
    return complex_divide(complex_scale(alternating_transform(*element, MONTH, s), -1), s);
}

static void its_transform_says_the_same(void **state) {
    (void)state;
    for (double mttr = 0.1; mttr < 50; mttr *= 3)
        for (double level = 0.5; level < 0.99999; level = (1 + level) / 2) {
            struct alternating element = {mttr * level / (1 - level), mttr};
            const struct inversion inversion = {.transform = exceeding, .context = &element, .first_terms = 40};
            double chance;
            assert_true(euler_invert(&inversion, (1 - level) * MONTH, &chance) < 1e-8);
            assert_true(fabs(chance - exceeds(level, mttr, level)) < 1e-8);
        }
}

/* More outages than are added up one by one: both ways at their border. */
static void many_outages_have_the_same_distribution(void **state) {
    (void)state;
    const double short_s = MONTH / 9990, shorter_s = MONTH / 10020;
    double few = exceeds(0.5, short_s / 2, 0.49), many = exceeds(0.5, shorter_s / 2, 0.49);
    assert_true(few > 0 && fabs(few / many - 1) < 0.05);
    assert_near(exceeds(0.999, 0.0001, 0.999), 0.5, 0.01);
}

static void nothing_is_known_once_time_is_over(void **state) {
    (void)state;
    struct deadline over = {.is_set = true, .is_over = true};
    double chance;
    assert_true(isinf(alternating_exceeds((struct alternating){1e-3, 1e-3}, MONTH, MONTH / 2, &over, &chance)));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_chance_to_break_is_that_of_takacs),
        cmocka_unit_test(without_allowance_it_is_that_of_any_outage),
        cmocka_unit_test(with_nearly_all_allowed_it_is_that_of_one_long_outage),
        cmocka_unit_test(its_transform_says_the_same),
        cmocka_unit_test(many_outages_have_the_same_distribution),
        cmocka_unit_test(nothing_is_known_once_time_is_over),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

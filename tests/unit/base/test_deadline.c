/* Deadlines far enough away that no machine is too slow for these tests, or long over. */
#include "near.h"

#include "base/deadline.h"

static double seconds_left(const struct deadline *deadline) {
    struct timespec now;
    assert_int_equal(clock_gettime(CLOCK_MONOTONIC, &now), 0);
    return (double)(deadline->end.tv_sec - now.tv_sec) + (double)(deadline->end.tv_nsec - now.tv_nsec) / 1e9;
}

static void assert_left(struct deadline deadline, double least, double most) {
    double left = seconds_left(&deadline);
    assert_true(deadline.is_set && !deadline.is_over);
    assert_in_range(deadline.end.tv_nsec, 0, 999999999);
    assert_true(left > least && left <= most);
}

static void none_is_never_over(void **state) {
    (void)state;
    struct deadline never = deadline_in(0), part = deadline_at(&never, 0.5), none = deadline_at(NULL, 0.5);
    assert_false(never.is_set || part.is_set || none.is_set);
    assert_false(deadline_is_over(NULL) || deadline_is_over(&never) || deadline_is_over(&part));
}

/* Of these fractions, one at least has to carry into the seconds, whatever the clock says. */
static void fractions_of_a_second_count(void **state) {
    (void)state;
    for (int tenth = 0; tenth < 10; tenth++)
        assert_left(deadline_in(7200 + tenth / 10.0), 3600, 7200 + tenth / 10.0);
}

static void a_far_one_is_cut_to_a_year(void **state) {
    (void)state;
    struct deadline far = deadline_in(1e300);
    assert_left(far, 365 * 86400.0, 366 * 86400.0);
    assert_false(deadline_is_over(&far));
}

static void a_share_ends_earlier(void **state) {
    (void)state;
    struct deadline whole = deadline_in(40000);
    assert_left(deadline_at(&whole, 0.25), 5000, 10000);
}

static void an_ended_one_stays_over(void **state) {
    (void)state;
    struct deadline passed = {.is_set = true}, third = deadline_at(&passed, 1.0 / 3);
    assert_int_equal(third.end.tv_sec, 0); /* nothing is left to share */
    assert_true(deadline_is_over(&third));
    assert_true(deadline_is_over(&passed) && passed.is_over);
    passed.end = deadline_in(40000).end;
    assert_true(deadline_is_over(&passed));
    assert_true(deadline_at(&passed, 0.5).is_over);
}

/* By its nanoseconds alone, if need be. */
static void the_moment_itself_is_over(void **state) {
    (void)state;
    struct deadline now = {.is_set = true};
    assert_int_equal(clock_gettime(CLOCK_MONOTONIC, &now.end), 0);
    assert_true(deadline_is_over(&now));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(none_is_never_over),         cmocka_unit_test(fractions_of_a_second_count),
        cmocka_unit_test(a_far_one_is_cut_to_a_year), cmocka_unit_test(a_share_ends_earlier),
        cmocka_unit_test(an_ended_one_stays_over),    cmocka_unit_test(the_moment_itself_is_over),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

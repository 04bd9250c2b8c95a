/* What follows from the rows of a service by a multiplication or a comparison. */
#include "engine/rows/downtime.h"
#include "near.h"

static const slacalc_slice half_a_week = {.hours_per_week = 84};

static slacalc_service whole_week_service(void) {
    static const slacalc_slice whole_week = {.hours_per_week = 168};
    return (slacalc_service){
        .period_s = 1000, .hours_per_week = 168, .coverage = 1, .slices = &whole_week, .slice_count = 1};
}

static slacalc_estimate exactly(double down) {
    slacalc_level level = {.up = 1 - down, .down = down};
    return (slacalc_estimate){.value = level, .low = level, .high = level, .exact = true};
}

static void downtime_counts_in_promised_hours_only(void **state) {
    (void)state;
    slacalc_service service = whole_week_service();
    slacalc_estimate quarter = exactly(0.25);
    assert_true(downtime_by(&service, &quarter) == 250);
    service.hours_per_week = 84;
    service.slices = &half_a_week;
    assert_true(downtime_by(&service, &quarter) == 125);
}

static void hours_matter_where_they_are_short_split_or_uncovered(void **state) {
    (void)state;
    slacalc_service service = whole_week_service();
    assert_false(has_hours(&service));
    service.coverage = 0.5;
    assert_true(has_hours(&service));
    service = whole_week_service();
    service.hours_per_week = 84;
    assert_true(has_hours(&service));
    service = whole_week_service();
    service.slice_count = 2;
    assert_true(has_hours(&service));
}

static void undegraded_differs_by_more_than_rounding(void **state) {
    (void)state;
    slacalc_service service = {.availability = exactly(0.25), .undegraded = exactly(0.25 + 1e-15)};
    assert_false(undegraded_differs(&service));
    service.undegraded = exactly(0.25 + 1e-11);
    assert_true(undegraded_differs(&service));
    service.undegraded = exactly(0.25);
    service.undegraded.exact = false;
    assert_true(undegraded_differs(&service));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(downtime_counts_in_promised_hours_only),
        cmocka_unit_test(hours_matter_where_they_are_short_split_or_uncovered),
        cmocka_unit_test(undegraded_differs_by_more_than_rounding),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

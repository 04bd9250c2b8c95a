/* Days of the calendar, against the C library's, and how old figures are by them. */
#include "evaluate.h"
#include "near.h"

#include "base/date.h"

#include <stdio.h>
#include <time.h>

static void epoch_is_day_0(void **state) {
    (void)state;
    assert_int_equal(date_days("1970-01-01"), 0);
    assert_int_equal(date_days("1969-12-31"), -1);
    assert_int_equal(date_days("2000-02-29"), 11016);
}

static void days_follow_one_another(void **state) {
    (void)state;
    const long day_s = 86400, first = -135140, last = 84006; /* 1600 to 2200 */
    for (long day = first; day < last; day++) {
        time_t seconds = day * day_s;
        struct tm parts;
        char date[16];
        assert_non_null(gmtime_r(&seconds, &parts));
        assert_true(strftime(date, sizeof date, "%Y-%m-%d", &parts) > 0);
        assert_int_equal(date_days(date), day);
    }
}

static void assert_ages(long today, long old, long of_today) {
    slacalc_options options = slacalc_options_default();
    options.today = today;
    slacalc_result *result = evaluate_text("components: {old: {slo: 99%, as_of: 1970-01-01}, new: {slo: 99%, as_of:"
                                           " 1970-01-11}, ahead: {slo: 99%, as_of: 1970-02-01}, undated: 99%,"
                                           " s: {depends_on: [old, new, ahead, undated]}}",
                                           NULL, &options, NULL);
    assert_non_null(result);
    assert_int_equal(component_named(result, "old")->age_days, old);
    assert_int_equal(component_named(result, "new")->age_days, of_today);
    assert_int_equal(component_named(result, "ahead")->age_days, -1);
    assert_int_equal(component_named(result, "undated")->age_days, -1);
    slacalc_result_free(result);
}

static void figures_age_by_the_day(void **state) {
    (void)state;
    assert_ages(10, 10, 0);
    assert_ages(1, 1, -1);
    assert_ages(0, -1, -1);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(epoch_is_day_0), cmocka_unit_test(days_follow_one_another),
                                       cmocka_unit_test(figures_age_by_the_day)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}

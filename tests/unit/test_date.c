/* Days of the calendar, against the C library's. */
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

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(epoch_is_day_0), cmocka_unit_test(days_follow_one_another)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}

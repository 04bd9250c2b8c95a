/* Numbers as a person reads them, to the letter. */
#include "near.h"
#include "reporter/wording/numbers.h"

static slacalc_level of_down(double down) {
    return (slacalc_level){.up = 1 - down, .down = down};
}

static slacalc_level of_up(double up) {
    return (slacalc_level){.up = up, .down = 1 - up};
}

static void availability_has_as_many_nines_as_there_are(void **state) {
    (void)state;
    static const struct {
        double down;
        const char *text;
    } cases[] = {
        {0, "100 %"},
        {1e-3, "99.9 %"},
        {1.286e-3, "99.871 %"},
        {1.29e-3, "99.871 %"},
        {8.8e-6, "99.99912 %"},
        {9.9999e-4, "99.9 %"},
        {1e-12, "99.9999999999 %"},
        {1.5e-15, "99.99999999999985 %"},
        {1e-16, "99.99999999999999 %"},
        {1e-17, "17 nines"},
        {3e-20, "19.5 nines"},
        {5e-324, "323.3 nines"},
        {0.1234, "87.7 %"},
        {0.5, "50 %"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        assert_string_equal(format_availability(of_down(cases[i].down)).text, cases[i].text);
}

static void little_availability_keeps_its_digits(void **state) {
    (void)state;
    assert_string_equal(format_availability(of_up(0.3)).text, "30 %");
    assert_string_equal(format_availability(of_up(0.05)).text, "5 %");
    assert_string_equal(format_availability(of_up(0.0012345)).text, "0.123 %");
    assert_string_equal(format_availability(of_up(1e-12)).text, "0.0000000001 %");
    assert_string_equal(format_availability(of_up(1e-30)).text, "1e-28 %");
    assert_string_equal(format_availability(of_up(0)).text, "0 %");
}

static void written_level_is_shown_as_written(void **state) {
    (void)state;
    assert_string_equal(format_written((slacalc_level){0.9995, 0.0005}).text, "99.95 %");
    assert_string_equal(format_written((slacalc_level){0.997002999, 0.002997001}).text, "99.7002999 %");
    assert_string_equal(format_written((slacalc_level){0.999999, 0.000001}).text, "99.9999 %");
    assert_string_equal(format_written((slacalc_level){0.2, 0.8}).text, "20 %");
    assert_string_equal(format_written((slacalc_level){0.015, 0.985}).text, "1.5 %");
    assert_string_equal(format_written((slacalc_level){1, 0}).text, "100 %");
    assert_string_equal(format_written((slacalc_level){0, 1}).text, "0 %");
}

static void computed_figure_shows_on_which_side_of_the_promise_it_lies(void **state) {
    (void)state;
    slacalc_level series = {0.997002999, 0.002997001};
    assert_string_equal(format_against(series, (slacalc_level){0.997003, 0.002997}, false).text, "99.7 %");
    assert_string_equal(format_against(series, series, true).text, "99.7003 %");
    assert_string_equal(format_against(of_down(1.00004e-3), of_down(1e-3), false).text, "99.899996 %");
    assert_string_equal(format_against(of_down(0.99996e-3), of_down(1e-3), true).text, "99.9 %");
    assert_string_equal(format_against(of_down(1e-3), of_down(1.5e-3), true).text, "99.9 %");
    assert_string_equal(format_against(of_up(0.1), of_up(0.2), false).text, "10 %");
    assert_string_equal(format_against(of_down(1e-3), of_down(0), false).text, "99.9 %");
}

static void duration_has_two_units(void **state) {
    (void)state;
    static const struct {
        double seconds;
        const char *text;
    } cases[] = {{0, "0s"},         {1e-12, "<1ns"},     {5e-9, "5ns"},          {3.3e-7, "0.33us"}, {8e-4, "0.8ms"},
                 {0.0123, "12ms"},  {0.26, "0.26s"},     {1.234, "1.23s"},       {59.94, "59.9s"},   {59.96, "1m 00s"},
                 {2592, "43m 12s"}, {3599.4, "59m 59s"}, {3599.6, "1h 00m"},     {7560, "2h 06m"},   {86369, "23h 59m"},
                 {86370, "1d 00h"}, {273600, "3d 04h"},  {31556952, "365d 06h"}, {1e16, "1.16e+11d"}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        assert_string_equal(format_duration(cases[i].seconds).text, cases[i].text);
}

static void margin_has_a_sign(void **state) {
    (void)state;
    assert_string_equal(format_margin(2851).text, "+47m 31s");
    assert_string_equal(format_margin(-1330).text, "-22m 10s");
    assert_string_equal(format_margin(0).text, "0s");
    assert_string_equal(format_margin(4e-13).text, "0s");
    assert_string_equal(format_margin(-4e-13).text, "0s");
}

static void period_reads_as_it_is_written(void **state) {
    (void)state;
    assert_string_equal(format_period(30 * 86400.0).text, "30d");
    assert_string_equal(format_period(2629746).text, "1M");
    assert_string_equal(format_period(7889238).text, "1Q");
    assert_string_equal(format_period(31556952).text, "1Y");
    assert_string_equal(format_period(5400).text, "90m");
    assert_string_equal(format_period(0.5).text, "0.5s");
    assert_string_equal(format_period(90061).text, "90061s");
}

static void share_above_nothing_is_never_nothing(void **state) {
    (void)state;
    assert_string_equal(format_share(0).text, "0.0 %");
    assert_string_equal(format_share(1e-9).text, "<0.1 %");
    assert_string_equal(format_share(0.078).text, "7.8 %");
    assert_string_equal(format_share(1).text, "100.0 %");
}

/* "Holds up to 10 %" would be too much of 9.99 %. */
static void least_share_is_rounded_down(void **state) {
    (void)state;
    assert_string_equal(format_least_share(0).text, "0 %");
    assert_string_equal(format_least_share(0.042).text, "4.2 %");
    assert_string_equal(format_least_share(0.00999902967874).text, "0.99 %");
    assert_string_equal(format_least_share(0.0000097).text, "0.00097 %");
    assert_string_equal(format_least_share(0.1299).text, "12 %");
    assert_string_equal(format_least_share(0.9999).text, "99 %");
    assert_string_equal(format_least_share(0.3).text, "30 %");
}

static void stretch_ends_on_the_day_of_its_last_minute(void **state) {
    (void)state;
    const slacalc_stretch morning = {0, 480}, night = {1080, 1920}, day = {1440, 2880}, week = {0, 10080};
    assert_string_equal(format_stretch(morning).text, "Mon 00:00-08:00");
    assert_string_equal(format_stretch(night).text, "Mon 18:00-Tue 08:00");
    assert_string_equal(format_stretch(day).text, "Tue 00:00-24:00");
    assert_string_equal(format_stretch(week).text, "Mon 00:00-Sun 24:00");
    assert_string_equal(format_full_stretch(morning).text, "Mon 00:00-Mon 08:00");
}

static void hours_have_minutes_where_they_need_them(void **state) {
    (void)state;
    assert_string_equal(format_hours(168).text, "168h");
    assert_string_equal(format_hours(7.5).text, "7h 30m");
    assert_string_equal(format_hours(1.0 / 60).text, "0h 01m");
}

static void age_is_rounded_down(void **state) {
    (void)state;
    assert_string_equal(format_age(0).text, "0 days");
    assert_string_equal(format_age(1).text, "1 day");
    assert_string_equal(format_age(60).text, "60 days");
    assert_string_equal(format_age(61).text, "2 months");
    assert_string_equal(format_age(730).text, "23 months");
    assert_string_equal(format_age(731).text, "2 years");
    assert_string_equal(format_age(1095).text, "2 years");
    assert_string_equal(format_age(1096).text, "3 years");
}

/* Shortest, and the same double again. */
static void number_reads_back(void **state) {
    (void)state;
    assert_string_equal(format_number(0).text, "0");
    assert_string_equal(format_number(1).text, "1");
    assert_string_equal(format_number(0.1).text, "0.1");
    assert_string_equal(format_number(0.999).text, "0.999");
    assert_string_equal(format_number(1e-300).text, "1e-300");
    assert_string_equal(format_number(1 - 0x1p-53).text, "0.9999999999999999");
    assert_string_equal(format_number(1.0 / 3).text, "0.3333333333333333");
    assert_string_equal(format_number(0.1 + 0.2).text, "0.30000000000000004");
}

static void coverage_is_whole_only_where_it_is(void **state) {
    (void)state;
    assert_string_equal(format_coverage(1).text, "100 %");
    assert_string_equal(format_coverage(0).text, "0 %");
    assert_string_equal(format_coverage(0.5).text, "50 %");
    assert_string_equal(format_coverage(120.0 / 168).text, "71.43 %");
    assert_string_equal(format_coverage(10079.0 / 10080).text, "99.99 %");
    assert_string_equal(format_coverage(1e-6).text, "0.01 %");
}

static void nines_are_rounded_down(void **state) {
    (void)state;
    assert_string_equal(format_nines(2.89).text, "2.8");
    assert_string_equal(format_nines(2.9999999999996).text, "3");
    assert_string_equal(format_nines(0).text, "0");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(availability_has_as_many_nines_as_there_are),
        cmocka_unit_test(little_availability_keeps_its_digits),
        cmocka_unit_test(written_level_is_shown_as_written),
        cmocka_unit_test(computed_figure_shows_on_which_side_of_the_promise_it_lies),
        cmocka_unit_test(duration_has_two_units),
        cmocka_unit_test(margin_has_a_sign),
        cmocka_unit_test(period_reads_as_it_is_written),
        cmocka_unit_test(share_above_nothing_is_never_nothing),
        cmocka_unit_test(least_share_is_rounded_down),
        cmocka_unit_test(stretch_ends_on_the_day_of_its_last_minute),
        cmocka_unit_test(hours_have_minutes_where_they_need_them),
        cmocka_unit_test(age_is_rounded_down),
        cmocka_unit_test(number_reads_back),
        cmocka_unit_test(coverage_is_whole_only_where_it_is),
        cmocka_unit_test(nines_are_rounded_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

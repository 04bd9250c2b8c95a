/* Levels, durations, whole numbers and dates: their values, and what is said of wrong ones. */
#include "near.h"
#include "parser/quantity.h"
#include "problems.h"
#include "runs.h"

#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* One text on its way to a number. */
struct fixture {
    struct arena arena;
    struct sources sources;
    slacalc_diagnostics *problems;
    struct quantities quantities;
    char *text; /* nothing stands behind its last letter: a sanitizer sees who reads on */
    struct written written;
};

static void open_fixture(struct fixture *f, const char *text) {
    arena_init(&f->arena, NULL);
    sources_init(&f->sources, &f->arena);
    f->problems = slacalc_diagnostics_new();
    diagnostics_bind(f->problems, &f->sources);
    uint32_t source = sources_add(&f->sources, "q", text_of(text));
    size_t length = strlen(text);
    f->text = malloc(length > 0 ? length : 1);
    assert_non_null(f->text);
    memcpy(f->text, text, length);
    f->written = (struct written){{f->text, length}, {.source = (uint16_t)source, .length = (uint16_t)length}};
    quantities_init(&f->quantities, f->problems, &f->arena);
}

/* Returns what was said; to be freed. */
static char *close_fixture(struct fixture *f) {
    char *said = problems_text(f->problems);
    slacalc_diagnostics_free(f->problems);
    arena_free(&f->arena);
    free(f->text);
    return said;
}

static void expect(struct fixture *f, bool good, const char *want) {
    char *said = close_fixture(f);
    assert_string_equal(said, want ? want : "");
    assert_int_equal(good, want == NULL);
    free(said);
}

static double relative(void) {
    return has_long_double() ? 1e-18 : 1e-15;
}

static void assert_side(long double got, long double want) {
    long double off = got > want ? got - want : want - got;
    if (off > (long double)relative() * want)
        fail_msg("got %.21Lg, want %.21Lg", got, want);
}

static void assert_level(const char *text, long double up, long double down) {
    struct fixture f;
    struct level level = {-1, -1};
    open_fixture(&f, text);
    expect(&f, quantity_level(&f.quantities, f.written, &level), NULL);
    assert_side(level.up, up);
    assert_side(level.down, down);
}

static void refuse_level(const char *text, const char *want) {
    struct fixture f;
    struct level level;
    open_fixture(&f, text);
    expect(&f, quantity_level(&f.quantities, f.written, &level), want);
}

static void level_values(void **state) {
    (void)state;
    assert_level("99.95%", 0.9995L, 0.0005L);
    assert_level("99.95 %", 0.9995L, 0.0005L);
    assert_level(" 99.95% ", 0.9995L, 0.0005L);
    assert_level("0.9995", 0.9995L, 0.0005L);
    assert_level(".5", 0.5L, 0.5L);
    assert_level("1", 1, 0);
    assert_level("0", 0, 1);
    assert_level("000", 0, 1);
    assert_level("001.000", 1, 0);
    assert_level("100%", 1, 0);
    assert_level("0100.00%", 1, 0);
    assert_level("0%", 0, 1);
    assert_level("5%", 0.05L, 0.95L);
    assert_level("0.1%", 0.001L, 0.999L);
    assert_level("90%", 0.9L, 0.1L);
}

static void level_keeps_its_nines(void **state) {
    (void)state;
    assert_level("99.9999999999999999999999%", 1, 1e-24L);
    assert_level("0.000000000000000000000000000001", 1e-30L, 1);
    assert_level("99.99999999999999999999123%", 1, 8.77e-23L);
}

static struct level level_of(const char *text) {
    struct fixture f;
    struct level level = {-1, -1};
    open_fixture(&f, text);
    expect(&f, quantity_level(&f.quantities, f.written, &level), NULL);
    return level;
}

/* Few digits are read in another way than many. */
static void level_does_not_depend_on_its_length(void **state) {
    (void)state;
    static const char *const texts[][2] = {{"99.95%", "99.950000000000000000000000000%"},
                                           {"0.123456789012345678", "00.12345678901234567800000000"},
                                           {"99.9999999999999999%", "99.99999999999999990000000000%"},
                                           {"1", "1.0000000000000000000000000000"},
                                           {"1", "01.0000000000000000000000000000"},
                                           {"0%", "0.000000000000000000000000000%"},
                                           {"0.000000000000000001", "0.000000000000000001000000000000"}};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct level few = level_of(texts[i][0]), many = level_of(texts[i][1]);
        assert_side(few.up, many.up);
        assert_side(few.down, many.down);
        if (has_long_double())
            assert_true(few.up == many.up && few.down == many.down);
    }
}

/* A long number is as exact as a short one, and does not overrun anything. */
static void level_of_many_digits(void **state) {
    enum { DIGITS = 20000 };
    (void)state;
    char *text = malloc(DIGITS + 3);
    assert_non_null(text);
    memset(text, '9', DIGITS + 2);
    text[0] = '0';
    text[1] = '.';
    text[DIGITS + 2] = '\0';
    assert_level(text, 1, 0);
    memset(text + 2, '0', DIGITS);
    text[4] = '5';
    assert_level(text, 0.005L, 0.995L);
    free(text);
}

static void level_ignores_the_locale(void **state) {
    (void)state;
    char *before = strdup(setlocale(LC_NUMERIC, NULL));
    setlocale(LC_NUMERIC, "de_DE.UTF-8");
    assert_level("99.95%", 0.9995L, 0.0005L);
    setlocale(LC_NUMERIC, before);
    free(before);
}

static void level_out_of_range(void **state) {
    (void)state;
    refuse_level("99.9", "q:1:1: error: '99.9' is above 1 (did you mean 99.9%?)\n");
    refuse_level("100", "q:1:1: error: '100' is above 1 (did you mean 100%?)\n");
    refuse_level("1.0000000000000000000001",
                 "q:1:1: error: '1.0000000000000000000001' is above 1 (did you mean 1.0000000000000000000001%?)\n");
    refuse_level("100.1", "q:1:1: error: '100.1' is above 1 (write 99.95% or 0.9995)\n");
    refuse_level("101%", "q:1:1: error: '101%' is above 100%\n");
    refuse_level("100.00000000000000000001%", "q:1:1: error: '100.00000000000000000001%' is above 100%\n");
    refuse_level("-1", "q:1:1: error: '-1' is below 0 (write 99.95% or 0.9995)\n");
    refuse_level("-.5%", "q:1:1: error: '-.5%' is below 0 (write 99.95% or 0.9995)\n");
}

static void level_in_another_form(void **state) {
    (void)state;
    refuse_level("", "q:1:1: error: a level is empty (write 99.95% or 0.9995)\n");
    refuse_level("  ", "q:1:3: error: a level is empty (write 99.95% or 0.9995)\n");
    refuse_level("+1", "q:1:1: error: '+1' has a sign (write 99.95% or 0.9995)\n");
    refuse_level("  high", "q:1:3: error: 'high' is not a level (write 99.95% or 0.9995)\n");
    refuse_level("nan", "q:1:1: error: 'nan' is not a level (write 99.95% or 0.9995)\n");
    refuse_level("1.", "q:1:1: error: '1.' is not a level (write 99.95% or 0.9995)\n");
    refuse_level(".", "q:1:1: error: '.' is not a level (write 99.95% or 0.9995)\n");
    refuse_level("%", "q:1:1: error: '%' is not a level (write 99.95% or 0.9995)\n");
    refuse_level("5%%", "q:1:1: error: '5%%' is not a level (write 99.95% or 0.9995)\n");
    refuse_level("5x", "q:1:1: error: '5x' is not a level (write 99.95% or 0.9995)\n");
    refuse_level("0.5 x", "q:1:1: error: '0.5 x' is not a level (write 99.95% or 0.9995)\n");
    refuse_level("0x1p-1", "q:1:1: error: '0x1p-1' is not a level (write 99.95% or 0.9995)\n");
    refuse_level("0_9", "q:1:1: error: '0_9' is not a level (write 99.95% or 0.9995)\n");
    refuse_level("9e-1", "q:1:1: error: '9e-1' has an exponent (write 99.95% or 0.9995)\n");
    refuse_level("9E+1", "q:1:1: error: '9E+1' has an exponent (write 99.95% or 0.9995)\n");
    refuse_level("9e1", "q:1:1: error: '9e1' has an exponent (write 99.95% or 0.9995)\n");
    refuse_level("9e", "q:1:1: error: '9e' is not a level (write 99.95% or 0.9995)\n");
    refuse_level("9ex", "q:1:1: error: '9ex' is not a level (write 99.95% or 0.9995)\n");
    refuse_level("-", "q:1:1: error: '-' is not a level (write 99.95% or 0.9995)\n");
    refuse_level("+.5", "q:1:1: error: '+.5' has a sign (write 99.95% or 0.9995)\n");
    refuse_level("9,", "q:1:1: error: '9,' is not a level (write 99.95% or 0.9995)\n");
    refuse_level(",9", "q:1:1: error: ',9' is not a level (write 99.95% or 0.9995)\n");
    refuse_level("99,95%", "q:1:1: error: '99,95%' has a decimal comma (did you mean 99.95%?)\n");
    refuse_level("99,95", "q:1:1: error: '99,95' has a decimal comma (did you mean 99.95%?)\n");
}

static void level_as_fraction(void **state) {
    (void)state;
    assert_level("9995/10000", 0.9995L, 0.0005L);
    assert_level(" 9995 / 10000 ", 0.9995L, 0.0005L);
    assert_level("0/3", 0, 1);
    assert_level("3/3", 1, 0);
    assert_level("1/3", 1.0L / 3, 2.0L / 3);
    assert_level("18446744073709551614/18446744073709551615", 1, 1 / 18446744073709551615.0L);
    assert_level("4h/Q", 7874838.0L / 7889238, 14400.0L / 7889238);
    assert_level("4h / Q", 7874838.0L / 7889238, 14400.0L / 7889238);
    assert_level("30m/30d", 1439.0L / 1440, 1.0L / 1440);
    assert_level("1h30m/1d12h", 23.0L / 24, 1.0L / 24);
    assert_level("0.001s/Y", 31556951999.0L / 31556952000, 1 / 31556952000.0L);
    assert_level(".5h/.5d", 23.0L / 24, 1.0L / 24);
    assert_level("0s/M", 1, 0);
    assert_level("1d/d", 0, 1);
}

/* Neither side is what the other leaves of 1 once that is rounded. */
static void fraction_rounds_each_side_once(void **state) {
    (void)state;
    struct level level = level_of("2s/3Y");
    assert_true(level.up == 94670854.0L / 94670856 && level.down == 2.0L / 94670856);
    assert_true(level.down != 1 - level.up);
}

static void fraction_in_another_form(void **state) {
    (void)state;
#define TIMES "(write the downtime before the slash and the time it is part of behind it, 4h/Q)"
#define COUNTS "(write how many were good before the slash and how many there were behind it, 9995/10000)"
    refuse_level("31d/M", "q:1:1: error: '31d/M' is more than all of the time " TIMES "\n");
    refuse_level("4h/0d", "q:1:1: error: '4h/0d' is part of no time at all " TIMES "\n");
    refuse_level("10000/9995", "q:1:1: error: '10000/9995' is more than all of them " COUNTS "\n");
    refuse_level("0/0", "q:1:1: error: '0/0' is part of none at all " COUNTS "\n");
    refuse_level("99.95/100", "q:1:1: error: '99.95' is not a whole number " COUNTS "\n");
    refuse_level("9995/", "q:1:1: error: '9995/' is not a level (write 99.95% or 0.9995)\n");
    refuse_level("1/2/3", "q:1:3: error: '2/3' is not a whole number " COUNTS "\n");
    refuse_level("95%/100", "q:1:1: error: '95%' is not a whole number " COUNTS "\n");
    refuse_level("4/Q",
                 "q:1:1: error: '4' has no unit (write 4m for minutes, 4d for days; the units are s, m (minute), "
                 "h, d, w, M (month), Q (quarter), Y (year))\n");
    refuse_level("4h/quarter", "q:1:4: error: 'quarter' is not a duration (write 1h30m or 30d)\n");
    refuse_level("4h/", "q:1:1: error: '4h/' is not a level (write 99.95% or 0.9995)\n");
    refuse_level("4,5h/Q", "q:1:1: error: '4,5h' has a decimal comma (did you mean 4.5h?)\n");
    refuse_level("1/18446744073709551616",
                 "q:1:3: error: '18446744073709551616' has more digits than can be computed with\n");
    refuse_level("0.00000000000000000001s/Q",
                 "q:1:1: error: '0.00000000000000000001s/Q' has more digits than can be computed with\n");
    refuse_level("99999999999999999s/9999999999999999999Y",
                 "q:1:20: error: '9999999999999999999Y' has more digits than can be computed with\n");
    refuse_level("h/Q", "q:1:1: error: 'h/Q' is not a level (write 99.95% or 0.9995)\n");
}

static void warn_of_level(const char *text, const char *want) {
    struct fixture f;
    struct level level;
    open_fixture(&f, text);
    assert_true(quantity_level(&f.quantities, f.written, &level));
    char *said = close_fixture(&f);
    assert_string_equal(said, want);
    free(said);
}

static void level_whose_point_slipped(void **state) {
    (void)state;
    warn_of_level("0.999%", "q:1:1: warning: '0.999%' is below 50% (did you mean 99.9%?)\n");
    warn_of_level(" .9995 %", "q:1:2: warning: '.9995 %' is below 50% (did you mean 99.95%?)\n");
    warn_of_level("0.9%", "q:1:1: warning: '0.9%' is below 50% (did you mean 90%?)\n");
    warn_of_level("0.99%", "q:1:1: warning: '0.99%' is below 50% (did you mean 99%?)\n");
    warn_of_level("9.99%", "q:1:1: warning: '9.99%' is below 50% (did you mean 99.9%?)\n");
    warn_of_level("09.9%", "q:1:1: warning: '09.9%' is below 50% (did you mean 99%?)\n");
    static const char *const meant[] = {"0.999", "0.5%", "9%", "99.9%", "19.9%", "0.09%", "40%", "9.09%"};
    for (size_t i = 0; i < sizeof meant / sizeof *meant; i++)
        warn_of_level(meant[i], "");
}

static void share_may_be_small(void **state) {
    (void)state;
    struct fixture f;
    struct level level;
    open_fixture(&f, "0.999%");
    expect(&f, quantity_share(&f.quantities, f.written, &level), NULL);
    assert_side(level.up, 0.00999L);
}

static void long_text_is_cut(void **state) {
    (void)state;
    refuse_level("xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\xc3\xa4xxxxx",
                 "q:1:1: error: 'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx...' is not a level "
                 "(write 99.95% or 0.9995)\n");
}

static void assert_duration(const char *text, long double want) {
    struct fixture f;
    long double seconds = -1;
    open_fixture(&f, text);
    expect(&f, quantity_duration(&f.quantities, f.written, &seconds), NULL);
    assert_side(seconds, want);
}

static void refuse_duration(const char *text, const char *want) {
    struct fixture f;
    long double seconds;
    open_fixture(&f, text);
    expect(&f, quantity_duration(&f.quantities, f.written, &seconds), want);
}

static void duration_values(void **state) {
    (void)state;
    assert_duration("0s", 0);
    assert_duration("30m", 1800);
    assert_duration("1h30m", 5400);
    assert_duration("1h 30m", 5400);
    assert_duration("1.5h", 5400);
    assert_duration(".5 h", 1800);
    assert_duration("2d", 172800);
    assert_duration("1w", 604800);
    assert_duration("1M", 2629746);
    assert_duration("12M", 31556952);
    assert_duration("4Q", 31556952);
    assert_duration("1Y", 31556952);
    assert_duration("1m1M", 2629806);
}

#define UNITS "the units are s, m (minute), h, d, w, M (month), Q (quarter), Y (year)"

static void wrong_durations(void **state) {
    (void)state;
    refuse_duration("", "q:1:1: error: a duration is empty (write 1h30m or 30d)\n");
    refuse_duration("30", "q:1:1: error: '30' has no unit (write 30m for minutes, 30d for days; " UNITS ")\n");
    refuse_duration("1h30", "q:1:3: error: '30' has no unit (write 30m for minutes, 30d for days; " UNITS ")\n");
    refuse_duration("1h 30min", "q:1:6: error: unknown unit 'min' (" UNITS ")\n");
    refuse_duration("1e3s", "q:1:2: error: unknown unit 'e' (" UNITS ")\n");
    refuse_duration("-5h", "q:1:1: error: '-5h' is below 0 (write 1h30m or 30d)\n");
    refuse_duration("-.5h", "q:1:1: error: '-.5h' is below 0 (write 1h30m or 30d)\n");
    refuse_duration("-", "q:1:1: error: '-' is not a duration (write 1h30m or 30d)\n");
    refuse_duration("  ", "q:1:3: error: a duration is empty (write 1h30m or 30d)\n");
    refuse_duration("h", "q:1:1: error: 'h' is not a duration (write 1h30m or 30d)\n");
    refuse_duration("1h,5m", "q:1:1: error: '1h,5m' is not a duration (write 1h30m or 30d)\n");
    refuse_duration("inf", "q:1:1: error: 'inf' is not a duration (write 1h30m or 30d)\n");
    refuse_duration("1,5h", "q:1:1: error: '1,5h' has a decimal comma (did you mean 1.5h?)\n");
}

static void endless_duration(void **state) {
    enum { DIGITS = 400 };
    (void)state;
    char text[DIGITS + 2];
    memset(text, '9', DIGITS);
    strcpy(text + DIGITS, "Y");
    refuse_duration(text, "q:1:1: error: '999999999999999999999999999999999999999999999999999999999999...' is longer "
                          "than can be computed with\n");
}

static void public_duration(void **state) {
    (void)state;
    double seconds = -1;
    slacalc_diagnostics *problems = slacalc_diagnostics_new();
    assert_true(slacalc_parse_duration("--period", "30d", &seconds, problems));
    assert_near(seconds, 2592000, 0);
    assert_false(slacalc_parse_duration("--period", "30", &seconds, problems));
    char *said = problems_text(problems);
    assert_string_equal(said,
                        "--period:1:1: error: '30' has no unit (write 30m for minutes, 30d for days; " UNITS ")\n");
    free(said);
    slacalc_diagnostics_free(problems);
}

static void check_whole(const char *text, uint32_t value, const char *want) {
    struct fixture f;
    uint32_t number = 0;
    open_fixture(&f, text);
    expect(&f, quantity_whole(&f.quantities, f.written, "replicas", 1, 1000000, &number), want);
    assert_int_equal(number, value);
}

static void whole_numbers(void **state) {
    (void)state;
    check_whole("1", 1, NULL);
    check_whole("1000000", 1000000, NULL);
    check_whole("007", 7, NULL);
    check_whole("0", 0, "q:1:1: error: replicas: 0 is below 1\n");
    check_whole("-3", 0, "q:1:1: error: replicas: -3 is below 1\n");
    check_whole("1000001", 0, "q:1:1: error: replicas: 1000001 is above 1000000\n");
    check_whole("99999999999999999999999", 0, "q:1:1: error: replicas: 99999999999999999999999 is above 1000000\n");
    check_whole("2.5", 0, "q:1:1: error: replicas: '2.5' is not a whole number\n");
    check_whole("-", 0, "q:1:1: error: replicas: '-' is not a whole number\n");
    check_whole("5-", 0, "q:1:1: error: replicas: '5-' is not a whole number\n");
    check_whole("two", 0, "q:1:1: error: replicas: 'two' is not a whole number\n");
    check_whole("", 0, "q:1:1: error: replicas: '' is not a whole number\n");
}

static void check_date(const char *text, const char *want) {
    struct fixture f;
    open_fixture(&f, text);
    expect(&f, quantity_date(&f.quantities, f.written), want);
}

static void dates(void **state) {
    (void)state;
    check_date("2024-02-29", NULL);
    check_date("2000-02-29", NULL);
    check_date("2026-12-31", NULL);
    check_date("2023-02-29", "q:1:1: error: '2023-02-29' is not a day of the calendar (write YYYY-MM-DD)\n");
    check_date("1900-02-29", "q:1:1: error: '1900-02-29' is not a day of the calendar (write YYYY-MM-DD)\n");
    check_date("2024-13-01", "q:1:1: error: '2024-13-01' is not a day of the calendar (write YYYY-MM-DD)\n");
    check_date("2024-00-10", "q:1:1: error: '2024-00-10' is not a day of the calendar (write YYYY-MM-DD)\n");
    check_date("2024-1-1", "q:1:1: error: '2024-1-1' is not a date (write YYYY-MM-DD)\n");
    check_date("01.02.2024", "q:1:1: error: '01.02.2024' is not a date (write YYYY-MM-DD)\n");
}

/* The last day of each month, and that there is none behind it. */
static void months_end(void **state) {
    (void)state;
    static const char *const lasts[] = {"2023-01-31", "2023-02-28", "2023-03-31", "2023-04-30",
                                        "2023-05-31", "2023-06-30", "2023-07-31", "2023-08-31",
                                        "2023-09-30", "2023-10-31", "2023-11-30", "2023-12-31"};
    for (size_t i = 0; i < sizeof lasts / sizeof *lasts; i++) {
        char next[11], want[96];
        strcpy(next, lasts[i]);
        next[9]++;
        snprintf(want, sizeof want, "q:1:1: error: '%s' is not a day of the calendar (write YYYY-MM-DD)\n", next);
        check_date(lasts[i], NULL);
        check_date(next, want);
    }
    check_date("2024-02-30", "q:1:1: error: '2024-02-30' is not a day of the calendar (write YYYY-MM-DD)\n");
    check_date("2023-01-00", "q:1:1: error: '2023-01-00' is not a day of the calendar (write YYYY-MM-DD)\n");
    check_date("0000-01-01", "q:1:1: error: '0000-01-01' is not a day of the calendar (write YYYY-MM-DD)\n");
    check_date("0001-01-01", NULL);
    check_date("2023-01-1x", "q:1:1: error: '2023-01-1x' is not a date (write YYYY-MM-DD)\n");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(level_values),
        cmocka_unit_test(level_keeps_its_nines),
        cmocka_unit_test(level_does_not_depend_on_its_length),
        cmocka_unit_test(level_of_many_digits),
        cmocka_unit_test(level_ignores_the_locale),
        cmocka_unit_test(level_out_of_range),
        cmocka_unit_test(level_in_another_form),
        cmocka_unit_test(level_as_fraction),
        cmocka_unit_test(fraction_rounds_each_side_once),
        cmocka_unit_test(fraction_in_another_form),
        cmocka_unit_test(level_whose_point_slipped),
        cmocka_unit_test(share_may_be_small),
        cmocka_unit_test(long_text_is_cut),
        cmocka_unit_test(duration_values),
        cmocka_unit_test(wrong_durations),
        cmocka_unit_test(endless_duration),
        cmocka_unit_test(public_duration),
        cmocka_unit_test(whole_numbers),
        cmocka_unit_test(dates),
        cmocka_unit_test(months_end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

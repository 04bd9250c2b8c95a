#include "reporter/wording/numbers.h"

#include "base/date.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Below this, nines are counted instead of written out. */
static const double WRITTEN_OUT = 0.99e-16;

enum { COMPUTED_DIGITS = 3, WRITTEN_DIGITS = 15, ALL_DIGITS = 17, INTEGER_DIGITS = 3, FIXED_DIGITS = 48 };

/* The digits of a decimal below 1000 without its point: three before it, `fraction` behind it. */
struct fixed {
    char digits[FIXED_DIGITS];
    int count;
};

/* Takes 0 < x < 999 with few enough digits behind the point: x * 10^shift rounded to `significant` digits. */
static struct fixed fixed_of(double x, int significant, int shift) {
    char scientific[40];
    snprintf(scientific, sizeof scientific, "%.*e", significant - 1, x);
    int exponent = (int)strtol(strchr(scientific, 'e') + 1, NULL, 10) + shift;
    struct fixed fixed = {.count = INTEGER_DIGITS};
    memset(fixed.digits, '0', sizeof fixed.digits);
    int at = INTEGER_DIGITS - 1 - exponent;
    for (const char *c = scientific; *c != 'e'; c++)
        if (*c >= '0' && *c <= '9' && at >= 0 && at < FIXED_DIGITS)
            fixed.digits[at++] = *c;
    if (at > fixed.count)
        fixed.count = at;
    return fixed;
}

/* 100 less it, digit by digit: a subtraction of doubles would lose the nines. */
static void complement_to_100(struct fixed *fixed) {
    int borrow = 0;
    for (int i = fixed->count - 1; i >= 0; i--) {
        int digit = (i == 0 ? 1 : 0) - (fixed->digits[i] - '0') - borrow;
        borrow = digit < 0;
        fixed->digits[i] = (char)('0' + digit + 10 * borrow);
    }
}

static struct figure fixed_text(const struct fixed *fixed, const char *unit) {
    int first = 0, last = fixed->count;
    while (first < INTEGER_DIGITS - 1 && fixed->digits[first] == '0')
        first++;
    while (last > INTEGER_DIGITS && fixed->digits[last - 1] == '0')
        last--;
    struct figure figure;
    snprintf(figure.text, sizeof figure.text, "%.*s%s%.*s%s", INTEGER_DIGITS - first, fixed->digits + first,
             last > INTEGER_DIGITS ? "." : "", last - INTEGER_DIGITS, fixed->digits + INTEGER_DIGITS, unit);
    return figure;
}

static struct figure decimal(double x, int significant, const char *unit) {
    struct fixed fixed = fixed_of(x, significant, 0);
    return fixed_text(&fixed, unit);
}

static bool shows_down(slacalc_level level) {
    return level.down <= 0.5;
}

static struct figure percentage(slacalc_level level, int significant) {
    struct figure figure;
    if (level.down <= 0 || level.up <= 0) {
        snprintf(figure.text, sizeof figure.text, "%s", level.down <= 0 ? "100 %" : "0 %");
    } else if (level.down < WRITTEN_OUT) {
        snprintf(figure.text, sizeof figure.text, "%.50s nines", format_nines(-log10(level.down)).text);
    } else if (level.up < WRITTEN_OUT) {
        snprintf(figure.text, sizeof figure.text, "%.0e %%", level.up * 100);
    } else {
        struct fixed fixed = fixed_of(shows_down(level) ? level.down : level.up, significant, 2);
        if (shows_down(level))
            complement_to_100(&fixed);
        figure = fixed_text(&fixed, " %");
    }
    return figure;
}

struct figure format_availability(slacalc_level level) {
    return percentage(level, COMPUTED_DIGITS);
}

struct figure format_written(slacalc_level level) {
    return percentage(level, WRITTEN_DIGITS);
}

struct figure format_closer(slacalc_level level, int more) {
    return percentage(level, COMPUTED_DIGITS + more < WRITTEN_DIGITS ? COMPUTED_DIGITS + more : WRITTEN_DIGITS);
}

struct figure format_number(double number) {
    struct figure figure;
    int digits = WRITTEN_DIGITS;
    do
        snprintf(figure.text, sizeof figure.text, "%.*g", digits, number);
    while (digits++ < ALL_DIGITS && strtod(figure.text, NULL) != number);
    char *comma = strchr(figure.text, ',');
    if (comma)
        *comma = '.';
    return figure;
}

struct figure format_factor(double factor) {
    struct figure figure;
    if (factor < 1)
        return percentage((slacalc_level){factor, 1 - factor}, COMPUTED_DIGITS);
    double unit = factor > 1 ? pow(10, floor(log10(factor - 1)) - (COMPUTED_DIGITS - 1)) : 1;
    snprintf(figure.text, sizeof figure.text, "%.*g", WRITTEN_DIGITS, floor(factor / unit) * unit);
    const struct figure number = format_number(strtod(figure.text, NULL));
    snprintf(figure.text, sizeof figure.text, "%.50s times", number.text);
    return figure;
}

/* Whether what is shown lies on the right side of the promise. Equality at the written decimal keeps a promise, so a
 * kept one may be exceeded by as much. */
static bool shows_verdict(slacalc_level computed, slacalc_level promise, bool kept, int significant) {
    const double slack = kept ? 2e-9 : 0;
    char shown[40];
    bool down = shows_down(computed);
    snprintf(shown, sizeof shown, "%.*e", significant - 1, down ? computed.down : computed.up);
    double rounded = strtod(shown, NULL);
    return kept == (down ? rounded <= promise.down * (1 + slack) : rounded * (1 + slack) >= promise.up);
}

struct figure format_against(slacalc_level computed, slacalc_level promise, bool kept) {
    int significant = COMPUTED_DIGITS;
    while (significant < ALL_DIGITS && !shows_verdict(computed, promise, kept, significant))
        significant++;
    return percentage(computed, significant);
}

static struct figure below_a_minute(double seconds) {
    struct figure figure;
    if (seconds >= 1)
        return decimal(seconds, 3, "s");
    if (seconds >= 0.1)
        return decimal(seconds, 2, "s");
    if (seconds >= 1e-4)
        return decimal(seconds * 1e3, 2, "ms");
    if (seconds >= 1e-7)
        return decimal(seconds * 1e6, 2, "us");
    if (seconds >= 1e-9)
        return decimal(seconds * 1e9, 2, "ns");
    snprintf(figure.text, sizeof figure.text, "%s", seconds > 0 ? "<1ns" : "0s");
    return figure;
}

struct figure format_duration(double seconds) {
    const double minute = 60, hour = 3600, day = DAY_S, longest = 1e15;
    struct figure figure;
    if (seconds < 59.95)
        return below_a_minute(seconds);
    if (seconds < hour - 0.5)
        snprintf(figure.text, sizeof figure.text, "%lldm %02llds", llround(seconds) / 60, llround(seconds) % 60);
    else if (seconds < day - minute / 2)
        snprintf(figure.text, sizeof figure.text, "%lldh %02lldm", llround(seconds / minute) / 60,
                 llround(seconds / minute) % 60);
    else if (seconds < longest)
        snprintf(figure.text, sizeof figure.text, "%lldd %02lldh", llround(seconds / hour) / 24,
                 llround(seconds / hour) % 24);
    else
        snprintf(figure.text, sizeof figure.text, "%.3gd", seconds / day);
    return figure;
}

struct figure format_margin(double seconds) {
    const double rounding = 1e-9; /* equality at the written decimal leaves some, of either sign */
    if (fabs(seconds) < rounding)
        seconds = 0;
    struct figure duration = format_duration(fabs(seconds)), figure;
    snprintf(figure.text, sizeof figure.text, "%s%.60s", seconds > 0 ? "+" : seconds < 0 ? "-" : "", duration.text);
    return figure;
}

struct figure format_period(double seconds) {
    static const struct {
        double seconds;
        char letter;
    } units[] = {{YEAR_S, 'Y'}, {QUARTER_S, 'Q'}, {MONTH_S, 'M'}, {DAY_S, 'd'}, {3600, 'h'}, {60, 'm'}, {1, 's'}};
    const double most = 1e6;
    for (size_t i = 0; i < sizeof units / sizeof units[0]; i++) {
        double multiple = seconds / units[i].seconds;
        if (multiple >= 1 && multiple <= most && multiple == floor(multiple)) {
            struct figure figure;
            snprintf(figure.text, sizeof figure.text, "%.0f%c", multiple, units[i].letter);
            return figure;
        }
    }
    return format_duration(seconds);
}

struct figure format_share(double share) {
    struct figure figure;
    long tenths = lround(share * 1000);
    if (share > 0 && tenths == 0)
        snprintf(figure.text, sizeof figure.text, "<0.1 %%");
    else
        snprintf(figure.text, sizeof figure.text, "%ld.%ld %%", tenths / 10, tenths % 10);
    return figure;
}

struct figure format_frequency(double ratio) {
    const double nearly = 0.9999, many = 0.9995;
    struct figure figure;
    if (ratio > nearly && ratio < 1)
        snprintf(figure.text, sizeof figure.text, ">99.99 %%");
    else if (ratio >= many && ratio < 1)
        snprintf(figure.text, sizeof figure.text, "99.%02d %%", (int)floor((ratio - 0.99) * 10000));
    else if (ratio <= 0 || ratio >= 1)
        snprintf(figure.text, sizeof figure.text, ratio <= 0 ? "0 %%" : "100 %%");
    else
        return format_share(ratio);
    return figure;
}

struct figure format_coverage(double ratio) {
    const long whole = 10000;
    long hundredths = lround(ratio * (double)whole);
    if (ratio > 0 && hundredths == 0)
        hundredths = 1;
    if (ratio < 1 && hundredths == whole)
        hundredths = whole - 1;
    struct fixed fixed = {.count = INTEGER_DIGITS + 2};
    for (int i = fixed.count - 1; i >= 0; i--, hundredths /= 10)
        fixed.digits[i] = (char)('0' + hundredths % 10);
    return fixed_text(&fixed, " %");
}

struct figure format_least_share(double share) {
    struct fixed fixed = fixed_of(share, WRITTEN_DIGITS, 2);
    int first = 0;
    while (first < fixed.count && fixed.digits[first] == '0')
        first++;
    if (fixed.count > INTEGER_DIGITS && fixed.count > first + 2)
        fixed.count = first + 2 > INTEGER_DIGITS ? first + 2 : INTEGER_DIGITS;
    return fixed_text(&fixed, " %");
}

struct figure format_age(long days) {
    static const struct {
        double days;
        const char *name;
    } units[] = {{(double)YEAR_S / DAY_S, "year"}, {(double)MONTH_S / DAY_S, "month"}, {1, "day"}};
    size_t unit = 0;
    while ((double)days < 2 * units[unit].days && units[unit].days > 1)
        unit++;
    long count = (long)((double)days / units[unit].days);
    struct figure figure;
    snprintf(figure.text, sizeof figure.text, "%ld %s%s", count, units[unit].name, count == 1 ? "" : "s");
    return figure;
}

struct figure format_hours(double hours) {
    long long minutes = llround(hours * 60);
    struct figure figure;
    if (minutes % 60 == 0)
        snprintf(figure.text, sizeof figure.text, "%lldh", minutes / 60);
    else
        snprintf(figure.text, sizeof figure.text, "%lldh %02lldm", minutes / 60, minutes % 60);
    return figure;
}

enum { MINUTES_PER_DAY = 24 * 60 };

static const char *day_of(unsigned minute) {
    static const char *const days[] = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
    return days[minute / MINUTES_PER_DAY % 7];
}

/* The end is that of the last minute's day, so that midnight reads 24:00. */
static struct figure stretch_text(slacalc_stretch stretch, bool both_days) {
    unsigned last = stretch.end - 1, end = last % MINUTES_PER_DAY + 1, start = stretch.start % MINUTES_PER_DAY;
    bool names_end = both_days || last / MINUTES_PER_DAY != stretch.start / MINUTES_PER_DAY;
    struct figure figure;
    snprintf(figure.text, sizeof figure.text, "%s %02u:%02u-%s%s%02u:%02u", day_of(stretch.start), start / 60,
             start % 60, names_end ? day_of(last) : "", names_end ? " " : "", end / 60, end % 60);
    return figure;
}

struct figure format_stretch(slacalc_stretch stretch) {
    return stretch_text(stretch, false);
}

struct figure format_full_stretch(slacalc_stretch stretch) {
    return stretch_text(stretch, true);
}

struct figure format_rate(double times) {
    struct figure figure;
    snprintf(figure.text, sizeof figure.text, times < 1000 ? "%.3g" : "%.0f", times);
    return figure;
}

struct figure format_nines(double nines) {
    const double rounding = 1e-9; /* -log10 of 1e-3 is not quite 3 */
    long tenths = (long)floor(nines * 10 + rounding);
    struct figure figure;
    if (tenths % 10 == 0)
        snprintf(figure.text, sizeof figure.text, "%ld", tenths / 10);
    else
        snprintf(figure.text, sizeof figure.text, "%ld.%ld", tenths / 10, tenths % 10);
    return figure;
}

#include "parser/quantity.h"

#include "base/date.h"
#include "base/shown.h"

#include <float.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The digits of a number without sign and exponent. */
struct decimal {
    struct text whole, fraction; /* not both are empty */
};

/* How each kind of number is written, for messages. */
#define DOWNTIME_FORM "write the downtime before the slash and the time it is part of behind it, 4h/Q"
#define COUNTS_FORM "write how many were good before the slash and how many there were behind it, 9995/10000"
#define DURATION_UNITS "the units are s, m (minute), h, d, w, M (month), Q (quarter), Y (year)"

void quantities_init(struct quantities *quantities, slacalc_diagnostics *problems, struct arena *scratch) {
    *quantities = (struct quantities){.problems = problems, .scratch = scratch};
}

static struct text scan_digits(struct text text, size_t *at) {
    size_t from = *at;
    *at = skip_digits(text, from);
    return (struct text){text.at + from, *at - from};
}

/* Reads 12, 12.5 or .5 and moves `*at` behind it. */
static bool scan_decimal(struct text text, size_t *at, struct decimal *decimal) {
    size_t end = *at;
    *decimal = (struct decimal){.whole = scan_digits(text, &end)};
    if (end < text.length && text.at[end] == '.') {
        end++;
        decimal->fraction = scan_digits(text, &end);
        if (decimal->fraction.length == 0)
            return false;
    }
    *at = end;
    return decimal->whole.length + decimal->fraction.length > 0;
}

/* ---- Exact decimals ---- */

enum { EXPONENT_ROOM = 32 };

/* Room for the number's digits, one more before them, and an exponent. */
static char *digits_of(struct quantities *quantities, const struct decimal *decimal, size_t least) {
    size_t count = decimal->whole.length + decimal->fraction.length;
    size_t padding = count < least ? least - count : 0;
    size_t needed = padding + count + EXPONENT_ROOM;
    if (needed > quantities->capacity) {
        arena_release(quantities->scratch, quantities->digits, quantities->capacity, 1);
        quantities->digits = NULL;
        quantities->capacity = 0;
        quantities->digits = arena_alloc(quantities->scratch, needed * 2, 1);
        quantities->capacity = needed * 2;
    }
    char *digits = quantities->digits;
    memset(digits, '0', padding);
    memcpy(digits + padding, decimal->whole.at, decimal->whole.length);
    if (decimal->fraction.length > 0)
        memcpy(digits + padding + decimal->whole.length, decimal->fraction.at, decimal->fraction.length);
    digits[padding + count] = '\0';
    return digits;
}

/* Digits * 10^-scale, rounded once. There is no decimal point in it, so that no locale matters. */
static long double scaled(char *digits, size_t scale) {
    snprintf(digits + strlen(digits), EXPONENT_ROOM, "e-%zu", scale);
    return strtold(digits, NULL);
}

/* Replaces the `scale` + 1 digits of a number up to 10^scale by those of 10^scale less the number. */
static void complement(char *digits, size_t scale) {
    size_t last = scale + 1;
    while (last > 0 && digits[last - 1] == '0')
        last--;
    if (last == 0)
        digits[0] = '1';
    else if (last == 1)
        digits[0] = '0';
    else {
        for (size_t i = 1; i < last - 1; i++)
            digits[i] = (char)('0' + '9' - digits[i]);
        digits[last - 1] = (char)('0' + 10 - (digits[last - 1] - '0'));
    }
}

/* Compares digits * 10^-scale with 1: above it, they have a further digit, or more than a single 1. */
static bool above_one(const char *digits, size_t scale) {
    size_t zeros = strspn(digits, "0"), count = strlen(digits) - zeros;
    if (count != scale + 1)
        return count > scale + 1;
    return digits[zeros] != '1' || strspn(digits + zeros + 1, "0") != scale;
}

static uint64_t append_digits(uint64_t number, struct text digits) {
    for (size_t i = 0; i < digits.length; i++)
        number = number * 10 + (uint64_t)(digits.at[i] - '0');
    return number;
}

/* Few digits: both numbers and the power are exact, so that one division rounds each side once, as scaled() does.
 * Returns false for more digits, and for a number above 1. */
static bool short_level(const struct decimal *decimal, size_t scale, struct level *level) {
    enum { SHORT = 18 };
    if (LDBL_MANT_DIG < 64 || scale > SHORT || decimal->whole.length + decimal->fraction.length > SHORT)
        return false;
    uint64_t number = append_digits(append_digits(0, decimal->whole), decimal->fraction), one = 1;
    for (size_t i = 0; i < scale; i++)
        one *= 10;
    if (number > one)
        return false;
    *level = (struct level){(long double)number / (long double)one, (long double)(one - number) / (long double)one};
    return true;
}

static struct level exact_level(char *digits, size_t scale) {
    struct level level;
    size_t excess = strlen(digits) - (scale + 1);
    digits += excess;
    level.up = scaled(digits, scale);
    digits[scale + 1] = '\0';
    complement(digits, scale);
    level.down = scaled(digits, scale);
    return level;
}

/* ---- Levels ---- */

static bool refuse(struct quantities *quantities, struct position where, const char *message) {
    diagnose(quantities->problems, SLACALC_ERROR, where, "%s", message);
    return false;
}

static bool refuse_text(struct quantities *quantities, struct written written, const char *message) {
    diagnose(quantities->problems, SLACALC_ERROR, written.where, "'" SHOWN "' %s", SHOWN_ARGS(written.text), message);
    return false;
}

/* The place of a comma between digits; 0 where there is none. */
static size_t find_decimal_comma(struct text text) {
    for (size_t i = 1; i + 1 < text.length; i++)
        if (text.at[i] == ',' && is_digit(text.at[i - 1]) && is_digit(text.at[i + 1]))
            return i;
    return 0;
}

/* `missing` is what else it lacks at its end. */
static bool refuse_comma(struct quantities *quantities, struct written written, size_t comma, const char *missing) {
    diagnose(quantities->problems, SLACALC_ERROR, written.where,
             "'" SHOWN "' has a decimal comma (did you mean %.*s." SHOWN "%s?)", SHOWN_ARGS(written.text), (int)comma,
             written.text.at, SHOWN_ARGS(written_part(written, comma + 1, written.text.length - comma - 1).text),
             missing);
    return false;
}

/* A comma behind more than 1 stands in a percentage, its sign forgotten or not. */
static bool refuse_comma_in_level(struct quantities *quantities, struct written written, size_t comma) {
    struct text text = written.text;
    bool ratio = comma == 1 && text.at[0] <= '1';
    return refuse_comma(quantities, written, comma, ratio || !is_digit(text.at[text.length - 1]) ? "" : "%");
}

static bool begins_number(struct text text, size_t at) {
    return at < text.length && (is_digit(text.at[at]) || text.at[at] == '.');
}

/* What a message calls a number from 0 to 1, and how it is written. */
struct ratio_words {
    const char *name, *form;
};

static const struct ratio_words LEVEL = {"level", "99.95% or 0.9995"}, SHARE = {"share", "5% or 0.05"};

static bool refuse_as(struct quantities *quantities, struct written written, const struct ratio_words *words,
                      const char *fault) {
    diagnose(quantities->problems, SLACALC_ERROR, written.where, "'" SHOWN "' %s (write %s)", SHOWN_ARGS(written.text),
             fault, words->form);
    return false;
}

/* Says why a text does not read as such a number. */
static bool refuse_ratio(struct quantities *quantities, struct written written, const struct ratio_words *words) {
    struct text text = written.text;
    struct decimal decimal;
    size_t end = 0, comma = find_decimal_comma(text);
    if (text.length == 0) {
        diagnose(quantities->problems, SLACALC_ERROR, written.where, "a %s is empty (write %s)", words->name,
                 words->form);
        return false;
    }
    if (text.at[0] == '-' && begins_number(text, 1))
        return refuse_as(quantities, written, words, "is below 0");
    if (text.at[0] == '+' && begins_number(text, 1))
        return refuse_as(quantities, written, words, "has a sign");
    if (comma > 0 && comma < 60)
        return refuse_comma_in_level(quantities, written, comma);
    if (scan_decimal(text, &end, &decimal) && end + 1 < text.length && (text.at[end] | 0x20) == 'e' &&
        (begins_number(text, end + 1) || text.at[end + 1] == '-' || text.at[end + 1] == '+'))
        return refuse_as(quantities, written, words, "has an exponent");
    diagnose(quantities->problems, SLACALC_ERROR, written.where, "'" SHOWN "' is not a %s (write %s)", SHOWN_ARGS(text),
             words->name, words->form);
    return false;
}

static bool refuse_above(struct quantities *quantities, struct written written, const struct ratio_words *words,
                         bool percent, bool above_100) {
    if (percent)
        return refuse_text(quantities, written, "is above 100%");
    if (above_100)
        return refuse_as(quantities, written, words, "is above 1");
    diagnose(quantities->problems, SLACALC_ERROR, written.where, "'" SHOWN "' is above 1 (did you mean " SHOWN "%%?)",
             SHOWN_ARGS(written.text), SHOWN_ARGS(written.text));
    return false;
}

/* ---- Durations ---- */

/* Seconds in the unit; 0 where it is none. */
static uint32_t unit_seconds(struct text unit) {
    static const struct {
        char name;
        uint32_t seconds;
    } units[] = {{'s', 1},      {'m', 60},      {'h', 3600},      {'d', DAY_S},
                 {'w', WEEK_S}, {'M', MONTH_S}, {'Q', QUARTER_S}, {'Y', YEAR_S}};
    for (size_t i = 0; i < sizeof units / sizeof *units; i++)
        if (unit.length == 1 && unit.at[0] == units[i].name)
            return units[i].seconds;
    return 0;
}

static bool refuse_missing_unit(struct quantities *quantities, struct written number) {
    diagnose(quantities->problems, SLACALC_ERROR, number.where,
             "'" SHOWN "' has no unit (write " SHOWN "m for minutes, " SHOWN "d for days; " DURATION_UNITS ")",
             SHOWN_ARGS(number.text), SHOWN_ARGS(number.text), SHOWN_ARGS(number.text));
    return false;
}

/* One number of a duration, and the seconds in its unit. */
struct duration_part {
    struct decimal decimal;
    uint32_t unit;
};

/* Reads one number with its unit and moves `*at` behind it. */
static bool read_part(struct quantities *quantities, struct written written, size_t *at, struct duration_part *part) {
    struct text text = written.text;
    size_t from = *at;
    if (!scan_decimal(text, at, &part->decimal))
        return refuse_text(quantities, written, "is not a duration (write 1h30m or 30d)");
    size_t number_end = *at, unit = skip_blanks(text, number_end), unit_end = unit;
    while (unit_end < text.length && is_letter(text.at[unit_end]))
        unit_end++;
    if (unit_end == unit)
        return refuse_missing_unit(quantities, written_part(written, from, number_end - from));
    struct written name = written_part(written, unit, unit_end - unit);
    part->unit = unit_seconds(name.text);
    if (part->unit == 0) {
        diagnose(quantities->problems, SLACALC_ERROR, name.where, "unknown unit '" SHOWN "' (" DURATION_UNITS ")",
                 SHOWN_ARGS(name.text));
        return false;
    }
    *at = skip_blanks(text, unit_end);
    return true;
}

/* Refuses what its first letters show to be no duration. */
static bool check_duration(struct quantities *quantities, struct written written) {
    struct text text = written.text;
    if (text.length == 0)
        return refuse(quantities, written.where, "a duration is empty (write 1h30m or 30d)");
    if (text.at[0] == '-' && begins_number(text, 1))
        return refuse_text(quantities, written, "is below 0 (write 1h30m or 30d)");
    size_t comma = find_decimal_comma(text);
    if (comma > 0 && comma < 60)
        return refuse_comma(quantities, written, comma, "");
    return true;
}

bool quantity_duration(struct quantities *quantities, struct written written, long double *seconds) {
    written = written_trim(written);
    if (!check_duration(quantities, written))
        return false;
    long double sum = 0;
    for (size_t at = 0; at < written.text.length;) {
        struct duration_part part;
        if (!read_part(quantities, written, &at, &part))
            return false;
        sum += part.unit * scaled(digits_of(quantities, &part.decimal, 1), part.decimal.fraction.length);
    }
    if (!(sum <= DBL_MAX))
        return refuse_text(quantities, written, "is longer than can be computed with");
    *seconds = sum;
    return true;
}

/* ---- Levels as fractions ---- */

/* number * 10^-scale. */
struct exact {
    uint64_t number;
    size_t scale;
};

static bool multiply(uint64_t *number, uint64_t factor) {
    bool fits = *number <= UINT64_MAX / factor;
    *number *= factor;
    return fits;
}

static bool add(uint64_t *number, uint64_t more) {
    bool fits = more <= UINT64_MAX - *number;
    *number += more;
    return fits;
}

static bool exact_append(struct exact *exact, struct text digits) {
    for (size_t i = 0; i < digits.length; i++)
        if (!multiply(&exact->number, 10) || !add(&exact->number, (uint64_t)(digits.at[i] - '0')))
            return false;
    return true;
}

/* Gives both the larger scale of the two. */
static bool exact_align(struct exact *a, struct exact *b) {
    struct exact *smaller = a->scale < b->scale ? a : b;
    size_t scale = a->scale < b->scale ? b->scale : a->scale;
    for (; smaller->scale < scale; smaller->scale++)
        if (!multiply(&smaller->number, 10))
            return false;
    return true;
}

/* Adds one part of a duration; false where there are too many digits. */
static bool exact_add(struct exact *sum, const struct duration_part *part) {
    struct exact seconds = {0, part->decimal.fraction.length};
    return exact_append(&seconds, part->decimal.whole) && exact_append(&seconds, part->decimal.fraction) &&
           multiply(&seconds.number, part->unit) && exact_align(sum, &seconds) && add(&sum->number, seconds.number);
}

static bool refuse_digits(struct quantities *quantities, struct written written) {
    return refuse_text(quantities, written, "has more digits than can be computed with");
}

static bool read_exact_duration(struct quantities *quantities, struct written written, struct exact *seconds) {
    if (!check_duration(quantities, written))
        return false;
    for (size_t at = 0; at < written.text.length;) {
        struct duration_part part;
        if (!read_part(quantities, written, &at, &part))
            return false;
        if (!exact_add(seconds, &part))
            return refuse_digits(quantities, written);
    }
    return true;
}

static bool read_exact_count(struct quantities *quantities, struct written written, struct exact *count) {
    size_t end = 0;
    struct text digits = scan_digits(written.text, &end);
    if (digits.length == 0 || end != written.text.length)
        return refuse_text(quantities, written, "is not a whole number (" COUNTS_FORM ")");
    return exact_append(count, digits) || refuse_digits(quantities, written);
}

static bool has_letter(struct text text) {
    for (size_t i = 0; i < text.length; i++)
        if (is_letter(text.at[i]))
            return true;
    return false;
}

/* Both sides are whole numbers of at most 64 bits, so that one division rounds each once. */
static bool read_fraction(struct quantities *quantities, struct written written, const struct ratio_words *words,
                          size_t slash, struct level *level) {
    struct written before = written_trim(written_part(written, 0, slash));
    struct written behind = written_trim(written_part(written, slash + 1, written.text.length - slash - 1));
    struct exact part = {0, 0}, all = {unit_seconds(behind.text), 0};
    bool downtime = has_letter(written.text);
    if (before.text.length == 0 || behind.text.length == 0)
        return refuse_ratio(quantities, written, words);
    if (downtime ? !read_exact_duration(quantities, before, &part) ||
                       (all.number == 0 && !read_exact_duration(quantities, behind, &all))
                 : !read_exact_count(quantities, before, &part) || !read_exact_count(quantities, behind, &all))
        return false;
    if (!exact_align(&part, &all))
        return refuse_digits(quantities, written);
    if (all.number == 0)
        return refuse_text(quantities, written,
                           downtime ? "is part of no time at all (" DOWNTIME_FORM ")"
                                    : "is part of none at all (" COUNTS_FORM ")");
    if (part.number > all.number)
        return refuse_text(quantities, written,
                           downtime ? "is more than all of the time (" DOWNTIME_FORM ")"
                                    : "is more than all of them (" COUNTS_FORM ")");
    long double whole = (long double)all.number, ratio = (long double)part.number / whole;
    long double rest = (long double)(all.number - part.number) / whole;
    *level = downtime ? (struct level){rest, ratio} : (struct level){ratio, rest};
    return true;
}

/* ---- Levels in every form ---- */

/* Of a text that is no decimal alone. */
static bool read_other_form(struct quantities *quantities, struct written written, const struct ratio_words *words,
                            struct level *level) {
    const char *slash = written.text.length > 0 ? memchr(written.text.at, '/', written.text.length) : NULL;
    if (slash && begins_number(written.text, 0))
        return read_fraction(quantities, written, words, (size_t)(slash - written.text.at), level);
    return refuse_ratio(quantities, written, words);
}

static bool read_ratio(struct quantities *quantities, struct written written, const struct ratio_words *words,
                       struct level *level) {
    written = written_trim(written);
    struct text text = written.text;
    struct decimal decimal;
    size_t end = 0;
    if (!scan_decimal(text, &end, &decimal))
        return read_other_form(quantities, written, words, level);
    size_t mark = skip_blanks(text, end);
    bool percent = mark < text.length && text.at[mark] == '%';
    if ((percent ? mark + 1 : end) != text.length)
        return read_other_form(quantities, written, words, level);
    size_t scale = decimal.fraction.length + (percent ? 2 : 0);
    if (short_level(&decimal, scale, level))
        return true;
    char *digits = digits_of(quantities, &decimal, scale + 1);
    if (above_one(digits, scale))
        return refuse_above(quantities, written, words, percent, above_one(digits, scale + 2));
    *level = exact_level(digits, scale);
    return true;
}

bool quantity_share(struct quantities *quantities, struct written written, struct level *level) {
    return read_ratio(quantities, written, &SHARE, level);
}

/* "0.999%" and "9.99%": the point of a level of nines stands too far to the left. */
static bool looks_like_slip(const struct decimal *decimal) {
    struct text whole = decimal->whole, fraction = decimal->fraction;
    size_t zeros = 0;
    while (zeros < whole.length && whole.at[zeros] == '0')
        zeros++;
    size_t digits = whole.length - zeros;
    return fraction.length > 0 && fraction.at[0] == '9' && (digits == 0 || (digits == 1 && whole.at[zeros] == '9'));
}

/* The same digits, two of them before the point. */
static void warn_of_slip(struct quantities *quantities, struct written written, const struct decimal *decimal) {
    struct text fraction = decimal->fraction, second = fraction;
    bool nine_before = decimal->whole.length > 0 && decimal->whole.at[decimal->whole.length - 1] == '9';
    size_t used = nine_before ? 1 : 2;
    if (!nine_before)
        second = fraction.length > 1 ? (struct text){fraction.at + 1, 1} : text_of("0");
    struct text rest = fraction.length > used ? (struct text){fraction.at + used, fraction.length - used} : text_of("");
    diagnose(quantities->problems, SLACALC_WARNING, written.where,
             "'" SHOWN "' is below 50%% (did you mean 9%.1s%s" SHOWN "%%?)", SHOWN_ARGS(written.text), second.at,
             rest.length > 0 ? "." : "", SHOWN_ARGS(rest));
}

bool quantity_level(struct quantities *quantities, struct written written, struct level *level) {
    struct decimal decimal;
    size_t end = 0;
    if (!read_ratio(quantities, written, &LEVEL, level))
        return false;
    if (level->up >= level->down)
        return true;
    written = written_trim(written);
    if (written.text.at[written.text.length - 1] == '%' && scan_decimal(written.text, &end, &decimal) &&
        looks_like_slip(&decimal))
        warn_of_slip(quantities, written, &decimal);
    return true;
}

bool quantity_beta(struct quantities *quantities, struct written written, struct level *level) {
    if (!quantity_share(quantities, written, level))
        return false;
    if (level->up > 0 && level->down > 0)
        return true;
    return refuse_text(quantities, written_trim(written),
                       level->up > 0 ? "as beta makes all of them one (it is below 100%)"
                                     : "as beta says that they have no cause in common (leave it out)");
}

/* ---- Whole numbers and dates ---- */

static bool refuse_bound(struct quantities *quantities, struct written written, const char *name, const char *side,
                         uint32_t bound) {
    diagnose(quantities->problems, SLACALC_ERROR, written.where, "%s: " SHOWN " is %s %lu", name,
             SHOWN_ARGS(written.text), side, (unsigned long)bound);
    return false;
}

bool quantity_whole(struct quantities *quantities, struct written written, const char *name, uint32_t low,
                    uint32_t high, uint32_t *number) {
    written = written_trim(written);
    struct text text = written.text;
    size_t sign = text.length > 0 && text.at[0] == '-' ? 1 : 0, end = sign;
    if (scan_digits(text, &end).length == 0 || end != text.length) {
        diagnose(quantities->problems, SLACALC_ERROR, written.where, "%s: '" SHOWN "' is not a whole number", name,
                 SHOWN_ARGS(text));
        return false;
    }
    if (sign)
        return refuse_bound(quantities, written, name, "below", low);
    uint64_t value = 0;
    for (size_t i = 0; i < text.length && value <= high; i++)
        value = value * 10 + (uint64_t)(text.at[i] - '0');
    if (value > high)
        return refuse_bound(quantities, written, name, "above", high);
    if (value < low)
        return refuse_bound(quantities, written, name, "below", low);
    *number = (uint32_t)value;
    return true;
}

/* The number in the two digits at `at`. */
static unsigned two_digits(const char *at) {
    return (unsigned)(at[0] - '0') * 10 + (unsigned)(at[1] - '0');
}

static bool is_date_form(struct text text) {
    static const char form[] = "0000-00-00";
    if (text.length != sizeof form - 1)
        return false;
    for (size_t i = 0; i < text.length; i++)
        if (form[i] == '-' ? text.at[i] != '-' : !is_digit(text.at[i]))
            return false;
    return true;
}

static unsigned days_in(unsigned year, unsigned month) {
    static const unsigned char days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    return month == 2 && leap ? 29 : days[month - 1];
}

bool quantity_date(struct quantities *quantities, struct written written) {
    struct text text = written.text;
    if (!is_date_form(text))
        return refuse_text(quantities, written, "is not a date (write YYYY-MM-DD)");
    unsigned year = two_digits(text.at) * 100 + two_digits(text.at + 2);
    unsigned month = two_digits(text.at + 5), day = two_digits(text.at + 8);
    if (year == 0 || month < 1 || month > 12 || day < 1 || day > days_in(year, month))
        return refuse_text(quantities, written, "is not a day of the calendar (write YYYY-MM-DD)");
    return true;
}

#include "parser/print.h"

#include "base/date.h"
#include "model/entity.h"
#include "parser/quantity.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { PLACES_MAX = 70 };

/* ---- Levels ---- */

static bool same(long double a, long double b) {
    return !(a < b) && !(a > b);
}

/* Turns the digits of a ratio below 1, "0.0005", into those of its complement, "0.9995". */
static void complement(char *digits) {
    char *last = digits + strlen(digits) - 1;
    while (last > digits && (*last == '0' || *last == '.'))
        last--;
    if (digits[0] == '1' || last == digits) {
        digits[0] = digits[0] == '1' ? '0' : '1';
        return;
    }
    for (char *at = digits + 2; at < last; at++)
        *at = (char)('0' + '9' - *at);
    *last = (char)('0' + 10 - (*last - '0'));
}

/* "0.9995" to "99.95%"; there are at least two places. */
static void to_percent(char *digits) {
    char *point = strchr(digits, '.'), *first = digits, *end;
    memmove(point, point + 1, 2);
    point[2] = '.';
    end = digits + strlen(digits);
    while (end[-1] == '0')
        end--;
    end -= end[-1] == '.';
    end[0] = '%';
    end[1] = '\0';
    while (first[0] == '0' && first[1] >= '0' && first[1] <= '9')
        first++;
    memmove(digits, first, strlen(first) + 1);
}

static bool is_read_as(const char *text, struct level level, struct arena *scratch) {
    struct quantities quantities;
    struct written written = {text_of(text), nowhere};
    struct level found;
    quantities_init(&quantities, NULL, scratch);
    return quantity_share(&quantities, written, &found) && same(found.up, level.up) && same(found.down, level.down);
}

/* Decimals before the first digit of the smaller side: with fewer it would be gone. */
static int places_before(struct level level) {
    long double smaller = level.up < level.down ? level.up : level.down;
    return smaller > 0 && smaller < 0.01L ? (int)-log10l(smaller) : 2;
}

/* Each side tells the other one in the decimals that it is short in. */
void print_level(FILE *stream, struct level level, struct arena *scratch) {
    char digits[PLACES_MAX + 5000];
    int first = places_before(level);
    for (int places = first; places <= first + PLACES_MAX; places++) {
        snprintf(digits, sizeof digits, "%.*Lf", places, level.down);
        complement(digits);
        to_percent(digits);
        if (is_read_as(digits, level, scratch))
            break;
        snprintf(digits, sizeof digits, "%.*Lf", places, level.up);
        to_percent(digits);
        if (is_read_as(digits, level, scratch))
            break;
    }
    fputs(digits, stream);
}

/* ---- Durations ---- */

void print_duration(FILE *stream, long double seconds) {
    static const struct {
        long double seconds;
        char unit;
    } units[] = {{YEAR_S, 'Y'}, {QUARTER_S, 'Q'}, {MONTH_S, 'M'}, {WEEK_S, 'w'}, {DAY_S, 'd'}, {3600, 'h'}, {60, 'm'}};
    char digits[PLACES_MAX + 5000];
    for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
        long double count = seconds / units[i].seconds;
        if (count >= 1 && same(count, floorl(count)) && same(count * units[i].seconds, seconds)) {
            fprintf(stream, "%.0Lf%c", count, units[i].unit);
            return;
        }
    }
    int first = seconds > 0 && seconds < 1 ? (int)-log10l(seconds) : 0; /* with fewer places nothing would be left */
    for (int places = first; places <= first + PLACES_MAX; places++) {
        snprintf(digits, sizeof digits, "%.*Lf", places, seconds);
        if (same(strtold(digits, NULL), seconds))
            break;
    }
    fprintf(stream, "%ss", digits);
}

/* ---- Texts ---- */

static bool is_plain(struct text text) {
    static const char *const words[] = {"null", "true", "false", "yes", "no", "on", "off", "y", "n"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (entity_word_is(text, words[i]))
            return false;
    for (size_t i = 0; i < text.length; i++) {
        char c = text.at[i];
        bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
        bool inside = (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '/';
        bool blank = c == ' ' && i + 1 < text.length && text.at[i + 1] != ' ';
        if (!letter && (i == 0 || (!inside && !blank)))
            return false;
    }
    return text.length > 0;
}

/* What a terminal would obey or not show, and what YAML reads only when it is escaped. */
static bool needs_escape(uint32_t character) {
    return character_is_control(character) || character == 0xfffe || character == 0xffff;
}

/* Prints the character that begins there in double quotes; returns its length. */
static size_t print_quoted(FILE *stream, struct text text, size_t at) {
    uint32_t character;
    size_t length = text_character(text, at, &character);
    if (character == '"' || character == '\\')
        fprintf(stream, "\\%c", (char)character);
    else if (character == '\n' || character == '\t')
        fputs(character == '\n' ? "\\n" : "\\t", stream);
    else if (needs_escape(character))
        fprintf(stream,
                character < 0x100     ? "\\x%02x"
                : character < 0x10000 ? "\\u%04X"
                                      : "\\U%08X",
                (unsigned)character);
    else
        fwrite(text.at + at, 1, length > 0 ? length : 1, stream);
    return length > 0 ? length : 1;
}

void print_text(FILE *stream, struct text text) {
    if (is_plain(text)) {
        fwrite(text.at, 1, text.length, stream);
        return;
    }
    fputc('"', stream);
    for (size_t at = 0; at < text.length;)
        at += print_quoted(stream, text, at);
    fputc('"', stream);
}

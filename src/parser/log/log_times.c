#include "parser/log/log_times.h"

#include "base/shown.h"
#include "model/clock.h"

#include <string.h>

#define TIME_FORM "2026-03-01T09:30:00+01:00, or 2026-03-01 09:30 by the clocks of the model's time zone"

enum { FIRST_LOG_YEAR = 1970, LAST_LOG_YEAR = 2099 };

/* What is left of a text. */
struct cursor {
    const char *at, *end;
};

static bool take(struct cursor *cursor, char byte) {
    if (cursor->at == cursor->end || *cursor->at != byte)
        return false;
    cursor->at++;
    return true;
}

static bool take_digits(struct cursor *cursor, size_t count, unsigned *number) {
    *number = 0;
    for (size_t i = 0; i < count; i++) {
        if (cursor->at == cursor->end || !is_digit(*cursor->at))
            return false;
        *number = *number * 10 + (unsigned)(*cursor->at++ - '0');
    }
    return true;
}

static bool take_date(struct cursor *cursor, struct date *date) {
    unsigned year;
    if (!take_digits(cursor, 4, &year) || !take(cursor, '-') || !take_digits(cursor, 2, &date->month) ||
        !take(cursor, '-') || !take_digits(cursor, 2, &date->day))
        return false;
    date->year = (long)year;
    return true;
}

/* Sets `*seconds` to those since midnight. The last one of a minute may be a leap second. */
static bool take_clock(struct cursor *cursor, bool *is_possible, int64_t *seconds) {
    unsigned hour, minute, second = 0;
    if (!take_digits(cursor, 2, &hour) || !take(cursor, ':') || !take_digits(cursor, 2, &minute))
        return false;
    if (take(cursor, ':')) {
        if (!take_digits(cursor, 2, &second))
            return false;
        if (take(cursor, '.') || take(cursor, ',')) {
            const char *from = cursor->at;
            while (cursor->at < cursor->end && is_digit(*cursor->at))
                cursor->at++;
            if (cursor->at == from)
                return false;
        }
    }
    *is_possible = hour < 24 && minute < 60 && second <= 60;
    *seconds = (int64_t)hour * 3600 + (int64_t)minute * 60 + second;
    return true;
}

/* "Z" or "+01:00"; `*has_offset` is false where there is none. */
static bool take_offset(struct cursor *cursor, bool *is_possible, bool *has_offset, int64_t *seconds) {
    unsigned hours, minutes;
    *has_offset = cursor->at < cursor->end;
    *seconds = 0;
    if (!*has_offset || take(cursor, 'Z') || take(cursor, 'z'))
        return true;
    bool is_west = take(cursor, '-');
    if (!is_west && !take(cursor, '+'))
        return false;
    if (!take_digits(cursor, 2, &hours) || !take(cursor, ':') || !take_digits(cursor, 2, &minutes))
        return false;
    *is_possible = *is_possible && hours < 24 && minutes < 60;
    *seconds = (int64_t)hours * 3600 + (int64_t)minutes * 60;
    *seconds = is_west ? -*seconds : *seconds;
    return true;
}

/* Returns false with an error where there is no such day, or none that is known. */
static bool check_date(slacalc_diagnostics *problems, struct written written, struct date date) {
    if (date.month < 1 || date.month > 12 || date.day < 1 || date.day > days_in_month(date.year, date.month))
        diagnose(problems, SLACALC_ERROR, written.where, "the calendar has no day '" SHOWN "'",
                 SHOWN_ARGS(((struct text){written.text.at, 10})));
    else if (date.year < FIRST_LOG_YEAR || date.year > LAST_LOG_YEAR)
        diagnose(problems, SLACALC_ERROR, written.where, "'" SHOWN "' is outside of the years %d to %d",
                 SHOWN_ARGS(written.text), FIRST_LOG_YEAR, LAST_LOG_YEAR);
    else
        return true;
    return false;
}

bool log_date(slacalc_diagnostics *problems, struct written written, long *day) {
    struct cursor cursor = {written.text.at, written.text.at + written.text.length};
    struct date date;
    if (!take_date(&cursor, &date) || cursor.at < cursor.end) {
        diagnose(problems, SLACALC_ERROR, written.where, "'" SHOWN "' is no date (write 2026-03-01)",
                 SHOWN_ARGS(written.text));
        return false;
    }
    if (!check_date(problems, written, date))
        return false;
    *day = days_of_date(date);
    return true;
}

/* A wall time that the clocks of the zone do not show, or twice. */
static void report_instants(slacalc_diagnostics *problems, struct written written, const struct zone *zone,
                            size_t count, const int64_t *instants) {
    if (count == 0) {
        diagnose(problems, SLACALC_ERROR, written.where,
                 "there is no '" SHOWN "' in %.*s, where the clocks are set past it (write it with an offset, such as "
                 "+01:00)",
                 SHOWN_ARGS(written.text), TEXT_ARGS(zone->name));
        return;
    }
    struct clock_text first = clock_write(instants[0], clock_offset(zone, instants[0]));
    struct clock_text second = clock_write(instants[1], clock_offset(zone, instants[1]));
    diagnose(problems, SLACALC_ERROR, written.where,
             "'" SHOWN "' is there twice in %.*s, where the clocks are set back (write %s or %s)",
             SHOWN_ARGS(written.text), TEXT_ARGS(zone->name), first.text, second.text);
}

bool log_time(slacalc_diagnostics *problems, struct written written, const struct zone *zone, int64_t *instant) {
    struct cursor cursor = {written.text.at, written.text.at + written.text.length};
    struct date date;
    int64_t of_day = 0, offset = 0, instants[2];
    bool is_possible = false, has_offset = false;
    if (!take_date(&cursor, &date) || !(take(&cursor, 'T') || take(&cursor, 't') || take(&cursor, ' ')) ||
        !take_clock(&cursor, &is_possible, &of_day) || !take_offset(&cursor, &is_possible, &has_offset, &offset) ||
        cursor.at < cursor.end) {
        diagnose(problems, SLACALC_ERROR, written.where, "'" SHOWN "' is not a time (write " TIME_FORM ")",
                 SHOWN_ARGS(written.text));
        return false;
    }
    if (!check_date(problems, written, date))
        return false;
    if (!is_possible) {
        diagnose(problems, SLACALC_ERROR, written.where, "no clock shows '" SHOWN "'", SHOWN_ARGS(written.text));
        return false;
    }
    int64_t wall = (int64_t)days_of_date(date) * DAY_S + of_day;
    if (has_offset) {
        *instant = wall - offset;
        return true;
    }
    size_t count = clock_instants(zone, wall, instants);
    *instant = count > 0 ? instants[0] : 0;
    if (count != 1)
        report_instants(problems, written, zone, count, instants);
    return count == 1;
}

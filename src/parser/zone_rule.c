#include "parser/zone_rule.h"

#include "parser/calendar.h"
#include "parser/written.h"

enum { OFFSET_HOURS_MAX = 24, CHANGE_HOURS_MAX = 167, DEFAULT_CHANGE = 2 * 60, DAYS_OF_FEBRUARY = 28 };

/* What is left of a rule. */
struct rule {
    const char *at, *end;
};

static bool take(struct rule *rule, char byte) {
    if (rule->at == rule->end || *rule->at != byte)
        return false;
    rule->at++;
    return true;
}

/* "GMT" or "<+0330>". */
static bool skip_name(struct rule *rule) {
    const char *from = rule->at;
    if (take(rule, '<')) {
        while (rule->at < rule->end && *rule->at != '>')
            rule->at++;
        return take(rule, '>');
    }
    while (rule->at < rule->end && is_letter(*rule->at))
        rule->at++;
    return rule->at - from >= 3;
}

static bool read_number(struct rule *rule, int32_t low, int32_t high, int32_t *number) {
    enum { DIGITS_MAX = 3 };
    const char *from = rule->at;
    *number = 0;
    while (rule->at < rule->end && rule->at - from < DIGITS_MAX && is_digit(*rule->at))
        *number = *number * 10 + (*rule->at++ - '0');
    return rule->at > from && *number >= low && *number <= high;
}

/* "-3:30" in minutes; seconds are dropped, no zone has them any more. */
static bool read_time(struct rule *rule, int32_t hours_max, int32_t *minutes) {
    int32_t hours = 0, rest = 0, seconds = 0;
    bool negative = take(rule, '-');
    if (!negative)
        take(rule, '+');
    if (!read_number(rule, 0, hours_max, &hours))
        return false;
    if (take(rule, ':') && !read_number(rule, 0, 59, &rest))
        return false;
    if (take(rule, ':') && !read_number(rule, 0, 59, &seconds))
        return false;
    *minutes = negative ? -(hours * 60 + rest) : hours * 60 + rest;
    return true;
}

/* POSIX counts west of UTC. */
static bool read_offset(struct rule *rule, int32_t *east) {
    int32_t west;
    if (!read_time(rule, OFFSET_HOURS_MAX, &west))
        return false;
    *east = -west;
    return true;
}

/* "M3.5.0", "J60" (from 1, never a 29th of February) or "59" (from 0). */
static bool read_day(struct rule *rule, struct yearly *day) {
    int32_t month, week, weekday;
    if (take(rule, 'M')) {
        if (!read_number(rule, 1, MONTHS, &month) || !take(rule, '.') || !read_number(rule, 1, 5, &week) ||
            !take(rule, '.') || !read_number(rule, 0, 6, &weekday))
            return false;
        day->month = (unsigned)month;
        day->week = (unsigned)week;
        day->weekday = (unsigned)weekday;
        return true;
    }
    day->without_leap_day = take(rule, 'J');
    if (!read_number(rule, day->without_leap_day ? 1 : 0, DAYS_PER_YEAR, &day->day))
        return false;
    day->day -= day->without_leap_day ? 1 : 0;
    return true;
}

/* ",M3.5.0/1" */
static bool read_change(struct rule *rule, struct yearly *change) {
    change->minute = DEFAULT_CHANGE;
    if (!take(rule, ',') || !read_day(rule, change))
        return false;
    return !take(rule, '/') || read_time(rule, CHANGE_HOURS_MAX, &change->minute);
}

static bool read_saving(struct rule *rule, struct zone_rule *zone) {
    zone->saving = zone->standard + 60;
    zone->has_saving = true;
    if (!skip_name(rule))
        return false;
    if (rule->at < rule->end && *rule->at != ',' && !read_offset(rule, &zone->saving))
        return false;
    return read_change(rule, &zone->begins) && read_change(rule, &zone->ends);
}

bool zone_rule_parse(struct text text, struct zone_rule *zone) {
    struct rule rule = {text.at, text.at + text.length};
    *zone = (struct zone_rule){.has_saving = false};
    if (!skip_name(&rule) || !read_offset(&rule, &zone->standard))
        return false;
    if (rule.at < rule.end && !read_saving(&rule, zone))
        return false;
    return rule.at == rule.end;
}

/* ---- Laid out over the reference years ---- */

void zone_add_change(struct arena *arena, struct zone *zone, int64_t since, int32_t offset) {
    struct clock_change *last = zone->change_count > 0 ? &zone->changes[zone->change_count - 1] : NULL;
    int64_t begin = zone->all_years ? (int64_t)calendar_year(FIRST_YEAR) * MINUTES_PER_DAY : 0;
    int64_t end = (int64_t)(zone->all_years ? calendar_year(LAST_YEAR + 1) : REFERENCE_DAYS) * MINUTES_PER_DAY;
    if (since >= end)
        return;
    struct clock_change change = {(int32_t)(since > begin ? since : begin), offset};
    if (last && last->since >= change.since) {
        last->offset = offset;
        return;
    }
    zone->changes =
        arena_reserve(arena, zone->changes, zone->change_count, &zone->change_capacity, sizeof *zone->changes);
    zone->changes[zone->change_count++] = change;
}

/* When the clocks are set in that year, in minutes from the begin of the reference years in UTC. */
static int32_t change_in(int year, const struct yearly *change, int32_t offset_before) {
    int32_t day = calendar_year(year) + change->day;
    if (change->month > 0)
        day = calendar_day(year, change->month, change->week, change->weekday);
    else if (change->without_leap_day && day >= calendar_month(year, 2) + DAYS_OF_FEBRUARY)
        day += calendar_year(year + 1) - calendar_year(year) - DAYS_PER_YEAR;
    return day * MINUTES_PER_DAY + change->minute - offset_before;
}

/* The year before is where the offset comes from with which the first one begins. */
void zone_add_rule(struct arena *arena, struct zone *zone, const struct zone_rule *rule, int64_t after) {
    if (!rule->has_saving) {
        zone_add_change(arena, zone, after, rule->standard);
        return;
    }
    int last = zone->all_years ? LAST_YEAR : REFERENCE_YEARS;
    for (int year = zone->all_years ? FIRST_YEAR - 1 : -1; year <= last; year++) {
        int32_t begins = change_in(year, &rule->begins, rule->standard);
        int32_t ends = change_in(year, &rule->ends, rule->saving);
        const struct clock_change changes[] = {{begins, rule->saving}, {ends, rule->standard}};
        for (size_t i = 0; i < 2; i++) {
            const struct clock_change *change = &changes[begins < ends ? i : 1 - i];
            if (change->since > after)
                zone_add_change(arena, zone, change->since, change->offset);
        }
    }
}

int32_t zone_offset(const struct zone *zone, int32_t minute) {
    size_t at = zone->change_count - 1;
    while (at > 0 && zone->changes[at].since > minute)
        at--;
    return zone->changes[at].offset;
}

bool zone_same(const struct zone *a, const struct zone *b) {
    bool same = a->change_count == b->change_count;
    for (size_t i = 0; same && i < a->change_count; i++)
        same = a->changes[i].since == b->changes[i].since && a->changes[i].offset == b->changes[i].offset;
    return same;
}

#include "parser/zone_rule.h"

#include "parser/calendar.h"
#include "parser/written.h"

enum { OFFSET_HOURS_MAX = 24, CHANGE_HOURS_MAX = 167, DEFAULT_CHANGE = 2 * 60 };

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
static bool read_day(struct rule *rule, int32_t *day) {
    int32_t month, week, weekday;
    if (take(rule, 'M')) {
        if (!read_number(rule, 1, 12, &month) || !take(rule, '.') || !read_number(rule, 1, 5, &week) ||
            !take(rule, '.') || !read_number(rule, 0, 6, &weekday))
            return false;
        *day = calendar_day((unsigned)month, (unsigned)week, (unsigned)weekday);
        return true;
    }
    if (!take(rule, 'J'))
        return read_number(rule, 0, REFERENCE_DAYS, day);
    if (!read_number(rule, 1, REFERENCE_DAYS, day))
        return false;
    --*day;
    return true;
}

/* ",M3.5.0/1" in minutes of the reference year, local time. */
static bool read_change(struct rule *rule, int32_t *minute) {
    int32_t day, time = DEFAULT_CHANGE;
    if (!take(rule, ',') || !read_day(rule, &day))
        return false;
    if (take(rule, '/') && !read_time(rule, CHANGE_HOURS_MAX, &time))
        return false;
    *minute = day * MINUTES_PER_DAY + time;
    return true;
}

static bool read_saving(struct rule *rule, struct zone *zone) {
    zone->saving = zone->standard + 60;
    if (!skip_name(rule))
        return false;
    if (rule->at < rule->end && *rule->at != ',' && !read_offset(rule, &zone->saving))
        return false;
    if (!read_change(rule, &zone->begins) || !read_change(rule, &zone->ends))
        return false;
    zone->begins -= zone->standard;
    zone->ends -= zone->saving;
    return true;
}

bool zone_parse_rule(struct text text, struct zone *zone) {
    struct rule rule = {text.at, text.at + text.length};
    if (!skip_name(&rule) || !read_offset(&rule, &zone->standard))
        return false;
    zone->saving = zone->standard;
    zone->begins = zone->ends = 0;
    if (rule.at < rule.end && !read_saving(&rule, zone))
        return false;
    return rule.at == rule.end;
}

int32_t zone_offset(const struct zone *zone, int32_t minute) {
    bool between = zone->begins <= minute && minute < zone->ends;
    bool around = zone->begins > zone->ends && (minute < zone->ends || zone->begins <= minute);
    return between || around ? zone->saving : zone->standard;
}

bool zone_same(const struct zone *a, const struct zone *b) {
    return a->standard == b->standard && a->saving == b->saving && a->begins == b->begins && a->ends == b->ends;
}

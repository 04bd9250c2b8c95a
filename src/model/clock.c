#include "model/clock.h"

#include <stdio.h>
#include <stdlib.h>

/* Seconds from 1970 to the begin of the reference years, from which changes count. */
static const int64_t CHANGES_BEGIN = INT64_C(1767225600);

static int64_t change_at(const struct zone *zone, size_t change) {
    return (int64_t)zone->changes[change].since * 60 + CHANGES_BEGIN;
}

/* The last change that is not behind the instant; the first one where all are. */
static size_t change_before(const struct zone *zone, int64_t instant) {
    size_t low = 0, high = zone->change_count;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (change_at(zone, middle) <= instant)
            low = middle;
        else
            high = middle;
    }
    return low;
}

int32_t clock_offset(const struct zone *zone, int64_t instant) {
    return zone->changes[change_before(zone, instant)].offset * 60;
}

int64_t clock_next_change(const struct zone *zone, int64_t instant) {
    size_t next = change_before(zone, instant);
    while (next < zone->change_count && change_at(zone, next) <= instant)
        next++;
    return next < zone->change_count ? change_at(zone, next) : INT64_MAX;
}

/* No clocks are ahead of others, or set, by more than a day, so that the offset is one of those within a day of it. */
size_t clock_instants(const struct zone *zone, int64_t wall, int64_t instants[2]) {
    size_t count = 0;
    int32_t tried = INT32_MAX;
    for (size_t change = change_before(zone, wall - DAY_S);
         change < zone->change_count && change_at(zone, change) <= wall + DAY_S; change++) {
        int32_t offset = zone->changes[change].offset * 60;
        int64_t instant = wall - offset;
        if (offset == tried || clock_offset(zone, instant) != offset)
            continue;
        tried = offset;
        if (count == 0 || (count == 1 && instants[0] != instant))
            instants[count++] = instant;
    }
    if (count == 2 && instants[0] > instants[1]) {
        int64_t later = instants[0];
        instants[0] = instants[1];
        instants[1] = later;
    }
    return count;
}

int64_t clock_day_begins(const struct zone *zone, long day) {
    int64_t instants[2], wall = (int64_t)day * DAY_S;
    if (clock_instants(zone, wall, instants) > 0)
        return instants[0];
    /* The clocks are set past midnight: the day begins then. */
    return clock_next_change(zone, wall - clock_offset(zone, wall - DAY_S) - 1);
}

long clock_day(const struct zone *zone, int64_t instant) {
    int64_t wall = instant + clock_offset(zone, instant);
    return (long)(wall / DAY_S - (wall % DAY_S < 0));
}

struct clock_text clock_write(int64_t instant, int32_t offset) {
    struct clock_text written;
    int64_t wall = instant + offset;
    long day = (long)(wall / DAY_S - (wall % DAY_S < 0));
    int second = (int)(wall - (int64_t)day * DAY_S), ahead = abs(offset) / 60;
    struct date date = date_of_days(day);
    snprintf(written.text, sizeof written.text, "%04ld-%02u-%02uT%02d:%02d:%02d%c%02d:%02d", date.year % 10000,
             date.month % 100, date.day % 100, second / 3600, second / 60 % 60, second % 60, offset < 0 ? '-' : '+',
             ahead / 60 % 100, ahead % 60);
    return written;
}

/* Instants and the clocks on the wall. An instant is a number of seconds since 1970 in UTC; a wall time is what the
 * clocks of a zone show, counted likewise. The zone has all years. */
#ifndef MODEL_CLOCK_H
#define MODEL_CLOCK_H

#include "base/date.h"
#include "model/model.h"

/* Seconds that the zone is ahead of UTC. */
int32_t clock_offset(const struct zone *zone, int64_t instant);

/* The first instant behind this one at which the clocks are set; INT64_MAX where they never are. */
int64_t clock_next_change(const struct zone *zone, int64_t instant);

/* The instants at which the clocks show that time, the earlier one first: one; none where they are set past it; two
 * where they are set back over it. Returns how many there are. */
size_t clock_instants(const struct zone *zone, int64_t wall, int64_t instants[2]);

/* The first instant of the day. */
int64_t clock_day_begins(const struct zone *zone, long day);

/* The day of the instant, as days since 1970. */
long clock_day(const struct zone *zone, int64_t instant);

/* "2026-03-01T00:00:00+01:00", of an instant at which the clocks are so many seconds ahead of UTC. */
struct clock_text {
    char text[48];
};
struct clock_text clock_write(int64_t instant, int32_t offset);

#endif

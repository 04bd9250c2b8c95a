/* The bounds of one service that hours play a part in: over when outages fall, and over together with what. */
#ifndef ENGINE_HOURS_HOURLY_BOUNDS_H
#define ENGINE_HOURS_HOURLY_BOUNDS_H

#include "engine/hours/timed_service.h"

/* Sets worst, best and sharp. Replicas of a component differ in nothing, so they share one budget: to take the quorum
 * away needs n - k + 1 of them down, to keep it k of them up. `work`: steps left for all services together, counted
 * down. Where they are spent, or the time is, nothing is known. */
void timed_bounds(const struct timed_input *input, const struct timetable *timetable, uint32_t component,
                  struct timed_service *service, size_t *work);

#endif

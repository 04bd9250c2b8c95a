/* Which season of the year counts for a service with hours. */
#ifndef ENGINE_HOURS_WORST_SEASON_H
#define ENGINE_HOURS_WORST_SEASON_H

#include "engine/hours/slices.h"

/* The service's slices in the season in which the least of its promised hours is covered by what it needs; the first
 * one of several. They are not cut where the time is over, or where those of all services together would take too much
 * memory. */
struct service_slices slices_in_worst_season(struct timetable *timetable, uint32_t service);

#endif

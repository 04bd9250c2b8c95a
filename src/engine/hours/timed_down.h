/* How often a service with hours is down where parts have other levels: over all slices of its promised hours. */
#ifndef ENGINE_HOURS_TIMED_DOWN_H
#define ENGINE_HOURS_TIMED_DOWN_H

#include "engine/hours/timed_service.h"
#include "engine/valuation/scaled.h"

/* Of the root that `scaled` has taken, with each part down `factor` times as often. `forced`, by component, is room
 * that is false everywhere, before and after. */
long double timed_down(struct scaled *scaled, long double factor, const struct timed_service *timed,
                       const struct classes *classes, bool *forced);

#endif

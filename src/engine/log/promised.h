/* The time in which a component is promised: by the real calendar, the clocks of its zone are in its hours and not in
 * its maintenance. Hours that clocks show twice count twice, hours that they skip never. */
#ifndef ENGINE_LOG_PROMISED_H
#define ENGINE_LOG_PROMISED_H

#include "model/log.h"

/* Stretches of time, ascending, disjoint, not touching. */
struct promised {
    bool always;
    int64_t *starts, *ends; /* instants */
    int64_t *before;        /* by stretch: seconds of all before it */
    size_t count, start_capacity, end_capacity;
};

/* From the begin of the first window to the end of the last one. */
struct promised promised_time(const struct slacalc_model *model, uint32_t component, struct arena *arena);

/* How many seconds of [from, to) are promised. */
int64_t promised_between(const struct promised *promised, int64_t from, int64_t to);

#endif

/* Which components are within their own hours at which minutes of the week. Components that are so at the same minutes,
 * however their hours are written, form a class. */
#ifndef ENGINE_HOURS_WEEK_H
#define ENGINE_HOURS_WEEK_H

#include "base/arena.h"
#include "base/bits.h"
#include "model/model.h"

/* Sets of classes are bits in `words` words. */
struct classes {
    uint32_t *of_component; /* NO_INDEX: always covered, or not needed */
    uint32_t *hours;        /* by class: index in the model's hours of one of its components */
    size_t count, words;
};

struct classes classes_of(const struct slacalc_model *model, const bool *needed, struct arena *arena);

/* The week of one season, cut where any class begins or ends. */
struct week {
    uint32_t *starts;  /* by interval, in minutes of UTC; one more at the end */
    uint64_t *covered; /* by interval: the set of classes within their hours */
    uint32_t *minutes; /* by class: how many it covers */
    size_t interval_count;
};

struct week week_of(const struct slacalc_model *model, const struct classes *classes, size_t season,
                    struct arena *arena);

/* By class, the set of intervals that it does not cover. */
uint64_t *week_uncovered(const struct slacalc_model *model, const struct classes *classes, size_t season,
                         const struct week *week, struct arena *arena);

#endif

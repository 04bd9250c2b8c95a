/* What is known of a probability: the two ends of an interval, which are one where it is exact. The engine computes
 * with long doubles; the rows of a result are doubles. */
#ifndef ENGINE_GRAPH_INTERVAL_H
#define ENGINE_GRAPH_INTERVAL_H

#include "model/level.h"
#include "slacalc.h"

#include <stdbool.h>
#include <stdint.h>

enum side { LOW, HIGH, SIDES };

struct interval {
    struct level low, high; /* the least and the greatest availability */
    bool exact;             /* both are the same */
};

/* The intervals of all gates of a graph, by gate. */
struct intervals {
    struct level *low, *high; /* one and the same array while all are exact */
    bool *exact;
};

static inline struct interval interval_at(const struct intervals *intervals, uint32_t gate) {
    return (struct interval){intervals->low[gate], intervals->high[gate], intervals->exact[gate]};
}

/* What two intervals of the same probability have in common. */
struct interval interval_narrowest(struct interval one, struct interval other);

/* An interval narrowed to what overlap bounds leave of it, which hold to 1e-9 of an unavailability. */
struct interval interval_within(struct interval interval, struct level worst, struct level best);

/* The figure itself, or halfway between the ends of its interval. */
struct level interval_middle(struct interval interval);

/* The ends of an interval are rounded outwards. */
slacalc_estimate estimate_of(struct interval interval);

#endif

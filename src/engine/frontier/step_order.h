/*
 * The order of the steps of a sweep, and the places of their bits in a state. A bit is live from its step to the last
 * step that reads it, and the number of states is at most two to the number of live bits: that is what orders are
 * compared by. As with the variables of diagrams, none is best for every graph.
 */
#ifndef ENGINE_FRONTIER_STEP_ORDER_H
#define ENGINE_FRONTIER_STEP_ORDER_H

#include "base/arena.h"
#include "engine/frontier/plan.h"

enum step_ordering { STEPS_AS_WRITTEN, STEPS_DEPTH_FIRST, STEPS_FEWEST_LIVE, STEPS_BY_LEVEL, STEP_ORDERINGS };

struct step_order {
    uint32_t *steps;    /* in their order */
    uint32_t *position; /* by step */
    uint32_t *last;     /* by step: position of the last step that reads its bit */
    uint32_t *slot;     /* by step: the place of its bit */
    uint32_t slot_count;
    double states; /* the most that there can be, added up over all steps; 2^1000 and more count as infinite */
};

struct step_order step_order_new(const struct frontier_plan *plan, enum step_ordering ordering, struct arena *arena);

#endif

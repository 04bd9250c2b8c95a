/*
 * The order of the steps of a sweep, and the places of their bits in a state. A bit is live from its step to the last
 * step that reads it, and the number of states is at most two to the number of live bits: that is what orders are
 * compared by. As with the variables of diagrams, none is best for every graph.
 */
#ifndef ENGINE_SWEEP_ORDER_H
#define ENGINE_SWEEP_ORDER_H

#include "base/arena.h"
#include "engine/sweep_plan.h"

enum sweep_ordering { SWEEP_AS_WRITTEN, SWEEP_DEPTH_FIRST, SWEEP_FEWEST_LIVE, SWEEP_BY_LEVEL, SWEEP_ORDERINGS };

struct sweep_order {
    uint32_t *steps;    /* in their order */
    uint32_t *position; /* by step */
    uint32_t *last;     /* by step: position of the last step that reads its bit */
    uint32_t *slot;     /* by step: the place of its bit */
    uint32_t slot_count;
    double states; /* the most that there can be, added up over all steps; 2^1000 and more count as infinite */
};

struct sweep_order sweep_order_new(const struct sweep_plan *plan, enum sweep_ordering ordering, struct arena *arena);
void sweep_order_release(const struct sweep_plan *plan, struct sweep_order *order, struct arena *arena);

#endif

/*
 * Orders in which the variables of diagrams are tested: depth first from the roots, as fault-tree engines do, with the
 * arguments of a gate in one order or another; those that weigh most first (weighted_order.h), or so that few of them
 * are open at a time (narrow_order.h). None is best for every graph.
 */
#ifndef ENGINE_DIAGRAM_ORDERING_H
#define ENGINE_DIAGRAM_ORDERING_H

#include "base/arena.h"
#include "engine/graph/graph.h"
#include "engine/graph/modules.h"

enum ordering {
    AS_WRITTEN,
    SMALL_FIRST,
    LARGE_FIRST,
    HEAVY_FIRST, /* with different weights */
    HEAVIER_FIRST,
    HEAVIEST_FIRST,
    CENTRED, /* HEAVIER_FIRST, then drawn together */
    NARROW,  /* narrow_order.h: of use to one service alone */
    ORDERINGS,
    RACING = NARROW /* so many of them, from the first on, are tried against one another */
};

/* Gives the gates that have a rank new ones, 0 to reached - 1, and sets by_rank to match. */
void ordering_apply(enum ordering ordering, const struct graph *graph, struct modules *modules, const uint32_t *roots,
                    size_t root_count, struct arena *scratch);

#endif

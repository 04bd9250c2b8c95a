/*
 * An order of variables for functions that are made of many small conditions, such as a service that needs 2 of these 3
 * hosts and 2 of those. Two variables are neighbours where a small gate depends on both. A variable is open while it
 * stands in the order and one of its neighbours does not yet; the functions below a place of the order depend on the
 * variables that are open there. So the next variable is the one that leaves the fewest of them open (after Cuthill and
 * McKee 1969, "Reducing the bandwidth of sparse symmetric matrices", who number neighbours next, and the vertex
 * separation of graphs, which this keeps small).
 */
#ifndef ENGINE_DIAGRAM_NARROW_ORDER_H
#define ENGINE_DIAGRAM_NARROW_ORDER_H

#include "base/arena.h"
#include "engine/graph/graph.h"
#include "engine/graph/modules.h"

/* Sets the ranks anew, starting from those that are there: variables with a neighbour come first. Where there are
 * very many variables, the ranks stay as they are. */
void rank_narrow(const struct graph *graph, struct modules *modules, struct arena *parent);

#endif

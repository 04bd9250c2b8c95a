/* Orders of variables by what depends on them, for ordering.h. */
#ifndef ENGINE_DIAGRAM_WEIGHTED_ORDER_H
#define ENGINE_DIAGRAM_WEIGHTED_ORDER_H

#include "base/arena.h"
#include "engine/graph/graph.h"
#include "engine/graph/modules.h"

/*
 * Sets the ranks anew, starting from those that are there: of each module, and of the rest that belongs to none, the
 * variable that weighs most comes first, then that which weighs most without it, and so on (Minato, Ishiura and Yajima
 * 1990, "Shared binary decision diagram with attributed edges for efficient Boolean function manipulation": there a
 * gate hands its weight on in equal parts). Here each of n arguments gets 1 / n^exponent of it.
 *
 * `centred`: then the order is drawn together, each variable moving to the middle of its gates and they to the middle
 * of their arguments as long as it helps (Aloul, Markov and Sakallah 2003, "FORCE: a fast and easy-to-implement
 * variable-ordering heuristic").
 */
void rank_by_weight(const struct graph *graph, struct modules *modules, const uint32_t *roots, size_t root_count,
                    double exponent, bool centred, struct arena *parent);

#endif

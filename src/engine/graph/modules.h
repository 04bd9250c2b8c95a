/*
 * Independent modules: gates below which nothing is reached but through them, so that the rest of the graph sees
 * them as one leaf. Found by one depth-first traversal (Dutuit and Rauzy 1996, "A linear-time algorithm to find modules
 * of fault trees", IEEE Transactions on Reliability 45).
 */
#ifndef ENGINE_GRAPH_MODULES_H
#define ENGINE_GRAPH_MODULES_H

#include "base/arena.h"
#include "engine/graph/graph.h"

struct modules {
    bool *is_module;   /* by gate; leaves are modules. False for a gate that no root reaches */
    bool *is_separate; /* by gate: its arguments have nothing in common, modules below it seen as leaves */
    uint32_t *rank;    /* by gate: when the traversal met it first, from 0; NO_INDEX where no root reaches it */
    uint32_t *by_rank; /* the gate of each rank; in an exact evaluation NULL where no gate needs a diagram */
    size_t reached;    /* number of ranks */
};

/* `roots` are gates. A root that another root reaches may still be a module. */
struct modules modules_find(const struct graph *graph, const uint32_t *roots, size_t root_count, struct arena *arena,
                            struct arena *parent);

/* Ranks the gates that the roots reach in the order of `by_rank`, which holds all of them. */
void modules_rank(struct modules *modules, const uint32_t *by_rank);

#endif

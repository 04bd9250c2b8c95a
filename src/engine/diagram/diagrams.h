/* The decision diagrams of gates, built when needed, over variables that are gates themselves: modules, seen as leaves.
 */
#ifndef ENGINE_DIAGRAM_DIAGRAMS_H
#define ENGINE_DIAGRAM_DIAGRAMS_H

#include "base/arena.h"
#include "engine/diagram/bdd.h"
#include "engine/graph/graph.h"

struct diagrams {
    const struct graph *graph;
    const bool *is_variable; /* by gate */
    const uint32_t *rank;    /* by gate: its variable */
    struct bdd bdd;
    size_t note_capacity; /* of bdd.notes, which are the caller's */
    uint32_t *of_gate;    /* by gate: its node; NO_INDEX where none was built or none was affordable */
    uint32_t *uses;       /* by gate: diagrams still to be built from its own; NULL where all are kept */
    bool *spent;          /* by gate: its diagram did not fit into the budget */
    bool may_go_on;       /* a gate that is too large for the budget may be built later within a larger one */
    uint32_t *functions;  /* of the arguments of one gate */
    size_t functions_capacity;
    uint32_t *pending; /* gates whose diagrams are waited for */
    size_t pending_count, pending_capacity;
    struct arena *arena;
};

struct diagrams diagrams_new(const struct graph *graph, const bool *is_variable, const uint32_t *rank, size_t max_nodes,
                             struct arena *arena);

/* Gives the diagram of a gate up when those of all its users are built, but not of one that nothing uses, and of none
 * in `kept`. `wanted`: by gate, whether diagrams_build will be called for it. */
void diagrams_forget_used(struct diagrams *diagrams, const bool *wanted, const bool *kept);

/* Builds the diagram of a gate that is no variable, and those that it needs. Returns false where the budget is spent.
 */
bool diagrams_build(struct diagrams *diagrams, uint32_t gate);

#endif

/* What lies below a root, or several: the gates and the nodes of diagrams that its value is made of. */
#ifndef ENGINE_VALUATION_BELOW_H
#define ENGINE_VALUATION_BELOW_H

#include "engine/valuation/valuation.h"

/* Room that serves one root after another. */
struct below {
    const struct valuation *valuation;
    uint32_t *gates, *nodes; /* below the root that was searched last, and itself: arguments before users */
    size_t gate_count, gate_capacity, node_count, node_capacity;
    bool *is_met;          /* by gate */
    uint32_t *node_serial; /* by node of the diagrams: the search that met it */
    uint32_t serial;
    struct arena *arena;
};

struct below below_new(const struct valuation *valuation, struct arena *arena);

/* Lists what lies below the root; of a gate that is valued apart that is what its graph's leaves stand for. Returns
 * false where there is no diagram of something. Nodes below the diagram of a gate stand up to that diagram's. */
bool below_search(struct below *below, uint32_t root);

/* The same below any of several roots. */
bool below_search_all(struct below *below, const uint32_t *roots, size_t count);

#endif

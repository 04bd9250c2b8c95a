/*
 * By how much a root's P(down) shrinks when a component's own level becomes 100 %: q * dP(down)/dq, since P is linear
 * in each leaf (Birnbaum 1969; the ratio to P(down) is the diagnostic importance of Fussell and Vesely for a single
 * leaf). Derivatives are carried from the root down, once through every gate or diagram node below it.
 */
#ifndef ENGINE_VALUATION_SHARES_H
#define ENGINE_VALUATION_SHARES_H

#include "base/arena.h"
#include "engine/valuation/valuation.h"

/* Room that serves one root after another. */
struct shares {
    const struct valuation *valuation;
    struct share_row {
        uint32_t component;
        double share; /* 0 to 1 of the root's P(down) */
    } * rows;
    size_t row_count, row_capacity;
    bool is_known; /* false: the work or the time for them is spent, or there is no diagram of all that they ask for */
    struct pending_gate *gates;
    size_t gate_count, gate_capacity;
    double *node_weight;   /* by node */
    uint32_t *node_serial; /* by node: the search that met it */
    uint32_t serial;
    uint32_t *nodes; /* that a diagram reaches */
    size_t node_count, node_capacity;
    double *module_weight; /* by gate: of a module that diagrams reach */
    uint32_t *modules;
    size_t module_count, module_capacity;
    size_t work; /* steps left, for all roots together */
    struct gate_scratch room;
    struct arena *arena;
};

struct shares shares_new(const struct valuation *valuation, struct arena *arena);

/* Sets rows to the components below `root` with their shares, in no order; none where root is not exact, was not found
 * by diagrams alone, or is never down, and where the work or the time for shares is spent. */
void shares_of(struct shares *shares, uint32_t root);

/* To about twelve digits, lest the last bit, which is the compiler's and the machine's, order equal shares. */
double rounded_share(double share);

#endif

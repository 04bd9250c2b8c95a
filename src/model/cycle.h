/* Components that need each other, found while all are put in an order in which dependencies come first. */
#ifndef MODEL_CYCLE_H
#define MODEL_CYCLE_H

#include "base/arena.h"
#include "base/diagnostics.h"
#include "model/model.h"

/* Which component needs which: those of component c are edges[starts[c]] up to edges[starts[c + 1]], each the index of
 * a requirement that is a component other than c itself. */
struct dependencies {
    uint32_t *starts; /* one more than components */
    uint32_t *edges;
    size_t edge_count, edge_capacity;
};

/* Orders the components into the model's `order`, and reports each group of components that need each other. */
void cycles_check(struct slacalc_model *model, const struct dependencies *dependencies, struct arena *scratch,
                  slacalc_diagnostics *problems);

#endif

/* What only the whole model can tell. */
#ifndef PARSER_CHECK_H
#define PARSER_CHECK_H

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

/* Combines hours, maintenance and time zone of each component that has no error, then finds the model's seasons. */
void schedules_check(struct slacalc_model *model, struct arena *scratch, slacalc_diagnostics *problems);

#endif

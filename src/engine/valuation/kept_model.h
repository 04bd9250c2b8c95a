/*
 * A model whose diagrams are kept: where only the levels of its leaves are other ones, they are valued again and none
 * is built. Hours are not in it.
 */
#ifndef ENGINE_VALUATION_KEPT_MODEL_H
#define ENGINE_VALUATION_KEPT_MODEL_H

#include "engine/graph/scope.h"
#include "engine/valuation/scaled.h"

struct kept_model {
    struct scope scope;
    struct graph graph; /* who values it again sets its leaves */
    struct valuation valuation;
    struct scaled scaled;
    struct arena *arena;
};

/* Values the services of a checked model, which may be freed afterwards. `*kept` may not move. */
void kept_model_open(struct kept_model *kept, const struct slacalc_model *model, const slacalc_options *options,
                     struct deadline *deadline, struct arena *arena);

/* Whether the gate, of a service, has an exact value that can be found again. */
bool kept_model_shows(struct kept_model *kept, uint32_t root);

/* Gives the leaves the levels that they have in a variant of the model (model/variant.h). Returns false, and changes
 * nothing, where that one's graph is another one, or takes more work than diagrams do. */
bool kept_model_take(struct kept_model *kept, const struct slacalc_model *variant, const slacalc_options *options,
                     struct deadline *deadline);

#endif

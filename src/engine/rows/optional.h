/* Which components only degrade a service: those that optional requirements name, anywhere below it. */
#ifndef ENGINE_ROWS_OPTIONAL_H
#define ENGINE_ROWS_OPTIONAL_H

#include "base/arena.h"
#include "engine/graph/scope.h"
#include "model/model.h"

struct optionals {
    struct needs_search search;
    uint32_t *entry; /* by component: that of the search, which finds the same from all that share one; NO_INDEX where
                        it finds nothing */
    uint32_t *named_by; /* by component: serial of the search that found it in an optional requirement */
    uint32_t *found;    /* of the last search, in the order of the model */
    size_t found_count, found_capacity;
    size_t component_count;
    struct arena *arena;
};

struct optionals optionals_new(const struct slacalc_model *model, const struct scope *scope, struct arena *arena);

/* Sets found to what is optional for `service` or below it. Returns how many steps that took. */
size_t optionals_below(struct optionals *optionals, uint32_t service);

#endif

/* Which components degrade a service only: those that optional requirements name, anywhere below it. */
#ifndef ENGINE_ROWS_OPTIONAL_H
#define ENGINE_ROWS_OPTIONAL_H

#include "base/arena.h"
#include "model/model.h"

struct optionals {
    const struct slacalc_model *model;
    uint32_t *entry;    /* by component: where the search from it begins; NO_INDEX where it finds nothing */
    uint32_t *met_by;   /* by component: serial of the search that met it last */
    uint32_t *named_by; /* by component: serial of the search that found it in an optional requirement */
    uint32_t serial;
    uint32_t *pending;
    size_t pending_count, pending_capacity;
    uint32_t *found; /* of the last search, in the order of the model */
    size_t found_count, found_capacity;
    struct arena *arena;
};

struct optionals optionals_new(const struct slacalc_model *model, const bool *needed, struct arena *arena);

/* Sets found to what is optional for `service` or below it. */
void optionals_below(struct optionals *optionals, uint32_t service);

#endif

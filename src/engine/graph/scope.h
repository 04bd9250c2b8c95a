/* What is to be computed: the services, the components that they need, and the level that each one counts with. */
#ifndef ENGINE_GRAPH_SCOPE_H
#define ENGINE_GRAPH_SCOPE_H

#include "base/arena.h"
#include "model/model.h"
#include "model/needs.h"
#include "slacalc.h"

struct scope {
    uint32_t *services; /* components, in the order of the report */
    size_t service_count;
    struct needs needs; /* of every component */
    bool *needed;       /* by component: whether a service needs it, optional requirements included */
};

/* `promising_only`: leaves out services that have no promise to check. */
struct scope scope_of(const struct slacalc_model *model, slacalc_basis basis, bool promising_only, struct arena *arena);

#endif

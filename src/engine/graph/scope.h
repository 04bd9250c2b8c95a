/* What is to be computed: the services, the components that they need, and the level that each one counts with. */
#ifndef ENGINE_GRAPH_SCOPE_H
#define ENGINE_GRAPH_SCOPE_H

#include "base/arena.h"
#include "model/model.h"
#include "slacalc.h"

/* A component's own level and where it comes from. */
struct own_level {
    struct level level;           /* of one replica */
    slacalc_figure figure;        /* what was taken */
    enum attribute_key taken_key; /* of a figure from an attribute: that promise is not checked against itself */
    bool has_taken_key;
};

struct scope {
    uint32_t *services; /* components, in the order of the report */
    size_t service_count;
    bool *needed; /* by component: whether a service needs it, optional requirements included */
};

/* The level of an mtbf with its mttr. */
struct level level_of_repair(const struct slacalc_model *model, uint32_t component,
                             const struct attribute *time_between);

struct own_level own_level_of(const struct slacalc_model *model, uint32_t component, slacalc_basis basis);

/* Whether the component's promise of that kind (KEY_SLA, KEY_OLA, KEY_OBJECTIVE) is to be checked; NULL where not. */
const struct attribute *promise_to_check(const struct slacalc_model *model, uint32_t component, enum attribute_key key,
                                         const struct own_level *own);

/* `promising_only`: leaves out services that have no promise to check. */
struct scope scope_of(const struct slacalc_model *model, slacalc_basis basis, bool promising_only, struct arena *arena);

#endif

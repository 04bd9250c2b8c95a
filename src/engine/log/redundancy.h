/* Groups of which some have to be up: the members of any, at_least and failover that are components, and replicas with
 * a quorum. */
#ifndef ENGINE_LOG_REDUNDANCY_H
#define ENGINE_LOG_REDUNDANCY_H

#include "engine/log/live_parts.h"

struct redundancy {
    const uint32_t *members; /* components of the model, ascending; one: its replicas are the group */
    size_t count;
    uint32_t at_least, of; /* so many of so many members, or replicas, have to be up */
};

struct redundancies {
    struct redundancy *items;
    size_t count, capacity;
};

/* Those that a service needs, each once. `is_named`: by component, whether the log names single replicas of it; of
 * others they are no group. */
struct redundancies redundancies_of(const struct slacalc_model *model, const struct live_parts *parts,
                                    const bool *is_named, struct arena *arena);

#endif

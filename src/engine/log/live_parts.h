/* The components of a live graph as a log speaks of them: each by itself, and its replicas. */
#ifndef ENGINE_LOG_LIVE_PARTS_H
#define ENGINE_LOG_LIVE_PARTS_H

#include "engine/log/live.h"
#include "model/log.h"

/* A component that some service needs. */
struct live_part {
    double loss;       /* of all replicas */
    double *replicas;  /* what each one loses beside that; NULL where the log names none of them */
    uint32_t troubled; /* how many of these are above 0 */
    uint32_t replica_count, quorum;
    uint32_t first_leaf, leaf_count; /* in the parts' leaves: one, or one for each replica across places */
};

struct live_parts {
    struct live *live;
    struct live_part *items; /* by component of the model */
    uint32_t *leaves;        /* gates */
    int64_t *since;          /* by component that is not up: when it went down */
    struct level *levels;    /* room */
    long double *row;
    size_t level_capacity, row_capacity;
    struct arena *arena;
};

/* All of them are up, but those that are down by a what-if. */
struct live_parts live_parts_of(const struct slacalc_model *model, struct live *live, struct arena *arena);

/* The components by themselves, all up and without leaves. */
struct live_parts live_parts_apart(const struct slacalc_model *model, struct arena *arena);

/* So many of these have to be up, which are independent of each other. Those that are quite up, or quite down, are only
 * counted, and their levels lost. `row` is room for count + 1 values. */
struct level quorum_level(struct level *levels, uint32_t count, uint32_t at_least, long double *row);

/* The level of the component now, and of one of its replicas. */
struct level live_part_level(struct live_parts *parts, uint32_t component);
struct level live_part_replica(const struct live_parts *parts, uint32_t component, uint32_t replica);

/* Whether some service needs the component. */
static inline bool live_part_is_needed(const struct live_parts *parts, uint32_t component) {
    return parts->items[component].leaf_count > 0;
}

static inline bool live_part_is_up(const struct live_parts *parts, uint32_t component) {
    return parts->items[component].loss <= 0 && parts->items[component].troubled == 0;
}

/* What is lost of all replicas, or of one, from now on. */
void live_part_lose(struct live_parts *parts, uint32_t component, uint32_t replica, double loss);

/* Gives the leaves of the component their levels. */
void live_part_apply(struct live_parts *parts, uint32_t component);

#endif

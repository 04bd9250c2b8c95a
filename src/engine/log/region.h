/*
 * What of a live graph keeps a service from being up, and nothing else: all that is up is left out. From it come the
 * share of requests that succeed, and the components that explain why not all of them do.
 */
#ifndef ENGINE_LOG_REGION_H
#define ENGINE_LOG_REGION_H

#include "base/deadline.h"
#include "engine/log/live.h"

/* A gate or leaf of the region. */
struct spot {
    enum gate_kind kind;
    uint32_t first, count; /* of its arguments in the region's; none of a leaf */
    uint32_t at_least;     /* of these arguments */
    uint32_t gate;
    uint32_t component;    /* of a leaf; NO_INDEX where it is a chance, or no leaf */
    enum live_state state; /* while some components count as up */
    struct level level;    /* of a leaf, and in between of what was found */
    uint32_t visits;       /* how often it was met when the last share was computed */
};

/* A component that is not up. */
struct culprit {
    int64_t since; /* when it went down */
    uint32_t component;
    bool is_out; /* it counts as up: without it, nothing is better */
};

/* Room that serves one service after another. */
struct region {
    const struct live *live;
    const int64_t *since; /* by component that is not up: when it went down */
    size_t max_nodes;
    struct deadline *deadline;
    struct spot *spots; /* each behind its arguments; the root is the last one */
    size_t spot_count, spot_capacity;
    uint32_t *arguments; /* indices of spots */
    size_t argument_count, argument_capacity;
    uint32_t *spot_of; /* by gate; NO_INDEX outside of the region */
    uint32_t *stack;
    size_t stack_count, stack_capacity;
    struct culprit *culprits; /* in the order in which they went down */
    size_t culprit_count, culprit_capacity;
    uint32_t *culprit_of; /* by component; NO_INDEX: it is none */
    struct level *levels;
    size_t level_capacity;
    long double *row;
    size_t row_capacity;
    struct known_shares *known; /* of what was valued by diagrams */
    size_t inexact;             /* how many shares are only the lower end of an interval */
    struct arena *arena;
};

struct region region_new(const struct live *live, const int64_t *since, size_t component_count, struct arena *arena);

/* Takes the region below the gate. */
void region_take(struct region *region, uint32_t root);

/* The share of requests that the root of the region serves. */
struct level region_share(struct region *region);

/* Finds which culprits explain that share: in the order in which they went down, the last one first, each is left out
 * without which the share is the same. Sets `is_out` of the others. */
void region_explain(struct region *region, struct level share);

#endif

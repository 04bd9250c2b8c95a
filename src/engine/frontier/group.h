/*
 * The gates that one sweep (frontier.h) goes over, and all passes over them: in which scheme, and with which
 * thresholds.
 *
 * No scheme is the best for every graph. Where none is surely exact, those with the fewest possible states contend in
 * coarse passes: at each threshold the better half goes on to the next. Then passes go on in the best one with falling
 * thresholds, and the last of them takes what work is left.
 */
#ifndef ENGINE_FRONTIER_GROUP_H
#define ENGINE_FRONTIER_GROUP_H

#include "engine/frontier/pass.h"
#include "engine/graph/interval.h"

/* The gates that are connected without passing a module, when one of them has no diagram. */
struct frontier_group {
    uint32_t *gates; /* ascending */
    size_t gate_count, gate_capacity;
    struct arena *arena; /* of the scheme that follows; NULL until one is chosen */
    struct frontier_plan plan;
    struct step_order order;
    struct frontier_rules rules;
    long double width; /* relative, of the widest interval */
};

/* What groups of one graph share. */
struct frontier_means {
    struct frontier_sources sources;
    const bool *is_unbuilt;    /* by gate: has no diagram */
    struct frontier_pass pass; /* pass.work and pass.words_left: of all groups */
    size_t states, words;      /* that all passes so far looked at */
    size_t found_capacity;
    struct arena *arena;
};

/* Whether a sweep of the group is sure to be exact with so many states. */
bool frontier_group_is_narrow(struct frontier_group *group, struct frontier_means *means, double states);

/* Narrows the intervals of the unbuilt ones among its gates. All variables below have values. */
void frontier_group_run(struct frontier_group *group, struct frontier_means *means, const struct intervals *values);

#endif

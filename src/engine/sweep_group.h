/*
 * The gates that one sweep (sweep.h) goes over, and all passes over them: in which manner, and with which thresholds.
 *
 * No manner is the best for every graph. Where none is surely exact, those with the fewest possible states contend in
 * coarse passes: at each threshold the better half goes on to the next. Then passes go on in the best one with falling
 * thresholds, and the last of them takes what work is left.
 */
#ifndef ENGINE_SWEEP_GROUP_H
#define ENGINE_SWEEP_GROUP_H

#include "engine/sweep_pass.h"

/* The ends of an interval of every gate, by gate; is_exact where they are one. */
struct sweep_values {
    struct level *low, *high;
    bool *is_exact;
};

/* The gates that are connected without passing a module, when one of them has no diagram. */
struct sweep_group {
    uint32_t *gates; /* ascending */
    size_t gate_count;
    struct sweep_plan plan; /* no steps until it is needed */
    struct sweep_order order;
    struct sweep_rules rules;
    long double width; /* relative, of the widest interval */
};

/* What groups of one graph share. */
struct sweep_means {
    struct sweep_sources sources;
    const bool *is_unbuilt; /* by gate: has no diagram */
    struct sweep_pass pass; /* pass.work: of all groups */
    size_t found_capacity;
    struct arena *arena;
};

/* Whether a sweep of the group is sure to be exact with so many states. */
bool sweep_group_is_narrow(struct sweep_group *group, struct sweep_means *means, double states);

/* Narrows the intervals of the unbuilt ones among its gates. All variables below have values. */
void sweep_group_run(struct sweep_group *group, struct sweep_means *means, const struct sweep_values *values);

void sweep_group_release(struct sweep_group *group, struct sweep_means *means);

#endif

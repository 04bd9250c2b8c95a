#include "engine/graph/probability.h"

#include "engine/graph/beta_factor.h"
#include "engine/graph/k_of_n.h"
#include "engine/graph/k_of_n_bounds.h"

#include <math.h>

struct level own_part(struct level whole, struct level needs) {
    /* Both differences are the same number; the one between the smaller sides has more digits. */
    long double lost = needs.up < 0.5L ? needs.up - whole.up : whole.down - needs.down;
    bool none_left = needs.up <= 0 || lost <= 0;
    return none_left ? (struct level){1, 0} : (struct level){whole.up / needs.up, fminl(lost / needs.up, 1)};
}

/* P(quorum of `replicas` | none of `fewer` of them). */
static struct level further_level(const struct leaf *leaf, uint32_t fewer, struct level replica) {
    struct level all = k_of_n_replicas(replica, leaf->replicas, leaf->quorum);
    struct level before = fewer < leaf->quorum ? (struct level){0, 1} : k_of_n_replicas(replica, fewer, leaf->quorum);
    if (before.down <= 0)
        return (struct level){1, 0};
    long double down = fminl(all.down / before.down, 1);
    long double gain = all.down < all.up ? before.down - all.down : all.up - before.up;
    return (struct level){fmaxl(gain, 0) / before.down, down};
}

struct level leaf_level_by(const struct graph *graph, const struct leaf *leaf, struct level replica,
                           struct level cause) {
    if (leaf->tie == NO_INDEX)
        return k_of_n_replicas(replica, leaf->replicas, leaf->quorum);
    const struct tie *tie = &graph->ties[leaf->tie];
    if (tie->role == ROLE_FURTHER)
        return further_level(leaf, tie->fewer, without_cause(replica, tie->beta));
    if (tie->role == ROLE_CAUSE)
        return cause_of(replica, tie->beta);
    struct level level = k_of_n_with_cause(replica, leaf->replicas, leaf->quorum, tie->beta);
    return tie->group_cause == NO_INDEX ? level : beside_cause(level, cause);
}

size_t leaf_steps(const struct graph *graph, const struct leaf *leaf) {
    const struct tie *tie = leaf_tie(graph, leaf);
    if (tie->role == ROLE_CAUSE)
        return 0;
    return k_of_n_replicas_steps(leaf->replicas) + (tie->role == ROLE_FURTHER ? k_of_n_replicas_steps(tie->fewer) : 0);
}

struct interval leaf_extremes(const struct graph *graph, const struct leaf *leaf) {
    const struct tie *tie = leaf_tie(graph, leaf);
    struct interval extremes = {.low = k_of_n_replicas_worst(leaf->level, leaf->replicas, leaf->quorum),
                                .high = k_of_n_replicas_best(leaf->level, leaf->replicas, leaf->quorum)};
    if (tie->role == ROLE_FURTHER)
        return (struct interval){.low = {0, 1}, .high = {1, 0}};
    if (tie->group_cause != NO_INDEX)
        extremes.high = beside_cause(extremes.high, graph->leaves[graph->gates[tie->group_cause].first].level);
    return extremes;
}

struct level leaf_level(const struct graph *graph, const struct gate *gate) {
    const struct leaf *leaf = &graph->leaves[gate->first];
    if (leaf->tie == NO_INDEX)
        return k_of_n_replicas(leaf->level, leaf->replicas, leaf->quorum);
    uint32_t cause = graph->ties[leaf->tie].group_cause;
    struct level common = cause == NO_INDEX ? (struct level){1, 0} : graph->leaves[graph->gates[cause].first].level;
    return leaf_level_by(graph, leaf, leaf->level, common);
}

struct level *argument_levels(const struct graph *graph, const struct gate *gate, const struct level *values,
                              struct gate_scratch *scratch) {
    ARENA_PROVIDE(scratch->arena, scratch->levels, gate->count, scratch->levels_capacity);
    for (size_t i = 0; i < gate->count; i++)
        scratch->levels[i] = values[graph->arguments[gate->first + i]];
    return scratch->levels;
}

long double *scratch_row(struct gate_scratch *scratch, size_t count) {
    return ARENA_PROVIDE(scratch->arena, scratch->row, count, scratch->row_capacity);
}

/* All are up; or, seen with up and down exchanged, all are down. */
static struct level all_of(const struct graph *graph, const struct gate *gate, const struct level *values,
                           bool exchanged) {
    struct level all = {1, 0};
    for (size_t i = 0; i < gate->count; i++) {
        struct level value = values[graph->arguments[gate->first + i]];
        all = level_of_both(all, exchanged ? level_swapped(value) : value);
    }
    return all;
}

struct level gate_level(const struct graph *graph, const struct gate *gate, const struct level *values,
                        struct gate_scratch *scratch) {
    switch (gate->kind) {
    case GATE_DOWN:
        return (struct level){0, 1};
    case GATE_UP:
        return (struct level){1, 0};
    case GATE_LEAF:
        return leaf_level(graph, gate);
    case GATE_ALL:
        return all_of(graph, gate, values, false);
    case GATE_ANY:
        return level_swapped(all_of(graph, gate, values, true));
    case GATE_AT_LEAST:
        break;
    }
    struct level *levels = argument_levels(graph, gate, values, scratch);
    return k_of_n_independent(levels, gate->count, gate->at_least, scratch_row(scratch, gate->count + 1));
}

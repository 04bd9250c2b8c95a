#include "engine/graph/probability.h"

#include "engine/graph/beta_factor.h"
#include "engine/graph/k_of_n.h"
#include "engine/graph/k_of_n_bounds.h"

#include <float.h>
#include <math.h>

struct level own_part(struct level whole, struct level needs) {
    /* Both differences are the same number; the one between the smaller sides has more digits. */
    bool mostly_down = needs.up < 0.5L;
    long double lost = mostly_down ? needs.up - whole.up : whole.down - needs.down;
    /* What needs are known by may have the digits of doubles: less than their last ones is no outage of its own. */
    long double noise = 4 * (long double)DBL_EPSILON * (mostly_down ? whole.up : whole.down);
    bool none_left = needs.up <= 0 || lost <= noise;
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

static struct level level_of_all_ages(const struct graph *graph, const struct leaf *leaf, struct level replica,
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

/* ---- Ages of outages (phases.h) ---- */

/* P(too few replicas are up), where each is down for that share of the time that it is. */
static long double loss_of(const struct leaf *leaf, const struct tie *tie, struct level replica, long double share) {
    long double cause = cause_of(replica, tie->beta).down * share,
                rest = without_cause(replica, tie->beta).down * share;
    struct level others = {1 - rest, rest};
    if (tie->role == ROLE_CAUSE)
        return cause;
    if (tie->role == ROLE_FURTHER)
        return further_level(leaf, tie->fewer, others).down;
    return level_of_both((struct level){1 - cause, cause}, k_of_n_replicas(others, leaf->replicas, leaf->quorum)).down;
}

long double leaf_lasting(const struct graph *graph, const struct leaf *leaf, struct level replica, long double share) {
    const struct tie *tie = leaf_tie(graph, leaf);
    if (share <= 0 || share >= 1 || tie->role == ROLE_CAUSE || leaf->component == NO_INDEX ||
        (leaf->replicas == 1 && tie->role == ROLE_REPLICAS))
        return share;
    long double all = loss_of(leaf, tie, replica, 1);
    return all > 0 ? fminl(loss_of(leaf, tie, replica, share) / all, 1) : share;
}

struct level phase_level(const struct graph *graph, const struct leaf *leaf, struct level replica, struct level all) {
    if (leaf->phase == NO_INDEX)
        return all;
    const struct phase *phase = leaf_phase(graph, leaf);
    if (all.up <= 0)
        return phase->is_last ? (struct level){0, 1} : (struct level){1, 0};
    long double from = leaf_lasting(graph, leaf, replica, phase->from);
    long double to = leaf_lasting(graph, leaf, replica, phase->to);
    bool is_linear = !(from < phase->from) && !(from > phase->from) && !(to < phase->to) && !(to > phase->to);
    long double within = all.down * (is_linear ? phase->gap : fmaxl(from - to, 0));
    /* Up, or down in a phase that this one is told apart from by other leaves: but for those its own comes first. */
    long double others = all.up + all.down * (phase->is_switched ? to : 1 - from);
    return (struct level){others / (others + within), within / (others + within)};
}

struct level leaf_level_by(const struct graph *graph, const struct leaf *leaf, struct level replica,
                           struct level cause) {
    return phase_level(graph, leaf, replica, level_of_all_ages(graph, leaf, replica, cause));
}

size_t leaf_steps(const struct graph *graph, const struct leaf *leaf) {
    const struct tie *tie = leaf_tie(graph, leaf);
    if (tie->role == ROLE_CAUSE)
        return 0;
    size_t steps =
        k_of_n_replicas_steps(leaf->replicas) + (tie->role == ROLE_FURTHER ? k_of_n_replicas_steps(tie->fewer) : 0);
    return leaf->phase == NO_INDEX ? steps : 4 * steps; /* of all ages, and of those from and to which the phase is */
}

struct interval leaf_extremes(const struct graph *graph, const struct leaf *leaf) {
    const struct tie *tie = leaf_tie(graph, leaf);
    struct interval extremes = {.low = k_of_n_replicas_worst(leaf->level, leaf->replicas, leaf->quorum),
                                .high = k_of_n_replicas_best(leaf->level, leaf->replicas, leaf->quorum)};
    if (tie->role == ROLE_FURTHER)
        return (struct interval){.low = {0, 1}, .high = {1, 0}};
    if (leaf->phase != NO_INDEX)
        return (struct interval){.low = extremes.low, .high = {1, 0}};
    if (tie->group_cause != NO_INDEX)
        extremes.high = beside_cause(extremes.high, graph->leaves[graph->gates[tie->group_cause].first].level);
    return extremes;
}

static struct level level_down_for(long double down) {
    return (struct level){1 - down, down};
}

/* Too few replicas are up in a phase only where so many have been down for as long as it begins, and one of them is in
 * the phase itself. */
struct interval leaf_bounds(const struct graph *graph, const struct leaf *leaf) {
    const struct phase *phase = leaf_phase(graph, leaf);
    if (!phase)
        return (struct interval){.low = k_of_n_replicas_worst(leaf->level, leaf->replicas, leaf->quorum),
                                 .high = k_of_n_replicas_best(leaf->level, leaf->replicas, leaf->quorum)};
    if (leaf->replicas == 1)
        return (struct interval){.low = level_down_for(leaf->level.down * phase->gap),
                                 .high = level_down_for(leaf->level.down * phase->gap)};
    struct level lasting = level_down_for(leaf->level.down * phase->from);
    struct level worst = k_of_n_replicas_worst(lasting, leaf->replicas, leaf->quorum);
    struct level best = k_of_n_replicas_best(lasting, leaf->replicas, leaf->quorum);
    struct level any = level_down_for(fminl(leaf->level.down * phase->gap * leaf->replicas, 1));
    return (struct interval){.low = any.down < worst.down ? any : worst,
                             .high = phase->is_last ? best : (struct level){1, 0}};
}

struct level leaf_level_of_all_ages(const struct graph *graph, const struct leaf *leaf) {
    if (leaf->tie == NO_INDEX)
        return k_of_n_replicas(leaf->level, leaf->replicas, leaf->quorum);
    uint32_t cause = graph->ties[leaf->tie].group_cause;
    struct level common = cause == NO_INDEX ? (struct level){1, 0} : graph->leaves[graph->gates[cause].first].level;
    return level_of_all_ages(graph, leaf, leaf->level, common);
}

struct level leaf_level(const struct graph *graph, const struct gate *gate) {
    const struct leaf *leaf = &graph->leaves[gate->first];
    return phase_level(graph, leaf, leaf->level, leaf_level_of_all_ages(graph, leaf));
}

struct level phases_level(const struct graph *graph, uint32_t gate) {
    struct level all = {1, 0};
    for (uint32_t i = phases_from(graph, gate); i-- > 0;)
        all = level_of_both(all, leaf_level(graph, &graph->gates[gate + i]));
    return all;
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

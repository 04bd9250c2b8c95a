#include "engine/graph/probability.h"

#include "engine/graph/k_of_n.h"

#include <math.h>

struct level own_part(struct level whole, struct level needs) {
    /* Both differences are the same number; the one between the smaller sides has more digits. */
    long double lost = needs.up < 0.5L ? needs.up - whole.up : whole.down - needs.down;
    bool none_left = needs.up <= 0 || lost <= 0;
    return none_left ? (struct level){1, 0} : (struct level){whole.up / needs.up, fminl(lost / needs.up, 1)};
}

struct level leaf_level(const struct graph *graph, const struct gate *gate) {
    const struct leaf *leaf = &graph->leaves[gate->first];
    return k_of_n_replicas(leaf->level, leaf->replicas, leaf->quorum);
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

#include "engine/cuts/alike.h"

#include <stdlib.h>

struct placed {
    const struct leaf *leaf;
    const struct tie *tie;
    uint32_t hours;
    const uint32_t *users; /* ascending */
    uint32_t user_count;
    uint32_t gate;
};

static int by_number(uint32_t one, uint32_t other) {
    return one < other ? -1 : one > other;
}

static int by_tie(const struct tie *a, const struct tie *b) {
    int order = by_number(a->role, b->role);
    if (order == 0 && a->beta.up != b->beta.up)
        order = a->beta.up < b->beta.up ? -1 : 1;
    order = order != 0 ? order : by_number(a->fewer, b->fewer);
    return order != 0 || a->role == ROLE_FURTHER ? order : by_number(a->group_cause, b->group_cause);
}

/* Returns 0 where both are alike. */
static int by_place(const struct placed *a, const struct placed *b) {
    int order = by_number(a->user_count, b->user_count);
    for (uint32_t i = 0; order == 0 && i < a->user_count; i++)
        order = by_number(a->users[i], b->users[i]);
    if (order == 0 && a->leaf->level.down != b->leaf->level.down)
        order = a->leaf->level.down < b->leaf->level.down ? -1 : 1;
    order = order != 0 ? order : by_number(a->leaf->replicas, b->leaf->replicas);
    order = order != 0 ? order : by_number(a->leaf->quorum, b->leaf->quorum);
    order = order != 0 ? order : by_tie(a->tie, b->tie);
    order = order != 0 ? order : by_number(a->leaf->phase, b->leaf->phase); /* with ages told apart, none are alike */
    order = order != 0 ? order : by_number(a->leaf->component == NO_INDEX, b->leaf->component == NO_INDEX);
    return order != 0 ? order : by_number(a->hours, b->hours);
}

static int by_place_and_gate(const void *left, const void *right) {
    const struct placed *a = left, *b = right;
    int order = by_place(a, b);
    return order != 0 ? order : by_number(a->gate, b->gate);
}

/* Lists the gates that read each gate: those of a gate are users[starts[gate]] up to users[starts[gate + 1]]. */
static uint32_t *users_of(const struct graph *graph, uint32_t *starts, struct arena *arena) {
    uint32_t *users = arena_alloc(arena, graph->argument_count, sizeof *users);
    for (size_t i = 0; i < graph->argument_count; i++)
        starts[graph->arguments[i] + 1]++;
    for (size_t gate = 0; gate < graph->gate_count; gate++)
        starts[gate + 1] += starts[gate];
    uint32_t *next = arena_copy(arena, starts, graph->gate_count, sizeof *next);
    for (uint32_t user = 0; user < graph->gate_count; user++) {
        const struct gate *gate = &graph->gates[user];
        for (size_t i = 0; gate->kind > GATE_LEAF && i < gate->count; i++)
            users[next[graph->arguments[gate->first + i]]++] = user;
    }
    return users;
}

const uint32_t *alike_leaves(const struct graph *graph, const struct slacalc_model *model, struct arena *arena) {
    struct arena *scratch = arena_open(arena);
    uint32_t *first = arena_alloc(arena, graph->gate_count, sizeof *first);
    uint32_t *starts = arena_alloc(scratch, graph->gate_count + 1, sizeof *starts);
    const uint32_t *users = users_of(graph, starts, scratch);
    struct placed *leaves = arena_alloc(scratch, graph->leaf_count, sizeof *leaves);
    size_t count = 0;
    for (uint32_t gate = 0; gate < graph->gate_count; gate++) {
        if (graph->gates[gate].kind != GATE_LEAF)
            continue;
        const struct leaf *leaf = &graph->leaves[graph->gates[gate].first];
        uint32_t hours = leaf->component == NO_INDEX ? NO_INDEX : model->components[leaf->component].hours;
        leaves[count++] = (struct placed){
            leaf, leaf_tie(graph, leaf), hours, users + starts[gate], starts[gate + 1] - starts[gate], gate};
    }
    qsort(leaves, count, sizeof *leaves, by_place_and_gate);
    for (size_t i = 0; i < count; i++) {
        bool is_alike = i > 0 && by_place(&leaves[i - 1], &leaves[i]) == 0;
        first[leaves[i].gate] = is_alike ? first[leaves[i - 1].gate] : leaves[i].gate;
    }
    arena_close(scratch);
    return first;
}

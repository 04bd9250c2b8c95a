#include "engine/graph/gate_maker.h"

#include <string.h>

static uint32_t add_gate(struct gate_maker *maker, struct gate gate) {
    struct graph *graph = maker->graph;
    ARENA_RESERVE(maker->arena, graph->gates, graph->gate_count, graph->gate_capacity);
    ARENA_RESERVE(maker->scratch, maker->seen_by, graph->gate_count, maker->seen_capacity);
    graph->gates[graph->gate_count] = gate;
    maker->seen_by[graph->gate_count] = 0;
    return (uint32_t)graph->gate_count++;
}

uint32_t make_leaf(struct gate_maker *maker, struct leaf leaf) {
    struct graph *graph = maker->graph;
    ARENA_APPEND(maker->arena, graph->leaves, graph->leaf_count, graph->leaf_capacity, leaf);
    return add_gate(maker, (struct gate){.kind = GATE_LEAF, .first = (uint32_t)graph->leaf_count - 1});
}

uint32_t make_tie(struct gate_maker *maker, struct tie tie) {
    struct graph *graph = maker->graph;
    ARENA_APPEND(maker->arena, graph->ties, graph->tie_count, graph->tie_capacity, tie);
    return (uint32_t)graph->tie_count - 1;
}

/* ---- Unique table ---- */

static uint64_t mix(uint64_t hash, uint32_t value) {
    hash = (hash ^ value) * 0x9e3779b97f4a7c15u;
    return hash ^ (hash >> 29);
}

static uint64_t hash_gate(const struct gate *gate, const uint32_t *arguments) {
    uint64_t hash = mix(gate->kind, gate->at_least);
    for (size_t i = 0; i < gate->count; i++)
        hash = mix(hash, arguments[i]);
    return hash ^ (hash >> 32);
}

static bool same_gate(const struct graph *graph, const struct gate *a, const struct gate *b,
                      const uint32_t *arguments) {
    return a->kind == b->kind && a->at_least == b->at_least && a->count == b->count &&
           memcmp(&graph->arguments[a->first], arguments, a->count * sizeof *arguments) == 0;
}

static uint32_t *gate_slot(const struct gate_maker *maker, const struct gate *gate, const uint32_t *arguments) {
    const struct graph *graph = maker->graph;
    for (size_t i = (size_t)hash_gate(gate, arguments);; i++) {
        uint32_t *slot = &maker->slots[i & (maker->slot_capacity - 1)];
        if (*slot == NO_INDEX || same_gate(graph, &graph->gates[*slot], gate, arguments))
            return slot;
    }
}

static void grow_slots(struct gate_maker *maker) {
    const struct graph *graph = maker->graph;
    uint32_t *old = maker->slots;
    size_t old_capacity = maker->slot_capacity;
    maker->slot_capacity = old_capacity ? old_capacity * 2 : 64;
    maker->slots = arena_alloc(maker->scratch, maker->slot_capacity, sizeof *maker->slots);
    memset(maker->slots, 0xff, maker->slot_capacity * sizeof *maker->slots);
    for (size_t i = 0; i < old_capacity; i++)
        if (old[i] != NO_INDEX)
            *gate_slot(maker, &graph->gates[old[i]], &graph->arguments[graph->gates[old[i]].first]) = old[i];
    arena_release(maker->scratch, old, old_capacity, sizeof *old);
}

static uint32_t add_with_arguments(struct gate_maker *maker, struct gate gate, const uint32_t *arguments) {
    struct graph *graph = maker->graph;
    gate.first = (uint32_t)graph->argument_count;
    for (size_t i = 0; i < gate.count; i++)
        ARENA_APPEND(maker->arena, graph->arguments, graph->argument_count, graph->argument_capacity, arguments[i]);
    return add_gate(maker, gate);
}

static uint32_t unique_gate(struct gate_maker *maker, enum gate_kind kind, const uint32_t *arguments, size_t count,
                            uint32_t at_least) {
    struct gate gate = {.kind = kind, .count = (uint32_t)count, .at_least = at_least};
    if (arguments[0] == maker->fresh)
        return add_with_arguments(maker, gate, arguments);
    if (2 * (maker->slot_count + 1) > maker->slot_capacity)
        grow_slots(maker);
    uint32_t *slot = gate_slot(maker, &gate, arguments);
    if (*slot != NO_INDEX)
        return *slot;
    maker->slot_count++;
    return *slot = add_with_arguments(maker, gate, arguments);
}

/* ---- Gates from the arguments on the stack, from `base` on; they are popped ---- */

/* For all and any: `neutral` changes nothing, its opposite decides, a repeated argument counts once. */
uint32_t make_all_or_any(struct gate_maker *maker, enum gate_kind kind, size_t base) {
    uint32_t neutral = kind == GATE_ALL ? GATE_UP : GATE_DOWN, decisive = kind == GATE_ALL ? GATE_DOWN : GATE_UP;
    size_t kept = base, end = maker->stack_count;
    maker->stack_count = base;
    maker->serial++;
    for (size_t i = base; i < end; i++) {
        uint32_t argument = maker->stack[i];
        if (argument == decisive)
            return decisive;
        if (argument == neutral || maker->seen_by[argument] == maker->serial)
            continue;
        maker->seen_by[argument] = maker->serial;
        maker->stack[kept++] = argument;
    }
    if (kept - base <= 1)
        return kept == base ? neutral : maker->stack[base];
    return unique_gate(maker, kind, &maker->stack[base], kept - base, 0);
}

uint32_t make_at_least(struct gate_maker *maker, size_t base, uint32_t at_least) {
    size_t kept = base;
    for (size_t i = base; i < maker->stack_count; i++) {
        if (maker->stack[i] == GATE_UP && at_least > 0)
            at_least--;
        else if (maker->stack[i] > GATE_UP)
            maker->stack[kept++] = maker->stack[i];
    }
    size_t count = kept - base;
    maker->stack_count = kept;
    if (at_least == 1)
        return make_all_or_any(maker, GATE_ANY, base);
    if (at_least == count)
        return make_all_or_any(maker, GATE_ALL, base);
    maker->stack_count = base;
    if (at_least == 0 || at_least > count)
        return at_least == 0 ? GATE_UP : GATE_DOWN;
    return unique_gate(maker, GATE_AT_LEAST, &maker->stack[base], count, at_least);
}

uint32_t make_pair(struct gate_maker *maker, enum gate_kind kind, uint32_t one, uint32_t other) {
    size_t base = maker->stack_count;
    push_argument(maker, one);
    push_argument(maker, other);
    return make_all_or_any(maker, kind, base);
}

/* ---- Leaves of no component ---- */

uint32_t make_chance(struct gate_maker *maker, uint32_t *gate, uint32_t requirement, enum chance chance,
                     struct level level) {
    if (level.down == 0 || level.up == 0)
        return level.down == 0 ? GATE_UP : GATE_DOWN;
    if (*gate == NO_INDEX)
        *gate =
            make_leaf(maker, (struct leaf){level, NO_INDEX, 1, 1, NO_INDEX, requirement, chance, NO_INDEX, NO_INDEX});
    return *gate;
}

struct gate_maker gate_maker_new(struct graph *graph, struct arena *arena, struct arena *scratch) {
    struct gate_maker maker = {.graph = graph, .arena = arena, .scratch = scratch, .fresh = NO_INDEX};
    add_gate(&maker, (struct gate){.kind = GATE_DOWN});
    add_gate(&maker, (struct gate){.kind = GATE_UP});
    return maker;
}

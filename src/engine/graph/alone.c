#include "engine/graph/alone.h"

#include "base/indices.h"

struct alone_room alone_room_new(const struct graph *graph, const struct modules *modules, struct arena *arena) {
    return (struct alone_room){.graph = graph,
                               .modules = modules,
                               .met = arena_alloc(arena, graph->gate_count, sizeof(uint32_t)),
                               .renamed = arena_alloc(arena, graph->gate_count, sizeof(uint32_t)),
                               .owner = arena_alloc(arena, graph->gate_count, sizeof(uint32_t)),
                               .arena = arena};
}

/* The arguments of the root, at any depth, each listed once. */
struct parts {
    uint32_t *gates;
    size_t count, capacity;
    uint32_t *group; /* by part: one that it shares something with, itself in the end (a union-find forest) */
};

static void push(struct alone_room *room, uint32_t gate) {
    ARENA_APPEND(room->arena, room->pending, room->pending_count, room->pending_capacity, gate);
}

static bool meet(struct alone_room *room, uint32_t gate) {
    if (room->met[gate] == room->serial)
        return false;
    room->met[gate] = room->serial;
    return true;
}

/* Modules below the root are variables of its diagram. */
static bool is_variable(const struct alone_room *room, uint32_t gate) {
    return room->modules->is_module[gate] && gate != room->root;
}

/* Whether the root needs the arguments of the gate as its own. */
static bool is_opened(const struct alone_room *room, uint32_t gate) {
    enum gate_kind kind = room->graph->gates[room->root].kind;
    return kind != GATE_AT_LEAST && room->graph->gates[gate].kind == kind && !is_variable(room, gate);
}

static struct parts parts_of(struct alone_room *room, struct arena *arena) {
    const struct graph *graph = room->graph;
    struct parts parts = {0};
    room->serial++;
    push(room, room->root);
    while (room->pending_count > 0) {
        uint32_t index = room->pending[--room->pending_count];
        const struct gate *gate = &graph->gates[index];
        if (!is_opened(room, index)) {
            ARENA_APPEND(arena, parts.gates, parts.count, parts.capacity, index);
            continue;
        }
        for (uint32_t i = gate->count; i-- > 0;)
            if (meet(room, graph->arguments[gate->first + i]))
                push(room, graph->arguments[gate->first + i]);
    }
    parts.group = arena_alloc(arena, parts.count, sizeof *parts.group);
    for (uint32_t part = 0; part < parts.count; part++)
        parts.group[part] = part;
    return parts;
}

static uint32_t group_of(struct parts *parts, uint32_t part) {
    while (parts->group[part] != part)
        part = parts->group[part] = parts->group[parts->group[part]];
    return part;
}

/* A gate that another part met before belongs to both parts, which are joined. */
static void enter(struct alone_room *room, struct parts *parts, uint32_t part, uint32_t gate) {
    if (meet(room, gate)) {
        room->owner[gate] = part;
        room->renamed[gate] = NO_INDEX;
    } else {
        parts->group[group_of(parts, room->owner[gate])] = group_of(parts, part);
    }
}

/* ---- The new graph ---- */

static uint32_t add_gate(struct alone *alone, struct gate gate, struct arena *arena) {
    struct graph *graph = &alone->graph;
    ARENA_APPEND(arena, graph->gates, graph->gate_count, graph->gate_capacity, gate);
    return (uint32_t)graph->gate_count - 1;
}

static void add_argument(struct alone *alone, uint32_t argument, struct arena *arena) {
    struct graph *graph = &alone->graph;
    ARENA_APPEND(arena, graph->arguments, graph->argument_count, graph->argument_capacity, argument);
}

static uint32_t add_leaf(struct alone *alone, uint32_t module, struct arena *arena) {
    struct graph *graph = &alone->graph;
    uint32_t index = (uint32_t)graph->leaf_count;
    ARENA_RESERVE(arena, alone->stands_for, index, alone->stands_for_capacity);
    alone->stands_for[index] = module;
    ARENA_APPEND(arena, graph->leaves, graph->leaf_count, graph->leaf_capacity,
                 (struct leaf){.needs = NO_INDEX,
                               .replicas = 1,
                               .quorum = 1,
                               .component = index,
                               .requirement = NO_INDEX,
                               .tie = NO_INDEX,
                               .phase = NO_INDEX});
    return add_gate(alone, (struct gate){.kind = GATE_LEAF, .first = index}, arena);
}

static uint32_t copy_gate(struct alone_room *room, struct alone *alone, uint32_t index, struct arena *arena) {
    if (is_variable(room, index))
        return add_leaf(alone, index, arena);
    struct gate gate = room->graph->gates[index];
    uint32_t first = (uint32_t)alone->graph.argument_count;
    for (uint32_t i = 0; i < gate.count; i++)
        add_argument(alone, room->renamed[room->graph->arguments[gate.first + i]], arena);
    gate.first = first;
    return add_gate(alone, gate, arena);
}

/* Pushes the arguments that have to be copied before; false where there is none. */
static bool wait_for_arguments(struct alone_room *room, struct parts *parts, uint32_t part, uint32_t index) {
    const struct gate *gate = &room->graph->gates[index];
    size_t before = room->pending_count;
    for (uint32_t i = 0; !is_variable(room, index) && i < gate->count; i++) {
        uint32_t argument = room->graph->arguments[gate->first + i];
        enter(room, parts, part, argument);
        if (room->renamed[argument] == NO_INDEX)
            push(room, argument);
    }
    return room->pending_count > before;
}

static void copy_part(struct alone_room *room, struct alone *alone, struct parts *parts, uint32_t part,
                      struct arena *arena) {
    enter(room, parts, part, parts->gates[part]);
    push(room, parts->gates[part]);
    while (room->pending_count > 0) {
        uint32_t index = room->pending[room->pending_count - 1];
        if (room->renamed[index] == NO_INDEX && wait_for_arguments(room, parts, part, index))
            continue;
        if (room->renamed[index] == NO_INDEX)
            room->renamed[index] = copy_gate(room, alone, index, arena);
        room->pending_count--;
    }
}

/* Makes a gate over the arguments that were added last, from `first` on. Where there is only one, that argument
 * itself is returned. */
static uint32_t add_joining(struct alone *alone, enum gate_kind kind, size_t first, struct arena *arena) {
    size_t count = alone->graph.argument_count - first;
    if (count > 1)
        return add_gate(alone, (struct gate){.kind = kind, .first = (uint32_t)first, .count = (uint32_t)count}, arena);
    alone->graph.argument_count = first;
    return alone->graph.arguments[first];
}

/* A gate over gates that join the parts of each group. */
static uint32_t join_groups(const struct alone_room *room, struct alone *alone, struct parts *parts,
                            enum gate_kind kind, struct arena *arena) {
    size_t count = 0;
    uint32_t *joined = arena_alloc(arena, parts->count, sizeof *joined);
    uint32_t *first = indices_none(arena, parts->count);             /* by group: its first part */
    uint32_t *next = arena_alloc(arena, parts->count, sizeof *next); /* by part: that of its group */
    for (uint32_t part = (uint32_t)parts->count; part-- > 0;) {
        uint32_t group = group_of(parts, part);
        next[part] = first[group];
        first[group] = part;
    }
    for (uint32_t group = 0; group < parts->count; group++) {
        size_t before = alone->graph.argument_count;
        for (uint32_t part = first[group]; part != NO_INDEX; part = next[part])
            add_argument(alone, room->renamed[parts->gates[part]], arena);
        if (first[group] != NO_INDEX)
            joined[count++] = add_joining(alone, kind, before, arena);
    }
    size_t before = alone->graph.argument_count;
    for (size_t i = 0; i < count; i++)
        add_argument(alone, joined[i], arena);
    return add_joining(alone, kind, before, arena);
}

struct alone alone_of(struct alone_room *room, uint32_t root, struct arena *arena) {
    struct alone alone = {0};
    room->root = root;
    struct parts parts = parts_of(room, arena);
    for (enum gate_kind constant = GATE_DOWN; constant <= GATE_UP; constant++)
        add_gate(&alone, (struct gate){.kind = constant}, arena);
    room->serial++;
    for (uint32_t part = 0; part < parts.count; part++)
        copy_part(room, &alone, &parts, part, arena);
    alone.root = join_groups(room, &alone, &parts, room->graph->gates[root].kind, arena);
    return alone;
}

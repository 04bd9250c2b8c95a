#include "engine/exact.h"

#include "engine/at_least.h"
#include "engine/ordering.h"

#include <math.h>
#include <string.h>

static bool is_split(const struct exact *e) {
    return e->values[LOW] != e->values[HIGH];
}

static void *copy_array(struct arena *arena, const void *items, size_t count, size_t size) {
    void *copy = arena_alloc(arena, count, size);
    memcpy(copy, items, count * size);
    return copy;
}

/* From the first interval on, both ends are kept for every gate and node. */
static void split(struct exact *e) {
    if (is_split(e))
        return;
    e->values[HIGH] = copy_array(e->arena, e->values[LOW], e->graph->gate_count, sizeof(struct level));
    if (e->node_capacity > 0)
        e->node_values[HIGH] = copy_array(e->arena, e->node_values[LOW], e->node_capacity, sizeof(struct level));
}

/* ---- Values of nodes ---- */

static struct level node_level(const struct exact *e, enum side side, const struct bdd_node *node) {
    struct level variable = e->values[side][e->modules.by_rank[node->variable]];
    struct level high = e->node_values[side][node->high], low = e->node_values[side][node->low];
    return (struct level){variable.up * high.up + variable.down * low.up,
                          variable.up * high.down + variable.down * low.down};
}

static void grow_node_values(struct exact *e) {
    size_t wanted = e->diagrams.bdd.capacity;
    if (wanted == e->node_capacity)
        return;
    struct level *low = arena_grow(e->arena, e->node_values[LOW], e->node_capacity, wanted, sizeof *low);
    struct level *high = low;
    if (is_split(e))
        high = arena_grow(e->arena, e->node_values[HIGH], e->node_capacity, wanted, sizeof *high);
    e->node_values[LOW] = low;
    e->node_values[HIGH] = high;
    e->node_capacity = wanted;
}

/* Up to the node `last`: later ones may test modules that have no value yet. */
static void evaluate_nodes(struct exact *e, uint32_t last) {
    if (last < e->node_valued)
        return;
    grow_node_values(e);
    for (int side = LOW; side < (is_split(e) ? SIDES : HIGH); side++) {
        e->node_values[side][BDD_FALSE] = (struct level){0, 1};
        e->node_values[side][BDD_TRUE] = (struct level){1, 0};
        size_t first = e->node_valued < 2 ? 2 : e->node_valued;
        for (size_t i = first; i <= last; i++)
            e->node_values[side][i] = node_level(e, (enum side)side, &e->diagrams.bdd.nodes[i]);
    }
    e->node_valued = (size_t)last + 1;
}

/* ---- Gates ---- */

static struct level smallest(const struct graph *graph, const struct gate *gate, const struct level *values) {
    struct level found = values[graph->arguments[gate->first]];
    for (size_t i = 1; i < gate->count; i++) {
        struct level argument = values[graph->arguments[gate->first + i]];
        if (argument.down > found.down)
            found = argument;
    }
    return found;
}

static struct level largest(const struct graph *graph, const struct gate *gate, const struct level *values) {
    struct level found = values[graph->arguments[gate->first]];
    for (size_t i = 1; i < gate->count; i++) {
        struct level argument = values[graph->arguments[gate->first + i]];
        if (argument.down < found.down)
            found = argument;
    }
    return found;
}

/* The interval of a gate whose arguments share something that no diagram could be built for. */
static void enclose(struct exact *e, uint32_t index) {
    const struct gate *gate = &e->graph->gates[index];
    struct level low, high, *room;
    long double slack;
    split(e);
    switch (gate->kind) {
    case GATE_ALL:
        low = gate_level(e->graph, gate, e->values[LOW], &e->room);
        high = smallest(e->graph, gate, e->values[HIGH]);
        break;
    case GATE_ANY:
        low = largest(e->graph, gate, e->values[LOW]);
        high = gate_level(e->graph, gate, e->values[HIGH], &e->room);
        break;
    default:
        room = arena_alloc(e->room.arena, gate->count, sizeof *room);
        low = at_least_worst(argument_levels(e->graph, gate, e->values[LOW], &e->room), gate->count, gate->at_least,
                             room);
        high = at_least_best(argument_levels(e->graph, gate, e->values[HIGH], &e->room), gate->count, gate->at_least,
                             room);
        arena_release(e->room.arena, room, gate->count, sizeof *room);
        slack = gate->count * 1e-16L; /* what the sums of the extremes may have lost */
        low = (struct level){fmaxl(low.up - slack, 0), fminl(low.down + slack, 1)};
        high = (struct level){fminl(high.up + slack, 1), fmaxl(high.down - slack, 0)};
    }
    e->values[LOW][index] = low;
    e->values[HIGH][index] = high;
    e->is_exact[index] = false;
}

static bool arguments_exact(const struct exact *e, const struct gate *gate) {
    for (size_t i = 0; i < gate->count; i++)
        if (!e->is_exact[e->graph->arguments[gate->first + i]])
            return false;
    return true;
}

static bool is_forced(const struct exact *e, const struct gate *gate) {
    if (!e->forced || gate->kind != GATE_LEAF)
        return false;
    uint32_t component = e->graph->leaves[gate->first].component;
    return component != NO_INDEX && e->forced[component];
}

static void compute_directly(struct exact *e, uint32_t index) {
    const struct gate *gate = &e->graph->gates[index];
    if (is_forced(e, gate)) {
        e->values[LOW][index] = e->values[HIGH][index] = (struct level){0, 1};
        e->is_exact[index] = true;
        return;
    }
    for (int side = LOW; side < (is_split(e) ? SIDES : HIGH); side++)
        e->values[side][index] = gate_level(e->graph, gate, e->values[side], &e->room);
    e->is_exact[index] = arguments_exact(e, gate);
}

static void compute_by_diagram(struct exact *e, uint32_t index) {
    if (!diagrams_build(&e->diagrams, index)) {
        enclose(e, index);
        return;
    }
    evaluate_nodes(e, e->diagrams.of_gate[index]);
    for (int side = LOW; side < (is_split(e) ? SIDES : HIGH); side++)
        e->values[side][index] = e->node_values[side][e->diagrams.of_gate[index]];
    e->is_exact[index] = arguments_exact(e, &e->graph->gates[index]);
}

static void value_all(struct exact *e) {
    for (uint32_t gate = 0; gate < e->graph->gate_count; gate++) {
        if (e->modules.rank[gate] == NO_INDEX)
            continue;
        if (e->graph->gates[gate].kind <= GATE_LEAF || e->modules.is_separate[gate])
            compute_directly(e, gate);
        else
            compute_by_diagram(e, gate);
    }
}

/* ---- Orders ---- */

static bool needs_diagram(const struct exact *e, uint32_t gate) {
    return e->modules.rank[gate] != NO_INDEX && e->graph->gates[gate].kind > GATE_LEAF && !e->modules.is_separate[gate];
}

/* Returns whether every gate that needs a diagram got one. A trial ends with the first that does not. */
static bool build_diagrams(struct exact *e, size_t max_nodes, bool trial) {
    bool complete = true;
    e->diagrams = diagrams_new(e->graph, e->modules.is_module, e->modules.rank, max_nodes, e->arena);
    for (uint32_t gate = 0; gate < e->graph->gate_count && (complete || !trial); gate++)
        if (needs_diagram(e, gate))
            complete = diagrams_build(&e->diagrams, gate) && complete;
    return complete;
}

/* Tries the orders with a small budget first: the best is often smaller than the others by a factor of ten, and nobody
 * knows beforehand which it is. */
static void find_diagrams(struct exact *e, const uint32_t *roots, size_t root_count, size_t max_nodes,
                          struct arena *scratch) {
    enum { TRIED_NODES = 50000 };
    for (enum ordering ordering = AS_WRITTEN; ordering < ORDERINGS && max_nodes > TRIED_NODES; ordering++) {
        ordering_apply(ordering, e->graph, &e->modules, roots, root_count, scratch);
        if (build_diagrams(e, TRIED_NODES, true))
            return;
        diagrams_release(&e->diagrams);
    }
    ordering_apply(AS_WRITTEN, e->graph, &e->modules, roots, root_count, scratch);
    build_diagrams(e, max_nodes, false);
}

struct exact exact_evaluate(const struct graph *graph, const uint32_t *roots, size_t root_count, size_t max_nodes,
                            struct arena *arena, struct arena *scratch) {
    size_t count = graph->gate_count;
    struct exact e = {.graph = graph,
                      .modules = modules_find(graph, roots, root_count, arena, scratch),
                      .is_exact = arena_alloc(arena, count, sizeof(bool)),
                      .room = {.arena = scratch},
                      .arena = arena};
    e.values[LOW] = e.values[HIGH] = arena_alloc(arena, count, sizeof(struct level));
    bool shared = false;
    for (uint32_t gate = 0; gate < count && !shared; gate++)
        shared = needs_diagram(&e, gate);
    if (shared)
        find_diagrams(&e, roots, root_count, max_nodes, scratch);
    else
        e.diagrams = diagrams_new(graph, e.modules.is_module, e.modules.rank, 0, arena);
    value_all(&e);
    return e;
}

void exact_revalue(struct exact *exact, const bool *forced) {
    exact->forced = forced;
    exact->node_valued = 0;
    value_all(exact);
}

struct ends exact_ends(const struct exact *exact, uint32_t gate) {
    return (struct ends){.side = {exact->values[LOW][gate], exact->values[HIGH][gate]}, .exact = exact->is_exact[gate]};
}

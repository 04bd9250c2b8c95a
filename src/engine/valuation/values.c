#include "engine/valuation/values.h"

#include "engine/graph/at_least.h"

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
    struct bdd_note **notes = e->diagrams.bdd.notes;
    if (e->node_capacity > 0)
        notes[HIGH] = copy_array(e->arena, notes[LOW], e->node_capacity, sizeof *notes[LOW]);
}

/* ---- Values of nodes ---- */

/* The sum is rounded once, to a double: a path of n nodes loses n / 2 units of the 53rd binary digit at the worst, and
 * as the errors have no common sign, about the root of that. */
static struct bdd_note node_value(const struct exact *e, enum side side, const struct bdd_node *node) {
    struct level variable = e->values[side][e->modules.by_rank[node->variable]];
    const struct bdd_note *notes = e->diagrams.bdd.notes[side];
    struct bdd_note high = notes[node->high], low = notes[node->low];
    return (struct bdd_note){(double)(variable.up * high.up + variable.down * low.up),
                             (double)(variable.up * high.down + variable.down * low.down)};
}

static void reserve_notes(struct exact *e) {
    struct bdd_note **notes = e->diagrams.bdd.notes;
    size_t wanted = e->diagrams.bdd.capacity;
    if (wanted == e->node_capacity)
        return;
    struct bdd_note *low = arena_grow(e->arena, notes[LOW], e->node_capacity, wanted, sizeof *low), *high = low;
    if (is_split(e))
        high = arena_grow(e->arena, notes[HIGH], e->node_capacity, wanted, sizeof *high);
    notes[LOW] = low;
    notes[HIGH] = high;
    e->node_capacity = wanted;
}

/* Up to the node `last`: later ones may test modules that have no value yet. */
static void evaluate_nodes(struct exact *e, uint32_t last) {
    struct bdd *bdd = &e->diagrams.bdd;
    if (last < bdd->noted)
        return;
    reserve_notes(e);
    for (int side = LOW; side < (is_split(e) ? SIDES : HIGH); side++) {
        bdd->notes[side][BDD_FALSE] = (struct bdd_note){0, 1};
        bdd->notes[side][BDD_TRUE] = (struct bdd_note){1, 0};
        size_t first = bdd->noted < 2 ? 2 : bdd->noted;
        for (size_t i = first; i <= last; i++)
            bdd->notes[side][i] = node_value(e, (enum side)side, &bdd->nodes[i]);
    }
    bdd->noted = (size_t)last + 1;
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

static void take_from_diagram(struct exact *e, uint32_t index) {
    uint32_t node = e->diagrams.of_gate[index];
    evaluate_nodes(e, node);
    for (int side = LOW; side < (is_split(e) ? SIDES : HIGH); side++) {
        struct bdd_note note = e->diagrams.bdd.notes[side][node];
        e->values[side][index] = (struct level){note.up, note.down};
    }
    e->is_exact[index] = arguments_exact(e, &e->graph->gates[index]);
    e->steps_left = e->diagrams.bdd.steps;
}

/* Where a sweep has all that it needs, it narrows intervals. What is computed directly from such a gate stands above
 * all of its group, so it is not computed yet. */
static void frontier_up_to(struct exact *e, uint32_t last) {
    size_t count = 0;
    if (e->frontier)
        frontier_gates(e->frontier, last, &count);
    if (count == 0)
        return;
    const struct frontier_values values = {e->values[LOW], e->values[HIGH], e->is_exact};
    frontier_run(e->frontier, last, &values);
}

uint32_t values_compute(struct exact *e, uint32_t first) {
    for (uint32_t gate = first; gate < e->graph->gate_count; gate++) {
        if (e->modules.rank[gate] == NO_INDEX)
            continue;
        if (!e->wanted[gate])
            compute_directly(e, gate);
        else if (diagrams_build(&e->diagrams, gate))
            take_from_diagram(e, gate);
        else if (e->diagrams.may_go_on)
            return gate;
        else
            enclose(e, gate);
        frontier_up_to(e, gate);
    }
    return (uint32_t)e->graph->gate_count;
}

void values_narrow(struct exact *e) {
    for (uint32_t gate = 0; gate < e->graph->gate_count; gate++) {
        if (e->modules.rank[gate] == NO_INDEX)
            continue;
        if (!e->wanted[gate])
            compute_directly(e, gate);
        else if (e->diagrams.spent[gate])
            enclose(e, gate);
        frontier_up_to(e, gate);
    }
}

/* ---- Diagrams ---- */

void values_open_diagrams(struct exact *e, size_t max_nodes, struct deadline *deadline) {
    e->node_capacity = 0;
    e->diagrams = diagrams_new(e->graph, e->modules.is_module, e->modules.rank, max_nodes, e->arena);
    e->diagrams.bdd.deadline = deadline;
    if (e->kept)
        diagrams_forget_used(&e->diagrams, e->wanted, e->kept);
}

void values_close_diagrams(struct exact *e) {
    struct bdd_note **notes = e->diagrams.bdd.notes;
    arena_release(e->arena, notes[LOW], e->node_capacity, sizeof *notes[LOW]);
    if (notes[HIGH] != notes[LOW])
        arena_release(e->arena, notes[HIGH], e->node_capacity, sizeof *notes[HIGH]);
    diagrams_release(&e->diagrams);
}

#include "engine/valuation/values.h"

#include "engine/graph/at_least.h"

#include <math.h>
#include <string.h>

static bool is_split(const struct valuation *valuation) {
    return valuation->values.low != valuation->values.high;
}

static struct level *values_by(const struct valuation *valuation, enum side side) {
    return side == LOW ? valuation->values.low : valuation->values.high;
}

static void *copy_array(struct arena *arena, const void *items, size_t count, size_t size) {
    void *copy = arena_alloc(arena, count, size);
    memcpy(copy, items, count * size);
    return copy;
}

/* From the first interval on, both ends are kept for every gate and node. */
static void split(struct valuation *valuation) {
    if (is_split(valuation))
        return;
    valuation->values.high =
        copy_array(valuation->arena, valuation->values.low, valuation->graph->gate_count, sizeof(struct level));
    struct bdd_note **notes = valuation->diagrams->bdd.notes;
    if (valuation->diagrams->note_capacity > 0)
        notes[HIGH] = copy_array(valuation->arena, notes[LOW], valuation->diagrams->note_capacity, sizeof *notes[LOW]);
}

/* ---- Values of nodes ---- */

/* The sum is rounded once, to a double: a path of n nodes loses n / 2 units of the 53rd binary digit at the worst, and
 * as the errors have no common sign, about the root of that. */
static struct bdd_note node_value(const struct valuation *valuation, enum side side, const struct bdd_node *node) {
    struct level variable = values_by(valuation, side)[valuation->modules.by_rank[node->variable]];
    const struct bdd_note *notes = valuation->diagrams->bdd.notes[side];
    struct bdd_note high = notes[node->high], low = notes[node->low];
    return (struct bdd_note){(double)(variable.up * high.up + variable.down * low.up),
                             (double)(variable.up * high.down + variable.down * low.down)};
}

static void reserve_notes(struct valuation *valuation) {
    struct bdd_note **notes = valuation->diagrams->bdd.notes;
    size_t wanted = valuation->diagrams->bdd.capacity;
    if (wanted == valuation->diagrams->note_capacity)
        return;
    struct bdd_note *low = arena_grow(valuation->arena, notes[LOW], valuation->diagrams->note_capacity, wanted,
                                      sizeof *low),
                    *high = low;
    if (is_split(valuation))
        high = arena_grow(valuation->arena, notes[HIGH], valuation->diagrams->note_capacity, wanted, sizeof *high);
    notes[LOW] = low;
    notes[HIGH] = high;
    valuation->diagrams->note_capacity = wanted;
}

/* Up to the node `last`: later ones may test modules that have no value yet. */
static void evaluate_nodes(struct valuation *valuation, uint32_t last) {
    struct bdd *bdd = &valuation->diagrams->bdd;
    if (last < bdd->noted)
        return;
    reserve_notes(valuation);
    for (enum side side = LOW; side < (is_split(valuation) ? SIDES : HIGH); side++) {
        bdd->notes[side][BDD_FALSE] = (struct bdd_note){0, 1};
        bdd->notes[side][BDD_TRUE] = (struct bdd_note){1, 0};
        size_t first = bdd->noted < 2 ? 2 : bdd->noted;
        for (size_t i = first; i <= last; i++)
            bdd->notes[side][i] = node_value(valuation, side, &bdd->nodes[i]);
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
static void enclose(struct valuation *valuation, uint32_t index) {
    const struct gate *gate = &valuation->graph->gates[index];
    struct level low, high, *room;
    long double slack;
    split(valuation);
    switch (gate->kind) {
    case GATE_ALL:
        low = gate_level(valuation->graph, gate, valuation->values.low, &valuation->room);
        high = smallest(valuation->graph, gate, valuation->values.high);
        break;
    case GATE_ANY:
        low = largest(valuation->graph, gate, valuation->values.low);
        high = gate_level(valuation->graph, gate, valuation->values.high, &valuation->room);
        break;
    default:
        room = arena_alloc(valuation->room.arena, gate->count, sizeof *room);
        low = at_least_worst(argument_levels(valuation->graph, gate, valuation->values.low, &valuation->room),
                             gate->count, gate->at_least, room);
        high = at_least_best(argument_levels(valuation->graph, gate, valuation->values.high, &valuation->room),
                             gate->count, gate->at_least, room);
        arena_release(valuation->room.arena, room, gate->count, sizeof *room);
        slack = gate->count * 1e-16L; /* what the sums of the extremes may have lost */
        low = (struct level){fmaxl(low.up - slack, 0), fminl(low.down + slack, 1)};
        high = (struct level){fminl(high.up + slack, 1), fmaxl(high.down - slack, 0)};
    }
    valuation->values.low[index] = low;
    valuation->values.high[index] = high;
    valuation->values.exact[index] = false;
}

static bool arguments_exact(const struct valuation *valuation, const struct gate *gate) {
    for (size_t i = 0; i < gate->count; i++)
        if (!valuation->values.exact[valuation->graph->arguments[gate->first + i]])
            return false;
    return true;
}

static bool is_forced(const struct valuation *valuation, const struct gate *gate) {
    if (!valuation->forced || gate->kind != GATE_LEAF)
        return false;
    uint32_t component = valuation->graph->leaves[gate->first].component;
    return component != NO_INDEX && valuation->forced[component];
}

static void compute_directly(struct valuation *valuation, uint32_t index) {
    const struct gate *gate = &valuation->graph->gates[index];
    if (is_forced(valuation, gate)) {
        valuation->values.low[index] = valuation->values.high[index] = (struct level){0, 1};
        valuation->values.exact[index] = true;
        return;
    }
    for (enum side side = LOW; side < (is_split(valuation) ? SIDES : HIGH); side++)
        values_by(valuation, side)[index] =
            gate_level(valuation->graph, gate, values_by(valuation, side), &valuation->room);
    valuation->values.exact[index] = arguments_exact(valuation, gate);
}

static void take_from_diagram(struct valuation *valuation, uint32_t index) {
    uint32_t node = valuation->diagrams->of_gate[index];
    evaluate_nodes(valuation, node);
    for (enum side side = LOW; side < (is_split(valuation) ? SIDES : HIGH); side++) {
        struct bdd_note note = valuation->diagrams->bdd.notes[side][node];
        values_by(valuation, side)[index] = (struct level){note.up, note.down};
    }
    valuation->values.exact[index] = arguments_exact(valuation, &valuation->graph->gates[index]);
    valuation->steps_left = valuation->diagrams->bdd.steps;
}

/* Where a sweep has all that it needs, it narrows intervals. What is computed directly from such a gate stands above
 * all of its group, so it is not computed yet. */
static void frontier_up_to(struct valuation *valuation, uint32_t last) {
    size_t count = 0;
    if (valuation->frontier)
        frontier_gates(valuation->frontier, last, &count);
    if (count == 0)
        return;
    frontier_run(valuation->frontier, last, &valuation->values);
}

uint32_t values_compute(struct valuation *valuation, uint32_t first) {
    for (uint32_t gate = first; gate < valuation->graph->gate_count; gate++) {
        if (valuation->modules.rank[gate] == NO_INDEX)
            continue;
        if (!valuation->wanted[gate])
            compute_directly(valuation, gate);
        else if (diagrams_build(valuation->diagrams, gate))
            take_from_diagram(valuation, gate);
        else if (valuation->diagrams->may_go_on)
            return gate;
        else
            enclose(valuation, gate);
        frontier_up_to(valuation, gate);
    }
    return (uint32_t)valuation->graph->gate_count;
}

void values_narrow(struct valuation *valuation) {
    for (uint32_t gate = 0; gate < valuation->graph->gate_count; gate++) {
        if (valuation->modules.rank[gate] == NO_INDEX)
            continue;
        if (!valuation->wanted[gate])
            compute_directly(valuation, gate);
        else if (valuation->diagrams->spent[gate])
            enclose(valuation, gate);
        frontier_up_to(valuation, gate);
    }
}

/* ---- Diagrams ---- */

struct diagrams *values_open_diagrams(const struct valuation *valuation, size_t max_nodes, struct deadline *deadline) {
    struct diagrams *diagrams = arena_alloc(valuation->arena, 1, sizeof *diagrams);
    *diagrams = diagrams_new(valuation->graph, valuation->modules.is_module, valuation->modules.rank, max_nodes,
                             valuation->arena);
    diagrams->bdd.deadline = deadline;
    if (valuation->kept)
        diagrams_forget_used(diagrams, valuation->wanted, valuation->kept);
    return diagrams;
}

void values_close_diagrams(const struct valuation *valuation, struct diagrams *diagrams) {
    struct bdd_note **notes = diagrams->bdd.notes;
    arena_release(valuation->arena, notes[LOW], diagrams->note_capacity, sizeof *notes[LOW]);
    if (notes[HIGH] != notes[LOW])
        arena_release(valuation->arena, notes[HIGH], diagrams->note_capacity, sizeof *notes[HIGH]);
    diagrams_release(diagrams);
}

#include "engine/exact.h"

#include "engine/at_least.h"
#include "engine/ordering.h"

#include <math.h>
#include <stdlib.h>
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
static void sweep_up_to(struct exact *e, uint32_t last) {
    size_t count = 0;
    if (e->sweep)
        sweep_gates(e->sweep, last, &count);
    if (count == 0)
        return;
    const struct sweep_values values = {e->values[LOW], e->values[HIGH], e->is_exact};
    sweep_run(e->sweep, last, &values);
}

/* Returns how many gates have values: in a trial only those up to the first one whose diagram is not affordable. */
static uint32_t value_all(struct exact *e, bool trial) {
    for (uint32_t gate = 0; gate < e->graph->gate_count; gate++) {
        if (e->modules.rank[gate] == NO_INDEX)
            continue;
        if (!e->wanted[gate])
            compute_directly(e, gate);
        else if (diagrams_build(&e->diagrams, gate))
            take_from_diagram(e, gate);
        else if (trial)
            return gate;
        else
            enclose(e, gate);
        sweep_up_to(e, gate);
    }
    return (uint32_t)e->graph->gate_count;
}

/* ---- Orders ---- */

/* Of the time that is left. */
static const double DIAGRAM_SHARE = 1.0 / 3;

struct trial {
    enum ordering ordering;
    uint32_t valued; /* gates */
    size_t steps;    /* that the last of them was done after */
};

struct contest {
    struct exact *exact;
    const uint32_t *roots;
    size_t root_count;
    struct trial trials[ORDERINGS]; /* the most promising first */
    struct deadline deadline;       /* of diagrams, so that time is left for sweeps */
    struct arena *scratch;
};

static void open_diagrams(struct exact *e, size_t max_nodes, struct deadline *deadline) {
    e->node_capacity = 0;
    e->diagrams = diagrams_new(e->graph, e->modules.is_module, e->modules.rank, max_nodes, e->arena);
    e->diagrams.bdd.deadline = deadline;
    if (e->kept)
        diagrams_forget_used(&e->diagrams, e->wanted, e->kept);
}

static void close_diagrams(struct exact *e) {
    struct bdd_note **notes = e->diagrams.bdd.notes;
    arena_release(e->arena, notes[LOW], e->node_capacity, sizeof *notes[LOW]);
    if (notes[HIGH] != notes[LOW])
        arena_release(e->arena, notes[HIGH], e->node_capacity, sizeof *notes[HIGH]);
    diagrams_release(&e->diagrams);
}

static void choose_order(struct contest *c, enum ordering ordering) {
    ordering_apply(ordering, c->exact->graph, &c->exact->modules, c->roots, c->root_count, c->scratch);
}

/* Returns whether all gates got their values. */
static bool attempt(struct contest *c, struct trial *trial, size_t max_nodes, size_t steps) {
    struct exact *e = c->exact;
    choose_order(c, trial->ordering);
    open_diagrams(e, max_nodes, &c->deadline);
    e->diagrams.bdd.steps = e->steps_left = steps;
    trial->valued = value_all(e, true);
    trial->steps = steps - e->steps_left;
    if (trial->valued == e->graph->gate_count)
        return true;
    close_diagrams(e);
    return false;
}

static int by_promise(const void *left, const void *right) {
    const struct trial *a = left, *b = right;
    if (a->valued != b->valued)
        return a->valued > b->valued ? -1 : 1;
    if (a->steps != b->steps)
        return a->steps < b->steps ? -1 : 1;
    return a->ordering < b->ordering ? -1 : a->ordering > b->ordering;
}

/* Once more for the gates that have no diagram and for what rests on them. */
static void narrow_all(struct exact *e) {
    for (uint32_t gate = 0; gate < e->graph->gate_count; gate++) {
        if (e->modules.rank[gate] == NO_INDEX)
            continue;
        if (!e->wanted[gate])
            compute_directly(e, gate);
        else if (e->diagrams.spent[gate])
            enclose(e, gate);
        sweep_up_to(e, gate);
    }
}

/* Diagrams as far as their budget goes, and sweeps for the rest. */
static void value_within(struct contest *c, size_t diagram_nodes, size_t max_nodes) {
    struct exact *e = c->exact;
    e->diagram_nodes = diagram_nodes;
    c->deadline = deadline_at(e->deadline, DIAGRAM_SHARE);
    open_diagrams(e, diagram_nodes, &c->deadline);
    value_all(e, false);
    e->sweep =
        sweep_new(e->graph, &e->modules, e->diagrams.spent, c->roots, c->root_count, max_nodes, e->deadline, e->arena);
    if (e->sweep)
        narrow_all(e);
}

/* Returns whether what it leaves open is little enough not to spend the whole budget on diagrams. */
static bool sweep_instead(struct contest *c, size_t max_nodes) {
    enum { FEW_NODES = 50000 };
    static const long double NARROW = 0.1L;
    struct exact *e = c->exact;
    value_within(c, FEW_NODES, max_nodes);
    if (!e->sweep || sweep_width(e->sweep) <= NARROW || deadline_is_over(e->deadline))
        return true;
    sweep_release(e->sweep);
    e->sweep = NULL;
    close_diagrams(e);
    return false;
}

/* A trial of the best order with part of the budget, and with more of it where that came far enough. */
static bool attempt_at_length(struct contest *c, size_t max_nodes) {
    enum { STEPS = 1000000, MORE_STEPS = 4 * STEPS, FAR_ENOUGH = 4 };
    struct trial *best = &c->trials[0];
    if (max_nodes <= STEPS)
        return false;
    if (attempt(c, best, max_nodes, STEPS))
        return true;
    return best->valued >= c->exact->graph->gate_count / FAR_ENOUGH && MORE_STEPS < max_nodes &&
           attempt(c, best, max_nodes, MORE_STEPS);
}

/* Nobody knows beforehand which order is the best, and it is often smaller than the others by a factor of ten: all are
 * tried for a few steps, the three that came farthest for more of them, and so on. What the best of them does not do
 * with a part of the budget, a sweep may do in less time. */
static void find_diagrams(struct contest *c, size_t max_nodes) {
    enum { FIRST_STEPS = 4000, GROWTH = 4, PROMISING = 3, WORTH_A_TRIAL = 1000000 };
    size_t left = ORDERINGS;
    c->deadline = deadline_at(c->exact->deadline, DIAGRAM_SHARE);
    for (enum ordering ordering = 0; ordering < ORDERINGS; ordering++)
        c->trials[ordering].ordering = ordering;
    for (size_t steps = FIRST_STEPS; left > 1 && steps < max_nodes; steps *= GROWTH) {
        for (size_t i = 0; i < left; i++)
            if (attempt(c, &c->trials[i], max_nodes, steps))
                return;
        qsort(c->trials, left, sizeof *c->trials, by_promise);
        left = left > PROMISING ? PROMISING : left - 1;
    }
    choose_order(c, c->trials[0].ordering);
    if (attempt_at_length(c, max_nodes))
        return;
    if (max_nodes <= WORTH_A_TRIAL || !sweep_instead(c, max_nodes))
        value_within(c, max_nodes, max_nodes);
}

static bool *gates_with_diagram(const struct exact *e, bool *any) {
    bool *wanted = arena_alloc(e->arena, e->graph->gate_count, sizeof *wanted);
    for (uint32_t gate = 0; gate < e->graph->gate_count; gate++) {
        wanted[gate] = e->modules.rank[gate] != NO_INDEX && e->graph->gates[gate].kind > GATE_LEAF &&
                       !e->modules.is_separate[gate];
        *any = *any || wanted[gate];
    }
    return wanted;
}

struct exact exact_evaluate(const struct graph *graph, const uint32_t *roots, size_t root_count, size_t max_nodes,
                            const bool *kept, struct deadline *deadline, struct arena *arena, struct arena *scratch) {
    size_t count = graph->gate_count;
    bool any = false;
    struct exact e = {.graph = graph,
                      .modules = modules_find(graph, roots, root_count, arena, scratch),
                      .is_exact = arena_alloc(arena, count, sizeof(bool)),
                      .kept = kept,
                      .diagram_nodes = max_nodes,
                      .deadline = deadline,
                      .room = {.arena = scratch},
                      .arena = arena};
    e.values[LOW] = e.values[HIGH] = arena_alloc(arena, count, sizeof(struct level));
    e.wanted = gates_with_diagram(&e, &any);
    if (any) {
        struct contest contest = {.exact = &e, .roots = roots, .root_count = root_count, .scratch = scratch};
        find_diagrams(&contest, max_nodes);
        e.diagrams.bdd.deadline = deadline; /* the contest's ends here */
        diagrams_seal(&e.diagrams);
    } else {
        e.diagrams = diagrams_new(graph, e.modules.is_module, e.modules.rank, 0, arena);
        value_all(&e, false);
    }
    return e;
}

void exact_revalue(struct exact *exact, const bool *forced) {
    exact->forced = forced;
    exact->diagrams.bdd.noted = 0;
    value_all(exact, false);
}

struct ends exact_ends(const struct exact *exact, uint32_t gate) {
    return (struct ends){.side = {exact->values[LOW][gate], exact->values[HIGH][gate]}, .exact = exact->is_exact[gate]};
}

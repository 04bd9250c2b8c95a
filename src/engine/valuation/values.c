#include "engine/valuation/values.h"

#include "base/sanitized.h"
#include "engine/graph/k_of_n.h"
#include "engine/graph/k_of_n_bounds.h"

#include <math.h>
#include <string.h>

static bool is_split(const struct valuation *valuation) {
    return valuation->values.low != valuation->values.high;
}

static struct level *values_by(const struct valuation *valuation, enum side side) {
    return side == LOW ? valuation->values.low : valuation->values.high;
}

/* From the first interval on, both ends are kept for every gate and node. */
static void split(struct valuation *valuation) {
    if (!is_split(valuation))
        valuation->values.high =
            arena_copy(valuation->arena, valuation->values.low, valuation->graph->gate_count, sizeof(struct level));
}

/* ---- Values of nodes ---- */

static struct bdd_note node_value(const struct valuation *valuation, enum side side, const struct diagram_node *node) {
    const struct bdd_note *notes = valuation->diagrams->bdd.notes[side];
    return node_note(values_by(valuation, side)[valuation->modules.by_rank[node->variable]], notes[node->high],
                     notes[node->low]);
}

/* Diagrams of another order may have been put aside before the first interval, with one array for both ends. */
void values_fit_notes(struct valuation *valuation) {
    struct diagrams *diagrams = valuation->diagrams;
    struct bdd_note **notes = diagrams->bdd.notes;
    size_t before = diagrams->note_capacity, wanted = diagrams->bdd.capacity;
    bool are_split = notes[LOW] != notes[HIGH];
    for (enum side side = LOW; wanted != before && side < (are_split ? SIDES : HIGH); side++)
        notes[side] = (wanted < before ? arena_shrink : arena_grow)(diagrams->arena, notes[side], before, wanted,
                                                                    sizeof *notes[side]);
    if (!are_split)
        notes[HIGH] =
            is_split(valuation) ? arena_copy(diagrams->arena, notes[LOW], wanted, sizeof *notes[LOW]) : notes[LOW];
    diagrams->note_capacity = wanted;
}

/* Notes the values of nodes up to `last`: later ones may test modules that have no value yet. */
static void evaluate_nodes(struct valuation *valuation, uint32_t last) {
    struct bdd *bdd = &valuation->diagrams->bdd;
    if (last < bdd->noted)
        return;
    values_fit_notes(valuation);
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

/* The level of the argument that is down most, or of the one that is down least. */
static struct level extreme(const struct graph *graph, const struct gate *gate, const struct level *values, bool most) {
    struct level found = values[graph->arguments[gate->first]];
    for (size_t i = 1; i < gate->count; i++) {
        struct level argument = values[graph->arguments[gate->first + i]];
        if (most ? argument.down > found.down : argument.down < found.down)
            found = argument;
    }
    return found;
}

static void set_interval(struct valuation *valuation, uint32_t index, struct interval interval) {
    valuation->values.low[index] = interval.low;
    valuation->values.high[index] = interval.high;
    valuation->values.exact[index] = interval.exact;
}

/* `slack` is what the sums of the extremes may have lost. */
static struct interval widened(struct level low, struct level high, long double slack) {
    return (struct interval){.low = {fmaxl(low.up - slack, 0), fminl(low.down + slack, 1)},
                             .high = {fminl(high.up + slack, 1), fmaxl(high.down - slack, 0)}};
}

static struct interval extremes_of(struct valuation *valuation, const struct gate *gate) {
    size_t n = gate->count, k = gate->at_least;
    struct arena *temporary = arena_open(valuation->room.arena);
    struct level *room = arena_alloc(temporary, n, sizeof *room);
    struct level low =
        k_of_n_worst(argument_levels(valuation->graph, gate, valuation->values.low, &valuation->room), n, k, room);
    struct level high =
        k_of_n_best(argument_levels(valuation->graph, gate, valuation->values.high, &valuation->room), n, k, room);
    arena_close(temporary);
    return widened(low, high, (long double)n * 1e-16L);
}

void values_take(struct valuation *valuation, uint32_t gate, struct level level) {
    set_interval(valuation, gate, (struct interval){.low = level, .high = level, .exact = true});
}

/* The interval of a gate whose arguments share something that no diagram could be built for. */
static void enclose(struct valuation *valuation, uint32_t index) {
    const struct gate *gate = &valuation->graph->gates[index];
    split(valuation);
    struct interval interval = {0};
    switch (gate->kind) {
    case GATE_ALL:
        interval.low = gate_level(valuation->graph, gate, valuation->values.low, &valuation->room);
        interval.high = extreme(valuation->graph, gate, valuation->values.high, true);
        break;
    case GATE_ANY:
        interval.low = extreme(valuation->graph, gate, valuation->values.low, false);
        interval.high = gate_level(valuation->graph, gate, valuation->values.high, &valuation->room);
        break;
    default:
        interval = extremes_of(valuation, gate);
    }
    set_interval(valuation, index, interval);
}

static bool arguments_exact(const struct valuation *valuation, const struct gate *gate) {
    for (size_t i = 0; i < gate->count; i++)
        if (!valuation->values.exact[valuation->graph->arguments[gate->first + i]])
            return false;
    return true;
}

static bool is_forced(const struct valuation *valuation, const struct gate *gate) {
    return valuation->forced && gate->kind == GATE_LEAF &&
           is_forced_down(valuation->graph, &valuation->graph->leaves[gate->first], valuation->forced);
}

/* ---- Work ---- */

/* So few steps are in proportion to the input, and not counted. */
enum { LITTLE = 4096 };

static bool afford(struct valuation *valuation, size_t steps) {
    enum { MUCH = 1000000000 };
    const struct deadline *deadline = valuation->deadline;
    if (steps <= LITTLE)
        return true;
    if (steps > valuation->work || deadline_is_over(valuation->deadline) ||
        (steps > MUCH && deadline && deadline->is_set))
        return false;
    valuation->work -= steps;
    return true;
}

/* What a gate costs beyond its place in the input. */
static size_t steps_directly(struct valuation *valuation, const struct gate *gate) {
    if (gate->kind == GATE_LEAF)
        return leaf_steps(valuation->graph, &valuation->graph->leaves[gate->first]);
    if (gate->kind != GATE_AT_LEAST)
        return 0;
    const struct level *levels = argument_levels(valuation->graph, gate, valuation->values.low, &valuation->room);
    size_t steps = k_of_n_independent_steps(levels, gate->count, gate->at_least);
    return is_split(valuation) ? 2 * steps : steps;
}

/* The interval of a gate that is computed directly from less than its arguments or replicas. */
static void enclose_directly(struct valuation *valuation, uint32_t index) {
    static const long double slack = 1e-12L; /* more than rounding may be, of a term */
    const struct gate *gate = &valuation->graph->gates[index];
    split(valuation);
    if (gate->kind == GATE_LEAF) {
        struct interval extremes = leaf_extremes(valuation->graph, &valuation->graph->leaves[gate->first]);
        set_interval(valuation, index, widened(extremes.low, extremes.high, slack));
        return;
    }
    struct level least = extreme(valuation->graph, gate, valuation->values.low, true);
    struct level most = extreme(valuation->graph, gate, valuation->values.high, false);
    struct level low = k_of_n_replicas(least, gate->count, gate->at_least);
    struct level high = k_of_n_replicas(most, gate->count, gate->at_least);
    struct interval alike = {.low = {low.up * (1 - slack), fminl(low.down * (1 + slack), 1)},
                             .high = {fminl(high.up * (1 + slack), 1), high.down * (1 - slack)}};
    set_interval(valuation, index, alike);
}

/* The better its needs, the less they leave: the ends of the one interval give the opposite ends of the other. */
static void derive_leaf(struct valuation *valuation, uint32_t index) {
    const struct leaf *leaf = &valuation->graph->leaves[valuation->graph->gates[index].first];
    struct interval needs = interval_at(&valuation->values, leaf->needs);
    struct level low = own_part(leaf->level, needs.high);
    struct level high = own_part(leaf->level, needs.exact ? needs.high : needs.low);
    set_interval(valuation, index,
                 (struct interval){.low = phase_level(valuation->graph, leaf, low, low),
                                   .high = phase_level(valuation->graph, leaf, high, high),
                                   .exact = needs.exact});
}

static bool is_forced_young(const struct valuation *valuation, const struct gate *gate) {
    return valuation->forced && gate->kind == GATE_LEAF &&
           is_forced_up(valuation->graph, &valuation->graph->leaves[gate->first], valuation->forced);
}

static void compute_directly(struct valuation *valuation, uint32_t index) {
    const struct gate *gate = &valuation->graph->gates[index];
    if (is_forced_young(valuation, gate)) {
        set_interval(valuation, index, (struct interval){.low = {1, 0}, .high = {1, 0}, .exact = true});
        return;
    }
    if (is_forced(valuation, gate)) {
        set_interval(valuation, index, (struct interval){.low = {0, 1}, .high = {0, 1}, .exact = true});
        return;
    }
    if (valuation->first.low && gate->kind == GATE_LEAF) {
        set_interval(valuation, index, interval_at(&valuation->first, index));
        return;
    }
    if (gate->kind == GATE_LEAF && valuation->graph->leaves[gate->first].needs != NO_INDEX) {
        derive_leaf(valuation, index);
        return;
    }
    size_t steps = steps_directly(valuation, gate);
    if (steps > LITTLE && valuation->values.exact[index] && !valuation->first.low)
        return; /* another order of variables does not change it */
    if (!afford(valuation, steps)) {
        enclose_directly(valuation, index);
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
    for (enum side side = LOW; side < (is_split(valuation) ? SIDES : HIGH); side++)
        values_by(valuation, side)[index] = level_of_note(valuation->diagrams->bdd.notes[side][node]);
    valuation->values.exact[index] = arguments_exact(valuation, &valuation->graph->gates[index]);
    valuation->steps_left = valuation->diagrams->bdd.steps;
}

/* ---- Gates that are valued apart ---- */

bool values_set_leaves(const struct valuation *valuation, const struct alone *alone) {
    for (size_t i = 0; i < alone->graph.leaf_count; i++) {
        if (!valuation->values.exact[alone->stands_for[i]])
            return false;
        alone->graph.leaves[i].level = valuation->values.low[alone->stands_for[i]];
    }
    return true;
}

static struct level compute_apart(const struct valuation *valuation, const struct apart *apart) {
    if (!apart->alone)
        return apart->found;
    values_set_leaves(valuation, apart->alone);
    apart->valuation->diagrams->bdd.noted = 0;
    values_compute(apart->valuation, 0);
    return apart->valuation->values.low[apart->alone->root];
}

/* ---- All gates ---- */

/* Where a sweep has all that it needs, it narrows intervals. What is computed directly from such a gate stands above
 * all of its group, so it is not computed yet. */
static void frontier_up_to(struct valuation *valuation, uint32_t last) {
    size_t count = frontier_gates(valuation->frontier, last);
    if (count == 0)
        return;
    size_t before = frontier_work_left(valuation->frontier);
    frontier_run(valuation->frontier, last, &valuation->values);
    trace_tell(valuation->tracing, (slacalc_trace){.kind = SLACALC_TRACE_SWEEP,
                                                   .gates = count,
                                                   .work = before - frontier_work_left(valuation->frontier)});
}

uint32_t values_compute(struct valuation *valuation, uint32_t first) {
    for (uint32_t gate = first; gate < valuation->graph->gate_count; gate++) {
        if (!valuation_has(valuation, gate))
            continue;
        bool is_to_be_apart = valuation->awaited && valuation->diagrams->of_gate[gate] == NO_INDEX;
        if (!valuation->wanted[gate])
            compute_directly(valuation, gate);
        else if (valuation->apart && valuation->apart[gate])
            values_take(valuation, gate, compute_apart(valuation, valuation->apart[gate]));
        else if (!is_to_be_apart && diagrams_build(valuation->diagrams, gate))
            take_from_diagram(valuation, gate);
        else if (is_to_be_apart || valuation->diagrams->may_go_on)
            return gate;
        else
            enclose(valuation, gate);
        if (valuation->frontier)
            frontier_up_to(valuation, gate);
    }
    return (uint32_t)valuation->graph->gate_count;
}

void values_compute_without_diagrams(struct valuation *valuation) {
    valuation->kept = NULL; /* there are none that could be forgotten */
    valuation->diagrams = values_open_diagrams(valuation, 0, NULL);
    values_compute(valuation, 0);
}

void values_narrow(struct valuation *valuation) {
    for (uint32_t gate = 0; gate < valuation->graph->gate_count; gate++) {
        if (valuation->modules.rank[gate] == NO_INDEX)
            continue;
        if (!valuation->wanted[gate])
            compute_directly(valuation, gate);
        else if (valuation->diagrams->spent[gate] && !(valuation->apart && valuation->apart[gate]))
            enclose(valuation, gate);
        if (valuation->frontier)
            frontier_up_to(valuation, gate);
    }
}

/* ---- Values again ---- */

static void keep_first(struct valuation *valuation) {
    size_t count = valuation->graph->gate_count;
    struct intervals *values = &valuation->values, *first = &valuation->first;
    first->exact = arena_copy(valuation->arena, values->exact, count, sizeof *values->exact);
    first->low = first->high = arena_copy(valuation->arena, values->low, count, sizeof *values->low);
    if (is_split(valuation))
        first->high = arena_copy(valuation->arena, values->high, count, sizeof *values->high);
}

bool values_compute_again(struct valuation *valuation, const bool *forced) {
    const struct graph *graph = valuation->graph;
    if (!valuation->first.low)
        keep_first(valuation);
    if (!afford(valuation,
                graph->gate_count + graph->argument_count + valuation->diagrams->bdd.count + valuation->apart_nodes))
        return false;
    valuation->forced = forced;
    valuation->diagrams->bdd.noted = 0;
    values_compute(valuation, 0);
    if (SANITIZED)
        valuation_check(valuation);
    return true;
}

void values_restore(struct valuation *valuation) {
    size_t count = valuation->graph->gate_count;
    const struct intervals *first = &valuation->first;
    valuation->forced = NULL;
    if (!first->low)
        return;
    memcpy(valuation->values.exact, first->exact, count * sizeof *first->exact);
    memcpy(valuation->values.low, first->low, count * sizeof *first->low);
    if (is_split(valuation))
        memcpy(valuation->values.high, first->high, count * sizeof *first->high);
    valuation->diagrams->bdd.noted = 0;
    evaluate_nodes(valuation, (uint32_t)valuation->diagrams->bdd.count - 1);
    for (uint32_t gate = 0; valuation->apart && gate < count; gate++)
        if (valuation->apart[gate])
            compute_apart(valuation, valuation->apart[gate]);
}

/* ---- Diagrams ---- */

struct diagrams *values_open_diagrams(const struct valuation *valuation, size_t max_nodes, struct deadline *deadline) {
    struct arena *arena = arena_open(valuation->arena);
    struct diagrams *diagrams = arena_alloc(arena, 1, sizeof *diagrams);
    *diagrams = diagrams_new(valuation->graph, valuation->modules.is_module, valuation->modules.rank, max_nodes, arena);
    diagrams->bdd.deadline = deadline;
    if (valuation->kept)
        diagrams_forget_used(diagrams, valuation->wanted, valuation->kept);
    return diagrams;
}

void values_close_diagrams(struct diagrams *diagrams) {
    arena_close(diagrams->arena);
}

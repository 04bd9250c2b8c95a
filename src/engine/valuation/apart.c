#include "engine/valuation/apart.h"

#include "base/work.h"
#include "engine/valuation/trials.h"
#include "engine/valuation/values.h"

#include <string.h>

/* Gates that need a value: roots, modules, and the arguments of what is computed directly. */
static bool *awaited_gates(const struct valuation *valuation, const struct valuing *valuing) {
    const struct graph *graph = valuation->graph;
    bool *awaited = arena_alloc(valuation->arena, graph->gate_count, sizeof *awaited);
    for (size_t i = 0; i < valuing->root_count; i++)
        awaited[valuing->roots[i]] = true;
    for (uint32_t g = 0; g < graph->gate_count; g++) {
        const struct gate *gate = &graph->gates[g];
        awaited[g] = awaited[g] || valuation->modules.is_module[g];
        bool is_direct = valuation->modules.rank[g] != NO_INDEX && !valuation->wanted[g];
        for (size_t i = 0; is_direct && i < gate->count; i++)
            awaited[graph->arguments[gate->first + i]] = true;
    }
    return awaited;
}

/* Each gate may cost so much of the budget, unless that is very little. What fails may cost as much as what comes
 * through, and two budgets; all of them together so many budgets, as each diagram is small and soon made. Diagrams of
 * so many budgets are kept, since they take little memory when they are done. */
enum { SHARE = 6, LEAST = 4096, LOST = 2, MOST = 32, KEPT = 3 };

/* What is being valued apart, one gate after another. */
struct separation {
    struct valuation *valuation;
    const struct valuing *valuing;
    struct alone_room room;
    size_t won, lost; /* steps, of those that came through and of those that did not */
};

/* All that is valued of one gate's graph, but for what is kept. */
static struct valuing valuing_alone(const struct separation *separation, const struct alone *alone) {
    const struct valuing *whole = separation->valuing;
    return (struct valuing){.graph = &alone->graph,
                            .roots = &alone->root,
                            .root_count = 1,
                            .max_nodes = whole->max_nodes / SHARE,
                            .deadline = whole->deadline};
}

/* In the order for what is made of many small conditions, which is the best one by far where a gate has such, or else
 * in the best one of a few steps. Returns whether the gate has its value. */
static bool value_alone(struct separation *separation, struct valuation *valuation, const struct valuing *valuing,
                        struct arena *scratch) {
    struct trials trials = trials_new(valuation, valuing, scratch);
    struct trial *narrow = &trials.orders[NARROW];
    const struct trial *through = trials_attempt(&trials, narrow, valuing->max_nodes) ? narrow : trials_race(&trials);
    size_t steps = 0;
    trials_keep_only(&trials, through);
    if (through)
        trials_end(&trials);
    for (size_t i = 0; i < ORDERINGS; i++)
        steps += trials.orders[i].used;
    *(through ? &separation->won : &separation->lost) += steps;
    valuation->awaited = awaited_gates(valuation, valuing);
    return through;
}

/* The valuation of a graph whose leaves have their levels; NULL where it does not come through. */
static struct valuation *valuation_alone(struct separation *separation, const struct alone *alone, struct arena *arena,
                                         struct arena *scratch) {
    struct valuing valuing = valuing_alone(separation, alone);
    struct valuation *valuation = arena_alloc(arena, 1, sizeof *valuation);
    if (separation->valuing->kept)
        valuing.kept = arena_alloc(arena, alone->graph.gate_count, sizeof *valuing.kept);
    *valuation = valuation_open(&valuing, arena, scratch);
    bool is_through = true;
    if (valuation_needs_diagrams(valuation))
        is_through = value_alone(separation, valuation, &valuing, scratch);
    else
        values_compute_without_diagrams(valuation);
    valuation->room = (struct gate_scratch){.arena = arena}; /* it outlives the other one */
    return is_through ? valuation : NULL;
}

/* Returns whether that came through. What is kept of it is for shares, and for values that are computed again: without
 * it they could not be. */
static bool separate(struct separation *separation, uint32_t gate) {
    struct valuation *valuation = separation->valuation;
    struct arena *arena = arena_open(valuation->arena), *scratch = arena_open(valuation->arena);
    struct alone *alone = arena_alloc(arena, 1, sizeof *alone);
    *alone = alone_of(&separation->room, gate, arena);
    struct valuation *found =
        values_set_leaves(valuation, alone) ? valuation_alone(separation, alone, arena, scratch) : NULL;
    size_t nodes = found ? found->diagrams->bdd.count : 0;
    bool fits = valuation->apart_nodes + nodes <= work_for(separation->valuing->max_nodes, KEPT);
    if (!fits && !valuation->kept)
        found = NULL;
    bool is_kept = found && fits && (!valuation->kept || valuation->kept[gate]);
    valuation->values.exact[gate] = false;
    if (found) {
        struct apart *apart = valuation->apart[gate] = arena_alloc(valuation->arena, 1, sizeof *apart);
        apart->found = found->values.low[alone->root];
        apart->alone = is_kept ? alone : NULL;
        apart->valuation = is_kept ? found : NULL;
        valuation->apart_nodes += is_kept ? nodes : 0;
        values_take(valuation, gate, apart->found);
    }
    if (!is_kept)
        arena_close(arena);
    arena_close(scratch);
    return found;
}

/* Whether the last gate, which is among the largest, comes through in a few steps, the more the more gates there are:
 * then the others will too, and sooner than in a common order. */
static bool is_promising(struct separation *separation) {
    enum { PROBE = 250000, PROBE_A_GATE = 300 };
    const struct valuation *valuation = separation->valuation;
    size_t steps = PROBE;
    uint32_t last = NO_INDEX;
    for (uint32_t gate = 0; gate < valuation->graph->gate_count; gate++) {
        if (!valuation->wanted[gate] || !valuation->awaited[gate])
            continue;
        last = gate;
        steps += PROBE_A_GATE;
    }
    struct arena *scratch = arena_open(valuation->arena);
    const struct alone alone = alone_of(&separation->room, last, scratch);
    struct valuing valuing = valuing_alone(separation, &alone);
    valuing.kept = arena_alloc(scratch, alone.graph.gate_count, sizeof *valuing.kept);
    if (steps < valuing.max_nodes)
        valuing.max_nodes = steps;
    struct valuation probe = valuation_open(&valuing, scratch, scratch);
    struct trials trials = trials_new(&probe, &valuing, scratch);
    bool promising =
        !valuation_needs_diagrams(&probe) || trials_attempt(&trials, &trials.orders[NARROW], valuing.max_nodes);
    arena_close(scratch);
    return promising;
}

/* Nothing that was found so far is lost. */
static void restore_values(struct valuation *valuation, const struct level *low, const bool *exact) {
    memcpy(valuation->values.low, low, valuation->graph->gate_count * sizeof *low);
    memcpy(valuation->values.exact, exact, valuation->graph->gate_count * sizeof *exact);
}

/* Of those that the progress is counted in: how many roots each gate is, and how many are not valued apart. */
static size_t count_roots(const struct separation *separation, uint32_t *roots_of) {
    const struct valuing *valuing = separation->valuing;
    size_t others = 0;
    for (size_t i = 0; i < valuing->counted_roots; i++) {
        roots_of[valuing->roots[i]]++;
        others += !separation->valuation->wanted[valuing->roots[i]];
    }
    return others;
}

/* Returns whether all came through. */
static bool separate_all(struct separation *separation) {
    struct valuation *valuation = separation->valuation;
    size_t count = valuation->graph->gate_count, budget = separation->valuing->max_nodes;
    uint32_t *roots_of = arena_alloc(separation->room.arena, count, sizeof *roots_of);
    size_t done = count_roots(separation, roots_of);
    bool all = true;
    valuation->diagrams = values_open_diagrams(valuation, 0, NULL);
    valuation->apart = arena_alloc(valuation->arena, count, sizeof(struct apart *));
    for (uint32_t gate = values_compute(valuation, 0); gate < count; gate = values_compute(valuation, gate + 1)) {
        all = separate(separation, gate) && all;
        done += roots_of[gate];
        progress_tell(separation->valuing->tracing, done, separation->valuing->counted_roots);
        if (separation->lost > separation->won + work_for(budget, LOST) ||
            separation->won + separation->lost > work_for(budget, MOST) || deadline_is_over(valuation->deadline))
            return false;
    }
    return all;
}

bool value_apart(struct valuation *valuation, const struct valuing *valuing) {
    size_t count = valuation->graph->gate_count;
    if (valuing->max_nodes / SHARE < LEAST || deadline_is_over(valuation->deadline))
        return false;
    struct arena *scratch = arena_open(valuation->arena);
    struct separation separation = {.valuation = valuation,
                                    .valuing = valuing,
                                    .room = alone_room_new(valuation->graph, &valuation->modules, scratch)};
    const struct level *low = arena_copy(scratch, valuation->values.low, count, sizeof *low);
    const bool *exact = arena_copy(scratch, valuation->values.exact, count, sizeof *exact);
    valuation->awaited = awaited_gates(valuation, valuing);
    bool all = is_promising(&separation) && separate_all(&separation);
    if (!all) {
        restore_values(valuation, low, exact);
        valuation->awaited = NULL;
    }
    arena_close(scratch);
    return all;
}

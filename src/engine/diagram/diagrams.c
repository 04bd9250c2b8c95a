#include "engine/diagram/diagrams.h"

#include <string.h>

struct diagrams diagrams_new(const struct graph *graph, const bool *is_variable, const uint32_t *rank, size_t max_nodes,
                             struct arena *arena) {
    struct diagrams d = {.graph = graph,
                         .is_variable = is_variable,
                         .rank = rank,
                         .bdd = bdd_new(arena, max_nodes),
                         .of_gate = arena_alloc(arena, graph->gate_count, sizeof(uint32_t)),
                         .spent = arena_alloc(arena, graph->gate_count, sizeof(bool)),
                         .arena = arena};
    memset(d.of_gate, 0xff, graph->gate_count * sizeof *d.of_gate);
    d.bdd.kept = d.of_gate;
    d.bdd.kept_count = graph->gate_count;
    return d;
}

void diagrams_forget_used(struct diagrams *d, const bool *wanted, const bool *kept) {
    const struct graph *graph = d->graph;
    bool *built = arena_alloc(d->arena, graph->gate_count, sizeof *built);
    d->uses = arena_alloc(d->arena, graph->gate_count, sizeof *d->uses);
    memcpy(built, wanted, graph->gate_count * sizeof *built);
    for (uint32_t g = (uint32_t)graph->gate_count; g-- > 0;) {
        const struct gate *gate = &graph->gates[g];
        for (size_t i = 0; built[g] && i < gate->count; i++) {
            uint32_t argument = graph->arguments[gate->first + i];
            d->uses[argument]++;
            built[argument] = built[argument] || !d->is_variable[argument];
        }
    }
    for (uint32_t g = 0; g < graph->gate_count; g++)
        d->uses[g] += kept[g];
    arena_release(d->arena, built, graph->gate_count, sizeof *built);
}

/* The gate is built, or will never be. */
static void forget_arguments(struct diagrams *d, const struct gate *gate) {
    for (size_t i = 0; d->uses && i < gate->count; i++) {
        uint32_t argument = d->graph->arguments[gate->first + i];
        if (--d->uses[argument] == 0 && !d->is_variable[argument])
            d->of_gate[argument] = NO_INDEX;
    }
}

static uint32_t combine(struct diagrams *d, const struct gate *gate, uint32_t *functions) {
    switch (gate->kind) {
    case GATE_ALL:
        return bdd_all(&d->bdd, functions, gate->count);
    case GATE_ANY:
        return bdd_any(&d->bdd, functions, gate->count);
    default:
        return bdd_at_least(&d->bdd, functions, gate->count, gate->at_least);
    }
}

/* The arguments' diagrams, with the room behind them that bdd_at_least needs; NULL where one was not affordable. */
static uint32_t *argument_functions(struct diagrams *d, const struct gate *gate) {
    if (d->functions_capacity < 2 * (size_t)gate->count + 1) {
        arena_release(d->arena, d->functions, d->functions_capacity, sizeof *d->functions);
        d->functions_capacity = 2 * (size_t)gate->count + 1;
        d->functions = arena_alloc(d->arena, d->functions_capacity, sizeof *d->functions);
    }
    for (size_t i = 0; i < gate->count; i++) {
        uint32_t argument = d->graph->arguments[gate->first + i];
        if (!d->is_variable[argument] && d->spent[argument])
            return NULL;
        d->functions[i] = d->is_variable[argument] ? bdd_variable(&d->bdd, d->rank[argument]) : d->of_gate[argument];
    }
    return d->functions;
}

static void give_back(struct diagrams *d) {
    bdd_collect(&d->bdd, NULL, 0);
    d->bdd.limit = d->bdd.count + (d->bdd.limit - d->bdd.count) / 2;
}

/* A gate that is too large gives its nodes back and costs half of what is left, so that all attempts together cost at
 * most twice the budget and the smaller gates after it still have one. Returns false where it is not given up. */
static bool build_diagram(struct diagrams *d, uint32_t index) {
    const struct gate *gate = &d->graph->gates[index];
    uint32_t *functions = argument_functions(d, gate);
    uint32_t diagram = functions ? combine(d, gate, functions) : BDD_SPENT;
    if (diagram == BDD_SPENT && d->may_go_on)
        return false;
    forget_arguments(d, gate);
    d->of_gate[index] = diagram == BDD_SPENT ? NO_INDEX : diagram;
    d->spent[index] = diagram == BDD_SPENT;
    if (diagram == BDD_SPENT && functions)
        give_back(d);
    return true;
}

/* Pushes the arguments that have to be built before; false where there is none. */
static bool wait_for_arguments(struct diagrams *d, uint32_t index) {
    const struct gate *gate = &d->graph->gates[index];
    size_t before = d->pending_count;
    for (size_t i = 0; i < gate->count; i++) {
        uint32_t argument = d->graph->arguments[gate->first + i];
        if (d->is_variable[argument] || d->spent[argument] || d->of_gate[argument] != NO_INDEX)
            continue;
        d->pending = arena_reserve(d->arena, d->pending, d->pending_count, &d->pending_capacity, sizeof *d->pending);
        d->pending[d->pending_count++] = argument;
    }
    return d->pending_count > before;
}

bool diagrams_build(struct diagrams *d, uint32_t index) {
    d->pending = arena_reserve(d->arena, d->pending, 0, &d->pending_capacity, sizeof *d->pending);
    d->pending[0] = index;
    d->pending_count = 1;
    while (d->pending_count > 0) {
        uint32_t gate = d->pending[d->pending_count - 1];
        bool done = d->of_gate[gate] != NO_INDEX || d->spent[gate];
        if (!done && wait_for_arguments(d, gate))
            continue;
        if (!done && !build_diagram(d, gate))
            return false;
        d->pending_count--;
    }
    return !d->spent[index];
}

void diagrams_seal(struct diagrams *d) {
    bdd_seal(&d->bdd);
}

void diagrams_release(struct diagrams *d) {
    size_t count = d->graph->gate_count;
    bdd_release(&d->bdd);
    arena_release(d->arena, d->of_gate, count, sizeof *d->of_gate);
    if (d->uses)
        arena_release(d->arena, d->uses, count, sizeof *d->uses);
    arena_release(d->arena, d->spent, count, sizeof *d->spent);
    arena_release(d->arena, d->functions, d->functions_capacity, sizeof *d->functions);
    arena_release(d->arena, d->pending, d->pending_capacity, sizeof *d->pending);
}

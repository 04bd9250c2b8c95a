#include "engine/diagram/diagrams.h"

struct diagrams diagrams_new(const struct graph *graph, const bool *is_variable, const uint32_t *rank, size_t max_nodes,
                             struct arena *arena) {
    struct diagrams diagrams = {.graph = graph,
                                .is_variable = is_variable,
                                .rank = rank,
                                .bdd = bdd_new(arena, max_nodes),
                                .of_gate = indices_none(arena, graph->gate_count),
                                .spent = arena_alloc(arena, graph->gate_count, sizeof(bool)),
                                .arena = arena};
    diagrams.bdd.kept = diagrams.of_gate;
    diagrams.bdd.kept_count = graph->gate_count;
    return diagrams;
}

void diagrams_forget_used(struct diagrams *diagrams, const bool *wanted, const bool *kept) {
    const struct graph *graph = diagrams->graph;
    struct arena *temporary = arena_open(diagrams->arena);
    bool *built = arena_copy(temporary, wanted, graph->gate_count, sizeof *built);
    diagrams->uses = arena_alloc(diagrams->arena, graph->gate_count, sizeof *diagrams->uses);
    for (uint32_t g = (uint32_t)graph->gate_count; g-- > 0;) {
        const struct gate *gate = &graph->gates[g];
        for (size_t i = 0; built[g] && i < gate->count; i++) {
            uint32_t argument = graph->arguments[gate->first + i];
            diagrams->uses[argument]++;
            built[argument] = built[argument] || !diagrams->is_variable[argument];
        }
    }
    for (uint32_t g = 0; g < graph->gate_count; g++)
        diagrams->uses[g] += kept[g];
    arena_close(temporary);
}

/* The gate is built, or will never be. */
static void forget_arguments(struct diagrams *diagrams, const struct gate *gate) {
    for (size_t i = 0; diagrams->uses && i < gate->count; i++) {
        uint32_t argument = diagrams->graph->arguments[gate->first + i];
        if (--diagrams->uses[argument] == 0 && !diagrams->is_variable[argument])
            diagrams->of_gate[argument] = NO_INDEX;
    }
}

static uint32_t combine(struct diagrams *diagrams, const struct gate *gate, uint32_t *functions) {
    switch (gate->kind) {
    case GATE_ALL:
        return bdd_all(&diagrams->bdd, functions, gate->count);
    case GATE_ANY:
        return bdd_any(&diagrams->bdd, functions, gate->count);
    default:
        return bdd_at_least(&diagrams->bdd, functions, gate->count, gate->at_least);
    }
}

/* The arguments' diagrams, with the room behind them that bdd_at_least needs; NULL where one was not affordable. */
static uint32_t *argument_functions(struct diagrams *diagrams, const struct gate *gate) {
    ARENA_PROVIDE(diagrams->arena, diagrams->functions, 2 * (size_t)gate->count + 1, diagrams->functions_capacity);
    for (size_t i = 0; i < gate->count; i++) {
        uint32_t argument = diagrams->graph->arguments[gate->first + i];
        if (!diagrams->is_variable[argument] && diagrams->spent[argument])
            return NULL;
        diagrams->functions[i] = diagrams->is_variable[argument]
                                     ? bdd_variable(&diagrams->bdd, diagrams->rank[argument])
                                     : diagrams->of_gate[argument];
    }
    return diagrams->functions;
}

/* A gate that is too large gives its nodes back and costs half of what is left, so that all attempts together cost at
 * most twice the budget and the smaller gates after it still have one. Returns false where it is not given up. */
static bool build_diagram(struct diagrams *diagrams, uint32_t index) {
    const struct gate *gate = &diagrams->graph->gates[index];
    uint32_t *functions = argument_functions(diagrams, gate);
    uint32_t diagram = functions ? combine(diagrams, gate, functions) : BDD_SPENT;
    if (diagram == BDD_SPENT && diagrams->may_go_on)
        return false;
    forget_arguments(diagrams, gate);
    diagrams->of_gate[index] = diagram == BDD_SPENT ? NO_INDEX : diagram;
    diagrams->spent[index] = diagram == BDD_SPENT;
    if (diagram == BDD_SPENT && functions) {
        bdd_collect_when_spent(&diagrams->bdd, NULL, 0);
        diagrams->bdd.limit = diagrams->bdd.count + (diagrams->bdd.limit - diagrams->bdd.count) / 2;
    }
    return true;
}

/* Pushes the arguments that have to be built before; false where there is none. */
static bool wait_for_arguments(struct diagrams *diagrams, uint32_t index) {
    const struct gate *gate = &diagrams->graph->gates[index];
    size_t before = diagrams->pending_count;
    for (size_t i = 0; i < gate->count; i++) {
        uint32_t argument = diagrams->graph->arguments[gate->first + i];
        if (diagrams->is_variable[argument] || diagrams->spent[argument] || diagrams->of_gate[argument] != NO_INDEX)
            continue;
        ARENA_APPEND(diagrams->arena, diagrams->pending, diagrams->pending_count, diagrams->pending_capacity, argument);
    }
    return diagrams->pending_count > before;
}

bool diagrams_build(struct diagrams *diagrams, uint32_t index) {
    diagrams->pending_count = 0;
    ARENA_APPEND(diagrams->arena, diagrams->pending, diagrams->pending_count, diagrams->pending_capacity, index);
    while (diagrams->pending_count > 0) {
        uint32_t gate = diagrams->pending[diagrams->pending_count - 1];
        bool done = diagrams->of_gate[gate] != NO_INDEX || diagrams->spent[gate];
        if (!done && wait_for_arguments(diagrams, gate))
            continue;
        if (!done && !build_diagram(diagrams, gate))
            return false;
        diagrams->pending_count--;
    }
    return !diagrams->spent[index];
}

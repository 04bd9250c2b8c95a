#include "engine/valuation/valuation.h"

#include "engine/valuation/budget.h"
#include "engine/valuation/values.h"

static bool *gates_with_diagram(const struct exact *valuation, bool *any) {
    bool *wanted = arena_alloc(valuation->arena, valuation->graph->gate_count, sizeof *wanted);
    for (uint32_t gate = 0; gate < valuation->graph->gate_count; gate++) {
        wanted[gate] = valuation->modules.rank[gate] != NO_INDEX && valuation->graph->gates[gate].kind > GATE_LEAF &&
                       !valuation->modules.is_separate[gate];
        *any = *any || wanted[gate];
    }
    return wanted;
}

struct exact exact_evaluate(const struct graph *graph, const uint32_t *roots, size_t root_count, size_t max_nodes,
                            const bool *kept, struct deadline *deadline, struct arena *arena, struct arena *scratch) {
    size_t count = graph->gate_count;
    bool any = false;
    struct exact valuation = {.graph = graph,
                              .modules = modules_find(graph, roots, root_count, arena, scratch),
                              .is_exact = arena_alloc(arena, count, sizeof(bool)),
                              .kept = kept,
                              .diagram_nodes = max_nodes,
                              .deadline = deadline,
                              .room = {.arena = scratch},
                              .arena = arena};
    valuation.wanted = gates_with_diagram(&valuation, &any);
    if (!any) {
        arena_release(arena, valuation.modules.by_rank, count, sizeof *valuation.modules.by_rank);
        valuation.modules.by_rank = NULL;
    }
    valuation.values[LOW] = valuation.values[HIGH] = arena_alloc(arena, count, sizeof(struct level));
    if (any) {
        contest_run(&valuation, roots, root_count, max_nodes, scratch);
    } else {
        valuation.diagrams = diagrams_new(graph, valuation.modules.is_module, valuation.modules.rank, 0, arena);
        values_compute(&valuation, 0);
    }
    return valuation;
}

void exact_revalue(struct exact *exact, const bool *forced) {
    exact->forced = forced;
    exact->diagrams.bdd.noted = 0;
    values_compute(exact, 0);
}

struct ends exact_ends(const struct exact *exact, uint32_t gate) {
    return (struct ends){.side = {exact->values[LOW][gate], exact->values[HIGH][gate]}, .exact = exact->is_exact[gate]};
}

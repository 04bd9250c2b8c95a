#include "engine/valuation/valuation.h"

#include "engine/valuation/budget.h"
#include "engine/valuation/values.h"

static bool *gates_with_diagram(const struct valuation *valuation, bool *any) {
    size_t count = valuation->graph->gate_count;
    bool *wanted = arena_alloc(valuation->arena, count, sizeof *wanted);
    for (uint32_t gate = 0; gate < count; gate++) {
        wanted[gate] = valuation->modules.rank[gate] != NO_INDEX && valuation->graph->gates[gate].kind > GATE_LEAF &&
                       !valuation->modules.is_separate[gate];
        *any = *any || wanted[gate];
    }
    return wanted;
}

/* Steps are short: a node is worth many of them. */
static size_t work_within(size_t max_nodes) {
    enum { STEPS_A_NODE = 100 };
    return max_nodes < SIZE_MAX / STEPS_A_NODE ? max_nodes * STEPS_A_NODE : SIZE_MAX;
}

struct valuation valuation_of(const struct valuing *valuing, struct arena *arena, struct arena *scratch) {
    size_t count = valuing->graph->gate_count;
    bool any = false;
    struct valuation valuation = {.graph = valuing->graph,
                                  .modules =
                                      modules_find(valuing->graph, valuing->roots, valuing->root_count, arena, scratch),
                                  .values.exact = arena_alloc(arena, count, sizeof(bool)),
                                  .kept = valuing->kept,
                                  .diagram_nodes = valuing->max_nodes,
                                  .work = work_within(valuing->max_nodes),
                                  .deadline = valuing->deadline,
                                  .room = {.arena = scratch},
                                  .arena = arena};
    valuation.wanted = gates_with_diagram(&valuation, &any);
    if (!any) {
        arena_release(arena, valuation.modules.by_rank, count, sizeof *valuation.modules.by_rank);
        valuation.modules.by_rank = NULL;
    }
    valuation.values.low = valuation.values.high = arena_alloc(arena, count, sizeof(struct level));
    if (any) {
        budget_spend(&valuation, valuing, scratch);
    } else {
        valuation.diagrams = values_open_diagrams(&valuation, 0, NULL);
        values_compute(&valuation, 0);
    }
    return valuation;
}

bool valuation_revalue(struct valuation *valuation, const bool *forced) {
    if (!valuation->first.low)
        values_keep_first(valuation);
    if (!values_afford_again(valuation))
        return false;
    valuation->forced = forced;
    valuation->diagrams->bdd.noted = 0;
    values_compute(valuation, 0);
    return true;
}

void valuation_restore(struct valuation *valuation) {
    valuation->forced = NULL;
    values_restore_first(valuation);
}

struct interval valuation_at_most_first(const struct valuation *valuation, uint32_t gate) {
    const struct level *best = valuation->first.low ? valuation->first.high : valuation->values.high;
    return (struct interval){.low = {0, 1}, .high = best[gate]};
}

struct interval valuation_interval(const struct valuation *valuation, uint32_t gate) {
    return interval_at(&valuation->values, gate);
}

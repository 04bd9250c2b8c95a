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

void valuation_revalue(struct valuation *valuation, const bool *forced) {
    if (!valuation->first.low)
        values_keep_first(valuation);
    valuation->forced = forced;
    if (!forced) {
        values_restore_first(valuation);
    } else if (!valuation->is_given_up) {
        valuation->diagrams->bdd.noted = 0;
        valuation->is_given_up = !values_afford_again(valuation);
        if (valuation->is_given_up)
            values_give_up(valuation);
        else
            values_compute(valuation, 0);
    }
}

struct interval valuation_interval(const struct valuation *valuation, uint32_t gate) {
    return interval_at(&valuation->values, gate);
}

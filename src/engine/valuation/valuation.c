#include "engine/valuation/valuation.h"

#include "base/work.h"

#include <assert.h>
#include <math.h>

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
enum { STEPS_A_NODE = 100 };

struct valuation valuation_open(const struct valuing *valuing, struct arena *arena, struct arena *scratch) {
    size_t count = valuing->graph->gate_count;
    bool any = false;
    struct valuation valuation = {.graph = valuing->graph,
                                  .modules =
                                      modules_find(valuing->graph, valuing->roots, valuing->root_count, arena, scratch),
                                  .values.exact = arena_alloc(arena, count, sizeof(bool)),
                                  .kept = valuing->kept,
                                  .order = ORDERINGS,
                                  .diagram_nodes = valuing->max_nodes,
                                  .work = work_for(valuing->max_nodes, STEPS_A_NODE),
                                  .deadline = valuing->deadline,
                                  .tracing = valuing->tracing,
                                  .room = {.arena = scratch},
                                  .arena = arena};
    valuation.wanted = gates_with_diagram(&valuation, &any);
    if (!any) {
        arena_release(arena, valuation.modules.by_rank, count, sizeof *valuation.modules.by_rank);
        valuation.modules.by_rank = NULL;
    }
    valuation.values.low = valuation.values.high = arena_alloc(arena, count, sizeof(struct level));
    return valuation;
}

bool valuation_needs_diagrams(const struct valuation *valuation) {
    return valuation->modules.by_rank;
}

bool valuation_has(const struct valuation *valuation, uint32_t gate) {
    bool is_awaited = !valuation->awaited || !valuation->wanted[gate] || valuation->awaited[gate];
    return valuation->modules.rank[gate] != NO_INDEX && is_awaited;
}

struct interval valuation_at_most_first(const struct valuation *valuation, uint32_t gate) {
    const struct level *best = valuation->first.low ? valuation->first.high : valuation->values.high;
    return (struct interval){.low = {0, 1}, .high = best[gate]};
}

struct interval valuation_interval(const struct valuation *valuation, uint32_t gate) {
    return interval_at(&valuation->values, gate);
}

static void check_level(struct level level) {
    static const long double ROUNDING = 1e-9L;
    assert(level.up >= 0 && level.down >= 0 && fabsl(level.up + level.down - 1) < ROUNDING);
}

void valuation_check(const struct valuation *valuation) {
    static const long double ROUNDING = 1e-9L; /* relative, where both ends were found in different ways */
    for (uint32_t gate = 0; gate < valuation->graph->gate_count; gate++) {
        if (!valuation_has(valuation, gate))
            continue;
        struct interval interval = valuation_interval(valuation, gate);
        check_level(interval.low);
        check_level(interval.high);
        assert(interval.low.up <= interval.high.up * (1 + ROUNDING));
        assert(interval.low.down * (1 + ROUNDING) >= interval.high.down);
        assert(!interval.exact || (interval.low.up == interval.high.up && interval.low.down == interval.high.down));
    }
}

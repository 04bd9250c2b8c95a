#include "engine/valuation/own_parts.h"

#include "engine/graph/build.h"
#include "engine/valuation/answers.h"
#include "engine/valuation/budget.h"

/* A whole figure counts for those who need the component: where nobody does, there is nothing to be derived. Returns
 * whether there is anywhere. */
static bool leave_needed_wholes(const struct slacalc_model *model, const struct scope *scope, struct own_level *own,
                                struct arena *temporary) {
    const bool *is_used = needs_named(&scope->needs, temporary);
    bool any = false;
    for (uint32_t c = 0; c < model->component_count; c++) {
        if (own[c].is_whole && !is_used[c]) {
            own[c].level = own[c].checked;
            own[c].figure = own[c].checked_figure;
            own[c].is_whole = false;
        }
        any |= scope->needed[c] && own[c].is_whole;
    }
    return any;
}

/* The gates of what components with whole figures need. */
static uint32_t *needs_of_leaves(const struct graph *graph, size_t *count, struct arena *arena) {
    uint32_t *gates = arena_alloc(arena, graph->leaf_count, sizeof *gates);
    for (size_t i = 0; i < graph->leaf_count; i++)
        if (graph->leaves[i].needs != NO_INDEX)
            gates[(*count)++] = graph->leaves[i].needs;
    return gates;
}

static void derive(const struct parts_sought *sought, struct own_level *own, struct arena *temporary) {
    size_t root_count = 0;
    const struct own_levels stated = {.model = sought->model, .basis = sought->basis, .derived = own};
    const struct building building = {
        .model = sought->model, .scope = sought->scope, .own = &stated, .parts = PARTS_SOUGHT};
    struct graph graph = graph_build(&building, temporary, temporary);
    const uint32_t *roots = needs_of_leaves(&graph, &root_count, temporary);
    const struct valuing valuing = {.graph = &graph,
                                    .roots = roots,
                                    .root_count = root_count,
                                    .counted_roots = root_count,
                                    .max_nodes = sought->max_nodes,
                                    .kept = arena_alloc(temporary, graph.gate_count, sizeof(bool)),
                                    .deadline = sought->deadline,
                                    .tracing = sought->tracing};
    const struct valuation valuation = valuation_of(&valuing, temporary, temporary);
    answers_trace(&valuation, sought->model, temporary);
    for (const struct leaf *leaf = graph.leaves; leaf < graph.leaves + graph.leaf_count; leaf++) {
        if (leaf->needs == NO_INDEX)
            continue;
        own[leaf->component].level = own_part(leaf->level, valuation.values.high[leaf->needs]);
        own[leaf->component].is_at_least = !valuation.values.exact[leaf->needs];
    }
}

static bool any_counts_whole(const struct slacalc_model *model, slacalc_basis basis) {
    for (uint32_t c = 0; c < model->component_count; c++)
        if (counts_whole(model, c, basis))
            return true;
    return false;
}

struct own_levels own_parts_of(const struct parts_sought *sought, struct arena *arena, struct arena *temporary) {
    const struct slacalc_model *model = sought->model;
    struct own_levels levels = {.model = model, .basis = sought->basis};
    if (!any_counts_whole(model, sought->basis))
        return levels;
    struct own_level *own = arena_alloc(arena, model->component_count, sizeof *own);
    for (uint32_t c = 0; c < model->component_count; c++)
        own[c] = stated_level_of(model, c, sought->basis);
    if (leave_needed_wholes(model, sought->scope, own, temporary))
        derive(sought, own, temporary);
    for (uint32_t c = 0; c < model->component_count; c++)
        if (model->components[c].down)
            own[c] = own_level_of(model, c, sought->basis);
    levels.derived = own;
    return levels;
}

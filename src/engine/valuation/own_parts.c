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

/* `settled` as in a building. */
static void derive(const struct parts_sought *sought, struct own_level *own, const bool *settled,
                   struct arena *temporary) {
    size_t root_count = 0;
    const struct own_levels stated = {.model = sought->model, .basis = sought->basis, .derived = own};
    const struct building building = {
        .model = sought->model, .scope = sought->scope, .own = &stated, .parts = PARTS_SOUGHT, .settled = settled};
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

/* ---- Members of groups ----
 *
 * A common cause is a share of the own parts of the members of its group: where these have whole figures, what needs a
 * member is derived after all of them. The own part of a member itself is found without the cause of its own group.
 */

struct layering {
    const struct slacalc_model *model;
    const struct needs *needs;
    const struct own_level *own;
    struct common_groups groups;
    uint32_t *layer; /* by component: how many layers of groups are below it */
    uint32_t *above; /* by group: the layer above all of its members with whole figures; 0 where it has none */
};

static uint32_t layer_above(const struct layering *layering, uint32_t component, uint32_t below) {
    uint32_t group = layering->groups.of_component[below], least = layering->layer[below];
    if (group == NO_INDEX || group == layering->groups.of_component[component])
        return least;
    return layering->above[group] > least ? layering->above[group] : least;
}

/* Returns whether something has moved to a higher layer. */
static bool raise_component(struct layering *layering, uint32_t component) {
    const struct needs *needs = layering->needs;
    uint32_t before = layering->layer[component], layer = before, group = layering->groups.of_component[component];
    for (uint32_t i = needs->starts[component]; i < needs->starts[component + 1]; i++) {
        uint32_t least = layer_above(layering, component, needs->items[i].component);
        layer = least > layer ? least : layer;
    }
    layering->layer[component] = layer;
    bool is_first = group != NO_INDEX && layering->own[component].is_whole && layering->above[group] <= layer;
    if (is_first)
        layering->above[group] = layer + 1;
    return is_first || layer > before;
}

/* Returns the highest layer. Groups that stand above one another in a circle end after as many rounds as there are
 * groups. */
static uint32_t find_layers(struct layering *layering) {
    uint32_t highest = 0;
    bool goes_on = true;
    for (size_t round = 0; goes_on && round <= layering->groups.count; round++) {
        goes_on = false;
        for (size_t place = 0; place < layering->model->component_count; place++) {
            uint32_t component = layering->model->order[place];
            goes_on |= raise_component(layering, component);
            highest = layering->layer[component] > highest ? layering->layer[component] : highest;
        }
    }
    return highest;
}

static void derive_by_layers(const struct parts_sought *sought, struct own_level *own, struct arena *temporary) {
    size_t count = sought->model->component_count;
    if (!may_have_groups(sought->model)) {
        derive(sought, own, NULL, temporary);
        return;
    }
    struct layering layering = {.model = sought->model,
                                .needs = &sought->scope->needs,
                                .own = own,
                                .groups = common_groups_of(sought->model, NULL, temporary),
                                .layer = arena_alloc(temporary, count, sizeof *layering.layer)};
    layering.above = arena_alloc(temporary, layering.groups.count, sizeof *layering.above);
    bool *settled = arena_alloc(temporary, count, sizeof *settled);
    uint32_t highest = find_layers(&layering);
    for (uint32_t round = 0; round <= highest; round++) {
        for (uint32_t c = 0; c < count; c++)
            settled[c] = layering.groups.of_component[c] != NO_INDEX && layering.layer[c] < round;
        derive(sought, own, settled, temporary);
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
        derive_by_layers(sought, own, temporary);
    for (uint32_t c = 0; c < model->component_count; c++)
        if (model->components[c].down)
            own[c] = own_level_of(model, c, sought->basis);
    levels.derived = own;
    return levels;
}

#include "engine/valuation/kept_model.h"

#include "engine/graph/build.h"
#include "engine/valuation/budget.h"
#include "engine/valuation/own_parts.h"

#include <string.h>

static struct graph build(const struct slacalc_model *model, const struct scope *scope, const slacalc_options *options,
                          struct deadline *deadline, struct arena *arena) {
    const struct parts_sought sought = {
        .model = model, .scope = scope, .basis = options->basis, .max_nodes = options->max_nodes, .deadline = deadline};
    const struct own_levels own = own_parts_of(&sought, arena, arena);
    const struct building building = {.model = model, .scope = scope, .own = &own};
    return graph_build(&building, arena, arena);
}

void kept_model_open(struct kept_model *kept, const struct slacalc_model *model, const slacalc_options *options,
                     struct deadline *deadline, struct arena *arena) {
    kept->arena = arena;
    kept->scope = scope_of(model, options->basis, false, arena);
    kept->graph = build(model, &kept->scope, options, deadline, arena);
    size_t count = kept->scope.service_count;
    uint32_t *roots = arena_alloc(arena, count, sizeof *roots);
    for (size_t i = 0; i < count; i++)
        roots[i] = kept->graph.judged[kept->scope.services[i]];
    const struct valuing valuing = {.graph = &kept->graph,
                                    .roots = roots,
                                    .root_count = count,
                                    .max_nodes = options->max_nodes,
                                    .deadline = deadline};
    kept->valuation = valuation_of(&valuing, arena, arena);
    kept->scaled = scaled_new(&kept->valuation, arena);
}

bool kept_model_shows(struct kept_model *kept, uint32_t root) {
    return kept->valuation.values.exact[root] && scaled_take(&kept->scaled, root);
}

/* ---- Another model with the same graph ---- */

static bool has_same_gates(const struct graph *a, const struct graph *b) {
    if (a->gate_count != b->gate_count || a->argument_count != b->argument_count)
        return false;
    for (size_t i = 0; i < a->gate_count; i++) {
        const struct gate *one = &a->gates[i], *other = &b->gates[i];
        if (one->kind != other->kind || one->first != other->first || one->count != other->count ||
            one->at_least != other->at_least)
            return false;
    }
    return a->argument_count == 0 || memcmp(a->arguments, b->arguments, a->argument_count * sizeof *a->arguments) == 0;
}

/* Where the ages of outages are told apart, more than levels may differ. */
static bool has_same_leaves(const struct graph *a, const struct graph *b) {
    if (a->leaf_count != b->leaf_count || a->tie_count != b->tie_count || a->phase_count + b->phase_count > 0)
        return false;
    for (size_t i = 0; i < a->leaf_count; i++) {
        const struct leaf *one = &a->leaves[i], *other = &b->leaves[i];
        if (one->component != other->component || one->requirement != other->requirement ||
            one->chance != other->chance || one->tie != other->tie)
            return false;
    }
    for (size_t i = 0; i < a->tie_count; i++) {
        const struct tie *one = &a->ties[i], *other = &b->ties[i];
        if (one->role != other->role || one->fewer != other->fewer || one->group_cause != other->group_cause ||
            one->own_cause != other->own_cause)
            return false;
    }
    return true;
}

static bool has_same_services(const struct kept_model *kept, const struct scope *scope, const struct graph *graph) {
    if (scope->service_count != kept->scope.service_count)
        return false;
    for (size_t i = 0; i < scope->service_count; i++) {
        uint32_t service = kept->scope.services[i];
        if (scope->services[i] != service || graph->judged[service] != kept->graph.judged[service])
            return false;
    }
    return true;
}

/* Of a leaf with other replicas: as much work as diagrams of the whole budget would be. */
static bool can_afford_leaves(const struct graph *graph, size_t most) {
    for (const struct leaf *leaf = graph->leaves; leaf < graph->leaves + graph->leaf_count; leaf++)
        if (leaf_steps(graph, leaf) > most)
            return false;
    return true;
}

bool kept_model_take(struct kept_model *kept, const struct slacalc_model *variant, const slacalc_options *options,
                     struct deadline *deadline) {
    if (variant->hours_count > 0)
        return false;
    struct arena *scratch = arena_open(kept->arena);
    const struct scope scope = scope_of(variant, options->basis, false, scratch);
    const struct graph graph = build(variant, &scope, options, deadline, scratch);
    bool is_same = has_same_services(kept, &scope, &graph) && has_same_gates(&kept->graph, &graph) &&
                   has_same_leaves(&kept->graph, &graph) && can_afford_leaves(&graph, options->max_nodes);
    for (size_t i = 0; is_same && i < graph.leaf_count; i++)
        kept->graph.leaves[i] = graph.leaves[i];
    for (size_t i = 0; is_same && i < graph.tie_count; i++)
        kept->graph.ties[i] = graph.ties[i];
    arena_close(scratch);
    return is_same;
}

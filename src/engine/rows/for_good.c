#include "engine/rows/for_good.h"

#include "base/work.h"
#include "engine/graph/build.h"
#include "engine/valuation/budget.h"

/* Some seconds: what somebody asked for may take as much. */
enum { FOR_GOOD_WORK = 200000000, STEPS_A_GATE = 200 };

struct for_good for_good_new(const struct figures *figures, size_t max_nodes) {
    return (struct for_good){.figures = figures, .max_nodes = max_nodes, .work = FOR_GOOD_WORK};
}

static const struct leaf *leaf_of(const struct for_good *for_good, uint32_t gate) {
    const struct graph *graph = for_good->figures->graph;
    return &graph->leaves[graph->gates[gate].first];
}

/* The members of the group whose common cause the leaf is; one component where it is of that. */
static const uint32_t *parts_of(const struct for_good *for_good, const struct leaf *leaf, size_t *count) {
    const struct graph *graph = for_good->figures->graph;
    const struct slacalc_model *model = for_good->figures->model;
    *count = 0;
    if (leaf->component != NO_INDEX) {
        *count = 1;
        return &leaf->component;
    }
    if (leaf->chance != CHANCE_CAUSE)
        return NULL;
    uint32_t member = model->requirements[model->requirements[leaf->requirement].part].component;
    const struct common_group *group = &graph->groups.groups[graph->groups.of_component[member]];
    *count = group->count;
    return &graph->groups.members[group->first];
}

bool for_good_counts(const struct for_good *for_good, uint32_t gate) {
    const bool *is_switched = for_good->figures->graph->is_switched;
    size_t count;
    const uint32_t *parts = parts_of(for_good, leaf_of(for_good, gate), &count);
    for (size_t i = 0; i < count && is_switched; i++)
        if (is_switched[parts[i]])
            return true;
    return false;
}

bool for_good_is_down(const struct for_good *for_good, uint32_t gate) {
    return leaf_of(for_good, gate)->level.up <= 0;
}

bool for_good_starts(const struct for_good *for_good, uint32_t component) {
    const struct figures *figures = for_good->figures;
    const bool *is_switched = figures->graph->is_switched;
    return is_switched && is_switched[component] && own_level_at(figures->own, component).level.up <= 0;
}

/* The levels of all components, with another one of some. */
static struct own_levels levels_with(const struct for_good *for_good, const uint32_t *parts, size_t count,
                                     struct level own, struct arena *arena) {
    const struct figures *figures = for_good->figures;
    struct own_levels levels = *figures->own;
    struct own_level *derived = arena_alloc(arena, figures->model->component_count, sizeof *derived);
    for (uint32_t c = 0; c < figures->model->component_count; c++)
        derived[c] = own_level_at(figures->own, c);
    for (size_t i = 0; i < count; i++)
        derived[parts[i]].level = derived[parts[i]].checked = own;
    levels.derived = derived;
    return levels;
}

/* Of a service that is the only one of the scope. */
static struct interval value_alone(const struct for_good *for_good, const struct scope *scope,
                                   const struct own_levels *levels, struct arena *scratch, struct arena *temporary) {
    const struct figures *figures = for_good->figures;
    const struct building building = {.model = figures->model, .scope = scope, .own = levels};
    struct graph graph = graph_build(&building, scratch, temporary);
    const uint32_t root = graph.judged[scope->services[0]];
    const struct valuing valuing = {.graph = &graph,
                                    .roots = &root,
                                    .root_count = 1,
                                    .counted_roots = 1,
                                    .max_nodes = for_good->max_nodes,
                                    .deadline = figures->valuation->deadline};
    struct valuation valuation = valuation_of(&valuing, scratch, scratch), none = {.graph = NULL};
    if (figures->model->hours_count == 0)
        return valuation_interval(&valuation, root);
    struct timed_input input = {.model = figures->model,
                                .scope = scope,
                                .graph = &graph,
                                .valuation = &valuation,
                                .undegraded = &none,
                                .max_nodes = valuation.diagram_nodes,
                                .deadline = figures->valuation->deadline,
                                .arena = scratch,
                                .temporary = temporary};
    struct timed timed = timed_evaluate(&input);
    const struct timed_service *service = timed_service_at(&timed, 0);
    return service ? service->availability : valuation_interval(&valuation, root);
}

static bool level_where(struct for_good *for_good, size_t index, const uint32_t *parts, size_t count, struct level own,
                        struct level *found) {
    const struct figures *figures = for_good->figures;
    size_t steps = work_for(figures->graph->gate_count, STEPS_A_GATE);
    if (!work_take(&for_good->work, steps) || deadline_is_over(figures->valuation->deadline))
        return false;
    struct arena *scratch = arena_open(figures->scratch), *temporary = arena_open(scratch);
    struct scope scope = *figures->scope;
    scope.services = &figures->scope->services[index];
    scope.service_count = 1;
    const struct own_levels levels = levels_with(for_good, parts, count, own, scratch);
    struct interval level = value_alone(for_good, &scope, &levels, scratch, temporary);
    *found = level.low;
    arena_close(temporary);
    arena_close(scratch);
    return level.exact;
}

bool for_good_level_of(struct for_good *for_good, size_t index, uint32_t component, struct level own,
                       struct level *found) {
    return level_where(for_good, index, &component, 1, own, found);
}

bool for_good_level(struct for_good *for_good, size_t index, uint32_t gate, struct level own, struct level *found) {
    size_t count;
    const uint32_t *parts = parts_of(for_good, leaf_of(for_good, gate), &count);
    return level_where(for_good, index, parts, count, own, found);
}

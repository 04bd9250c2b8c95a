#include "engine/rows/fault_tree.h"

#include "base/work.h"
#include "engine/graph/beta_factor.h"
#include "engine/graph/k_of_n.h"

enum { EVENTS_MAX = 100 };

/* Whether some requirement says how long outages last. Recurses as deep as requirements nest, which is limited. */
static bool says_spans(const struct slacalc_model *model, uint32_t first) {
    for (uint32_t r = first; r != NO_INDEX; r = model->requirements[r].next)
        if (model->requirements[r].spans != NO_INDEX ||
            (model->requirements[r].kind != SLACALC_NEED_COMPONENT && says_spans(model, model->requirements[r].part)))
            return true;
    return false;
}

/* By component, whether it is in a cycle or tells ages of outages apart, which have one event in a fault tree, or needs
 * such a one. */
static const bool *leads_beyond(const struct figures *figures) {
    const struct slacalc_model *model = figures->model;
    const struct needs *needs = &figures->scope->needs;
    bool *leads = arena_alloc(figures->scratch, model->component_count, sizeof *leads);
    for (size_t i = 0; i < model->cycle_count; i++)
        for (uint32_t m = 0; m < model->cycles[i].count; m++)
            leads[model->order[model->cycles[i].first + m]] = true;
    for (size_t i = 0; i < model->component_count; i++) {
        uint32_t component = model->order[i];
        leads[component] |= model->span_count > 0 && says_spans(model, model->components[component].requirements);
        for (uint32_t n = needs->starts[component]; n < needs->starts[component + 1]; n++)
            leads[component] |= leads[needs->items[n].component];
    }
    return leads;
}

size_t service_beyond_fault_trees(const struct row_maker *maker) {
    const struct figures *figures = maker->figures;
    bool may_lead = figures->model->cycle_count > 0 || figures->model->span_count > 0;
    const bool *leads = may_lead ? leads_beyond(figures) : NULL;
    for (size_t i = 0; i < maker->result->service_count; i++) {
        const slacalc_service *service = &maker->result->services[i];
        if (service->coverage < 1 || (leads && leads[figures->scope->services[i]]))
            return i;
    }
    return SLACALC_NONE;
}

void note_groups(struct row_maker *maker) {
    const struct graph *graph = maker->figures->graph;
    struct slacalc_result *result = maker->result;
    size_t count = graph->groups.count;
    if (count == 0)
        return;
    size_t *group_of = arena_alloc(&result->arena, result->component_count, sizeof *group_of);
    slacalc_level *causes = arena_alloc(&result->arena, count, sizeof *causes);
    for (size_t i = 0; i < count; i++)
        causes[i] = level_row(maker->figures->valuation->values.low[graph->causes[i]]);
    for (size_t c = 0; c < maker->figures->model->component_count; c++) {
        if (maker->row_of[c] == NO_INDEX)
            continue;
        uint32_t group = graph->groups.of_component[c];
        group_of[maker->row_of[c]] = group == NO_INDEX || causes[group].down <= 0 ? SLACALC_NONE : group;
    }
    result->group_of = group_of;
    result->group_cause = causes;
    result->group_count = count;
}

/* All replicas, without the cause that they have in common with the other members of their group. */
static struct level level_of_all(const struct slacalc_result *result, size_t index, struct level level,
                                 uint32_t replicas, uint32_t quorum, struct level beta) {
    struct level all = k_of_n_with_cause(level, replicas, quorum, beta);
    if (!result->group_of || result->group_of[index] == SLACALC_NONE)
        return all;
    return beside_cause(all, level_from_row(result->group_cause[result->group_of[index]]));
}

/* A whole figure is one of all replicas together. */
struct replica_events replica_events_of(const struct slacalc_result *result, size_t index, bool checked,
                                        size_t *steps_left) {
    const slacalc_component *component = &result->components[index];
    bool is_whole = component->has_whole && !checked, across = is_across(result, component) && !is_whole;
    bool in_group = result->group_of && result->group_of[index] != SLACALC_NONE && !across;
    uint32_t replicas = is_whole ? 1 : (uint32_t)component->replicas,
             quorum = is_whole ? 1 : (uint32_t)component->quorum;
    struct level level = level_from_row(checked ? component->checked : component->own);
    struct level beta = {is_whole || replicas == 1 ? 0 : component->beta, 0};
    beta.down = 1 - beta.up;
    struct replica_events events = {replicas, quorum, .is_one = !across && (replicas > EVENTS_MAX || in_group)};
    if (events.is_one && !in_group && !work_take(steps_left, k_of_n_replicas_steps(replicas)))
        events.is_one = false;
    if (events.is_one) {
        events.down = level_row(level_of_all(result, index, level, replicas, quorum, beta)).down;
        return events;
    }
    events.cause = level_row(cause_of(level, beta)).down;
    events.down = level_row(without_cause(level, beta)).down;
    return events;
}

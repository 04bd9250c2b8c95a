#include "engine/rows/fault_tree.h"

#include "base/work.h"
#include "engine/graph/k_of_n.h"

enum { EVENTS_MAX = 100 };

/* By component, whether it is in a cycle or needs one. */
static const bool *leads_to_cycle(const struct figures *figures) {
    const struct slacalc_model *model = figures->model;
    const struct needs *needs = &figures->scope->needs;
    bool *leads = arena_alloc(figures->scratch, model->component_count, sizeof *leads);
    for (size_t i = 0; i < model->cycle_count; i++)
        for (uint32_t m = 0; m < model->cycles[i].count; m++)
            leads[model->order[model->cycles[i].first + m]] = true;
    for (size_t i = 0; i < model->component_count; i++) {
        uint32_t component = model->order[i];
        for (uint32_t n = needs->starts[component]; n < needs->starts[component + 1]; n++)
            leads[component] |= leads[needs->items[n].component];
    }
    return leads;
}

size_t service_beyond_fault_trees(const struct row_maker *maker) {
    const struct figures *figures = maker->figures;
    const bool *cyclic = figures->model->cycle_count > 0 ? leads_to_cycle(figures) : NULL;
    for (size_t i = 0; i < maker->result->service_count; i++) {
        const slacalc_service *service = &maker->result->services[i];
        if (service->coverage < 1 || (cyclic && cyclic[figures->scope->services[i]]))
            return i;
    }
    return SLACALC_NONE;
}

struct replica_events replica_events_of(slacalc_level level, size_t replicas, size_t quorum, size_t *steps_left) {
    struct replica_events events = {replicas, quorum, .is_one = replicas > EVENTS_MAX, .down = level.down};
    if (events.is_one && !work_take(steps_left, k_of_n_replicas_steps((uint32_t)replicas)))
        events.is_one = false;
    if (events.is_one)
        events.down = level_row(k_of_n_replicas(level_from_row(level), (uint32_t)replicas, (uint32_t)quorum)).down;
    return events;
}

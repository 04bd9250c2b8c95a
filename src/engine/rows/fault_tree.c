#include "engine/rows/fault_tree.h"

/* By component: it is in a cycle, or needs one. */
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
        if (cyclic && cyclic[figures->scope->services[i]])
            return i;
        for (size_t s = 0; s < service->slice_count; s++)
            if (service->slices[s].uncovered_count > 0)
                return i;
    }
    return SLACALC_NONE;
}

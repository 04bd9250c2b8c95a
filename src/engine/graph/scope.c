#include "engine/graph/scope.h"

#include "model/own_level.h"

static bool promises_anything(const struct slacalc_model *model, uint32_t component, slacalc_basis basis) {
    if (!states_whole(model, component))
        return false;
    const struct own_level own = own_level_of(model, component, basis);
    const struct attribute *found[SLACALC_REQUIRED];
    return promises_to_check(model, component, &own, found) > 0;
}

/* Who needs one component of a cycle needs all of it. */
static void spread_need(const struct slacalc_model *model, const struct cycle *cycle, bool *needed) {
    bool any = false;
    for (uint32_t m = 0; m < cycle->count; m++)
        any |= needed[model->order[cycle->first + m]];
    for (uint32_t m = 0; m < cycle->count && any; m++)
        needed[model->order[cycle->first + m]] = true;
}

/* A component of a cycle is depended on by the others, which says nothing: what counts is need from outside. */
static void mark_depended_on(const struct slacalc_model *model, const struct needs *needs, bool *depended_on,
                             struct arena *arena) {
    uint32_t *cycle_of = arena_alloc(arena, model->component_count, sizeof *cycle_of); /* 0 outside of cycles */
    for (uint32_t i = 0; i < model->cycle_count; i++)
        for (uint32_t m = 0; m < model->cycles[i].count; m++)
            cycle_of[model->order[model->cycles[i].first + m]] = i + 1;
    for (uint32_t c = 0; c < model->component_count; c++)
        for (uint32_t n = needs->starts[c]; n < needs->starts[c + 1]; n++) {
            uint32_t named = needs->items[n].component;
            depended_on[named] |= cycle_of[c] == 0 || cycle_of[named] != cycle_of[c];
        }
    for (size_t i = 0; i < model->cycle_count; i++)
        spread_need(model, &model->cycles[i], depended_on);
}

static void mark_implied_services(const struct slacalc_model *model, const struct needs *needs, slacalc_basis basis,
                                  struct arena *arena, bool *service) {
    size_t count = 0;
    bool *depended_on = arena_alloc(arena, model->component_count, sizeof *depended_on);
    mark_depended_on(model, needs, depended_on, arena);
    for (uint32_t c = 0; c < model->component_count; c++) {
        bool top = model->components[c].requirements != NO_INDEX && !depended_on[c];
        service[c] = top || promises_anything(model, c, basis);
        count += service[c];
    }
    for (uint32_t c = 0; count == 0 && c < model->component_count; c++)
        service[c] = !model->components[c].absent;
}

static void add_service(struct scope *scope, bool *listed, uint32_t component) {
    if (!listed[component])
        scope->services[scope->service_count++] = component;
    listed[component] = true;
}

static void list_services(const struct slacalc_model *model, slacalc_basis basis, bool promising_only,
                          struct scope *scope, struct arena *arena) {
    size_t count = model->component_count;
    bool *wanted = arena_alloc(arena, count, sizeof *wanted), *listed = arena_alloc(arena, count, sizeof *listed);
    scope->services = arena_alloc(arena, count, sizeof *scope->services);
    for (size_t i = 0; i < model->selected_count; i++)
        if (!promising_only || promises_anything(model, model->selected[i], basis))
            add_service(scope, listed, model->selected[i]);
    if (model->selected_count == 0 && promising_only)
        for (uint32_t c = 0; c < count; c++)
            wanted[c] = promises_anything(model, c, basis);
    else if (model->selected_count == 0)
        mark_implied_services(model, &scope->needs, basis, arena, wanted);
    for (size_t i = 0; i < model->required_count; i++)
        wanted[model->required[i].component] = true;
    for (uint32_t c = 0; c < count; c++)
        if (wanted[c])
            add_service(scope, listed, c);
}

struct scope scope_of(const struct slacalc_model *model, slacalc_basis basis, bool promising_only,
                      struct arena *arena) {
    struct scope scope = {.needs = needs_of(model, arena),
                          .needed = arena_alloc(arena, model->component_count, sizeof(bool))};
    list_services(model, basis, promising_only, &scope, arena);
    struct needs_search search = needs_search_new(&scope.needs, NULL, arena);
    needs_search_begin(&search);
    for (size_t i = 0; i < scope.service_count; i++)
        needs_search_meet(&search, scope.services[i]);
    needs_search_follow(&search, NEEDS_ANY);
    for (size_t i = 0; i < search.count; i++)
        scope.needed[search.found[i]] = true;
    return scope;
}

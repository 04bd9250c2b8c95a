#include "engine/graph/scope.h"

#include "model/own_level.h"

static bool states_promise(const struct slacalc_model *model, uint32_t component) {
    uint32_t i = model->components[component].attributes;
    while (i != NO_INDEX && (model->attributes[i].key < KEY_SLA || model->attributes[i].key > KEY_OBJECTIVE))
        i = model->attributes[i].next;
    return i != NO_INDEX;
}

static bool promises_anything(const struct slacalc_model *model, uint32_t component, slacalc_basis basis) {
    if (!states_promise(model, component))
        return false;
    struct own_level own = own_level_of(model, component, basis);
    return promise_to_check(model, component, KEY_SLA, &own) || promise_to_check(model, component, KEY_OLA, &own) ||
           promise_to_check(model, component, KEY_OBJECTIVE, &own);
}

/* Calls nothing: marks every component that the requirements from `first` on name, whatever they nest. */
static void mark_named(const struct slacalc_model *model, uint32_t first, bool *marked) {
    for (uint32_t r = first; r != NO_INDEX; r = model->requirements[r].next) {
        if (model->requirements[r].kind == SLACALC_NEED_COMPONENT)
            marked[model->requirements[r].component] = true;
        else
            mark_named(model, model->requirements[r].part, marked);
    }
}

static void mark_promising_services(const struct slacalc_model *model, slacalc_basis basis, bool *service) {
    for (uint32_t c = 0; c < model->component_count; c++)
        service[c] = promises_anything(model, c, basis);
}

/* Who needs one component of a cycle needs all of it. */
static void spread_need(const struct slacalc_model *model, const struct cycle *cycle, bool *needed) {
    bool any = false;
    for (uint32_t m = 0; m < cycle->count; m++)
        any |= needed[model->order[cycle->first + m]];
    for (uint32_t m = 0; m < cycle->count && any; m++)
        needed[model->order[cycle->first + m]] = true;
}

/* Marks what the components of a cycle need outside of it; a mark of its own components that was there stays. */
static void mark_needed_by_cycle(const struct slacalc_model *model, const struct cycle *cycle, bool *marked,
                                 struct arena *arena) {
    const uint32_t *members = &model->order[cycle->first];
    bool *before = arena_alloc(arena, cycle->count, sizeof *before);
    for (uint32_t m = 0; m < cycle->count; m++)
        before[m] = marked[members[m]];
    for (uint32_t m = 0; m < cycle->count; m++)
        mark_named(model, model->components[members[m]].requirements, marked);
    for (uint32_t m = 0; m < cycle->count; m++)
        marked[members[m]] = before[m];
}

/* A component of a cycle is depended on by the others, which says nothing: what counts is need from outside. */
static void mark_depended_on(const struct slacalc_model *model, bool *depended_on, struct arena *arena) {
    bool *in_cycle = arena_alloc(arena, model->component_count, sizeof *in_cycle);
    for (size_t i = 0; i < model->cycle_count; i++)
        for (uint32_t m = 0; m < model->cycles[i].count; m++)
            in_cycle[model->order[model->cycles[i].first + m]] = true;
    for (uint32_t c = 0; c < model->component_count; c++)
        if (!in_cycle[c])
            mark_named(model, model->components[c].requirements, depended_on);
    for (size_t i = 0; i < model->cycle_count; i++)
        mark_needed_by_cycle(model, &model->cycles[i], depended_on, arena);
    for (size_t i = 0; i < model->cycle_count; i++)
        spread_need(model, &model->cycles[i], depended_on);
}

static void mark_implied_services(const struct slacalc_model *model, slacalc_basis basis, struct arena *arena,
                                  bool *service) {
    size_t count = 0;
    bool *depended_on = arena_alloc(arena, model->component_count, sizeof *depended_on);
    mark_depended_on(model, depended_on, arena);
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
        mark_promising_services(model, basis, wanted);
    else if (model->selected_count == 0)
        mark_implied_services(model, basis, arena, wanted);
    for (size_t i = 0; i < model->required_count; i++)
        wanted[model->required[i].component] = true;
    for (uint32_t c = 0; c < count; c++)
        if (wanted[c])
            add_service(scope, listed, c);
}

struct scope scope_of(const struct slacalc_model *model, slacalc_basis basis, bool promising_only,
                      struct arena *arena) {
    struct scope scope = {.needed = arena_alloc(arena, model->component_count, sizeof(bool))};
    list_services(model, basis, promising_only, &scope, arena);
    for (size_t i = 0; i < scope.service_count; i++)
        scope.needed[scope.services[i]] = true;
    for (size_t i = model->component_count; i-- > 0;) {
        uint32_t c = model->order[i];
        const struct cycle *entered = model_cycle_ending(model, i);
        if (entered)
            spread_need(model, entered, scope.needed);
        if (scope.needed[c])
            mark_named(model, model->components[c].requirements, scope.needed);
    }
    return scope;
}

#include "engine/scope.h"

enum { FIGURES = 5 };

/* The first figure that a component has counts; MTBF stands for itself and MTTR. */
static const enum attribute_key orders[][FIGURES] = {
    [SLACALC_BASIS_SLO] = {KEY_SLO, KEY_MEASURED, KEY_MTBF, KEY_OLA, KEY_SLA},
    [SLACALC_BASIS_MEASURED] = {KEY_MEASURED, KEY_MTBF, KEY_SLO, KEY_OLA, KEY_SLA},
    [SLACALC_BASIS_SLA] = {KEY_SLA, KEY_OLA, KEY_SLO, KEY_MEASURED, KEY_MTBF},
};

static slacalc_figure figure_of(enum attribute_key key) {
    switch (key) {
    case KEY_SLO:
        return SLACALC_FIGURE_SLO;
    case KEY_MEASURED:
        return SLACALC_FIGURE_MEASURED;
    case KEY_MTBF:
        return SLACALC_FIGURE_MTBF;
    case KEY_OLA:
        return SLACALC_FIGURE_OLA;
    case KEY_SLA:
        return SLACALC_FIGURE_SLA;
    default:
        return SLACALC_FIGURE_NONE;
    }
}

struct level level_of_repair(const struct slacalc_model *model, uint32_t component,
                             const struct attribute *time_between) {
    long double up = time_between->seconds, down = model_attribute(model, component, KEY_MTTR)->seconds;
    return (struct level){up / (up + down), down / (up + down)};
}

struct own_level own_level_of(const struct slacalc_model *model, uint32_t component, slacalc_basis basis) {
    const struct component *self = &model->components[component];
    struct own_level own = {.level = {1, 0}, .figure = SLACALC_FIGURE_NONE};
    for (size_t i = 0; i < FIGURES && !own.has_taken_key; i++) {
        enum attribute_key key = orders[basis][i];
        if (self->requirements != NO_INDEX && (key == KEY_SLA || key == KEY_OLA))
            continue; /* with dependencies they speak of the whole */
        const struct attribute *found = model_attribute(model, component, key);
        if (!found)
            continue;
        own = (struct own_level){.level = key == KEY_MTBF ? level_of_repair(model, component, found) : found->level,
                                 .figure = figure_of(key),
                                 .taken_key = key,
                                 .has_taken_key = true};
    }
    if (self->down) {
        own.level = (struct level){0, 1};
        own.figure = SLACALC_FIGURE_DOWN;
    }
    return own;
}

const struct attribute *promise_to_check(const struct slacalc_model *model, uint32_t component, enum attribute_key key,
                                         const struct own_level *own) {
    return own->has_taken_key && own->taken_key == key ? NULL : model_attribute(model, component, key);
}

static bool promises_anything(const struct slacalc_model *model, uint32_t component, slacalc_basis basis) {
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

static void mark_implied_services(const struct slacalc_model *model, slacalc_basis basis, const bool *depended_on,
                                  bool *service) {
    size_t count = 0;
    for (uint32_t c = 0; c < model->component_count; c++) {
        bool top = model->components[c].requirements != NO_INDEX && !depended_on[c];
        service[c] = top || promises_anything(model, c, basis);
        count += service[c];
    }
    for (uint32_t c = 0; count == 0 && c < model->component_count; c++)
        service[c] = true;
}

static void add_service(struct scope *scope, bool *listed, uint32_t component) {
    if (!listed[component])
        scope->services[scope->service_count++] = component;
    listed[component] = true;
}

static void list_services(const struct slacalc_model *model, slacalc_basis basis, struct scope *scope,
                          struct arena *arena) {
    size_t count = model->component_count;
    bool *wanted = arena_alloc(arena, count, sizeof *wanted), *listed = arena_alloc(arena, count, sizeof *listed);
    scope->services = arena_alloc(arena, count, sizeof *scope->services);
    for (size_t i = 0; i < model->selected_count; i++)
        add_service(scope, listed, model->selected[i]);
    if (model->selected_count == 0) {
        bool *depended_on = arena_alloc(arena, count, sizeof *depended_on);
        for (uint32_t c = 0; c < count; c++)
            mark_named(model, model->components[c].requirements, depended_on);
        mark_implied_services(model, basis, depended_on, wanted);
    }
    for (size_t i = 0; i < model->required_count; i++)
        wanted[model->required[i].component] = true;
    for (uint32_t c = 0; c < count; c++)
        if (wanted[c])
            add_service(scope, listed, c);
}

struct scope scope_of(const struct slacalc_model *model, slacalc_basis basis, struct arena *arena) {
    struct scope scope = {.needed = arena_alloc(arena, model->component_count, sizeof(bool))};
    list_services(model, basis, &scope, arena);
    for (size_t i = 0; i < scope.service_count; i++)
        scope.needed[scope.services[i]] = true;
    for (size_t i = model->component_count; i-- > 0;) {
        uint32_t c = model->order[i];
        if (scope.needed[c])
            mark_named(model, model->components[c].requirements, scope.needed);
    }
    return scope;
}

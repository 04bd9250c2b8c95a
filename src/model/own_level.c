#include "model/own_level.h"

#include "model/repair.h"

#include <limits.h>

/* Of the figures that a component has, the one with the lowest rank counts; MTBF stands for itself and MTTR. Own
 * figures stand before whole ones by the bases slo and measured, but not by the basis sla. */
static const unsigned char ranks[][KEY_OBJECTIVE + 1] = {
    [SLACALC_BASIS_SLO] =
        {[KEY_SLO] = 1, [KEY_MEASURED] = 2, [KEY_MTBF] = 3, [KEY_OBJECTIVE] = 4, [KEY_OLA] = 5, [KEY_SLA] = 6},
    [SLACALC_BASIS_MEASURED] =
        {[KEY_MEASURED] = 1, [KEY_MTBF] = 2, [KEY_SLO] = 3, [KEY_OBJECTIVE] = 4, [KEY_OLA] = 5, [KEY_SLA] = 6},
    [SLACALC_BASIS_SLA] =
        {[KEY_SLA] = 1, [KEY_OLA] = 2, [KEY_SLO] = 3, [KEY_MEASURED] = 4, [KEY_MTBF] = 5, [KEY_OBJECTIVE] = 6},
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
    case KEY_OBJECTIVE:
        return SLACALC_FIGURE_OBJECTIVE;
    default:
        return SLACALC_FIGURE_NONE;
    }
}

/* Recurses as deep as requirements nest, which the document layer limits. */
static bool names_something(const struct slacalc_model *model, uint32_t first) {
    for (uint32_t r = first; r != NO_INDEX; r = model->requirements[r].next) {
        const struct requirement *requirement = &model->requirements[r];
        if (requirement->kind == SLACALC_NEED_COMPONENT ||
            (requirement->kind != SLACALC_NEED_OPTIONAL && names_something(model, requirement->part)))
            return true;
    }
    return false;
}

bool needs_something(const struct slacalc_model *model, uint32_t component) {
    return names_something(model, model->components[component].requirements);
}

bool is_whole_key(enum attribute_key key) {
    return key >= KEY_SLA && key <= KEY_OBJECTIVE;
}

bool states_whole(const struct slacalc_model *model, uint32_t component) {
    uint32_t i = model->components[component].attributes;
    while (i != NO_INDEX && !is_whole_key(model->attributes[i].key))
        i = model->attributes[i].next;
    return i != NO_INDEX;
}

/* The figure that counts; NULL where there is none. */
static const struct attribute *taken_figure(const struct slacalc_model *model, uint32_t component, slacalc_basis basis,
                                            bool own_only) {
    const struct attribute *taken = NULL;
    unsigned lowest = UINT_MAX;
    for (uint32_t i = model->components[component].attributes; i != NO_INDEX; i = model->attributes[i].next) {
        const struct attribute *attribute = &model->attributes[i];
        unsigned rank = attribute->key <= KEY_OBJECTIVE ? ranks[basis][attribute->key] : 0;
        if (rank == 0 || rank >= lowest || (own_only && is_whole_key(attribute->key)))
            continue;
        lowest = rank;
        taken = attribute;
    }
    return taken;
}

static bool is_taken_whole(const struct slacalc_model *model, uint32_t component, const struct attribute *taken) {
    return taken && is_whole_key(taken->key) && needs_something(model, component);
}

bool counts_whole(const struct slacalc_model *model, uint32_t component, slacalc_basis basis) {
    return model->components[component].requirements != NO_INDEX &&
           is_taken_whole(model, component, taken_figure(model, component, basis, false));
}

static struct level level_of(const struct slacalc_model *model, uint32_t component, const struct attribute *taken) {
    return taken->key == KEY_MTBF ? level_of_mtbf(model, component, taken) : taken->level;
}

struct own_level stated_level_of(const struct slacalc_model *model, uint32_t component, slacalc_basis basis) {
    const struct attribute *taken = taken_figure(model, component, basis, false);
    struct own_level own = {.level = {1, 0}, .checked = {1, 0}};
    if (!taken)
        return own;
    own.figure = figure_of(taken->key);
    own.taken_key = taken->key;
    own.has_taken_key = true;
    own.is_whole = is_taken_whole(model, component, taken);
    if (!own.is_whole) {
        own.level = own.checked = level_of(model, component, taken);
        own.checked_figure = own.figure;
        return own;
    }
    own.whole = &taken->level;
    const struct attribute *checked = taken_figure(model, component, basis, true);
    if (checked) {
        own.checked = level_of(model, component, checked);
        own.checked_figure = figure_of(checked->key);
    }
    return own;
}

struct own_level own_level_of(const struct slacalc_model *model, uint32_t component, slacalc_basis basis) {
    if (!model->components[component].down)
        return stated_level_of(model, component, basis);
    struct own_level own = stated_level_of(model, component, basis);
    own.level = own.checked = (struct level){0, 1};
    own.figure = own.checked_figure = SLACALC_FIGURE_DOWN;
    own.is_whole = false;
    return own;
}

struct own_level own_level_at(const struct own_levels *levels, uint32_t component) {
    return levels->derived ? levels->derived[component] : own_level_of(levels->model, component, levels->basis);
}

size_t promises_to_check(const struct slacalc_model *model, uint32_t component, const struct own_level *own,
                         const struct attribute *found[SLACALC_REQUIRED]) {
    static const enum attribute_key keys[] = {KEY_SLA, KEY_OLA, KEY_OBJECTIVE}; /* by kind */
    size_t count = 0;
    for (slacalc_promise_kind kind = SLACALC_SLA; kind < SLACALC_REQUIRED; kind++) {
        bool is_its_level = own->has_taken_key && own->taken_key == keys[kind] && !needs_something(model, component);
        found[kind] = is_its_level ? NULL : model_attribute(model, component, keys[kind]);
        count += found[kind] != NULL;
    }
    return count;
}

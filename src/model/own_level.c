#include "model/own_level.h"

/* Of the figures that a component has, the one with the lowest rank counts; MTBF stands for itself and MTTR, and keys
 * behind OLA are no figures. */
static const unsigned char ranks[][KEY_OLA + 1] = {
    [SLACALC_BASIS_SLO] = {[KEY_SLO] = 1, [KEY_MEASURED] = 2, [KEY_MTBF] = 3, [KEY_OLA] = 4, [KEY_SLA] = 5},
    [SLACALC_BASIS_MEASURED] = {[KEY_MEASURED] = 1, [KEY_MTBF] = 2, [KEY_SLO] = 3, [KEY_OLA] = 4, [KEY_SLA] = 5},
    [SLACALC_BASIS_SLA] = {[KEY_SLA] = 1, [KEY_OLA] = 2, [KEY_SLO] = 3, [KEY_MEASURED] = 4, [KEY_MTBF] = 5},
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

struct level repair_level(const struct slacalc_model *model, uint32_t component, const struct attribute *time_between) {
    return level_of_repair(time_between->seconds, model_attribute(model, component, KEY_MTTR)->seconds);
}

/* The figure that counts; NULL where there is none. */
static const struct attribute *taken_figure(const struct slacalc_model *model, uint32_t component,
                                            slacalc_basis basis) {
    const struct component *self = &model->components[component];
    const struct attribute *taken = NULL;
    for (uint32_t i = self->attributes; i != NO_INDEX; i = model->attributes[i].next) {
        const struct attribute *attribute = &model->attributes[i];
        enum attribute_key key = attribute->key;
        unsigned rank = key <= KEY_OLA ? ranks[basis][key] : 0;
        if (self->requirements != NO_INDEX && (key == KEY_SLA || key == KEY_OLA))
            continue; /* with dependencies they speak of the whole */
        if (rank > 0 && (!taken || rank < ranks[basis][taken->key]))
            taken = attribute;
    }
    return taken;
}

struct own_level own_level_of(const struct slacalc_model *model, uint32_t component, slacalc_basis basis) {
    const struct component *self = &model->components[component];
    const struct attribute *taken = taken_figure(model, component, basis);
    struct own_level own = {.level = {1, 0}, .figure = SLACALC_FIGURE_NONE};
    if (taken)
        own = (struct own_level){.level = taken->key == KEY_MTBF ? repair_level(model, component, taken) : taken->level,
                                 .figure = figure_of(taken->key),
                                 .taken_key = taken->key,
                                 .has_taken_key = true};
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

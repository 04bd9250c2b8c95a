#include "model/model.h"

#include <stdlib.h>

static struct text component_name(const void *model, uint32_t index) {
    return ((const struct slacalc_model *)model)->components[index].name;
}

static struct text zone_name(const void *model, uint32_t index) {
    return ((const struct slacalc_model *)model)->zones[index].name;
}

static struct text key_of_entity(const void *model, uint32_t index) {
    return ((const struct slacalc_model *)model)->entities[index].key;
}

void model_init(struct slacalc_model *model) {
    arena_init(&model->arena, &model->guard);
    sources_init(&model->sources, &model->arena);
    text_map_init(&model->names, &model->arena, component_name, model);
    text_map_init(&model->entity_keys, &model->arena, key_of_entity, model);
    text_map_init(&model->zone_names, &model->arena, zone_name, model);
}

slacalc_model *slacalc_model_new(void) {
    struct slacalc_model *model = calloc(1, sizeof *model);
    if (!model)
        return NULL;
    model_init(model);
    model->first_zone = NO_INDEX;
    return model;
}

void slacalc_model_name_hints(slacalc_model *model, slacalc_hint_name *name) {
    model->hint_names = name;
}

void slacalc_model_free(slacalc_model *model) {
    if (model) {
        slacalc_model_free(model->merged);
        if (model->close_imports)
            model->close_imports(model->imports);
        arena_free(&model->arena);
    }
    free(model);
}

const struct attribute *model_attribute_found(const struct slacalc_model *model, uint32_t component,
                                              enum attribute_key key) {
    uint32_t i = model->components[component].attributes;
    while (i != NO_INDEX && model->attributes[i].key != key)
        i = model->attributes[i].next;
    return i == NO_INDEX ? NULL : &model->attributes[i];
}

uint32_t model_find_entity(const struct slacalc_model *model, struct text name) {
    static const char *const kinds[] = {"component", "resource", "api", "system", "domain"};
    uint32_t found = NO_INDEX;
    struct entity_name entity;
    if (model->entity_count == 0 || !entity_parse(name, &entity))
        return NO_INDEX;
    entity.space = entity.space.at ? entity.space : text_of("default");
    bool has_kind = entity.kind.at;
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds && found == NO_INDEX; i++) {
        entity.kind = has_kind ? entity.kind : text_of(kinds[i]);
        uint32_t index = text_map_find(&model->entity_keys, entity_key(model->entity_keys.arena, &entity));
        found = index == NO_INDEX ? NO_INDEX : model->entities[index].component;
    }
    return found;
}

uint32_t model_find(const struct slacalc_model *model, struct text name) {
    uint32_t found = text_map_find(&model->names, name);
    return found == NO_INDEX ? model_find_entity(model, name) : found;
}

bool model_is_imported(const struct slacalc_model *model, uint32_t component) {
    return component < model->entity_of_count && model->entity_of[component] != NO_INDEX;
}

const struct cycle *model_cycle_ending(const struct slacalc_model *model, size_t place) {
    size_t low = 0, high = model->cycle_count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        size_t last = (size_t)model->cycles[middle].first + model->cycles[middle].count - 1;
        if (last == place)
            return &model->cycles[middle];
        if (last < place)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

bool model_out_of_memory(struct slacalc_model *model, slacalc_diagnostics *problems) {
    diagnose_out_of_memory(problems);
    model->failed = model->incomplete = true;
    return false;
}

static bool run(struct slacalc_model *model, slacalc_diagnostics *problems, void (*phase)(void *context),
                void *context) {
    struct sources *outer = diagnostics_bind(problems, &model->sources);
    size_t before = model->sources.reported.errors;
    bool good = memory_attempt(&model->guard, phase, context) || model_out_of_memory(model, problems);
    good = good && model->sources.reported.errors == before;
    diagnostics_bind(problems, outer);
    model->failed |= !good;
    return good;
}

bool model_run(struct slacalc_model *model, slacalc_diagnostics *problems, void (*phase)(void *context),
               void *context) {
    if (!model->checked)
        return run(model, problems, phase, context);
    diagnose(problems, SLACALC_ERROR, nowhere, "the model was checked already: nothing may be read or set any more");
    return false;
}

bool model_run_checked(struct slacalc_model *model, slacalc_diagnostics *problems, void (*phase)(void *context),
                       void *context) {
    if (model->checked && !model->failed)
        return run(model, problems, phase, context);
    diagnose(problems, SLACALC_ERROR, nowhere, "a log is read only into a model that was checked without errors");
    return false;
}

bool model_add_source(struct slacalc_model *model, const char *name, struct text text, slacalc_diagnostics *problems,
                      uint32_t *source) {
    if (model->sources.count >= SOURCES_MAX) {
        diagnose(problems, SLACALC_ERROR, nowhere, "more than %d inputs", SOURCES_MAX);
        return false;
    }
    *source = sources_add(&model->sources, name, text);
    return true;
}

void model_begin_copies(struct slacalc_model *model, const char *value) {
    if (value == (model->copies_count > 0 ? model->copies[model->copies_count - 1].value : NULL))
        return;
    model->copies = arena_reserve(&model->arena, model->copies, model->copies_count, &model->copies_capacity,
                                  sizeof *model->copies);
    model->copies[model->copies_count++] = (struct copies){(uint32_t)model->component_count, value};
}

const char *model_copy_of(const struct slacalc_model *model, uint32_t component) {
    size_t low = 0, high = model->copies_count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (model->copies[middle].first <= component)
            low = middle + 1;
        else
            high = middle;
    }
    return low > 0 ? model->copies[low - 1].value : NULL;
}

#include "parser/import/naming.h"

#include "base/shown.h"
#include "parser/component.h"

uint32_t join_find(const struct join *join, struct text name) {
    const struct imports *imports = join->imports;
    uint32_t found = model_find(join->model, name);
    for (size_t i = 0; i < imports->alias_count && found == NO_INDEX; i++)
        if (text_equal(imports->aliases[i].name, name))
            found = model_find(join->model, imports->aliases[i].target);
    return found;
}

static bool is_part(const struct entity *entity) {
    return entity_word_is(entity->name.kind, "component") || entity_word_is(entity->name.kind, "resource");
}

static void name_component(struct join *join, const struct entity *entity, bool is_taken) {
    struct slacalc_model *model = join->model;
    struct component *component = &model->components[entity->component];
    component->name = is_taken ? entity_key(&model->arena, &entity->name) : entity->name.name;
    uint32_t earlier = text_map_add(&model->names, component->name, entity->component);
    if (earlier == NO_INDEX)
        return;
    diagnose(join->problems, SLACALC_ERROR, component->where,
             "component '" SHOWN "' is defined twice (a model that adds to a catalogue says overlay: true)",
             SHOWN_ARGS(component->name));
    diagnose(join->problems, SLACALC_NOTE, model->components[earlier].where, "first defined here");
}

static struct text name_of_entity(const void *model, uint32_t index) {
    return ((const struct slacalc_model *)model)->entities[index].name.name;
}

/* Whether the name alone means the entity. */
static bool has_plain_name(const struct join *join, const struct entity *entity) {
    uint32_t meant = model_find_entity(join->model, entity->name.name);
    return meant == NO_INDEX || meant == entity->component;
}

/* What a plain name means has to be what is shown by it. Names that two components or resources share tell none of
 * them, so both are shown by their whole reference, and so is what has the name of one of them. */
void join_name_components(struct join *join) {
    const struct slacalc_model *model = join->model;
    struct imports *imports = join->imports;
    bool *is_shared = arena_alloc(&join->scratch, model->entity_count, sizeof *is_shared);
    struct text_map known;
    text_map_init(&known, &join->scratch, name_of_entity, model);
    for (size_t i = imports->joined; i < model->entity_count; i++) {
        uint32_t earlier = NO_INDEX;
        is_shared[i] = model->entities[i].component != NO_INDEX && is_part(&model->entities[i]) &&
                       !has_plain_name(join, &model->entities[i]);
        if (model->entities[i].component != NO_INDEX && is_part(&model->entities[i]))
            earlier = text_map_add(&known, model->entities[i].name.name, (uint32_t)i);
        if (earlier != NO_INDEX)
            is_shared[earlier] = is_shared[i] = true;
    }
    for (size_t i = imports->joined; i < model->entity_count; i++)
        if (model->entities[i].component != NO_INDEX && is_part(&model->entities[i]))
            name_component(join, &model->entities[i], is_shared[i]);
    for (size_t i = imports->joined; i < model->entity_count; i++) {
        const struct entity *entity = &model->entities[i];
        if (entity->component == NO_INDEX || is_part(entity))
            continue;
        bool is_taken = text_map_find(&known, entity->name.name) != NO_INDEX ||
                        text_map_find(&model->names, entity->name.name) != NO_INDEX || !has_plain_name(join, entity);
        name_component(join, entity, is_taken);
    }
    imports->joined = model->entity_count;
}

bool join_is_library(const struct entity *entity) {
    return entity->type.at && entity_word_is(entity->type, "library") && entity_word_is(entity->name.kind, "component");
}

bool join_is_system(const struct entity *entity) {
    return entity_word_is(entity->name.kind, "system") || entity_word_is(entity->name.kind, "domain");
}

void join_note_origins(const struct join *join) {
    struct slacalc_model *model = join->model;
    model->entity_of = arena_alloc(&model->arena, model->component_count, sizeof *model->entity_of);
    model->entity_of_count = model->component_count;
    for (size_t i = 0; i < model->component_count; i++)
        model->entity_of[i] = NO_INDEX;
    for (size_t i = 0; i < model->entity_count; i++)
        if (model->entities[i].component != NO_INDEX)
            model->entity_of[model->entities[i].component] = (uint32_t)i;
}

uint32_t join_add_entity(struct join *join, const struct entity_name *entity, struct text name, struct position where) {
    struct slacalc_model *model = join->model;
    struct text key = entity_key(&model->arena, entity);
    bool is_taken = model_find(model, name) != NO_INDEX;
    uint32_t component = component_new(model, is_taken ? key : name, where, NO_INDEX);
    text_map_add(&model->names, model->components[component].name, component);
    model->entities = arena_reserve(&model->arena, model->entities, model->entity_count, &model->entity_capacity,
                                    sizeof *model->entities);
    text_map_add(&model->entity_keys, key, (uint32_t)model->entity_count);
    model->entities[model->entity_count++] =
        (struct entity){.name = *entity, .key = key, .where = where, .component = component};
    join->imports->joined = model->entity_count;
    return component;
}

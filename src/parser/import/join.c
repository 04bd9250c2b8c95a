#include "parser/import/join.h"

#include "base/shown.h"
#include "parser/mapping.h"
#include "parser/reader.h"

/* ---- Names ---- */

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

/* Components and resources first: an API often has the name of its component. Names that two of them share tell none
 * of them, so both are shown by their whole reference. */
static void name_components(struct join *join) {
    const struct slacalc_model *model = join->model;
    struct imports *imports = join->imports;
    bool *is_shared = arena_alloc(&join->scratch, model->entity_count, sizeof *is_shared);
    struct text_map known;
    text_map_init(&known, &join->scratch, name_of_entity, model);
    for (size_t i = imports->joined; i < model->entity_count; i++) {
        uint32_t earlier = NO_INDEX;
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
        bool is_taken = text_map_find(&model->names, entity->name.name) != NO_INDEX;
        if (entity->component != NO_INDEX && !is_part(entity))
            name_component(join, entity, is_taken);
    }
    imports->joined = model->entity_count;
}

uint32_t join_add_entity(struct join *join, const struct entity_name *entity, struct text name, struct position where) {
    struct slacalc_model *model = join->model;
    struct text key = entity_key(&model->arena, entity);
    bool is_taken = text_map_find(&model->names, name) != NO_INDEX;
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

/* ---- Overlays ---- */

/* What nothing else defines; something has to need it, or its name is a mistake. */
static uint32_t add_component(struct join *join, const struct reader *reader, const struct entry *entry) {
    struct slacalc_model *model = join->model;
    struct entity_name name;
    uint32_t component;
    if (entity_parse(entry->key, &name) && name.kind.at) {
        name.space = name.space.at ? name.space : text_of("default");
        component = join_add_entity(join, &name, entry->key, entry->where);
    } else {
        component = component_new(model, entry->key, entry->where, reader->zone);
        text_map_add(&model->names, entry->key, component);
    }
    join->added =
        arena_reserve(&join->scratch, join->added, join->added_count, &join->added_capacity, sizeof *join->added);
    join->added[join->added_count++] = component;
    return component;
}

static void extend_component(struct join *join, struct reader *reader, const struct entry *entry) {
    struct slacalc_model *model = join->model;
    uint32_t component = join_find(join, entry->key);
    if (component == NO_INDEX)
        component = add_component(join, reader, entry);
    if (reader->zone != NO_INDEX)
        model->components[component].zone = reader->zone;
    reader->flawed = false;
    component_read(reader, component, entry);
    model->components[component].flawed |= reader->flawed;
}

static void read_overlay(struct join *join, const struct overlay *overlay) {
    struct reader reader;
    struct entry entry, component;
    reader_init(&reader, join->model, overlay->document, join->problems);
    reader.overlay = true;
    if (reader_find(&reader, overlay->root, "timezone", &entry)) {
        struct written written;
        struct diagnostics_mark mark = diagnostics_mark(join->problems);
        if (reader_is_broken(&reader, entry.value) || !reader_scalar(&reader, &entry, "a time zone", &written) ||
            !zone_read(&reader, written, &reader.zone))
            diagnostics_rewind(join->problems, &mark); /* was said when it was read */
    }
    if (!reader_find(&reader, overlay->root, "components", &entry) ||
        overlay->document->nodes[entry.value].kind != NODE_MAP)
        return;
    uint32_t cursor = overlay->document->nodes[entry.value].first;
    while (reader_next(&reader, &cursor, &component))
        extend_component(join, &reader, &component);
}

static void check_aliases(const struct join *join) {
    for (size_t i = 0; i < join->imports->alias_count; i++) {
        const struct alias *alias = &join->imports->aliases[i];
        struct nearest nearest = nearest_to(alias->target);
        if (model_find(join->model, alias->target) != NO_INDEX)
            continue;
        for (size_t c = 0; c < join->model->component_count; c++)
            nearest_offer(&nearest, join->model->components[c].name);
        diagnose_nearest(join->problems, alias->where, &nearest, "unknown component '" SHOWN "'",
                         SHOWN_ARGS(alias->target));
    }
}

static void mark_needed(const struct slacalc_model *model, bool *needed) {
    for (size_t i = 0; i < model->requirement_count; i++) {
        if (model->requirements[i].kind != SLACALC_NEED_COMPONENT)
            continue;
        uint32_t component = model_find(model, model->requirements[i].name);
        if (component != NO_INDEX)
            needed[component] = true;
    }
}

/* An overlay may add what a catalogue lacks, but nothing that stands on its own: that would be a mistyped name. */
static void check_added(struct join *join) {
    const struct slacalc_model *model = join->model;
    if (join->added_count == 0 || model->incomplete)
        return;
    bool *needed = arena_alloc(&join->scratch, model->component_count, sizeof *needed);
    mark_needed(model, needed);
    for (size_t i = 0; i < join->added_count; i++) {
        const struct component *component = &model->components[join->added[i]];
        if (needed[join->added[i]] || component->requirements != NO_INDEX)
            continue;
        struct nearest nearest = nearest_to(component->name);
        for (uint32_t c = 0; c < model->component_count; c++)
            if (c != join->added[i])
                nearest_offer(&nearest, model->components[c].name);
        diagnose_nearest(join->problems, component->where, &nearest,
                         "the overlay adds to '" SHOWN "', which no input defines and nothing needs",
                         SHOWN_ARGS(component->name));
    }
}

/* ---- All of it ---- */

static void note_origins(struct slacalc_model *model) {
    model->entity_of = arena_alloc(&model->arena, model->component_count, sizeof *model->entity_of);
    model->entity_of_count = model->component_count;
    for (size_t i = 0; i < model->component_count; i++)
        model->entity_of[i] = NO_INDEX;
    for (size_t i = 0; i < model->entity_count; i++)
        if (model->entities[i].component != NO_INDEX)
            model->entity_of[model->entities[i].component] = (uint32_t)i;
}

static void join_all(void *context) {
    struct join *join = context;
    struct imports *imports = join->imports;
    name_components(join);
    check_aliases(join);
    for (size_t i = 0; i < imports->overlay_count; i++)
        read_overlay(join, &imports->overlays[i]);
    join_references(join);
    check_added(join);
    join_levels(join);
    note_origins(join->model);
    remarks_report(join->model, join->problems);
    imports->overlay_count = imports->reference_count = imports->slo_count = imports->service_count = 0;
    imports->cut_count = 0;
}

void imports_join(struct slacalc_model *model, slacalc_diagnostics *problems) {
    if (!model->imports || !model->imports->pending)
        return;
    struct join join = {.model = model, .imports = model->imports, .problems = problems};
    model->imports->pending = false;
    arena_init(&join.scratch, &model->guard);
    model_run(model, problems, join_all, &join);
    arena_free(&join.scratch);
    imports_close(model->imports);
}

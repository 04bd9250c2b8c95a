#include "parser/import/overlay.h"

#include "base/shown.h"
#include "parser/component.h"
#include "parser/zone.h"

static const char *const kinds[] = {"component", "resource", "api", "service"};

enum { KINDS = sizeof kinds / sizeof *kinds };

void overlay_keep(struct reader *reader, uint32_t root) {
    struct imports *imports = imports_of(reader->model);
    imports->overlays = arena_reserve(&reader->model->arena, imports->overlays, imports->overlay_count,
                                      &imports->overlay_capacity, sizeof *imports->overlays);
    imports->overlays[imports->overlay_count++] = (struct overlay){.document = reader->document, .root = root};
    imports->pending = true;
    reader->keep = true;
}

/* Reads every pair of a map that is whole. */
static void read_map(struct reader *reader, const struct entry *entry,
                     void (*read)(struct reader *reader, const struct entry *one)) {
    const struct document *document = reader->document;
    const struct node *value = &document->nodes[entry->value];
    if (value->kind != NODE_MAP) {
        if (!document_is_null(document, entry->value))
            diagnose_flaw(reader, document_position(document, entry->value), "'%.*s' must be a map, not %s",
                          TEXT_ARGS(entry->key), node_kind_name(document, entry->value));
        return;
    }
    uint32_t cursor = value->first;
    struct entry one;
    while (fields_next(reader, &cursor, &one))
        if (!fields_is_broken(reader, one.value))
            read(reader, &one);
}

/* "resource/database" or "resource". */
static bool read_kind(struct reader *reader, const struct entry *entry, struct default_level *level) {
    struct nearest nearest;
    size_t length = 0;
    while (length < entry->key.length && entry->key.at[length] != '/')
        length++;
    struct text kind = {entry->key.at, length};
    if (length < entry->key.length)
        level->type = (struct text){entry->key.at + length + 1, entry->key.length - length - 1};
    nearest = nearest_to(kind);
    for (size_t i = 0; i < KINDS; i++) {
        level->kind = kinds[i];
        if (entity_word_is(kind, kinds[i]))
            return true;
        nearest_offer(&nearest, text_of(kinds[i]));
    }
    reader->flawed = true;
    diagnose_nearest(reader->problems, entry->where, &nearest, "unknown kind '" SHOWN "' of a default",
                     SHOWN_ARGS(kind));
    return false;
}

static void read_default(struct reader *reader, const struct entry *entry) {
    struct imports *imports = reader->model->imports;
    struct default_level level = {.where = document_position(reader->document, entry->value)};
    struct written written;
    if (!read_kind(reader, entry, &level) || !fields_scalar(reader, entry, "a level", &written) ||
        !quantity_level(&reader->quantities, written, &level.level))
        return;
    imports->defaults = arena_reserve(&reader->model->arena, imports->defaults, imports->default_count,
                                      &imports->default_capacity, sizeof *imports->defaults);
    imports->defaults[imports->default_count++] = level;
}

void overlay_read_defaults(struct reader *reader, const struct entry *entry) {
    read_map(reader, entry, read_default);
}

static void read_alias(struct reader *reader, const struct entry *entry) {
    struct imports *imports = reader->model->imports;
    struct written written;
    if (!fields_scalar(reader, entry, "the name of a component", &written))
        return;
    imports->aliases = arena_reserve(&reader->model->arena, imports->aliases, imports->alias_count,
                                     &imports->alias_capacity, sizeof *imports->aliases);
    imports->aliases[imports->alias_count++] =
        (struct alias){.name = entry->key, .target = written.text, .where = written.where};
}

void overlay_read_aliases(struct reader *reader, const struct entry *entry) {
    read_map(reader, entry, read_alias);
}

/* That of its kind and type, or else of its kind; of several overlays the last one. What is built in is no component
 * like others. */
const struct default_level *overlay_default_of(const struct imports *imports, const struct entity *entity) {
    const struct default_level *found = NULL;
    for (size_t i = 0; i < imports->default_count; i++) {
        const struct default_level *one = &imports->defaults[i];
        bool fits = entity_word_is(entity->name.kind, one->kind) &&
                    (!one->type.at || (entity->type.at && text_equal(one->type, entity->type))) &&
                    (one->type.at || !join_is_library(entity));
        if (fits && (!found || one->type.at || !found->type.at))
            found = one;
    }
    return found;
}

/* ---- Joining ---- */

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

void overlay_join(struct join *join, const struct overlay *overlay) {
    struct reader reader;
    struct entry entry, component;
    reader_init(&reader, join->model, overlay->document, join->problems);
    reader.overlay = true;
    if (fields_find(&reader, overlay->root, "timezone", &entry)) {
        struct written written;
        struct diagnostics_mark mark = diagnostics_mark(join->problems);
        if (fields_is_broken(&reader, entry.value) || !fields_scalar(&reader, &entry, "a time zone", &written) ||
            !zone_read(&reader, written, &reader.zone))
            diagnostics_rewind(join->problems, &mark); /* was said when it was read */
    }
    if (!fields_find_map(&reader, overlay->root, "components", &entry))
        return;
    uint32_t cursor = overlay->document->nodes[entry.value].first;
    while (fields_next(&reader, &cursor, &component))
        extend_component(join, &reader, &component);
}

void overlay_check_aliases(const struct join *join) {
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

void overlay_check_added(struct join *join) {
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

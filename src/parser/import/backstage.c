#include "parser/import/backstage.h"

#include "base/shown.h"
#include "parser/component.h"
#include "parser/import/follow_location.h"
#include "parser/imports.h"
#include "parser/remark.h"
#include "parser/template.h"

#include <string.h>

#define ANNOTATION "slacalc/"

enum kinds { COMPONENT = 1, RESOURCE = 2, API = 4, SYSTEM = 8, DOMAIN = 16 };

static const struct {
    const char *name;
    unsigned kind;
} kind_names[] = {
    {"component", COMPONENT}, {"resource", RESOURCE}, {"api", API}, {"system", SYSTEM}, {"domain", DOMAIN}};

/* The relations of a spec, and of which kinds. */
static const struct {
    const char *name;
    enum relation relation;
    unsigned kinds;
} spec_relations[] = {{"dependsOn", RELATION_DEPENDS_ON, COMPONENT | RESOURCE},
                      {"dependencyOf", RELATION_DEPENDENCY_OF, COMPONENT | RESOURCE},
                      {"consumesApis", RELATION_CONSUMES_APIS, COMPONENT},
                      {"providesApis", RELATION_PROVIDES_APIS, COMPONENT},
                      {"system", RELATION_SYSTEM, COMPONENT | RESOURCE | API},
                      {"domain", RELATION_DOMAIN, SYSTEM},
                      {"subdomainOf", RELATION_DOMAIN, DOMAIN}};

enum { SPEC_RELATIONS = sizeof spec_relations / sizeof *spec_relations };

/* Other keys of a spec, which mean no mistyped relation; then those that look like relations, but are none. */
static const char *const other_keys[] = {"type",           "lifecycle",  "owner",   "system",   "domain",
                                         "subcomponentOf", "definition", "profile", "children", "members"};
static const char *const no_relations[] = {"apiConsumedBy", "apiProvidedBy", "consumedBy", "providedBy"};

/* 0 where an entity of that kind is no component. */
static unsigned kind_of(struct text kind) {
    for (size_t i = 0; i < sizeof kind_names / sizeof *kind_names; i++)
        if (entity_word_is(kind, kind_names[i].name))
            return kind_names[i].kind;
    return 0;
}

static bool is_one_of(struct text key, const char *const *words, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (text_is(key, words[i]))
            return true;
    return false;
}

/* The text behind a key of a map; absent where there is none. */
static struct text text_in(const struct reader *reader, const struct entry *map, const char *key,
                           struct position *where) {
    struct written written = {.text = {NULL, 0}};
    if (map)
        written = fields_text(reader, map->value, key);
    if (written.text.at)
        *where = written.where;
    return written.text;
}

/* ---- References ---- */

static void add_reference(struct reader *reader, uint32_t entity, enum relation relation, struct text text,
                          struct position where) {
    struct imports *imports = reader->model->imports;
    if (text.length == 0)
        return;
    imports->references = arena_reserve(&reader->model->arena, imports->references, imports->reference_count,
                                        &imports->reference_capacity, sizeof *imports->references);
    imports->references[imports->reference_count++] =
        (struct reference){.text = text, .where = where, .entity = entity, .relation = relation};
}

/* {kind: K, namespace: S, name: N}, or {component: web}, which a blank behind the colon makes of "component:web". */
static void read_map_reference(struct reader *reader, uint32_t entity, enum relation relation, uint32_t map) {
    struct entry whole = {.value = map}, first;
    uint32_t cursor = reader->document->nodes[map].first;
    struct position where = document_position(reader->document, map), ignored;
    struct entity_name name = {text_in(reader, &whole, "kind", &ignored),
                               text_in(reader, &whole, "namespace", &ignored),
                               text_in(reader, &whole, "name", &ignored)};
    if (!name.name.at && fields_next(reader, &cursor, &first) && reader->document->nodes[map].length == 1) {
        name.kind = first.key;
        name.name = reader->document->nodes[first.value].kind == NODE_SCALAR
                        ? document_text(reader->document, first.value)
                        : name.name;
    }
    if (!name.name.at) {
        diagnose_flaw(reader, where, "a reference is text or a map with 'name' (write component:default/web)");
        return;
    }
    size_t length = name.kind.length + name.space.length + name.name.length + 2;
    char *text = arena_alloc(&reader->model->arena, length + 1, 1), *end = text;
    const struct text parts[] = {name.kind, name.space, name.name};
    for (size_t i = 0; i < 3; i++) {
        if (!parts[i].at)
            continue;
        memcpy(end, parts[i].at, parts[i].length);
        end += parts[i].length;
        if (i < 2)
            *end++ = i == 0 ? ':' : '/';
    }
    add_reference(reader, entity, relation, (struct text){text, (size_t)(end - text)}, where);
}

static void read_reference(struct reader *reader, uint32_t entity, enum relation relation, uint32_t node) {
    const struct document *document = reader->document;
    if (fields_is_broken(reader, node))
        reader->flawed = true;
    else if (document_is_null(document, node))
        return;
    else if (document->nodes[node].kind == NODE_MAP)
        read_map_reference(reader, entity, relation, node);
    else if (document->nodes[node].kind == NODE_LIST)
        diagnose_flaw(reader, document_position(document, node), "a reference is text, not a list");
    else {
        struct written written = {document_text(document, node), document_position(document, node)};
        add_reference(reader, entity, relation, written_trim(written).text, written.where);
    }
}

static void read_relation(struct reader *reader, uint32_t entity, enum relation relation, uint32_t value) {
    const struct document *document = reader->document;
    if (document->nodes[value].kind != NODE_LIST) {
        read_reference(reader, entity, relation, value);
        return;
    }
    for (uint32_t item = document->nodes[value].first; item != NO_INDEX; item = document->nodes[item].next)
        read_reference(reader, entity, relation, item);
}

/* What an exported catalogue tells: {type: dependsOn, targetRef: component:default/db}. */
static void read_exported(struct reader *reader, uint32_t root, uint32_t index) {
    static const struct {
        const char *name;
        enum relation relation;
    } exported[] = {{"dependsOn", RELATION_DEPENDS_ON},      {"dependencyOf", RELATION_NEEDED_BY},
                    {"consumesApi", RELATION_CONSUMES_APIS}, {"apiConsumedBy", RELATION_NEEDED_BY},
                    {"providesApi", RELATION_PROVIDES_APIS}, {"apiProvidedBy", RELATION_DEPENDS_ON},
                    {"hasPart", RELATION_HAS_PART}};
    const struct document *document = reader->document;
    bool is_system = kind_of(reader->model->entities[index].name.kind) & (SYSTEM | DOMAIN);
    struct entry list, target;
    struct position ignored;
    if (!fields_find(reader, root, "relations", &list) || document->nodes[list.value].kind != NODE_LIST)
        return;
    for (uint32_t item = document->nodes[list.value].first; item != NO_INDEX; item = document->nodes[item].next) {
        struct entry whole = {.value = item};
        struct text type = text_in(reader, &whole, "type", &ignored);
        for (size_t i = 0; i < sizeof exported / sizeof *exported && type.at; i++)
            if (text_is(type, exported[i].name) && (exported[i].relation != RELATION_HAS_PART || is_system) &&
                (fields_find(reader, item, "targetRef", &target) || fields_find(reader, item, "target", &target)))
                read_relation(reader, index, exported[i].relation, target.value);
    }
}

/* A key that Backstage does not know, but that was to be a relation or a figure. */
static void warn_of_key(struct reader *reader, const struct entity *entity, const struct entry *entry) {
    struct nearest anywhere = nearest_to(entry->key), here = nearest_to(entry->key);
    struct text name = entity->name.name;
    anywhere.any_case = here.any_case = true;
    for (size_t i = 0; i < SPEC_RELATIONS; i++) {
        nearest_offer(&anywhere, text_of(spec_relations[i].name));
        if (spec_relations[i].kinds & kind_of(entity->name.kind))
            nearest_offer(&here, text_of(spec_relations[i].name));
    }
    if (here.best.at)
        remark(reader->model, REMARK_NO_RELATION, entry->where, "'" SHOWN "' of '" SHOWN "' (did you mean '%.*s'?)",
               SHOWN_ARGS(entry->key), SHOWN_ARGS(name), TEXT_ARGS(here.best));
    else if (anywhere.best.at || is_one_of(entry->key, no_relations, sizeof no_relations / sizeof *no_relations))
        remark(reader->model, REMARK_NO_RELATION, entry->where, "'" SHOWN "' of '" SHOWN "'", SHOWN_ARGS(entry->key),
               SHOWN_ARGS(name));
    else if (component_knows_key(entry->key))
        diagnose(reader->problems, SLACALC_WARNING, entry->where,
                 "'" SHOWN "' in the spec of '" SHOWN "' is not read (write it as the annotation " ANNOTATION SHOWN ")",
                 SHOWN_ARGS(entry->key), SHOWN_ARGS(name), SHOWN_ARGS(entry->key));
}

static void read_spec_key(struct reader *reader, uint32_t index, const struct entry *entry) {
    const struct entity *entity = &reader->model->entities[index];
    for (size_t i = 0; i < SPEC_RELATIONS; i++) {
        if (!text_is(entry->key, spec_relations[i].name) || !(spec_relations[i].kinds & kind_of(entity->name.kind)))
            continue;
        read_relation(reader, index, spec_relations[i].relation, entry->value);
        return;
    }
    if (!is_one_of(entry->key, other_keys, sizeof other_keys / sizeof *other_keys))
        warn_of_key(reader, entity, entry);
}

/* ---- Components ---- */

static void set_text(struct reader *reader, uint32_t component, enum attribute_key key, const struct entry *map,
                     const char *name) {
    struct attribute attribute = {.key = key};
    attribute.text = text_in(reader, map, name, &attribute.where);
    if (attribute.text.length > 0)
        component_store(reader->model, component, &attribute);
}

static bool is_annotation(struct text key) {
    const size_t prefix = sizeof ANNOTATION - 1;
    return key.length > prefix && memcmp(key.at, ANNOTATION, prefix) == 0;
}

/* The first pair of a map in the metadata; NO_INDEX where there is none. */
static uint32_t first_of(const struct reader *reader, const struct entry *metadata, const char *key) {
    struct entry map;
    bool found = metadata && fields_find_map(reader, metadata->value, key, &map);
    return found ? reader->document->nodes[map.value].first : NO_INDEX;
}

/* A key of another prefix that was to be ours: "slacal/slo", "slacalc.io/slo". */
static void warn_of_prefix(struct reader *reader, const struct entry *entry) {
    const char *slash = memchr(entry->key.at, '/', entry->key.length);
    struct text prefix = {entry->key.at, slash ? (size_t)(slash - entry->key.at) : 0};
    struct nearest nearest = nearest_to(prefix);
    nearest_offer(&nearest, text_of("slacalc"));
    if (prefix.length > 0 && (nearest.best.at || memmem(prefix.at, prefix.length, "slacalc", 7)))
        diagnose(reader->problems, SLACALC_WARNING, entry->where,
                 "'" SHOWN "' is not read (did you mean '" ANNOTATION SHOWN "'?)", SHOWN_ARGS(entry->key),
                 SHOWN_ARGS(((struct text){slash + 1, entry->key.length - prefix.length - 1})));
}

/* `slacalc/slo: "99.95%"`: the keys of a model. */
static void read_annotations(struct reader *reader, uint32_t component, const struct entry *metadata) {
    const size_t prefix = sizeof ANNOTATION - 1;
    uint32_t cursor = first_of(reader, metadata, "annotations");
    struct entry entry;
    while (fields_next(reader, &cursor, &entry)) {
        if (!is_annotation(entry.key)) {
            warn_of_prefix(reader, &entry);
            continue;
        }
        entry.key = (struct text){entry.key.at + prefix, entry.key.length - prefix};
        component_read_key(reader, component, &entry);
    }
    cursor = first_of(reader, metadata, "labels");
    while (fields_next(reader, &cursor, &entry))
        if (is_annotation(entry.key))
            diagnose(reader->problems, SLACALC_WARNING, entry.where,
                     "the label '" SHOWN "' is not read (write it as an annotation)", SHOWN_ARGS(entry.key));
}

/* What is never needed can carry no figure. */
static void refuse_annotations(struct reader *reader, const struct entry *metadata, struct text kind) {
    uint32_t cursor = first_of(reader, metadata, "annotations");
    struct entry entry;
    while (fields_next(reader, &cursor, &entry))
        if (is_annotation(entry.key))
            diagnose_flaw(reader, entry.where, "'" SHOWN "' counts for nothing on a " SHOWN " (give it to a component)",
                          SHOWN_ARGS(entry.key), SHOWN_ARGS(kind));
}

static void read_component(struct reader *reader, struct entity *entity, const struct entry *metadata,
                           const struct entry *spec) {
    struct slacalc_model *model = reader->model;
    entity->component = component_new(model, entity->name.name, entity->where, NO_INDEX);
    set_text(reader, entity->component, KEY_OWNER, spec, "owner");
    set_text(reader, entity->component, KEY_DESCRIPTION, metadata, "description");
    read_annotations(reader, entity->component, metadata);
}

/* ---- Entities ---- */

/* Returns false where another one of the same name was read before: Backstage keeps the first one too. */
static bool add_entity(struct reader *reader, struct entity *entity) {
    struct slacalc_model *model = reader->model;
    uint32_t index = (uint32_t)model->entity_count;
    entity->key = entity_key(&model->arena, &entity->name);
    uint32_t earlier = text_map_add(&model->entity_keys, entity->key, index);
    if (earlier != NO_INDEX) {
        diagnose(reader->problems, SLACALC_WARNING, entity->where,
                 "'" SHOWN "' is defined twice: the first one counts, as in Backstage", SHOWN_ARGS(entity->name.name));
        diagnose(reader->problems, SLACALC_NOTE, model->entities[earlier].where, "first defined here");
        return false;
    }
    model->entities =
        arena_reserve(&model->arena, model->entities, index, &model->entity_capacity, sizeof *model->entities);
    model->entities[model->entity_count++] = *entity;
    return true;
}

static void refuse_template(struct reader *reader, struct text text, struct position where) {
    if (reader->followed)
        remark(reader->model, REMARK_TEMPLATE, where, "'" SHOWN "'", SHOWN_ARGS(text));
    else
        diagnose_flaw(reader, where, "'" SHOWN "' is an unrendered template (render it first)", SHOWN_ARGS(text));
}

static void warn_of_misplaced(struct reader *reader, uint32_t root, const struct entity *entity) {
    struct entry entry;
    for (size_t i = 0; i < SPEC_RELATIONS; i++)
        if (fields_find(reader, root, spec_relations[i].name, &entry))
            remark(reader->model, REMARK_NO_RELATION, entry.where, "'%s' outside of 'spec' of '" SHOWN "'",
                   spec_relations[i].name, SHOWN_ARGS(entity->name.name));
}

static void read_entity(struct reader *reader, uint32_t root, struct entity *entity, const struct entry *metadata,
                        const struct entry *spec) {
    struct slacalc_model *model = reader->model;
    if (!add_entity(reader, entity))
        return;
    uint32_t index = (uint32_t)model->entity_count - 1, cursor = NO_INDEX;
    struct entry entry;
    if (!kind_of(entity->name.kind))
        return;
    reader->flawed = false;
    read_component(reader, &model->entities[index], metadata, spec);
    warn_of_misplaced(reader, root, entity);
    if (spec && reader->document->nodes[spec->value].kind == NODE_MAP)
        cursor = reader->document->nodes[spec->value].first;
    while (fields_next(reader, &cursor, &entry))
        read_spec_key(reader, index, &entry);
    read_exported(reader, root, index);
    model->components[model->entities[index].component].flawed = reader->flawed;
}

void backstage_read(struct reader *reader, uint32_t root, struct text kind) {
    struct entry metadata_entry, spec_entry;
    const struct entry *metadata = fields_find(reader, root, "metadata", &metadata_entry) ? &metadata_entry : NULL;
    const struct entry *spec = fields_find(reader, root, "spec", &spec_entry) ? &spec_entry : NULL;
    struct entity entity = {.component = NO_INDEX, .where = document_position(reader->document, root)};
    struct position ignored;
    reader->model->has_catalogue = reader->model->counts_unresolved = true;
    entity.name.kind = kind;
    entity.name.space = text_in(reader, metadata, "namespace", &ignored);
    entity.name.name = text_in(reader, metadata, "name", &entity.where);
    entity.type = text_in(reader, spec, "type", &ignored);
    if (!kind_of(kind) && !entity_word_is(kind, "template"))
        refuse_annotations(reader, metadata, kind);
    if (!entity.name.space.length)
        entity.name.space = text_of("default");
    if (entity_word_is(kind, "location") && spec)
        location_read(reader, spec->value);
    else if (entity_word_is(kind, "template"))
        return;
    else if (is_unrendered(entity.name.name))
        refuse_template(reader, entity.name.name, entity.where);
    else if (entity.name.name.length > 0)
        read_entity(reader, root, &entity, metadata, spec);
    else if (kind_of(kind))
        diagnose_flaw(reader, entity.where, "an entity of kind '" SHOWN "' has no name (metadata: {name: ...})",
                      SHOWN_ARGS(kind));
}

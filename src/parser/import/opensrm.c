#include "parser/import/opensrm.h"

#include "base/shown.h"
#include "parser/component.h"
#include "parser/import/edges.h"
#include "parser/import/follow_location.h"
#include "parser/import/openslo.h"
#include "parser/import/overlay.h"
#include "parser/import/slo_fields.h"
#include "parser/remark.h"
#include "parser/requirement.h"

#include <string.h>

/* ---- Reading ---- */

static bool is_map(const struct reader *reader, uint32_t node) {
    return reader->document->nodes[node].kind == NODE_MAP;
}

/* The first item of the list behind a key; NO_INDEX where there is none. */
static uint32_t first_item(const struct reader *reader, uint32_t map, const char *key) {
    struct entry entry;
    bool found = fields_find(reader, map, key, &entry) && reader->document->nodes[entry.value].kind == NODE_LIST;
    return found ? reader->document->nodes[entry.value].first : NO_INDEX;
}

/* Sets the level behind a key, if there is one. */
static bool read_stated(struct reader *reader, uint32_t map, const char *key, struct stated *stated) {
    struct target target;
    struct entry entry;
    if (!fields_find(reader, map, key, &entry) || !slo_read_level(reader, &entry, TARGET_RATIO_OR_PERCENT, &target))
        return false;
    *stated = (struct stated){target.level, target.where, true};
    return true;
}

/* `availability: {target: 99.9, window: 30d}`, or 99.9 alone. */
static void read_objective(struct reader *reader, const struct entry *objective, struct written service) {
    struct slo slo = slo_begin(reader, objective->key, service);
    struct target target = {.is_threshold = false};
    struct entry entry = *objective;
    if (is_map(reader, objective->value) && !fields_find(reader, objective->value, "target", &entry)) {
        diagnose_flaw(reader, objective->where, "'" SHOWN "' of '" SHOWN "' has no 'target'",
                      SHOWN_ARGS(objective->key), SHOWN_ARGS(service.text));
        return;
    }
    if (!slo_read_level(reader, &entry, TARGET_RATIO_OR_PERCENT, &target))
        return;
    struct written window = fields_text(reader, objective->value, "window");
    slo_add_target(reader, &slo, &target);
    if (window.text.at)
        slo_read_window(reader, &slo, window);
    slo_add(reader, &slo);
}

/* Latency, throughput and judgements are no levels: a service is not down by them. */
static void read_objectives(struct reader *reader, uint32_t slos, struct written service) {
    static const char *const ratios[] = {"availability", "success_rate", "job_success_rate"};
    struct entry entry;
    for (size_t i = 0; i < sizeof ratios / sizeof *ratios; i++)
        if (fields_find(reader, slos, ratios[i], &entry))
            read_objective(reader, &entry, service);
    for (uint32_t item = first_item(reader, slos, "openslo"); item != NO_INDEX;
         item = reader->document->nodes[item].next)
        if (fields_find(reader, item, "path", &entry))
            location_follow(reader, entry.value);
}

/* Documents of OpenSLO, or where they are. */
static void read_documents(struct reader *reader, uint32_t spec) {
    for (uint32_t item = first_item(reader, spec, "slo"); item != NO_INDEX; item = reader->document->nodes[item].next) {
        struct entry entry;
        struct written kind = fields_text(reader, item, "kind");
        if (fields_find(reader, item, "$ref", &entry))
            location_follow(reader, entry.value);
        else if (kind.text.at && text_is(kind.text, "SLO"))
            openslo_read(reader, item, kind.text);
    }
}

/* Of several contracts the lowest counts. */
static void read_contracts(struct reader *reader, uint32_t spec, struct manifest *manifest) {
    struct entry entry;
    if (fields_find_map(reader, spec, "contract", &entry))
        read_stated(reader, entry.value, "availability", &manifest->contract);
    for (uint32_t item = first_item(reader, spec, "contracts"); item != NO_INDEX;
         item = reader->document->nodes[item].next) {
        struct stated stated;
        if (!fields_find_map(reader, item, "promise", &entry) ||
            !read_stated(reader, entry.value, "availability", &stated))
            continue;
        if (manifest->contract.is_there)
            remark(reader->model, REMARK_CONTRACTS, stated.where, "'" SHOWN "'", SHOWN_ARGS(manifest->name));
        if (!manifest->contract.is_there || manifest->contract.level.down < stated.level.down)
            manifest->contract = stated;
    }
}

/* What is not critical, or has a fallback that goes on without it, only degrades the service. */
static bool is_optional(const struct reader *reader, uint32_t node) {
    struct written critical = fields_text(reader, node, "critical");
    struct entry fallback;
    if (critical.text.at)
        return entity_word_is(critical.text, "false");
    return fields_find_map(reader, node, "fallback", &fallback) &&
           text_is(fields_text(reader, fallback.value, "type").text, "graceful_degradation");
}

static void read_expectation(struct reader *reader, uint32_t node, struct dependency *dependency) {
    struct entry entry;
    if (read_stated(reader, node, "expected_availability", &dependency->expected))
        return;
    if (fields_find_map(reader, node, "expects", &entry) || fields_find_map(reader, node, "slo", &entry))
        read_stated(reader, entry.value, "availability", &dependency->expected);
}

static void read_dependency(struct reader *reader, uint32_t node, struct manifest *manifest) {
    struct imports *imports = reader->model->imports;
    struct written name = {document_text(reader->document, node), document_position(reader->document, node)};
    struct dependency dependency = {.expected = {.is_there = false}};
    if (is_map(reader, node)) {
        name = fields_text(reader, node, "service");
        name = name.text.at ? name : fields_text(reader, node, "name");
        dependency.type = fields_text(reader, node, "type").text;
        dependency.is_optional = is_optional(reader, node);
        read_expectation(reader, node, &dependency);
    }
    if (reader->document->nodes[node].kind == NODE_LIST || name.text.length == 0) {
        diagnose_flaw(reader, document_position(reader->document, node), "a dependency of '" SHOWN "' has no 'name'",
                      SHOWN_ARGS(manifest->name));
        return;
    }
    dependency.name = name.text;
    dependency.where = name.where;
    imports->dependencies = arena_reserve(&reader->model->arena, imports->dependencies, imports->dependency_count,
                                          &imports->dependency_capacity, sizeof *imports->dependencies);
    imports->dependencies[imports->dependency_count++] = dependency;
    manifest->dependency_count++;
}

static void read_owner(struct reader *reader, uint32_t metadata, uint32_t spec, struct manifest *manifest) {
    struct entry owner, service;
    manifest->owner = fields_text(reader, metadata, "team");
    manifest->description = fields_text(reader, metadata, "description");
    if (!manifest->owner.text.at && fields_find_map(reader, spec, "owner", &owner))
        manifest->owner = fields_text(reader, owner.value, "group");
    if (!manifest->description.text.at && fields_find_map(reader, spec, "service", &service))
        manifest->description = fields_text(reader, service.value, "description");
}

void opensrm_read(struct reader *reader, uint32_t root, struct text kind) {
    struct imports *imports = imports_of(reader->model);
    struct manifest manifest = {.component = NO_INDEX};
    struct entry metadata, spec, entry;
    struct written name = {.text = {NULL, 0}};
    if (fields_find_map(reader, root, "metadata", &metadata))
        name = fields_text(reader, metadata.value, "name");
    if (name.text.length == 0 || !fields_find_map(reader, root, "spec", &spec)) {
        diagnose_flaw(reader, document_position(reader->document, root),
                      "a document of kind '" SHOWN "' has no metadata.name or no 'spec'", SHOWN_ARGS(kind));
        return;
    }
    manifest.name = name.text;
    manifest.where = name.where;
    manifest.first_dependency = (uint32_t)imports->dependency_count;
    read_owner(reader, metadata.value, spec.value, &manifest);
    if (fields_find_map(reader, spec.value, "slos", &entry))
        read_objectives(reader, entry.value, name);
    read_documents(reader, spec.value);
    read_contracts(reader, spec.value, &manifest);
    for (uint32_t item = first_item(reader, spec.value, "dependencies"); item != NO_INDEX;
         item = reader->document->nodes[item].next)
        read_dependency(reader, item, &manifest);
    if (fields_find(reader, spec.value, "template", &entry))
        diagnose(reader->problems, SLACALC_WARNING, entry.where,
                 "the template of '" SHOWN "' is not read: what it says is missing here", SHOWN_ARGS(manifest.name));
    imports->manifests = arena_reserve(&reader->model->arena, imports->manifests, imports->manifest_count,
                                       &imports->manifest_capacity, sizeof *imports->manifests);
    imports->manifests[imports->manifest_count++] = manifest;
}

/* ---- Joining ---- */

/* By name, or by the name within a reference to an entity of the default namespace. */
static uint32_t find_service(const struct join *join, struct text text) {
    uint32_t found = join_find(join, text);
    struct entity_name name;
    bool is_default = entity_parse(text, &name) && (!name.space.at || entity_word_is(name.space, "default"));
    return found == NO_INDEX && is_default ? join_find(join, name.name) : found;
}

static void add_text(struct slacalc_model *model, uint32_t component, enum attribute_key key, struct written written) {
    struct attribute attribute = {.key = key, .where = written.where, .text = written.text};
    if (written.text.length > 0 && !model_attribute(model, component, key))
        component_store(model, component, &attribute);
}

static void join_manifest(struct join *join, struct manifest *manifest) {
    struct slacalc_model *model = join->model;
    struct attribute sla = {.key = KEY_SLA, .where = manifest->contract.where, .level = manifest->contract.level};
    struct entity_name name = {text_of("service"), text_of("default"), manifest->name};
    uint32_t component = find_service(join, manifest->name);
    if (component == NO_INDEX && model->has_catalogue)
        remark(model, REMARK_STRANGER, manifest->where, "'" SHOWN "'", SHOWN_ARGS(manifest->name));
    if (component == NO_INDEX)
        component = join_add_entity(join, &name, manifest->name, manifest->where);
    manifest->component = component;
    add_text(model, component, KEY_OWNER, manifest->owner);
    add_text(model, component, KEY_DESCRIPTION, manifest->description);
    if (manifest->contract.is_there && !model_attribute(model, component, KEY_SLA))
        component_store(model, component, &sla);
    else if (manifest->contract.is_there)
        remark(model, REMARK_TWO_LEVELS, manifest->contract.where, "the contract of '" SHOWN "'",
               SHOWN_ARGS(manifest->name));
}

static bool is_named_elsewhere(const struct join *join, struct text name) {
    const struct imports *imports = join->imports;
    for (size_t i = 0; i < imports->slo_count; i++)
        if (text_equal(imports->slos[i].service, name))
            return true;
    for (size_t i = 0; i < imports->dependency_count; i++)
        if (imports->dependencies[i].expected.is_there && text_equal(imports->dependencies[i].name, name))
            return true;
    return false;
}

/* Databases, caches and queues are resources, as overlays give levels to. */
static struct entity_name entity_of(const struct dependency *dependency) {
    static const char *const resources[] = {"database", "cache", "queue"};
    struct entity_name name;
    if (!entity_parse(dependency->name, &name))
        name = (struct entity_name){.name = dependency->name};
    for (size_t i = 0; i < sizeof resources / sizeof *resources && !name.kind.at; i++)
        if (dependency->type.at && text_is(dependency->type, resources[i]))
            name.kind = text_of("resource");
    name.kind = name.kind.at ? name.kind : text_of("service");
    name.space = name.space.at ? name.space : text_of("default");
    return name;
}

/* Adds a service that only its users know. Returns NO_INDEX where it is left out. */
static uint32_t add_needed(struct join *join, const struct dependency *dependency) {
    struct slacalc_model *model = join->model;
    struct imports *imports = join->imports;
    struct entity entity = {.name = entity_of(dependency), .type = dependency->type};
    bool is_known = is_named_elsewhere(join, dependency->name) || overlay_default_of(imports, &entity);
    if (!is_known && imports->unresolved_mode != UNRESOLVED_ERROR) {
        model->unresolved++;
        model->counts_unresolved = true;
    }
    if (!is_known && imports->unresolved_mode == UNRESOLVED_WARN) {
        remark(model, REMARK_UNRESOLVED, dependency->where, "'" SHOWN "'", SHOWN_ARGS(dependency->name));
        return NO_INDEX;
    }
    uint32_t component = join_add_entity(join, &entity.name, entity.name.name, dependency->where);
    model->entities[model->entity_count - 1].type = dependency->type;
    if (!is_known && imports->unresolved_mode == UNRESOLVED_LEVEL) {
        struct attribute level = {
            .key = KEY_SLO, .where = imports->unresolved_where, .level = imports->unresolved_level};
        component_store(model, component, &level);
        remark(model, REMARK_ASSUMED, dependency->where, "'" SHOWN "'", SHOWN_ARGS(dependency->name));
    }
    return component;
}

static void join_dependency(struct join *join, uint32_t component, struct dependency *dependency) {
    struct slacalc_model *model = join->model;
    uint32_t needed = find_service(join, dependency->name);
    if (needed == NO_INDEX)
        needed = add_needed(join, dependency);
    dependency->component = needed;
    if (needed == NO_INDEX || edges_are_cut(join, component, needed, dependency->name))
        return;
    if (needed == component) {
        remark(model, REMARK_SELF, dependency->where, "'" SHOWN "'", SHOWN_ARGS(dependency->name));
        return;
    }
    uint32_t requirement = requirement_new(model, SLACALC_NEED_COMPONENT, dependency->where);
    model->requirements[requirement].name = model->components[needed].name;
    if (dependency->is_optional) {
        uint32_t optional = requirement_new(model, SLACALC_NEED_OPTIONAL, dependency->where);
        model->requirements[optional].part = requirement;
        requirement = optional;
    }
    requirement_append(model, component, requirement);
}

void opensrm_join(struct join *join) {
    struct imports *imports = join->imports;
    for (size_t i = 0; i < imports->manifest_count; i++)
        join_manifest(join, &imports->manifests[i]);
    for (size_t i = 0; i < imports->manifest_count; i++)
        for (uint32_t d = 0; d < imports->manifests[i].dependency_count; d++)
            join_dependency(join, imports->manifests[i].component,
                            &imports->dependencies[imports->manifests[i].first_dependency + d]);
}

static bool is_without_level(const struct slacalc_model *model, uint32_t component) {
    for (uint32_t i = model->components[component].attributes; i != NO_INDEX; i = model->attributes[i].next)
        if (model->attributes[i].key <= KEY_OBJECTIVE)
            return false;
    return model->components[component].requirements == NO_INDEX;
}

/* Of several expectations of one service the lowest counts. */
void opensrm_join_expectations(struct join *join) {
    struct slacalc_model *model = join->model;
    struct imports *imports = join->imports;
    bool *is_set = arena_alloc(&join->scratch, model->component_count, sizeof *is_set);
    for (size_t i = 0; i < imports->dependency_count; i++) {
        const struct dependency *dependency = &imports->dependencies[i];
        struct attribute level = {
            .key = KEY_SLO, .where = dependency->expected.where, .level = dependency->expected.level};
        uint32_t component = dependency->component;
        if (!dependency->expected.is_there || component == NO_INDEX)
            continue;
        const struct attribute *set = is_set[component] ? model_attribute(model, component, KEY_SLO) : NULL;
        if (set ? set->level.down < level.level.down : is_without_level(model, component)) {
            component_store(model, component, &level);
            is_set[component] = true;
        } else if (!set) {
            remark(model, REMARK_EXPECTED, dependency->expected.where, "'" SHOWN "'", SHOWN_ARGS(dependency->name));
        }
    }
}

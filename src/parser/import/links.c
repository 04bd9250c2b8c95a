#include "parser/import/links.h"

#include "base/hints.h"
#include "base/shown.h"
#include "parser/component.h"
#include "parser/remark.h"
#include "parser/requirement.h"

#include <stdlib.h>
#include <string.h>

/* How many names are compared in all to find those that were meant. */
enum { COMPARED_MAX = 2000000 };

/* A component that provides an API; those of one API are chained. */
struct provider {
    struct text api; /* its key */
    uint32_t component, next;
};

/* `from` needs `to`. */
struct edge {
    uint32_t from, to;
    size_t sequence; /* in which they were read */
    struct position where;
};

struct resolving {
    struct join *join;
    struct text_map apis; /* key of an API to the first of its providers */
    struct provider *providers;
    size_t provider_count, provider_capacity;
    struct edge *edges;
    size_t edge_count, edge_capacity;
    struct name_set pairs; /* entity and unresolved name: each counts once */
    struct name_set names; /* unresolved names */
    size_t compared;
};

static bool is_library(const struct entity *entity) {
    return entity->type.at && entity_word_is(entity->type, "library");
}

/* ---- Providers ---- */

static bool complete_name(const struct resolving *resolving, const struct reference *reference, const char *kind,
                          struct entity_name *name) {
    if (!entity_parse(reference->text, name))
        return false;
    name->kind = name->kind.at || !kind ? name->kind : text_of(kind);
    name->space = name->space.at ? name->space : resolving->join->model->entities[reference->entity].name.space;
    return true;
}

static struct text key_of_provider(const void *resolving, uint32_t index) {
    return ((const struct resolving *)resolving)->providers[index].api;
}

static void add_provider(struct resolving *resolving, const struct reference *reference) {
    struct entity_name name;
    if (reference->relation != RELATION_PROVIDES_APIS || !complete_name(resolving, reference, "api", &name))
        return;
    struct arena *arena = &resolving->join->scratch;
    uint32_t index = (uint32_t)resolving->provider_count, first;
    resolving->providers = arena_reserve(arena, resolving->providers, resolving->provider_count++,
                                         &resolving->provider_capacity, sizeof *resolving->providers);
    resolving->providers[index] = (struct provider){
        entity_key(arena, &name), resolving->join->model->entities[reference->entity].component, NO_INDEX};
    first = text_map_add(&resolving->apis, resolving->providers[index].api, index);
    if (first == NO_INDEX)
        return;
    resolving->providers[index].next = resolving->providers[first].next;
    resolving->providers[first].next = index;
}

/* ---- Edges ---- */

static bool is_cut(const struct resolving *resolving, uint32_t from, uint32_t to, struct text text) {
    struct imports *imports = resolving->join->imports;
    bool found = false;
    for (size_t i = 0; i < imports->cut_count; i++) {
        struct cut *cut = &imports->cuts[i];
        if (cut->component != from || from == NO_INDEX)
            continue;
        bool same = text_equal(cut->name, text) || (to != NO_INDEX && join_find(resolving->join, cut->name) == to);
        cut->done |= same;
        found |= same;
    }
    return found;
}

static void add_edge(struct resolving *resolving, const struct reference *reference, uint32_t from, uint32_t to) {
    const struct entity *entity = &resolving->join->model->entities[reference->entity];
    if (is_cut(resolving, from, to, reference->text))
        return;
    if (from == to) {
        remark(resolving->join->model, REMARK_SELF, reference->where, "'" SHOWN "'", SHOWN_ARGS(entity->name.name));
        return;
    }
    resolving->edges = arena_reserve(&resolving->join->scratch, resolving->edges, resolving->edge_count,
                                     &resolving->edge_capacity, sizeof *resolving->edges);
    resolving->edges[resolving->edge_count] = (struct edge){from, to, resolving->edge_count, reference->where};
    resolving->edge_count++;
}

static void relate(struct resolving *resolving, const struct reference *reference, uint32_t other,
                   const struct entity *target) {
    const struct entity *self = &resolving->join->model->entities[reference->entity];
    bool reversed = reference->relation == RELATION_DEPENDENCY_OF;
    const struct entity *needed = reversed ? self : target;
    if ((reversed || target) && is_library(needed))
        remark(resolving->join->model, REMARK_LIBRARY, reference->where, "'" SHOWN "'", SHOWN_ARGS(needed->name.name));
    else if (reversed)
        add_edge(resolving, reference, other, self->component);
    else
        add_edge(resolving, reference, self->component, other);
}

/* ---- What leads nowhere ---- */

static struct text pair_key(struct resolving *resolving, const struct reference *reference, struct text name) {
    char *key = arena_alloc(&resolving->join->scratch, name.length + sizeof reference->entity, 1);
    memcpy(key, &reference->entity, sizeof reference->entity);
    if (name.length > 0)
        memcpy(key + sizeof reference->entity, name.at, name.length);
    return (struct text){key, name.length + sizeof reference->entity};
}

static void report_unresolved(struct resolving *resolving, const struct reference *reference) {
    const struct slacalc_model *model = resolving->join->model;
    struct entity_name name;
    struct nearest nearest = nearest_to(entity_parse(reference->text, &name) ? name.name : reference->text);
    if (model->incomplete)
        return;
    for (size_t i = 0; i < model->component_count && resolving->compared < COMPARED_MAX; i++, resolving->compared++)
        nearest_offer(&nearest, model->components[i].name);
    diagnose_hint(resolving->join->problems, SLACALC_ERROR, reference->where, SLACALC_HINT_UNRESOLVED, &nearest,
                  "'" SHOWN "' is in no catalogue that was read; %s warn leaves it out", SHOWN_ARGS(reference->text),
                  hint_name(model->hint_names, SLACALC_HINT_UNRESOLVED));
}

/* The same name counts once for an entity, however often that says it. */
static void count_unresolved(struct resolving *resolving, const struct reference *reference) {
    if (name_set_add(&resolving->pairs, pair_key(resolving, reference, reference->text)))
        resolving->join->model->unresolved++;
}

static void assume(struct resolving *resolving, const struct reference *reference, struct entity_name *name) {
    struct join *join = resolving->join;
    struct attribute level = {
        .key = KEY_SLO, .where = join->imports->unresolved_where, .level = join->imports->unresolved_level};
    name->kind = name->kind.at ? name->kind : text_of("component");
    uint32_t component = join_add_entity(join, name, name->name, reference->where);
    join->model->entities[join->model->entity_count - 1].is_assumed = true;
    component_store(join->model, component, &level);
    remark(join->model, REMARK_ASSUMED, reference->where, "'" SHOWN "'", SHOWN_ARGS(reference->text));
    relate(resolving, reference, component, NULL);
}

static void leave_unresolved(struct resolving *resolving, const struct reference *reference, struct entity_name *name) {
    struct join *join = resolving->join;
    const struct entity *self = &join->model->entities[reference->entity];
    if (reference->relation != RELATION_DEPENDENCY_OF && is_cut(resolving, self->component, NO_INDEX, reference->text))
        return;
    count_unresolved(resolving, reference);
    bool is_new = name_set_add(&resolving->names, reference->text);
    if (join->imports->unresolved_mode == UNRESOLVED_LEVEL)
        assume(resolving, reference, name);
    else if (join->imports->unresolved_mode == UNRESOLVED_WARN)
        remark(join->model, REMARK_UNRESOLVED, reference->where, "'" SHOWN "'", SHOWN_ARGS(reference->text));
    else if (is_new)
        report_unresolved(resolving, reference);
}

/* ---- Resolving ---- */

static const struct entity *find_entity(const struct resolving *resolving, const struct entity_name *name) {
    const struct slacalc_model *model = resolving->join->model;
    uint32_t index = text_map_find(&model->entity_keys, entity_key(&resolving->join->scratch, name));
    return index == NO_INDEX ? NULL : &model->entities[index];
}

/* Every provider is needed; an API without one stands for itself. Returns false where nothing is known of it. */
static bool resolve_api(struct resolving *resolving, const struct reference *reference,
                        const struct entity_name *name) {
    uint32_t provider = text_map_find(&resolving->apis, entity_key(&resolving->join->scratch, name));
    const struct entity *api = find_entity(resolving, name);
    if (api && api->is_assumed)
        count_unresolved(resolving, reference);
    if (reference->relation == RELATION_DEPENDENCY_OF && (api || provider != NO_INDEX)) {
        remark(resolving->join->model, REMARK_GROUP, reference->where, "dependencyOf '" SHOWN "'",
               SHOWN_ARGS(reference->text));
        return true;
    }
    for (uint32_t i = provider; i != NO_INDEX; i = resolving->providers[i].next)
        relate(resolving, reference, resolving->providers[i].component, NULL);
    if (provider == NO_INDEX && api)
        relate(resolving, reference, api->component, api);
    return provider != NO_INDEX || api;
}

static bool resolve_entity(struct resolving *resolving, const struct reference *reference,
                           const struct entity_name *name) {
    if (entity_word_is(name->kind, "api"))
        return resolve_api(resolving, reference, name);
    const struct entity *entity = find_entity(resolving, name);
    if (entity && entity->is_assumed)
        count_unresolved(resolving, reference);
    if (entity && entity->component == NO_INDEX)
        remark(resolving->join->model, REMARK_GROUP, reference->where, "'" SHOWN "'", SHOWN_ARGS(reference->text));
    else if (entity)
        relate(resolving, reference, entity->component, entity);
    return entity != NULL;
}

/* Backstage wants a kind here, but catalogues are full of bare names. */
static bool resolve_bare(struct resolving *resolving, const struct reference *reference, struct entity_name *name) {
    static const char *const kinds[] = {"component", "resource"};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        name->kind = text_of(kinds[i]);
        if (!find_entity(resolving, name))
            continue;
        remark(resolving->join->model, REMARK_BARE, reference->where, "'" SHOWN "'", SHOWN_ARGS(reference->text));
        return resolve_entity(resolving, reference, name);
    }
    name->kind = (struct text){NULL, 0};
    return false;
}

static bool is_group_kind(struct text kind) {
    static const char *const kinds[] = {"system", "domain", "group", "user", "location", "template"};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (kind.at && entity_word_is(kind, kinds[i]))
            return true;
    return false;
}

static void resolve(struct resolving *resolving, const struct reference *reference) {
    bool consumes = reference->relation == RELATION_CONSUMES_APIS;
    struct entity_name name;
    if (!complete_name(resolving, reference, consumes ? "api" : NULL, &name))
        name = (struct entity_name){.space = text_of("default"), .name = reference->text};
    else if (name.kind.at ? resolve_entity(resolving, reference, &name) : resolve_bare(resolving, reference, &name))
        return;
    uint32_t component = join_find(resolving->join, reference->text);
    if (component != NO_INDEX)
        relate(resolving, reference, component, NULL);
    else if (is_group_kind(name.kind))
        remark(resolving->join->model, REMARK_GROUP, reference->where, "'" SHOWN "'", SHOWN_ARGS(reference->text));
    else
        leave_unresolved(resolving, reference, &name);
}

/* ---- Requirements ---- */

static uint32_t new_need(struct slacalc_model *model, uint32_t needed, struct position where) {
    uint32_t requirement = requirement_new(model, SLACALC_NEED_COMPONENT, where);
    model->requirements[requirement].name = model->components[needed].name;
    return requirement;
}

void join_require(struct slacalc_model *model, uint32_t component, uint32_t needed, struct position where) {
    requirement_append(model, component, new_need(model, needed, where));
}

static int by_component(const void *left, const void *right) {
    const struct edge *a = left, *b = right;
    if (a->from != b->from)
        return a->from < b->from ? -1 : 1;
    return a->sequence < b->sequence ? -1 : a->sequence > b->sequence;
}

/* Marks what the component is said to need already, in an overlay; returns the last of its requirements. */
static uint32_t mark_needed(const struct resolving *resolving, uint32_t component, uint32_t *named_by) {
    const struct slacalc_model *model = resolving->join->model;
    uint32_t last = NO_INDEX;
    for (uint32_t n = model->components[component].requirements; n != NO_INDEX; n = model->requirements[n].next) {
        const struct requirement *requirement = &model->requirements[n];
        uint32_t named =
            requirement->kind == SLACALC_NEED_COMPONENT ? join_find(resolving->join, requirement->name) : NO_INDEX;
        if (named != NO_INDEX)
            named_by[named] = component + 1;
        last = n;
    }
    return last;
}

/* One edge a pair, however often it is said. */
static void add_requirements(struct resolving *resolving) {
    struct slacalc_model *model = resolving->join->model;
    uint32_t *named_by = arena_alloc(&resolving->join->scratch, model->component_count, sizeof *named_by);
    uint32_t last = NO_INDEX, from = NO_INDEX;
    if (resolving->edge_count > 1)
        qsort(resolving->edges, resolving->edge_count, sizeof *resolving->edges, by_component);
    for (size_t i = 0; i < resolving->edge_count; i++) {
        const struct edge *edge = &resolving->edges[i];
        last = edge->from == from ? last : mark_needed(resolving, edge->from, named_by);
        from = edge->from;
        if (named_by[edge->to] == from + 1)
            continue;
        named_by[edge->to] = from + 1;
        uint32_t need = new_need(model, edge->to, edge->where);
        if (last == NO_INDEX)
            model->components[from].requirements = need;
        else
            model->requirements[last].next = need;
        last = need;
    }
}

static void check_cuts(const struct resolving *resolving) {
    for (size_t i = 0; i < resolving->join->imports->cut_count; i++) {
        const struct cut *cut = &resolving->join->imports->cuts[i];
        if (!cut->done)
            diagnose(resolving->join->problems, SLACALC_ERROR, cut->where,
                     "no catalogue says that '" SHOWN "' depends on '" SHOWN "'",
                     SHOWN_ARGS(resolving->join->model->components[cut->component].name), SHOWN_ARGS(cut->name));
    }
}

void join_references(struct join *join) {
    struct imports *imports = join->imports;
    struct resolving resolving = {.join = join};
    text_map_init(&resolving.apis, &join->scratch, key_of_provider, &resolving);
    name_set_init(&resolving.pairs, &join->scratch);
    name_set_init(&resolving.names, &join->scratch);
    for (size_t i = 0; i < imports->reference_count; i++)
        add_provider(&resolving, &imports->references[i]);
    for (size_t i = 0; i < imports->reference_count; i++)
        if (imports->references[i].relation != RELATION_PROVIDES_APIS)
            resolve(&resolving, &imports->references[i]);
    add_requirements(&resolving);
    check_cuts(&resolving);
}

#include "parser/import/links.h"

#include "base/setting_names.h"
#include "base/shown.h"
#include "parser/component.h"
#include "parser/import/edges.h"
#include "parser/remark.h"

#include <string.h>

/* How many names are compared in all to find those that were meant. */
enum { COMPARED_MAX = 2000000 };

struct resolving {
    struct join *join;
    struct edges edges;
    struct name_set pairs; /* entity and unresolved name: each counts once */
    struct name_set names; /* unresolved names */
    size_t compared;
};

/* What a relation says: which of the two needs the other, and what a reference without a kind leads to. */
static const struct {
    const char *kind;  /* NULL: component or resource */
    bool is_reversed;  /* the other one needs this one */
    bool is_part;      /* and has it as a member */
    bool may_be_alone; /* a reference that leads nowhere loses nothing */
} meanings[RELATIONS] = {
    [RELATION_DEPENDENCY_OF] = {.is_reversed = true},
    [RELATION_CONSUMES_APIS] = {.kind = "api"},
    [RELATION_PROVIDES_APIS] = {.kind = "api", .is_reversed = true},
    [RELATION_SYSTEM] = {.kind = "system", .is_reversed = true, .is_part = true, .may_be_alone = true},
    [RELATION_DOMAIN] = {.kind = "domain", .is_reversed = true, .is_part = true, .may_be_alone = true},
    [RELATION_NEEDED_BY] = {.is_reversed = true, .may_be_alone = true},
    [RELATION_HAS_PART] = {.is_part = true},
};

static bool complete_name(const struct resolving *resolving, const struct reference *reference,
                          struct entity_name *name) {
    const char *kind = meanings[reference->relation].kind;
    if (!entity_parse(reference->text, name))
        return false;
    name->kind = name->kind.at || !kind ? name->kind : text_of(kind);
    name->space = name->space.at ? name->space : resolving->join->model->entities[reference->entity].name.space;
    return true;
}

static void relate(struct resolving *resolving, const struct reference *reference, uint32_t other,
                   const struct entity *target) {
    struct slacalc_model *model = resolving->join->model;
    const struct entity *self = &model->entities[reference->entity];
    bool is_reversed = meanings[reference->relation].is_reversed, is_part = meanings[reference->relation].is_part;
    const struct entity *needed = is_reversed ? self : target;
    bool is_known = is_reversed || target;
    if (is_known && !is_part && reference->relation != RELATION_PROVIDES_APIS && join_is_library(needed))
        remark(model, REMARK_LIBRARY, reference->where, "'" SHOWN "'", SHOWN_ARGS(needed->name.name));
    edges_add(resolving->join, &resolving->edges,
              (struct edge){.from = is_reversed ? other : self->component,
                            .to = is_reversed ? self->component : other,
                            .where = reference->where,
                            .text = reference->text,
                            .is_part = is_part});
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
    if (!meanings[reference->relation].is_reversed && edges_are_cut(join, self->component, NO_INDEX, reference->text))
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

static void remark_group(const struct resolving *resolving, const struct reference *reference) {
    remark(resolving->join->model, REMARK_GROUP, reference->where, "'" SHOWN "'", SHOWN_ARGS(reference->text));
}

static bool resolve_entity(struct resolving *resolving, const struct reference *reference,
                           const struct entity_name *name) {
    const struct entity *entity = find_entity(resolving, name);
    if (entity && entity->is_assumed)
        count_unresolved(resolving, reference);
    if (entity && entity->component != NO_INDEX)
        relate(resolving, reference, entity->component, entity);
    else if (entity && !meanings[reference->relation].is_part)
        remark_group(resolving, reference);
    return entity != NULL;
}

/* Backstage wants a kind here, but catalogues are full of bare names. */
static bool resolve_bare(struct resolving *resolving, const struct reference *reference, struct entity_name *name) {
    static const char *const kinds[] = {"component", "resource", "api", "system", "domain"};
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
    static const char *const kinds[] = {"group", "user", "location", "template"};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (kind.at && entity_word_is(kind, kinds[i]))
            return true;
    return false;
}

static void resolve(struct resolving *resolving, const struct reference *reference) {
    struct entity_name name;
    if (!complete_name(resolving, reference, &name))
        name = (struct entity_name){.space = text_of("default"), .name = reference->text};
    else if (name.kind.at ? resolve_entity(resolving, reference, &name) : resolve_bare(resolving, reference, &name))
        return;
    if (meanings[reference->relation].may_be_alone)
        return;
    uint32_t component = join_find(resolving->join, reference->text);
    if (component != NO_INDEX)
        relate(resolving, reference, component, NULL);
    else if (is_group_kind(name.kind))
        remark_group(resolving, reference);
    else
        leave_unresolved(resolving, reference, &name);
}

/* An API that only its providers know is known by that. */
static void add_api(struct resolving *resolving, const struct reference *reference) {
    struct entity_name name;
    if (reference->relation == RELATION_PROVIDES_APIS && complete_name(resolving, reference, &name) &&
        !find_entity(resolving, &name))
        join_add_entity(resolving->join, &name, name.name, reference->where);
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
    name_set_init(&resolving.pairs, &join->scratch);
    name_set_init(&resolving.names, &join->scratch);
    for (size_t i = 0; i < imports->reference_count; i++)
        add_api(&resolving, &imports->references[i]);
    for (size_t i = 0; i < imports->reference_count; i++)
        resolve(&resolving, &imports->references[i]);
    join_note_origins(join);
    edges_join(join, &resolving.edges);
    check_cuts(&resolving);
}

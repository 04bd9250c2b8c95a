#include "parser/import/edges.h"

#include "base/shown.h"
#include "parser/import/overlay.h"
#include "parser/remark.h"
#include "parser/requirement.h"

#include <string.h>

struct joining {
    struct join *join;
    const struct edges *edges;
    uint32_t *starts;   /* by component, and one more: where its edges begin in `order` */
    uint32_t *order;    /* of edges, by the component that needs; in the order in which they were read */
    bool *is_touched;   /* by component: an edge leads from or to it */
    bool *is_named;     /* by component: an edge or a requirement names it, or an SLO is its */
    uint32_t *seen_by;  /* by component: one more than the last component whose edges led there */
    uint32_t *path;     /* components that give way and are still to be passed */
    size_t path_length; /* each stands there once a component that needs */
};

/* ---- Reading ---- */

bool edges_are_cut(struct join *join, uint32_t from, uint32_t to, struct text text) {
    struct imports *imports = join->imports;
    bool found = false;
    for (size_t i = 0; i < imports->cut_count; i++) {
        struct cut *cut = &imports->cuts[i];
        if (cut->component != from || from == NO_INDEX)
            continue;
        bool same = text_equal(cut->name, text) || (to != NO_INDEX && join_find(join, cut->name) == to);
        cut->done |= same;
        found |= same;
    }
    return found;
}

static void remark_self(const struct join *join, uint32_t component, struct position where) {
    struct text name = join->model->components[component].name;
    remark(join->model, REMARK_SELF, where, "'" SHOWN "'", SHOWN_ARGS(name));
}

void edges_add(struct join *join, struct edges *edges, struct edge edge) {
    if (edges_are_cut(join, edge.from, edge.to, edge.text))
        return;
    if (edge.from == edge.to) {
        remark_self(join, edge.from, edge.where);
        return;
    }
    edges->items = arena_reserve(&join->scratch, edges->items, edges->count, &edges->capacity, sizeof *edges->items);
    edges->items[edges->count++] = edge;
}

/* ---- What gives way ---- */

/* A counting sort, which keeps the order of the edges of one component. */
static void sort_edges(struct joining *joining) {
    const struct edges *edges = joining->edges;
    size_t components = joining->join->model->component_count;
    uint32_t *next = arena_alloc(&joining->join->scratch, components + 2, sizeof *next);
    joining->order = arena_alloc(&joining->join->scratch, edges->count, sizeof *joining->order);
    for (size_t i = 0; i < edges->count; i++)
        next[edges->items[i].from + 2]++;
    for (size_t i = 2; i < components + 2; i++)
        next[i] += next[i - 1];
    for (size_t i = 0; i < edges->count; i++)
        joining->order[next[edges->items[i].from + 1]++] = (uint32_t)i;
    joining->starts = next;
}

static void find_named(struct joining *joining) {
    struct join *join = joining->join;
    const struct slacalc_model *model = join->model;
    joining->is_named = arena_alloc(&join->scratch, model->component_count, sizeof *joining->is_named);
    joining->is_touched = arena_alloc(&join->scratch, model->component_count, sizeof *joining->is_touched);
    for (size_t i = 0; i < model->requirement_count; i++) {
        uint32_t named = model->requirements[i].kind == SLACALC_NEED_COMPONENT
                             ? join_find(join, model->requirements[i].name)
                             : NO_INDEX;
        if (named != NO_INDEX)
            joining->is_named[named] = true;
    }
    for (size_t i = 0; i < join->imports->slo_count; i++) {
        uint32_t named = join_find(join, join->imports->slos[i].service);
        if (named != NO_INDEX)
            joining->is_named[named] = true;
    }
    for (size_t i = 0; i < model->entity_count; i++)
        if (model->entities[i].component != NO_INDEX && overlay_default_of(join->imports, &model->entities[i]))
            joining->is_named[model->entities[i].component] |= !join_is_system(&model->entities[i]);
    for (size_t i = 0; i < joining->edges->count; i++) {
        const struct edge *edge = &joining->edges->items[i];
        uint32_t index = model->entity_of[edge->to];
        joining->is_touched[edge->from] = joining->is_touched[edge->to] = true;
        if (!edge->is_part && index != NO_INDEX && join_is_system(&model->entities[index]))
            joining->is_named[edge->to] = true;
    }
}

/* Whether a key says more than what the component is. */
static bool has_figure(const struct slacalc_model *model, uint32_t component) {
    for (uint32_t i = model->components[component].attributes; i != NO_INDEX; i = model->attributes[i].next) {
        enum attribute_key key = model->attributes[i].key;
        if (key != KEY_OWNER && key != KEY_DESCRIPTION && key != KEY_SOURCE && key != KEY_AS_OF)
            return true;
    }
    return false;
}

/* An API gives way to those that provide it, a library to what it calls, a system to its members: unless it has a
 * figure or a dependency of its own, which would be lost. */
static bool gives_way(const struct joining *joining, const struct entity *entity) {
    const struct slacalc_model *model = joining->join->model;
    uint32_t component = entity->component;
    bool is_provided =
        entity_word_is(entity->name.kind, "api") && joining->starts[component] < joining->starts[component + 1];
    if (!is_provided && !join_is_library(entity) && !join_is_system(entity))
        return false;
    return joining->is_touched[component] && !joining->is_named[component] && !has_figure(model, component) &&
           model->components[component].requirements == NO_INDEX;
}

static void dissolve(struct joining *joining) {
    struct slacalc_model *model = joining->join->model;
    for (size_t i = 0; i < model->entity_count; i++)
        if (model->entities[i].component != NO_INDEX && gives_way(joining, &model->entities[i]))
            model->components[model->entities[i].component].dissolved = true;
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

/* Marks what the component is said to need already, in an overlay; returns the last of its requirements. */
static uint32_t mark_needed(const struct joining *joining, uint32_t component) {
    const struct slacalc_model *model = joining->join->model;
    uint32_t last = NO_INDEX;
    for (uint32_t n = model->components[component].requirements; n != NO_INDEX; n = model->requirements[n].next) {
        const struct requirement *requirement = &model->requirements[n];
        uint32_t named =
            requirement->kind == SLACALC_NEED_COMPONENT ? join_find(joining->join, requirement->name) : NO_INDEX;
        if (named != NO_INDEX)
            joining->seen_by[named] = component + 1;
        last = n;
    }
    return last;
}

/* A member that is a library is built into others: what it needs is theirs. */
static bool is_library_part(const struct joining *joining, const struct edge *edge) {
    const struct slacalc_model *model = joining->join->model;
    uint32_t index = model->entity_of[edge->to];
    return edge->is_part && model->components[edge->to].dissolved && index != NO_INDEX &&
           join_is_library(&model->entities[index]);
}

/* Appends what an edge of the component comes to: a requirement, or one more component to be passed. */
static void take_edge(struct joining *joining, uint32_t component, const struct edge *edge, struct position where,
                      uint32_t *last) {
    struct slacalc_model *model = joining->join->model;
    if (edge->to == component) {
        remark_self(joining->join, component, where);
        return;
    }
    if (joining->seen_by[edge->to] == component + 1 || is_library_part(joining, edge) ||
        (edge->from != component && edges_are_cut(joining->join, component, edge->to, edge->text)))
        return;
    joining->seen_by[edge->to] = component + 1;
    if (model->components[edge->to].dissolved) {
        joining->path[joining->path_length++] = edge->to;
        return;
    }
    uint32_t need = new_need(model, edge->to, where);
    if (*last == NO_INDEX)
        model->components[component].requirements = need;
    else
        model->requirements[*last].next = need;
    *last = need;
}

/* One edge a pair, however often it is said. What stands behind something that gives way is needed where that is
 * needed. */
static void require_all(struct joining *joining, uint32_t component) {
    uint32_t last =
        joining->starts[component] < joining->starts[component + 1] ? mark_needed(joining, component) : NO_INDEX;
    for (uint32_t i = joining->starts[component]; i < joining->starts[component + 1]; i++) {
        const struct edge *edge = &joining->edges->items[joining->order[i]];
        take_edge(joining, component, edge, edge->where, &last);
        while (joining->path_length > 0) {
            uint32_t passed = joining->path[--joining->path_length];
            for (uint32_t n = joining->starts[passed]; n < joining->starts[passed + 1]; n++)
                take_edge(joining, component, &joining->edges->items[joining->order[n]], edge->where, &last);
        }
    }
}

void edges_join(struct join *join, const struct edges *edges) {
    struct slacalc_model *model = join->model;
    struct joining joining = {.join = join, .edges = edges};
    joining.seen_by = arena_alloc(&join->scratch, model->component_count, sizeof *joining.seen_by);
    joining.path = arena_alloc(&join->scratch, model->component_count, sizeof *joining.path);
    sort_edges(&joining);
    find_named(&joining);
    dissolve(&joining);
    for (uint32_t i = 0; i < model->component_count; i++)
        if (!model->components[i].dissolved)
            require_all(&joining, i);
}

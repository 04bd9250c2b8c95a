#include "reporter/composing/tree.h"

#include "engine/rows/downtime.h"
#include "engine/rows/result.h"

#include <stdint.h>
#include <stdlib.h>

/* Rows are made in the order in which they are shown: where a component is shown decides what a requirement costs, and
 * that decides the order. So they are made anew until the order stands; this many times at the most. */
enum { MOST_ROUNDS = 8 };

/* Optional ones cost no downtime, so they stand last. */
static const double LAST = -1;

/* From where there is no way yet; none stands at the service itself. */
static const size_t UNKNOWN = SLACALC_NONE - 1;

/* A requirement that has yet to become a row. */
struct pending {
    size_t requirement;
    size_t parent;
    size_t place; /* among its siblings, in the order of the model */
    double weight;
};

struct walk {
    struct tree_builder *builder;
    size_t most_depth;
    struct tree_row *rows;
    size_t count, capacity;
    struct pending *pending;
    size_t pending_count, pending_capacity;
    struct arena *arena; /* that of the tree */
};

void tree_builder_init(struct tree_builder *builder, const slacalc_result *result, size_t levels, struct arena *arena) {
    size_t components = slacalc_result_component_count(result);
    *builder = (struct tree_builder){.result = result, .arena = arena, .most_level = levels > 0 ? levels : SIZE_MAX};
    builder->shown = arena_alloc(arena, components + 1, sizeof *builder->shown);
    builder->share = arena_alloc(arena, components + 1, sizeof *builder->share);
    builder->weight = arena_alloc(arena, result->requirement_count + 1, sizeof *builder->weight);
}

size_t requirement_core(const slacalc_result *result, size_t requirement) {
    for (;;) {
        const slacalc_requirement *need = slacalc_result_requirement(result, requirement);
        if (need->kind != SLACALC_NEED_TRAFFIC && need->kind != SLACALC_NEED_OPTIONAL)
            return requirement;
        requirement = need->part;
    }
}

bool requirement_is_optional(const slacalc_result *result, size_t requirement) {
    const slacalc_requirement *need = slacalc_result_requirement(result, requirement);
    while (need->kind == SLACALC_NEED_TRAFFIC)
        need = slacalc_result_requirement(result, need->part);
    return need->kind == SLACALC_NEED_OPTIONAL;
}

/* The one that is to be shown first comes last: they are taken from the end. */
static int by_weight(const void *left, const void *right) {
    const struct pending *a = left, *b = right;
    if (a->weight != b->weight)
        return a->weight < b->weight ? -1 : 1;
    return a->place < b->place ? 1 : -1;
}

/* Most have few parts, or stand in this order but for being turned round. */
static void sort_pending(struct pending *pending, size_t count) {
    bool is_sorted = true;
    for (size_t i = 0; i < count / 2; i++) {
        struct pending kept = pending[i];
        pending[i] = pending[count - 1 - i];
        pending[count - 1 - i] = kept;
    }
    for (size_t i = 1; is_sorted && i < count; i++)
        is_sorted = by_weight(&pending[i - 1], &pending[i]) < 0;
    if (!is_sorted)
        qsort(pending, count, sizeof *pending, by_weight);
}

static void push_chain(struct walk *walk, size_t requirement, size_t parent) {
    const slacalc_result *result = walk->builder->result;
    size_t first = walk->pending_count;
    while (requirement != SLACALC_NONE) {
        walk->pending = arena_reserve(walk->arena, walk->pending, walk->pending_count, &walk->pending_capacity,
                                      sizeof *walk->pending);
        walk->pending[walk->pending_count] = (struct pending){
            .requirement = requirement,
            .parent = parent,
            .place = walk->pending_count - first,
            .weight = requirement_is_optional(result, requirement) ? LAST : walk->builder->weight[requirement],
        };
        walk->pending_count++;
        requirement = slacalc_result_requirement(result, requirement)->next;
    }
    sort_pending(walk->pending + first, walk->pending_count - first);
}

static size_t add_row(struct walk *walk, struct tree_row row) {
    walk->rows = arena_reserve(walk->arena, walk->rows, walk->count, &walk->capacity, sizeof *walk->rows);
    if (row.parent != SLACALC_NONE) {
        row.depth = walk->rows[row.parent].depth + 1;
        row.level = walk->rows[row.parent].level + (row.kind != ROW_GROUP);
    }
    walk->rows[walk->count] = row;
    return walk->count++;
}

/* The component of the row, or that of the nearest one above a group. */
static size_t component_above(const struct walk *walk, size_t row) {
    while (row != SLACALC_NONE && walk->rows[row].component == SLACALC_NONE)
        row = walk->rows[row].parent;
    return row == SLACALC_NONE ? SLACALC_NONE : walk->rows[row].component;
}

static void add_parts(struct walk *walk, size_t first_part, size_t row) {
    if (first_part == SLACALC_NONE)
        return;
    bool deep = walk->rows[row].kind == ROW_COMPONENT && walk->rows[row].level >= walk->builder->most_level;
    if (!deep && walk->rows[row].depth + 1 < walk->most_depth) {
        push_chain(walk, first_part, row);
        return;
    }
    add_row(walk, (struct tree_row){ROW_DEEPER, .parent = row, .component = component_above(walk, row),
                                    .outer = SLACALC_NONE, .requirement = SLACALC_NONE});
}

static bool is_expanded(const struct walk *walk, size_t component, size_t parent) {
    const struct tree_builder *builder = walk->builder;
    bool shown = builder->shown[component] == builder->round;
    return !shown && (!builder->way_from || builder->way_from[component] == component_above(walk, parent));
}

static void add_component(struct walk *walk, size_t component, size_t parent, size_t outer) {
    bool repeated = !is_expanded(walk, component, parent);
    if (!repeated)
        walk->builder->shown[component] = walk->builder->round;
    size_t row = add_row(walk, (struct tree_row){repeated ? ROW_REPEATED : ROW_COMPONENT, .parent = parent,
                                                 .component = component, .outer = outer, .requirement = SLACALC_NONE});
    if (!repeated)
        add_parts(walk, slacalc_result_component(walk->builder->result, component)->requirements, row);
}

static void add_requirement(struct walk *walk, const struct pending *pending) {
    const slacalc_result *result = walk->builder->result;
    size_t core = requirement_core(result, pending->requirement);
    const slacalc_requirement *need = slacalc_result_requirement(result, core);
    if (need->kind == SLACALC_NEED_COMPONENT) {
        add_component(walk, need->component, pending->parent, pending->requirement);
        return;
    }
    size_t row = add_row(walk, (struct tree_row){ROW_GROUP, .parent = pending->parent, .component = SLACALC_NONE,
                                                 .outer = pending->requirement, .requirement = core});
    add_parts(walk, need->part, row);
}

static void walk_service(struct walk *walk, const slacalc_service *service) {
    walk->builder->round++;
    walk->count = 0;
    add_component(walk, service->component, SLACALC_NONE, SLACALC_NONE);
    while (walk->pending_count > 0) {
        struct pending next = walk->pending[--walk->pending_count];
        add_requirement(walk, &next);
    }
}

/* Notes what each row and requirement costs as it is shown now. Returns whether that differs from what the order came
 * from. */
static bool weigh(struct walk *walk) {
    struct tree_builder *builder = walk->builder;
    double *costs = arena_alloc(walk->arena, walk->count, sizeof *costs);
    size_t *parents = arena_alloc(walk->arena, walk->count, sizeof *parents);
    bool changed = false;
    for (size_t i = 0; i < walk->count; i++) {
        struct tree_row *row = &walk->rows[i];
        if (row->kind == ROW_COMPONENT)
            row->share = builder->share[row->component];
        costs[i] = row->share;
        parents[i] = row->parent;
    }
    add_up_shares(costs, parents, walk->count);
    for (size_t i = 0; i < walk->count; i++) {
        size_t requirement = walk->rows[i].outer;
        if (requirement == SLACALC_NONE)
            continue;
        changed = changed || costs[i] != builder->weight[requirement];
        builder->weight[requirement] = costs[i];
    }
    return changed;
}

static void forget_weights(struct walk *walk) {
    for (size_t i = 0; i < walk->count; i++)
        if (walk->rows[i].outer != SLACALC_NONE)
            walk->builder->weight[walk->rows[i].outer] = 0;
}

static void cut(struct tree *tree, size_t most_rows) {
    if (tree->count <= most_rows)
        return;
    tree->rows[most_rows] = (struct tree_row){ROW_CUT,
                                              .parent = 0,
                                              .depth = 1,
                                              .component = SLACALC_NONE,
                                              .outer = SLACALC_NONE,
                                              .requirement = SLACALC_NONE,
                                              .left_out = tree->count - most_rows};
    tree->count = most_rows + 1;
}

static size_t follow_needs(const struct needs *needs, bool required, size_t *found, size_t count, size_t *from) {
    for (size_t i = 0; i < count; i++) {
        for (size_t j = needs->starts[found[i]]; j < needs->starts[found[i] + 1]; j++) {
            size_t next = needs->items[j].component;
            if (from[next] != UNKNOWN || (required && needs->items[j].optional != NO_INDEX))
                continue;
            from[next] = found[i];
            found[count++] = next;
        }
    }
    return count;
}

void tree_expand_nearest(struct tree_builder *builder, const slacalc_service *service) {
    const slacalc_result *result = builder->result;
    size_t components = slacalc_result_component_count(result);
    size_t *found = arena_alloc(builder->arena, components + 1, sizeof *found);
    builder->way_from = arena_alloc(builder->arena, components + 1, sizeof *builder->way_from);
    for (size_t i = 0; i < components; i++)
        builder->way_from[i] = UNKNOWN;
    builder->way_from[service->component] = SLACALC_NONE;
    found[0] = service->component;
    size_t count = follow_needs(&result->needs, true, found, 1, builder->way_from);
    follow_needs(&result->needs, false, found, count, builder->way_from);
}

void tree_expand_first(struct tree_builder *builder) {
    builder->way_from = NULL;
}

struct tree tree_build(struct tree_builder *builder, const slacalc_service *service, size_t most_rows,
                       size_t most_depth) {
    struct walk walk = {.builder = builder, .most_depth = most_depth, .arena = arena_open(builder->arena)};
    for (size_t i = 0; i < service->share_count; i++)
        builder->share[service->shares[i].component] = share_in_all(&service->shares[i]);
    int rounds = 0;
    do
        walk_service(&walk, service);
    while (weigh(&walk) && ++rounds < MOST_ROUNDS);
    forget_weights(&walk);
    for (size_t i = 0; i < service->share_count; i++)
        builder->share[service->shares[i].component] = 0;
    struct tree tree = {.rows = walk.rows, .count = walk.count, .arena = walk.arena};
    cut(&tree, most_rows);
    for (size_t i = 0; i < tree.count; i++)
        if (tree.rows[i].depth > tree.depth)
            tree.depth = tree.rows[i].depth;
    return tree;
}

void tree_release(struct tree *tree) {
    arena_close(tree->arena);
    *tree = (struct tree){0};
}

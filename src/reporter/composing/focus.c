#include "reporter/composing/focus.h"

#include "base/heap.h"
#include "engine/rows/downtime.h"
#include "reporter/wording/phrases.h"

#include <stdint.h>

struct candidate {
    size_t row, component;
    size_t depth; /* 0 of those with a share, which stand in the order of slacalc_service.shares */
    double share;
};

static bool is_before(const struct candidate *a, const struct candidate *b) {
    if (a->share != b->share)
        return a->share > b->share;
    return a->depth != b->depth ? a->depth < b->depth : a->component < b->component;
}

/* As a heap: a tree of 10^5 rows shows 25 of them, and to take these takes less time than to sort all. */
static size_t candidates_of(const struct tree *tree, struct candidate *candidates) {
    size_t count = 0;
    for (size_t i = 0; i < tree->count; i++) {
        const struct tree_row *row = &tree->rows[i];
        if (row->kind == ROW_COMPONENT)
            candidates[count++] = (struct candidate){i, row->component, row->share > 0 ? 0 : row->depth, row->share};
    }
    for (size_t i = count / 2; i-- > 0;) {
        struct candidate sinking = candidates[i];
        HEAP_SINK(candidates, count, i, sinking, is_before);
    }
    return count;
}

/* How many rows it takes to show one with all above it that are not shown yet. */
static size_t rows_to(const struct tree *tree, const bool *kept, size_t row) {
    size_t count = 0;
    for (; row != SLACALC_NONE && !kept[row]; row = tree->rows[row].parent)
        count++;
    return count;
}

static void choose(const struct tree *tree, size_t most_rows, bool *kept) {
    struct candidate *candidates = arena_alloc(tree->arena, tree->count, sizeof *candidates);
    size_t count = candidates_of(tree, candidates), used = 0;
    while (count > 0 && used < most_rows) {
        struct candidate first = candidates[0];
        HEAP_DROP_FIRST(candidates, count, is_before);
        size_t taken = rows_to(tree, kept, first.row);
        if (used + taken > most_rows)
            continue;
        for (size_t row = first.row; row != SLACALC_NONE && !kept[row]; row = tree->rows[row].parent)
            kept[row] = true;
        used += taken;
    }
}

/* Rows are kept with those above them, so that each finds its parent again. */
static void keep(struct tree *tree, const bool *kept) {
    size_t *places = arena_alloc(tree->arena, tree->count, sizeof *places);
    size_t count = 0;
    tree->depth = 0;
    for (size_t i = 0; i < tree->count; i++) {
        if (!kept[i])
            continue;
        struct tree_row row = tree->rows[i];
        if (row.parent != SLACALC_NONE)
            row.parent = places[row.parent];
        if (row.depth > tree->depth)
            tree->depth = row.depth;
        places[i] = count;
        tree->rows[count++] = row;
    }
    tree->count = count;
}

static bool *without_deeper(const struct tree *tree, size_t *count) {
    bool *kept = arena_alloc(tree->arena, tree->count, sizeof *kept);
    *count = 0;
    for (size_t i = 0; i < tree->count; i++) {
        kept[i] = tree->rows[i].kind != ROW_DEEPER;
        *count += kept[i];
    }
    return kept;
}

struct tree tree_build_focused(struct tree_builder *builder, const slacalc_service *service, size_t most_rows,
                               size_t most_depth) {
    struct tree tree = tree_build(builder, service, SIZE_MAX, most_depth);
    size_t count;
    bool *kept = without_deeper(&tree, &count);
    if (count > most_rows) {
        tree_release(&tree);
        tree_expand_nearest(builder, service);
        tree = tree_build(builder, service, SIZE_MAX, most_depth);
        tree_expand_first(builder);
        kept = arena_alloc(tree.arena, tree.count, sizeof *kept);
        choose(&tree, most_rows, kept);
    }
    keep(&tree, kept);
    return tree;
}

static void add_share(struct left_out *left, const slacalc_share *share) {
    double part = share_in_all(share);
    left->share += part;
    if (part > left->largest_share) {
        left->largest = share->component;
        left->largest_share = part;
    }
}

struct left_out shares_left_out(const slacalc_service *service, size_t shown) {
    struct left_out left = {.largest = SLACALC_NONE, .parts = service->share_count - shown};
    for (size_t i = shown; i < service->share_count; i++)
        add_share(&left, &service->shares[i]);
    return left;
}

struct left_out needs_left_out(const slacalc_result *result, const bool *is_shown, struct arena *arena) {
    size_t components = slacalc_result_component_count(result), count = 0;
    struct left_out left = {.largest = SLACALC_NONE};
    bool *is_found = arena_copy(arena, is_shown, components, sizeof *is_found);
    size_t *found = arena_alloc(arena, components, sizeof *found);
    for (size_t i = 0; i < components; i++)
        if (is_shown[i])
            found[count++] = i;
    for (size_t i = 0; i < count; i++) {
        const slacalc_component *component = slacalc_result_component(result, found[i]);
        for (size_t j = 0; j < component->depends_on_count; j++) {
            if (is_found[component->depends_on[j]])
                continue;
            is_found[component->depends_on[j]] = true;
            found[count++] = component->depends_on[j];
            left.parts++;
        }
    }
    return left;
}

void left_out_add_shares(struct left_out *left, const slacalc_service *service, const bool *is_shown) {
    for (size_t i = 0; i < service->share_count; i++)
        if (!is_shown[service->shares[i].component])
            add_share(left, &service->shares[i]);
}

struct left_out left_out_of(const struct tree *tree, const struct tree_builder *builder,
                            const slacalc_service *service) {
    size_t components = slacalc_result_component_count(builder->result);
    bool *is_shown = arena_alloc(tree->arena, components, sizeof *is_shown);
    for (size_t i = 0; i < tree->count; i++)
        if (tree->rows[i].kind == ROW_COMPONENT)
            is_shown[tree->rows[i].component] = true;
    struct left_out left = needs_left_out(builder->result, is_shown, tree->arena);
    left_out_add_shares(&left, service, is_shown);
    return left;
}

const char *statement_of_left_out(const struct wording *wording, const slacalc_result *result,
                                  const struct left_out *left) {
    const char *parts = phrase_count(wording, left->parts, "more part");
    if (left->parts == 0)
        return NULL;
    if (left->largest == SLACALC_NONE)
        return parts;
    return arena_printf(wording->arena, "%s, %s of the downtime%s %s %s", parts, format_share(left->share).text,
                        left->parts > 1 ? ", the largest" : ":", slacalc_result_component(result, left->largest)->name,
                        format_share(left->largest_share).text);
}

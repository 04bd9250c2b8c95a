#include "reporter/table/tree_grid.h"

#include "reporter/wording/requirements.h"

enum {
    LEAST_NAME = 8, /* columns of a name, before what stands behind it is cut too */
    LEAST_DEPTH = 2
};

static const char *component_notes(const struct page *page, const struct tree_row *row) {
    struct screen *screen = page->screen;
    const slacalc_component *component = slacalc_result_component(page->result, row->component);
    const char *replicas = "", *above = "";
    if (component->replicas > 1)
        replicas = arena_printf(screen->wording.arena, ", %zu of %zu replicas", component->quorum, component->replicas);
    if (row->kind == ROW_REPEATED)
        above = screen->wording.unicode ? " ↑ see above" : " ^ see above";
    return arena_printf(screen->wording.arena, "%s%s%s", replicas,
                        requirement_notes(&screen->wording, page->result, row->outer), above);
}

/* Cuts the name rather than what stands behind it, as long as that leaves anything of the name. */
static const char *component_label(const struct page *page, const struct tree_row *row, size_t room) {
    struct screen *screen = page->screen;
    const char *name = printable(&screen->wording, slacalc_result_component(page->result, row->component)->name);
    const char *notes = component_notes(page, row);
    size_t behind = printable_width(notes);
    if (room != SIZE_MAX && room >= behind + LEAST_NAME)
        name = printable_cut(&screen->wording, name, room - behind);
    return arena_printf(screen->wording.arena, "%s%s", name, notes);
}

static const char *row_label(const struct page *page, const struct tree_row *row, size_t room) {
    struct screen *screen = page->screen;
    const char *ellipsis = ellipsis_of(&screen->wording);
    switch (row->kind) {
    case ROW_GROUP:
        return arena_printf(screen->wording.arena, "%s%s",
                            group_label(&screen->wording, page->result, row->requirement),
                            requirement_notes(&screen->wording, page->result, row->outer));
    case ROW_DEEPER:
        return arena_printf(screen->wording.arena, "%s deeper, see --service %s", ellipsis,
                            printable(&screen->wording, slacalc_result_component(page->result, row->component)->name));
    case ROW_CUT:
        return arena_printf(screen->wording.arena, "%s %zu more rows", ellipsis, row->left_out);
    default:
        return component_label(page, row, room);
    }
}

static void fill_label(const struct page *page, size_t at, size_t room) {
    const struct tree_row *row = &page->tree->rows[at];
    struct cell *cell = grid_cell(page->grid, at, 0);
    size_t indent = row->depth * TREE_INDENT;
    if (room != SIZE_MAX)
        room = room > indent ? room - indent : 0;
    cell->text = row_label(page, row, room);
    if (room != SIZE_MAX)
        cell->text = printable_cut(&page->screen->wording, cell->text, room);
    if (row->kind != ROW_COMPONENT)
        cell->color = COLOR_DIM;
}

size_t widest_label(const struct page *page, bool cut) {
    size_t widest = LEAST_ROOM;
    for (size_t at = 0; at < page->tree->count; at++) {
        const struct tree_row *row = &page->tree->rows[at];
        bool named = row->kind == ROW_COMPONENT || row->kind == ROW_REPEATED;
        size_t width = printable_width(row_label(page, row, SIZE_MAX));
        size_t least = named ? LEAST_NAME + printable_width(component_notes(page, row)) : width;
        width = row->depth * TREE_INDENT + (cut && least < width ? least : width);
        if (width > widest)
            widest = width;
    }
    return widest;
}

static void make_grid(struct page *page, const struct page_columns *columns) {
    page->grid = grid_new(page->screen, columns->headers, columns->count, page->tree->count);
    page->grid->depths = arena_alloc(page->screen->wording.arena, page->tree->count, sizeof *page->grid->depths);
    for (size_t at = 0; at < page->tree->count; at++) {
        page->grid->depths[at] = page->tree->rows[at].depth;
        columns->fill_row(page, at);
    }
}

static size_t depth_in_room(size_t room) {
    size_t depth = room < LEAST_ROOM ? 0 : (room - LEAST_ROOM) / TREE_INDENT;
    return depth < LEAST_DEPTH ? LEAST_DEPTH : depth;
}

size_t screen_tree(struct screen *screen, struct tree_builder *builder, const slacalc_service *service,
                   size_t most_rows, const struct page_columns *columns) {
    struct tree tree = tree_build(builder, service, most_rows, TREE_MOST_DEPTH);
    struct page page = {.screen = screen, .result = builder->result, .service = service, .tree = &tree};
    make_grid(&page, columns);
    size_t room = columns->make_room(&page), depth = depth_in_room(room);
    if (tree.depth > depth) {
        tree_release(builder, &tree);
        tree = tree_build(builder, service, most_rows, depth);
        make_grid(&page, columns);
        room = columns->make_room(&page);
    }
    for (size_t at = 0; at < tree.count; at++)
        fill_label(&page, at, room);
    screen_grid(screen, page.grid);
    size_t rows = tree.count;
    tree_release(builder, &tree);
    return rows;
}

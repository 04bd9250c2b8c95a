#include "reporter/table/tree_view.h"

#include "engine/rows/result.h"
#include "reporter/composing/focus.h"
#include "reporter/wording/requirements.h"

enum {
    LEAST_NAME = 8, /* columns of a name, before what stands behind it is cut too */
    LEAST_DEPTH = 2
};

static const char *component_notes(const struct tree_view *view, const struct tree_row *row) {
    struct screen *screen = view->screen;
    const slacalc_component *component = slacalc_result_component(view->result, row->component);
    const char *replicas = "", *above = "";
    if (component->replicas > 1)
        replicas = arena_printf(screen->wording.arena, ", %zu of %zu replicas%s", component->quorum,
                                component->replicas, replica_beta_note(&screen->wording, component));
    if (row->kind == ROW_REPEATED)
        above = screen->wording.unicode ? " ↑ see above" : " ^ see above";
    return arena_printf(screen->wording.arena, "%s%s%s", replicas,
                        requirement_notes(&screen->wording, view->result, row->outer), above);
}

/* Cuts the name rather than what stands behind it, as long as that leaves anything of the name. */
static const char *component_label(const struct tree_view *view, const struct tree_row *row, size_t room) {
    struct screen *screen = view->screen;
    const char *name = printable(&screen->wording, slacalc_result_component(view->result, row->component)->name);
    const char *notes = component_notes(view, row);
    size_t behind = printable_width(notes);
    if (room != SIZE_MAX && room >= behind + LEAST_NAME)
        name = printable_abridged(&screen->wording, name, room - behind);
    return arena_printf(screen->wording.arena, "%s%s", name, notes);
}

static const char *row_label(const struct tree_view *view, const struct tree_row *row, size_t room) {
    struct screen *screen = view->screen;
    if (row->kind != ROW_GROUP)
        return component_label(view, row, room);
    return arena_printf(screen->wording.arena, "%s%s", group_label(&screen->wording, view->result, row->requirement),
                        requirement_notes(&screen->wording, view->result, row->outer));
}

static void fill_label(const struct tree_view *view, size_t at, size_t room) {
    const struct tree_row *row = &view->tree->rows[at];
    struct cell *cell = grid_cell(view->grid, at, 0);
    size_t indent = row->depth * TREE_INDENT;
    if (room != SIZE_MAX)
        room = room > indent ? room - indent : 0;
    cell->text = row_label(view, row, room);
    if (room != SIZE_MAX)
        cell->text = printable_cut(&view->screen->wording, cell->text, room);
    if (row->kind != ROW_COMPONENT)
        cell->color = COLOR_DIM;
}

size_t widest_label(const struct tree_view *view, bool cut) {
    size_t widest = LEAST_ROOM;
    for (size_t at = 0; at < view->tree->count; at++) {
        const struct tree_row *row = &view->tree->rows[at];
        bool named = row->kind == ROW_COMPONENT || row->kind == ROW_REPEATED;
        size_t width = printable_width(row_label(view, row, SIZE_MAX));
        size_t least = named ? LEAST_NAME + printable_width(component_notes(view, row)) : width;
        width = row->depth * TREE_INDENT + (cut && least < width ? least : width);
        if (width > widest)
            widest = width;
    }
    return widest;
}

static void make_grid(struct tree_view *view, const struct tree_columns *columns) {
    view->grid = grid_new(view->screen, columns->headers, columns->count, view->tree->count);
    view->grid->depths = arena_alloc(view->screen->wording.arena, view->tree->count, sizeof *view->grid->depths);
    for (size_t at = 0; at < view->tree->count; at++) {
        view->grid->depths[at] = view->tree->rows[at].depth;
        columns->fill_row(view, at);
    }
}

static size_t depth_in_room(size_t room) {
    size_t depth = room < LEAST_ROOM ? 0 : (room - LEAST_ROOM) / TREE_INDENT;
    return depth < LEAST_DEPTH ? LEAST_DEPTH : depth;
}

void screen_tree(struct screen *screen, struct tree_builder *builder, const slacalc_service *service,
                 struct tree_extent extent, const struct tree_columns *columns) {
    struct tree tree = tree_build_focused(builder, service, extent.most_rows, TREE_MOST_DEPTH);
    struct tree_view view = {.screen = screen, .result = builder->result, .service = service, .tree = &tree};
    make_grid(&view, columns);
    size_t room = columns->make_room(&view), depth = depth_in_room(room);
    if (tree.depth > depth) {
        tree_release(&tree);
        tree = tree_build_focused(builder, service, extent.most_rows, depth);
        make_grid(&view, columns);
        room = columns->make_room(&view);
    }
    for (size_t at = 0; at < tree.count; at++)
        fill_label(&view, at, room);
    screen_grid(screen, view.grid);
    struct left_out left = left_out_of(&tree, builder, service);
    screen_more(screen, statement_of_left_out(&screen->wording, builder->result, &left), extent.way);
    tree_release(&tree);
}

#include "reporter/dependencies.h"

#include "reporter/format.h"
#include "reporter/printable.h"
#include "reporter/report.h"

#include <math.h>
#include <string.h>

enum { COLUMN_NAME, COLUMN_OWN, COLUMN_BASIS, COLUMN_COMPOUND, COLUMN_SHARE, COLUMN_OWNER, COLUMN_SOURCE, COLUMNS };

enum {
    MOST_DEPTH = 64,
    LEAST_DEPTH = 2,
    LEAST_ROOM = 20, /* columns for names, below which figures are left out */
    LEAST_NAME = 8,  /* of them, before what stands behind the name is cut too */
    BAR_CELLS = 8
};

struct page {
    struct screen *screen;
    const slacalc_result *result;
    const struct tree *tree;
    struct grid *grid;
};

/* Eighths of a cell; the thinnest mark stands for anything above nothing. */
static const char *bar(struct screen *screen, double share) {
    static const char *const eighths[] = {"", "▏", "▎", "▍", "▌", "▋", "▊", "▉"};
    const char *full = screen->unicode ? "█" : "#";
    long parts = screen->unicode ? lround(share * BAR_CELLS * 8) : lround(share * BAR_CELLS) * 8;
    long least = screen->unicode ? 1 : 8;
    if (share > 0 && parts < least)
        parts = least;
    char *text = arena_alloc(screen->arena, BAR_CELLS + 1, strlen(full)), *to = text;
    for (long cell = 0; cell < parts / 8; cell++)
        to = stpcpy(to, full);
    stpcpy(to, eighths[parts % 8]);
    return text;
}

static const char *requirement_notes(struct screen *screen, const slacalc_result *result, size_t outer) {
    const char *notes = "";
    while (outer != SLACALC_NONE) {
        const slacalc_requirement *need = slacalc_result_requirement(result, outer);
        if (need->kind == SLACALC_NEED_TRAFFIC)
            notes = arena_printf(screen->arena, "%s, %s of traffic", notes, format_written(need->level).text);
        else if (need->kind == SLACALC_NEED_OPTIONAL)
            notes = arena_printf(screen->arena, "%s, optional", notes);
        else
            break;
        outer = need->part;
    }
    return notes;
}

static const char *group_label(struct screen *screen, const slacalc_result *result, size_t requirement) {
    const slacalc_requirement *need = slacalc_result_requirement(result, requirement);
    size_t parts = 0;
    for (size_t part = need->part; part != SLACALC_NONE; part = slacalc_result_requirement(result, part)->next)
        parts++;
    switch (need->kind) {
    case SLACALC_NEED_ALL:
        return arena_printf(screen->arena, "all of %zu", parts);
    case SLACALC_NEED_AT_LEAST:
        return arena_printf(screen->arena, "%zu of %zu", need->at_least, parts);
    case SLACALC_NEED_FAILOVER:
        return arena_printf(screen->arena, "any of %zu, failover %s", parts, format_written(need->level).text);
    default:
        return arena_printf(screen->arena, "any of %zu", parts);
    }
}

static const char *component_notes(const struct page *page, const struct tree_row *row) {
    struct screen *screen = page->screen;
    const slacalc_component *component = slacalc_result_component(page->result, row->component);
    const char *replicas = "", *above = "";
    if (component->replicas > 1)
        replicas = arena_printf(screen->arena, ", %zu of %zu replicas", component->quorum, component->replicas);
    if (row->kind == ROW_REPEATED)
        above = screen->unicode ? " ↑ see above" : " ^ see above";
    return arena_printf(screen->arena, "%s%s%s", replicas, requirement_notes(screen, page->result, row->outer), above);
}

/* Cuts the name rather than what stands behind it, as long as that leaves anything of the name. */
static const char *component_label(const struct page *page, const struct tree_row *row, size_t room) {
    struct screen *screen = page->screen;
    const char *name =
        printable(screen->arena, slacalc_result_component(page->result, row->component)->name, screen->unicode);
    const char *notes = component_notes(page, row);
    size_t behind = printable_width(notes);
    if (room != SIZE_MAX && room >= behind + LEAST_NAME)
        name = printable_cut(screen->arena, name, room - behind, screen->unicode);
    return arena_printf(screen->arena, "%s%s", name, notes);
}

static const char *row_label(const struct page *page, const struct tree_row *row, size_t room) {
    struct screen *screen = page->screen;
    const char *ellipsis = screen->unicode ? "…" : "...";
    switch (row->kind) {
    case ROW_GROUP:
        return arena_printf(screen->arena, "%s%s", group_label(screen, page->result, row->requirement),
                            requirement_notes(screen, page->result, row->outer));
    case ROW_DEEPER:
        return arena_printf(
            screen->arena, "%s deeper, see --service %s", ellipsis,
            printable(screen->arena, slacalc_result_component(page->result, row->component)->name, screen->unicode));
    case ROW_CUT:
        return arena_printf(screen->arena, "%s %zu more rows", ellipsis, row->left_out);
    default:
        return component_label(page, row, room);
    }
}

static void fill_label(const struct page *page, size_t at, size_t room) {
    const struct tree_row *row = &page->tree->rows[at];
    struct cell *cell = grid_cell(page->grid, at, COLUMN_NAME);
    size_t indent = row->depth * TREE_INDENT;
    if (room != SIZE_MAX)
        room = room > indent ? room - indent : 0;
    cell->text = row_label(page, row, room);
    if (room != SIZE_MAX)
        cell->text = printable_cut(page->screen->arena, cell->text, room, page->screen->unicode);
    if (row->kind != ROW_COMPONENT)
        cell->color = COLOR_DIM;
}

static struct cell own_cell(struct screen *screen, const slacalc_component *component) {
    switch (component->figure) {
    case SLACALC_FIGURE_NONE:
        return (struct cell){.text = "-"};
    case SLACALC_FIGURE_DOWN:
        return (struct cell){.text = "down", .color = COLOR_RED};
    case SLACALC_FIGURE_MTBF:
        return (struct cell){.text = arena_printf(screen->arena, "%s", format_availability(component->own).text)};
    default:
        return (struct cell){.text = arena_printf(screen->arena, "%s", format_written(component->own).text)};
    }
}

static const char *source_text(struct screen *screen, const slacalc_component *component) {
    const char *source = component->source ? printable(screen->arena, component->source, screen->unicode) : NULL;
    if (!component->as_of)
        return source;
    return arena_printf(screen->arena, "%s%sas of %s", source ? source : "", source ? ", " : "", component->as_of);
}

static const char *compound_text(struct screen *screen, const slacalc_estimate *estimate) {
    const char *least = estimate->exact ? "" : screen->unicode ? "≥ " : ">= ";
    return arena_printf(screen->arena, "%s%s", least, format_availability(estimate->low).text);
}

static void fill_figures(const struct page *page, size_t at) {
    struct screen *screen = page->screen;
    const struct tree_row *row = &page->tree->rows[at];
    if (row->kind != ROW_COMPONENT && row->kind != ROW_REPEATED)
        return;
    const slacalc_component *component = slacalc_result_component(page->result, row->component);
    bool levelled = component->figure != SLACALC_FIGURE_NONE && component->figure != SLACALC_FIGURE_DOWN;
    *grid_cell(page->grid, at, COLUMN_OWN) = own_cell(screen, component);
    grid_cell(page->grid, at, COLUMN_BASIS)->text = levelled ? word_of_figure(component->figure) : "-";
    grid_cell(page->grid, at, COLUMN_COMPOUND)->text = compound_text(screen, &component->availability);
    if (row->kind == ROW_REPEATED)
        return;
    if (row->share > 0)
        grid_cell(page->grid, at, COLUMN_SHARE)->text =
            arena_printf(screen->arena, "%7s %s", format_share(row->share).text, bar(screen, row->share));
    if (component->owner)
        grid_cell(page->grid, at, COLUMN_OWNER)->text = printable(screen->arena, component->owner, screen->unicode);
    grid_cell(page->grid, at, COLUMN_SOURCE)->text = source_text(screen, component);
}

static bool column_is_empty(const struct grid *grid, size_t column) {
    for (size_t row = 0; row < grid->row_count; row++)
        if (grid_cell(grid, row, column)->text)
            return false;
    return true;
}

/* What the rows take in full, or with names cut as far as they may be. */
static size_t widest_label(const struct page *page, bool cut) {
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

static size_t make_room(const struct page *page) {
    static const size_t empty[] = {COLUMN_SHARE, COLUMN_OWNER, COLUMN_SOURCE}, extras[] = {COLUMN_SOURCE, COLUMN_OWNER};
    static const size_t basis[] = {COLUMN_BASIS}, figures[] = {COLUMN_SHARE, COLUMN_OWN};
    struct screen *screen = page->screen;
    struct grid *grid = page->grid;
    for (size_t i = 0; i < sizeof empty / sizeof empty[0]; i++)
        if (column_is_empty(grid, empty[i]))
            grid->hidden |= 1u << empty[i];
    if (screen->width > 0) {
        screen_make_room(screen, grid, COLUMN_NAME, widest_label(page, false), extras, 2);
        screen_make_room(screen, grid, COLUMN_NAME, widest_label(page, true), basis, 1);
        screen_make_room(screen, grid, COLUMN_NAME, LEAST_ROOM, figures, 2);
    }
    return screen_room(screen, grid, COLUMN_NAME);
}

static void make_grid(struct page *page) {
    static const char *const headers[COLUMNS] = {"COMPONENT",      "OWN",   "BASIS", "COMPOUND",
                                                 "DOWNTIME SHARE", "OWNER", "SOURCE"};
    page->grid = grid_new(page->screen, headers, COLUMNS, page->tree->count);
    page->grid->depths = arena_alloc(page->screen->arena, page->tree->count, sizeof *page->grid->depths);
    for (size_t at = 0; at < page->tree->count; at++) {
        page->grid->depths[at] = page->tree->rows[at].depth;
        fill_figures(page, at);
    }
}

/* A tree that leaves names no room is built again, less deep. */
size_t screen_dependencies(struct screen *screen, struct tree_builder *builder, const slacalc_service *service,
                           size_t most_rows) {
    struct tree tree = tree_build(builder, service, most_rows, MOST_DEPTH);
    struct page page = {.screen = screen, .result = builder->result, .tree = &tree};
    make_grid(&page);
    size_t room = make_room(&page);
    size_t depth = room < LEAST_ROOM ? 0 : (room - LEAST_ROOM) / TREE_INDENT;
    if (depth < LEAST_DEPTH)
        depth = LEAST_DEPTH;
    if (tree.depth > depth) {
        tree_release(builder, &tree);
        tree = tree_build(builder, service, most_rows, depth);
        make_grid(&page);
        room = make_room(&page);
    }
    for (size_t at = 0; at < tree.count; at++)
        fill_label(&page, at, room);
    screen_grid(screen, page.grid);
    size_t rows = tree.count;
    tree_release(builder, &tree);
    return rows;
}

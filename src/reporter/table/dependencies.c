#include "reporter/table/dependencies.h"

#include "reporter/table/tree_view.h"
#include "reporter/wording/phrases.h"
#include "reporter/wording/statements.h"

#include <math.h>
#include <string.h>

enum { COLUMN_NAME, COLUMN_OWN, COLUMN_BASIS, COLUMN_COMPOUND, COLUMN_SHARE, COLUMN_OWNER, COLUMN_SOURCE, COLUMNS };

enum { BAR_CELLS = 8 };

/* Eighths of a cell; the thinnest mark stands for anything above nothing. */
static const char *bar(struct screen *screen, double share) {
    static const char *const eighths[] = {"", "▏", "▎", "▍", "▌", "▋", "▊", "▉"};
    const char *full = screen->wording.unicode ? "█" : "#";
    long parts = screen->wording.unicode ? lround(share * BAR_CELLS * 8) : lround(share * BAR_CELLS) * 8;
    long least = screen->wording.unicode ? 1 : 8;
    if (share > 0 && parts < least)
        parts = least;
    char *text = arena_alloc(screen->wording.arena, BAR_CELLS + 1, strlen(full)), *to = text;
    for (long cell = 0; cell < parts / 8; cell++)
        to = stpcpy(to, full);
    stpcpy(to, eighths[parts % 8]);
    return text;
}

static struct cell own_cell(struct screen *screen, const slacalc_component *component) {
    return (struct cell){phrase_own(&screen->wording, component),
                         component->figure == SLACALC_FIGURE_DOWN ? COLOR_RED : COLOR_NONE};
}

/* A component as who needs it sees it; the service itself, in the first row, as its promises are checked, without the
 * whole figure that is one of them. */
static slacalc_component seen_component(const struct tree_view *view, const struct tree_row *row) {
    slacalc_component seen = *slacalc_result_component(view->result, row->component);
    if (row->parent == SLACALC_NONE && seen.has_whole) {
        seen.own = seen.checked;
        seen.figure = seen.checked_figure;
        seen.has_whole = false;
        seen.availability = view->service->availability;
    }
    return seen;
}

static void fill_figures(const struct tree_view *view, size_t at) {
    struct screen *screen = view->screen;
    const struct tree_row *row = &view->tree->rows[at];
    if (row->kind != ROW_COMPONENT && row->kind != ROW_REPEATED)
        return;
    const slacalc_component component = seen_component(view, row);
    *grid_cell(view->grid, at, COLUMN_OWN) = own_cell(screen, &component);
    grid_cell(view->grid, at, COLUMN_BASIS)->text = phrase_basis(&component);
    grid_cell(view->grid, at, COLUMN_COMPOUND)->text = phrase_compound(&screen->wording, &component.availability);
    if (row->kind == ROW_REPEATED)
        return;
    if (row->share > 0)
        grid_cell(view->grid, at, COLUMN_SHARE)->text =
            arena_printf(screen->wording.arena, "%7s %s", format_share(row->share).text, bar(screen, row->share));
    if (component.owner)
        grid_cell(view->grid, at, COLUMN_OWNER)->text = printable(&screen->wording, component.owner);
    grid_cell(view->grid, at, COLUMN_SOURCE)->text = phrase_source(&screen->wording, &component);
}

static size_t make_room(const struct tree_view *view) {
    static const size_t empty[] = {COLUMN_SHARE, COLUMN_OWNER, COLUMN_SOURCE}, extras[] = {COLUMN_SOURCE, COLUMN_OWNER};
    static const size_t basis[] = {COLUMN_BASIS}, figures[] = {COLUMN_SHARE, COLUMN_OWN};
    struct screen *screen = view->screen;
    struct grid *grid = view->grid;
    for (size_t i = 0; i < sizeof empty / sizeof empty[0]; i++)
        if (grid_column_is_empty(grid, empty[i]))
            grid->hidden |= 1u << empty[i];
    if (screen->width > 0) {
        screen_make_room(screen, grid, COLUMN_NAME, widest_label(view, false), extras, 2);
        screen_make_room(screen, grid, COLUMN_NAME, widest_label(view, true), basis, 1);
        screen_make_room(screen, grid, COLUMN_NAME, LEAST_ROOM, figures, 2);
    }
    return screen_room(screen, grid, COLUMN_NAME);
}

void screen_dependencies(struct screen *screen, struct tree_builder *builder, const slacalc_service *service,
                         struct tree_extent extent) {
    static const char *const headers[COLUMNS] = {"COMPONENT",      "OWN",   "BASIS", "COMPOUND",
                                                 "DOWNTIME SHARE", "OWNER", "SOURCE"};
    static const struct tree_columns columns = {headers, COLUMNS, fill_figures, make_room};
    screen_tree(screen, builder, service, extent, &columns);
    const char *sum = statement_of_shares(&screen->wording, service);
    if (sum)
        screen_prose(screen, 0, sum, COLOR_NONE);
}

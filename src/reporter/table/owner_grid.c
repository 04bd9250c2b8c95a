#include "reporter/table/owner_grid.h"

#include "base/setting_names.h"
#include "engine/rows/result.h"
#include "reporter/composing/by_owner.h"
#include "reporter/wording/numbers.h"
#include "reporter/wording/phrases.h"

#include <string.h>

enum {
    COLUMN_OWNER,
    COLUMN_SERVICES,
    COLUMN_PROMISES,
    COLUMN_UNKEPT,
    COLUMN_GAPS,
    COLUMN_DOWNTIME,
    COLUMN_CAUSED,
    COLUMN_SHARE,
    COLUMN_LARGEST,
    COLUMNS
};

enum { LEAST_OWNER = 12, LEAST_LARGEST = 14 };

static const char *count_text(struct screen *screen, size_t count) {
    return arena_printf(screen->wording.arena, "%zu", count);
}

static void fill_row(struct screen *screen, const struct grid *grid, const slacalc_result *result,
                     const struct owners *owners, size_t row) {
    const struct owner *owner = &owners->rows[row];
    const struct wording *wording = &screen->wording;
    grid_cell(grid, row, COLUMN_OWNER)->text = printable(wording, name_of_owner(owner));
    grid_cell(grid, row, COLUMN_SERVICES)->text = count_text(screen, owner->services);
    grid_cell(grid, row, COLUMN_PROMISES)->text = count_text(screen, promises_of_owner(owner));
    *grid_cell(grid, row, COLUMN_UNKEPT) =
        (struct cell){count_text(screen, owner->unkept), owner->unkept > 0 ? COLOR_RED : COLOR_NONE};
    grid_cell(grid, row, COLUMN_GAPS)->text = count_text(screen, owner->gaps);
    grid_cell(grid, row, COLUMN_DOWNTIME)->text = phrase_figure(wording, format_duration(owner->downtime_s));
    grid_cell(grid, row, COLUMN_CAUSED)->text = phrase_figure(wording, format_duration(owner->caused_s));
    grid_cell(grid, row, COLUMN_SHARE)->text = phrase_figure(wording, format_share(share_of_owner(owners, owner)));
    if (owner->largest != SLACALC_NONE)
        grid_cell(grid, row, COLUMN_LARGEST)->text = phrase_name(wording, result, owner->largest);
}

static void fit(struct screen *screen, struct grid *grid) {
    static const size_t counts[] = {COLUMN_GAPS, COLUMN_SERVICES}, largest[] = {COLUMN_LARGEST},
                        plain[] = {COLUMN_DOWNTIME, COLUMN_SHARE};
    screen_make_room(screen, grid, COLUMN_LARGEST, LEAST_LARGEST, counts, 2);
    screen_make_room(screen, grid, COLUMN_LARGEST, LEAST_LARGEST, largest, 1);
    screen_abridge_column(screen, grid, COLUMN_LARGEST, screen_room(screen, grid, COLUMN_LARGEST));
    screen_make_room(screen, grid, COLUMN_OWNER, LEAST_OWNER, plain, 2);
    screen_abridge_column(screen, grid, COLUMN_OWNER, screen_room(screen, grid, COLUMN_OWNER));
}

void screen_owners(struct screen *screen, const slacalc_result *result, const struct owners *owners, size_t shown) {
    static const char *const names[COLUMNS] = {"OWNER", "SERVICES", "PROMISES", "NOT KEPT",    "GAPS",
                                               NULL,    NULL,       "SHARE",    "LARGEST PART"};
    struct arena *arena = screen->wording.arena;
    const char **headers = arena_alloc(arena, COLUMNS, sizeof *headers);
    struct figure period = format_period(slacalc_result_period_s(result));
    memcpy(headers, names, sizeof names);
    headers[COLUMN_DOWNTIME] = arena_printf(arena, "DOWN/%s", period.text);
    headers[COLUMN_CAUSED] = arena_printf(arena, "CAUSES/%s", period.text);
    struct grid *grid = grid_new(screen, headers, COLUMNS, shown);
    for (size_t row = 0; row < shown; row++)
        fill_row(screen, grid, result, owners, row);
    if (screen->width > 0)
        fit(screen, grid);
    screen_grid(screen, grid);
    screen_more(screen, statement_of_more_owners(&screen->wording, owners, shown),
                hint_name(result->hint_names, SLACALC_HINT_ALL));
    screen_prose(screen, 0, statement_of_owners(&screen->wording, owners), COLOR_DIM);
}

#include "reporter/table/bases.h"

#include "engine/rows/downtime.h"
#include "reporter/wording/phrases.h"
#include "reporter/wording/words.h"

enum { COLUMN_BASIS, COLUMN_AVAILABILITY, COLUMN_DOWNTIME, COLUMNS };

void screen_bases(struct screen *screen, const slacalc_service *service, const char *period) {
    const char **headers = arena_alloc(screen->wording.arena, COLUMNS, sizeof *headers);
    headers[COLUMN_BASIS] = "BASIS";
    headers[COLUMN_AVAILABILITY] = "AVAILABILITY";
    headers[COLUMN_DOWNTIME] = arena_printf(screen->wording.arena, "DOWNTIME/%s", period);
    struct grid *grid = grid_new(screen, headers, COLUMNS, SLACALC_BASES);
    for (size_t i = 0; i < SLACALC_BASES; i++) {
        const slacalc_estimate *found = &service->by_basis[bases_in_order[i]];
        grid_cell(grid, i, COLUMN_BASIS)->text = title_of_basis(bases_in_order[i]);
        grid_cell(grid, i, COLUMN_AVAILABILITY)->text = phrase_estimate(&screen->wording, found);
        grid_cell(grid, i, COLUMN_DOWNTIME)->text =
            phrase_figure(&screen->wording, format_duration(downtime_by(service, found)));
    }
    screen_grid(screen, grid);
}

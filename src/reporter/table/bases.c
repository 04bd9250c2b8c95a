#include "reporter/table/bases.h"

#include "engine/rows/downtime.h"
#include "reporter/wording/phrases.h"
#include "reporter/wording/words.h"

#include <string.h>

enum { COLUMN_BASIS, COLUMN_AVAILABILITY, COLUMN_DOWNTIME, COLUMN_NOTE, COLUMNS };

void screen_bases(struct screen *screen, const slacalc_service *service, const char *period) {
    static const size_t expendable[] = {COLUMN_NOTE};
    const char **headers = arena_alloc(screen->wording.arena, COLUMNS, sizeof *headers);
    headers[COLUMN_BASIS] = "BASIS";
    headers[COLUMN_AVAILABILITY] = "AVAILABILITY";
    headers[COLUMN_DOWNTIME] = arena_printf(screen->wording.arena, "DOWNTIME/%s", period);
    headers[COLUMN_NOTE] = "";
    struct grid *grid = grid_new(screen, headers, COLUMNS, SLACALC_BASES);
    for (size_t i = 0; i < SLACALC_BASES; i++) {
        const slacalc_estimate *found = &service->by_basis[bases_in_order[i]];
        grid_cell(grid, i, COLUMN_BASIS)->text = title_of_basis(bases_in_order[i]);
        grid_cell(grid, i, COLUMN_AVAILABILITY)->text = phrase_estimate(&screen->wording, found);
        grid_cell(grid, i, COLUMN_DOWNTIME)->text =
            phrase_figure(&screen->wording, format_duration(downtime_by(service, found)));
        grid_cell(grid, i, COLUMN_NOTE)->text = phrase_without_agreement(&screen->wording, service, bases_in_order[i]);
    }
    const char *widest = title_of_basis(SLACALC_BASIS_MEASURED);
    screen_make_room(screen, grid, COLUMN_BASIS, strlen(widest), expendable, 1);
    screen_grid(screen, grid);
}

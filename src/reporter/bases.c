#include "reporter/bases.h"

#include "reporter/coverage.h"
#include "reporter/phrases.h"
#include "reporter/printable.h"

enum { COLUMN_BASIS, COLUMN_AVAILABILITY, COLUMN_DOWNTIME, COLUMNS };

const struct basis_row bases[SLACALC_BASES] = {
    {SLACALC_BASIS_SLA, "contract (sla)"},
    {SLACALC_BASIS_SLO, "plan (slo)"},
    {SLACALC_BASIS_MEASURED, "as seen (measured)"},
};

void screen_bases(struct screen *screen, const slacalc_service *service, const char *period) {
    const char **headers = arena_alloc(screen->arena, COLUMNS, sizeof *headers);
    headers[COLUMN_BASIS] = "BASIS";
    headers[COLUMN_AVAILABILITY] = "AVAILABILITY";
    headers[COLUMN_DOWNTIME] = arena_printf(screen->arena, "DOWNTIME/%s", period);
    struct grid *grid = grid_new(screen, headers, COLUMNS, SLACALC_BASES);
    for (size_t i = 0; i < SLACALC_BASES; i++) {
        const slacalc_estimate *found = &service->by_basis[bases[i].basis];
        double down_s = found->value.down * promised_s(service);
        grid_cell(grid, i, COLUMN_BASIS)->text = bases[i].title;
        grid_cell(grid, i, COLUMN_AVAILABILITY)->text = phrase_estimate(screen, found);
        grid_cell(grid, i, COLUMN_DOWNTIME)->text = phrase_figure(screen, format_duration(down_s));
    }
    screen_grid(screen, grid);
}

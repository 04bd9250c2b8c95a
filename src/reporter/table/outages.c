#include "reporter/table/outages.h"

#include "reporter/composing/outages.h"
#include "reporter/wording/phrases.h"

void screen_outages(struct screen *screen, const slacalc_result *result, const slacalc_service *service) {
    enum { EVENT, PER_PERIOD, SHARE, MTTR, COLUMNS, LEAST_NAME = 20 };
    static const size_t expendable[] = {MTTR, SHARE};
    const struct outage_texts texts = outages_of(&screen->wording, result, service);
    if (texts.count == 0)
        return;
    const char **headers = arena_alloc(screen->wording.arena, COLUMNS, sizeof *headers);
    headers[EVENT] = "OUTAGES BEGIN WITH";
    headers[PER_PERIOD] = arena_printf(screen->wording.arena, "PER %s", format_period(service->period_s).text);
    headers[SHARE] = "OF ALL";
    headers[MTTR] = "MTTR";
    struct grid *grid = grid_new(screen, headers, COLUMNS, texts.count);
    for (size_t i = 0; i < texts.count; i++) {
        grid_cell(grid, i, EVENT)->text = printable(&screen->wording, texts.rows[i].event);
        grid_cell(grid, i, PER_PERIOD)->text = phrase_figure(&screen->wording, texts.rows[i].per_period);
        grid_cell(grid, i, SHARE)->text = phrase_figure(&screen->wording, texts.rows[i].share);
        grid_cell(grid, i, MTTR)->text = phrase_figure(&screen->wording, texts.rows[i].mttr);
    }
    screen_fit_column(screen, grid, EVENT, LEAST_NAME, expendable, 2);
    screen_grid(screen, grid);
    screen_line(screen, "", COLOR_NONE);
}

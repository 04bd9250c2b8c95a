#include "reporter/table/money.h"

#include "reporter/composing/money.h"

void screen_money(struct screen *screen, const slacalc_result *result, const slacalc_service *service) {
    enum { WHAT, EXPECTED, LARGEST, FEE, COLUMNS, LEAST_NAME = 20 };
    static const size_t expendable[] = {FEE, LARGEST};
    const struct money_texts texts = money_of(&screen->wording, result, service);
    if (texts.count == 0)
        return;
    const char **headers = arena_alloc(screen->wording.arena, COLUMNS, sizeof *headers);
    headers[WHAT] = "CREDITS";
    headers[EXPECTED] = arena_printf(screen->wording.arena, "EXPECTED PER %s", format_period(service->period_s).text);
    headers[LARGEST] = "AT MOST";
    headers[FEE] = "FEE";
    struct grid *grid = grid_new(screen, headers, COLUMNS, texts.count);
    for (size_t i = 0; i < texts.count; i++) {
        grid_cell(grid, i, WHAT)->text = printable(&screen->wording, texts.rows[i].what);
        grid_cell(grid, i, EXPECTED)->text = texts.rows[i].expected;
        grid_cell(grid, i, LARGEST)->text = texts.rows[i].largest;
        grid_cell(grid, i, FEE)->text = texts.rows[i].fee;
    }
    screen_fit_column(screen, grid, WHAT, LEAST_NAME, expendable, 2);
    screen_grid(screen, grid);
    screen_line(screen, "", COLOR_NONE);
}

#include "reporter/table/needed.h"

#include "reporter/composing/needed.h"
#include "reporter/wording/phrases.h"

enum { COLUMN_PART, COLUMN_NOW, COLUMN_PROMISES, LEAST_NAME = 20 };

void screen_needed(struct screen *screen, const slacalc_result *result, const slacalc_service *service) {
    static const size_t expendable[] = {COLUMN_NOW};
    const struct needed_texts texts = needed_of(&screen->wording, result, service);
    if (texts.count == 0 && texts.unknown) {
        screen_prose(screen, 0, texts.unknown, COLOR_NONE);
        screen_line(screen, "", COLOR_NONE);
    }
    if (texts.count == 0)
        return;
    size_t columns = COLUMN_PROMISES + service->promise_count;
    const char **headers = arena_alloc(screen->wording.arena, columns, sizeof *headers);
    headers[COLUMN_PART] = "PART";
    headers[COLUMN_NOW] = "NOW";
    for (size_t p = 0; p < service->promise_count; p++)
        headers[COLUMN_PROMISES + p] = arena_printf(screen->wording.arena, "FOR %s", texts.promises[p]);
    struct grid *grid = grid_new(screen, headers, columns, texts.count);
    for (size_t i = 0; i < texts.count; i++) {
        grid_cell(grid, i, COLUMN_PART)->text = printable(&screen->wording, texts.rows[i].part);
        grid_cell(grid, i, COLUMN_NOW)->text = texts.rows[i].now;
        for (size_t p = 0; p < service->promise_count; p++)
            grid_cell(grid, i, COLUMN_PROMISES + p)->text = texts.rows[i].levels[p];
    }
    screen_fit_column(screen, grid, COLUMN_PART, LEAST_NAME, expendable, 1);
    screen_grid(screen, grid);
    if (texts.left_out > 0)
        screen_line(screen,
                    arena_printf(screen->wording.arena, "%s %s", phrase_dots(&screen->wording),
                                 phrase_count(&screen->wording, texts.left_out, "more part")),
                    COLOR_NONE);
    screen_prose(screen, 0, texts.statement, COLOR_DIM);
    for (size_t p = 0; p < service->promise_count; p++)
        screen_prose(screen, 0, texts.together[p], COLOR_NONE);
    if (texts.unknown)
        screen_prose(screen, 0, texts.unknown, COLOR_NONE);
    screen_line(screen, "", COLOR_NONE);
}

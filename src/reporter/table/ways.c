#include "reporter/table/ways.h"

#include "reporter/composing/ways.h"
#include "reporter/wording/phrases.h"

enum { LEAST_NAME = 20 };

static void show_sets(struct screen *screen, const slacalc_result *result, const slacalc_service *service,
                      const char *period) {
    enum { WHEN, SHARE, DOWNTIME, NOTE, COLUMNS };
    static const size_t expendable[] = {NOTE, DOWNTIME};
    const struct ways ways = ways_of(&screen->wording, result, service);
    const char **headers = arena_alloc(screen->wording.arena, COLUMNS, sizeof *headers);
    headers[WHEN] =
        arena_printf(screen->wording.arena, "%s fails when", phrase_name(&screen->wording, result, service->component));
    headers[SHARE] = "of its downtime";
    headers[DOWNTIME] = period;
    headers[NOTE] = "";
    struct grid *grid = grid_new(screen, headers, COLUMNS, ways.count);
    for (size_t i = 0; i < ways.count; i++) {
        grid_cell(grid, i, WHEN)->text = printable(&screen->wording, ways.rows[i].when);
        grid_cell(grid, i, SHARE)->text = phrase_figure(&screen->wording, ways.rows[i].share);
        grid_cell(grid, i, DOWNTIME)->text = phrase_figure(&screen->wording, ways.rows[i].downtime);
        grid_cell(grid, i, NOTE)->text = ways.rows[i].note;
    }
    screen_fit_column(screen, grid, WHEN, LEAST_NAME, expendable, 2);
    screen_grid(screen, grid);
    screen_prose(screen, 0, ways.summary, COLOR_NONE);
}

static void show_events(struct screen *screen, const slacalc_result *result, const slacalc_service *service) {
    enum { EVENT, DOWN, CRITICALITY, RAW, RRW, IF_DOWN, IF_PERFECT, COLUMNS };
    static const char *const headers[] = {"EVENT", "DOWN", "CRITICALITY", "RAW", "RRW", "IF DOWN", "IF PERFECT"};
    static const size_t expendable[] = {IF_PERFECT, IF_DOWN, DOWN};
    const struct events_text events = events_of(&screen->wording, result, service);
    struct grid *grid = grid_new(screen, headers, COLUMNS, events.count);
    for (size_t i = 0; i < events.count; i++) {
        const struct event_text *row = &events.rows[i];
        grid_cell(grid, i, EVENT)->text = printable(&screen->wording, row->event);
        grid_cell(grid, i, DOWN)->text = phrase_figure(&screen->wording, row->down);
        grid_cell(grid, i, CRITICALITY)->text = phrase_figure(&screen->wording, row->criticality);
        grid_cell(grid, i, RAW)->text = row->raw;
        grid_cell(grid, i, RRW)->text = row->rrw;
        grid_cell(grid, i, IF_DOWN)->text = phrase_figure(&screen->wording, row->if_down);
        grid_cell(grid, i, IF_PERFECT)->text = phrase_figure(&screen->wording, row->if_perfect);
    }
    screen_fit_column(screen, grid, EVENT, LEAST_NAME, expendable, 3);
    screen_grid(screen, grid);
    if (events.more)
        screen_line(screen, arena_printf(screen->wording.arena, "%s %s", phrase_dots(&screen->wording), events.more),
                    COLOR_NONE);
}

void screen_ways(struct screen *screen, const slacalc_result *result, const slacalc_service *service,
                 const char *period) {
    show_sets(screen, result, service, period);
    screen_line(screen, "", COLOR_NONE);
    if (service->importance_count == 0)
        return;
    show_events(screen, result, service);
    screen_line(screen, "", COLOR_NONE);
}

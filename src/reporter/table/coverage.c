#include "reporter/table/coverage.h"

#include "reporter/wording/phrases.h"

enum { MOST_STRETCHES = 4, MOST_SLICES = 20 }; /* in a terminal; a pipe gets all */
enum { MOST_NAMES = 20 };

enum { COLUMN_SLICE, COLUMN_HOURS, COLUMN_AVAILABILITY, COLUMN_UNCOVERED, COLUMNS };

static void show_line(struct screen *screen, const char *label, const char *text) {
    struct pieces pieces = {0};
    pieces_add(&screen->wording, &pieces, text);
    screen_pieces(screen, label, LABEL_WIDTH, &pieces);
}

static void show_uncovered(struct screen *screen, const slacalc_result *result, const slacalc_service *service,
                           const slacalc_uncovered *uncovered, const char *label) {
    struct pieces pieces = {0};
    size_t count = uncovered->local_count;
    size_t shown = screen->width > 0 && count > MOST_STRETCHES ? MOST_STRETCHES : count;
    pieces_add(&screen->wording, &pieces,
               arena_printf(screen->wording.arena,
                            "%s %s:", phrase_name(&screen->wording, result, uncovered->component),
                            format_hours(uncovered->hours_per_week).text));
    for (size_t i = 0; i < shown; i++)
        pieces_add(&screen->wording, &pieces,
                   arena_printf(screen->wording.arena, "%s%s", format_stretch(uncovered->local[i]).text,
                                i + 1 < count ? "," : ""));
    if (shown < count)
        pieces_add(&screen->wording, &pieces, phrase_dots(&screen->wording));
    pieces_add(&screen->wording, &pieces, phrase_clock(&screen->wording, service->timezone));
    screen_pieces(screen, label, LABEL_WIDTH, &pieces);
}

void screen_coverage(struct screen *screen, const slacalc_result *result, const slacalc_service *service) {
    show_line(screen, "  hours",
              arena_printf(screen->wording.arena, "%s a week promised, %s covered",
                           format_hours(service->hours_per_week).text, format_coverage(service->coverage).text));
    if (service->coverage > 0)
        show_line(
            screen, "  covered",
            arena_printf(screen->wording.arena, "%s within covered hours", format_availability(service->covered).text));
    for (size_t i = 0; i < service->uncovered_count; i++)
        show_uncovered(screen, result, service, &service->uncovered[i], i == 0 ? "  uncovered" : "");
    if (service->season)
        show_line(screen, "  season",
                  arena_printf(screen->wording.arena,
                               "computed by the clocks of the week of %s, in which less is covered", service->season));
}

static const char *names_text(struct screen *screen, const slacalc_result *result, const slacalc_slice *slice,
                              bool all) {
    struct pieces names = {0};
    pieces_add_first_names(&screen->wording, &names, result, slice->uncovered, slice->uncovered_count,
                           all ? SIZE_MAX : MOST_NAMES);
    return names.count > 0 ? pieces_joined(&screen->wording, &names, 0, names.count) : "-";
}

void screen_slices(struct screen *screen, const slacalc_result *result, const slacalc_service *service, bool all,
                   struct deadline *deadline) {
    static const char *const headers[COLUMNS] = {"SLICE", "HOURS", "AVAILABILITY", "UNCOVERED"};
    size_t count = service->slice_count;
    size_t shown = screen->width > 0 && count > MOST_SLICES ? MOST_SLICES : count;
    struct grid *grid = grid_new(screen, headers, COLUMNS, shown);
    for (size_t i = 0; i < shown; i++) {
        const slacalc_slice *slice = &service->slices[i];
        grid_cell(grid, i, COLUMN_SLICE)->text = arena_printf(screen->wording.arena, "%zu", i + 1);
        grid_cell(grid, i, COLUMN_HOURS)->text = phrase_figure(&screen->wording, format_hours(slice->hours_per_week));
        grid_cell(grid, i, COLUMN_AVAILABILITY)->text =
            phrase_figure(&screen->wording, format_availability(slice->availability));
        grid_cell(grid, i, COLUMN_UNCOVERED)->text =
            names_text(screen, result, slice, all && !deadline_is_over(deadline));
    }
    screen_fit_column(screen, grid, COLUMN_UNCOVERED, 0, NULL, 0);
    screen_grid(screen, grid);
    screen_rest(screen, count - shown, "slices");
}

#include "reporter/table/against.h"

#include "reporter/composing/change_rows.h"
#include "reporter/wording/against.h"
#include "reporter/wording/phrases.h"
#include "reporter/wording/plan.h"
#include "reporter/wording/words.h"

#include <math.h>

enum { MOST_ROWS = 200, MOST_EFFECTS = 3 };

static const char *shown(struct screen *screen, const char *text) {
    return printable(&screen->wording, text);
}

/* On a terminal it may take several lines, since it is what counts most. */
static void show_statement(struct screen *screen, const char *text, size_t indent, enum color color) {
    struct pieces words = {0};
    if (screen->width == 0 || printable_width(text) <= screen->width) {
        screen_line(screen, text, color);
        return;
    }
    pieces_add_words(&screen->wording, &words, text);
    screen_hanging(screen, indent, &words, color);
}

static void show_statements(struct screen *screen, const slacalc_against *against) {
    for (size_t i = 0; i < against->newly_broken; i++)
        show_statement(screen, shown(screen, statement_of_turn(&screen->wording, against, &against->promises[i])), 0,
                       COLOR_RED);
    if (against->newly_broken == 0)
        screen_prose(screen, 0, summary_of_against(&screen->wording, against), COLOR_GREEN);
    screen_line(screen, "", COLOR_NONE);
}

static enum color color_of(slacalc_turn turn) {
    return turn == SLACALC_NEWLY_BROKEN ? COLOR_RED : turn == SLACALC_MENDED ? COLOR_GREEN : COLOR_NONE;
}

static void show_promises(struct screen *screen, const slacalc_against *against) {
    static const char *const headers[] = {"WAS", "IS", "SERVICE", "PROMISE"};
    struct grid *grid = grid_new(screen, headers, 4, against->promise_count);
    for (size_t i = 0; i < against->promise_count; i++) {
        const slacalc_compared_promise *promise = &against->promises[i];
        enum color color = color_of(promise->turn);
        *grid_cell(grid, i, 0) = (struct cell){verdict_before(promise), COLOR_NONE};
        *grid_cell(grid, i, 1) = (struct cell){word_of_verdict(promise->after), color};
        grid_cell(grid, i, 2)->text = shown(screen, against->services[promise->service].name);
        grid_cell(grid, i, 3)->text = phrase_compared_promise(&screen->wording, promise);
    }
    screen_grid(screen, grid);
    if (against->promise_count > 0)
        screen_line(screen, "", COLOR_NONE);
}

static void show_services(struct screen *screen, const slacalc_against *against) {
    static const char *const headers[] = {"SERVICE", "BEFORE", "AFTER", "DOWNTIME"};
    size_t count = against->service_count < MOST_ROWS ? against->service_count : MOST_ROWS;
    struct grid *grid = grid_new(screen, headers, 4, count);
    for (size_t i = 0; i < count; i++) {
        const slacalc_compared_service *service = &against->services[i];
        grid_cell(grid, i, 0)->text = shown(screen, service->name);
        grid_cell(grid, i, 1)->text = availability_before(&screen->wording, service);
        grid_cell(grid, i, 2)->text = availability_after(&screen->wording, service);
        grid_cell(grid, i, 3)->text = phrase_difference(&screen->wording, service);
    }
    screen_grid(screen, grid);
    screen_rest(screen, against->service_count - count, "services");
    screen_line(screen, "", COLOR_NONE);
}

enum {
    COLUMN_CHANGE,
    COLUMN_OLD,
    COLUMN_NEW,
    COLUMN_ALONE,
    COLUMN_SHARE,
    COLUMN_SERVICE,
    COLUMN_PLACE,
    COLUMNS,
    LEAST_NAME = 16,
    WIDEST_VALUE = 40,
    NARROW_VALUE = 12 /* on a terminal */
};

static void fill_change(struct screen *screen, struct grid *grid, size_t at, const slacalc_against *against,
                        const struct change_row *row) {
    const struct wording *wording = &screen->wording;
    const slacalc_change *change = row->change;
    if (row->is_first) {
        size_t widest = screen->width > 0 ? NARROW_VALUE : WIDEST_VALUE;
        const char *old_value = shown(screen, old_value_of_change(wording, change));
        const char *new_value = shown(screen, new_value_of_change(wording, change));
        grid_cell(grid, at, COLUMN_CHANGE)->text = shown(screen, name_of_change(wording, change));
        grid_cell(grid, at, COLUMN_OLD)->text = printable_cut(wording, old_value, widest);
        grid_cell(grid, at, COLUMN_NEW)->text = printable_cut(wording, new_value, widest);
        grid_cell(grid, at, COLUMN_PLACE)->text = phrase_place(wording, change->file, change->line);
    }
    const char *service = shown(screen, service_of_effect(against, change, row->effect));
    grid_cell(grid, at, COLUMN_ALONE)->text = phrase_alone(wording, change, row->effect);
    grid_cell(grid, at, COLUMN_SHARE)->text = phrase_share(wording, change, row->effect);
    grid_cell(grid, at, COLUMN_SERVICE)->text =
        row->left_out > 0 ? arena_printf(wording->arena, "%s and %zu more", service, row->left_out) : service;
}

static bool any_share(const struct change_rows *rows) {
    for (size_t i = 0; i < rows->count; i++)
        if (rows->items[i].effect && !isnan(rows->items[i].effect->share_s))
            return true;
    return false;
}

static void show_changes(struct screen *screen, const slacalc_against *against) {
    static const char *const headers[COLUMNS] = {"CHANGE", "OLD", "NEW", "ALONE", "SHARE", "SERVICE", "PLACE"};
    static const size_t expendable[] = {COLUMN_PLACE, COLUMN_SHARE, COLUMN_OLD};
    const struct change_rows rows = change_rows_of(against, MOST_ROWS, MOST_EFFECTS, screen->wording.arena);
    struct grid *grid = grid_new(screen, headers, COLUMNS, rows.count);
    for (size_t i = 0; i < rows.count; i++)
        fill_change(screen, grid, i, against, &rows.items[i]);
    if (!any_share(&rows))
        grid->hidden |= 1u << COLUMN_SHARE;
    if (screen->width > 0)
        screen_make_room(screen, grid, COLUMN_CHANGE, LEAST_NAME, expendable, 3);
    screen_grid(screen, grid);
    if (rows.count == 0)
        screen_line(screen, "no key that affects a figure has changed", COLOR_NONE);
    screen_rest(screen, rows.left_out, "changes");
    screen_line(screen, "", COLOR_NONE);
}

void screen_plan(struct screen *screen, const slacalc_result *result, bool all) {
    const struct pieces lines = statements_of_plan(&screen->wording, result, all);
    for (size_t i = 0; i < lines.count; i++)
        show_statement(screen, shown(screen, lines.items[i]), TREE_INDENT, i == 0 ? COLOR_BOLD : COLOR_NONE);
    if (lines.count > 0)
        screen_line(screen, "", COLOR_NONE);
}

void screen_against(struct screen *screen, const slacalc_result *result) {
    const slacalc_against *against = slacalc_result_against(result);
    if (!against)
        return;
    show_statements(screen, against);
    show_promises(screen, against);
    show_services(screen, against);
    show_changes(screen, against);
}

#include "reporter/table/verdict_grid.h"

#include "base/setting_names.h"
#include "engine/rows/promises_kept.h"
#include "engine/rows/result.h"
#include "reporter/composing/events.h"
#include "reporter/wording/phrases.h"
#include "reporter/wording/words.h"

#include <string.h>

/* Columns that names have before others are hidden. */
enum { LEAST_SERVICE = 12, LEAST_CAUSE = 16 };

enum {
    COLUMN_VERDICT,
    COLUMN_SERVICE,
    COLUMN_PROMISE,
    COLUMN_COMPUTED,
    COLUMN_MARGIN,
    COLUMN_KEPT,
    COLUMN_GAPS,
    COLUMN_CAUSE,
    COLUMN_NOTE,
    COLUMNS
};

struct verdicts {
    struct screen *screen;
    const slacalc_result *result;
    const struct attention *attention;
    struct grid *grid;
};

static enum color verdict_color(const struct verdicts *verdicts, const slacalc_service *service, size_t promise) {
    if (service->promises[promise].verdict == SLACALC_IMPOSSIBLE)
        return COLOR_ALARM;
    return promise_is_enough(verdicts->result, service, promise) ? COLOR_GREEN : COLOR_RED;
}

static const char *verdict_note(const struct verdicts *verdicts, const slacalc_service *service, size_t promise) {
    const slacalc_promise *row = &service->promises[promise];
    if (!row->decided)
        return arena_printf(verdicts->screen->wording.arena, "not exact: %s", word_of_limit(verdicts->result));
    if (verdicts->result->strict && row->verdict == SLACALC_HOLDS)
        return "not guaranteed";
    return promise_is_kept_often(verdicts->result, row) ? NULL : "kept too rarely";
}

static const slacalc_service *service_of(const struct verdicts *verdicts, size_t row) {
    return slacalc_result_service(verdicts->result, verdicts->attention->verdicts[row].service);
}

/* The name is cut rather than the share. */
static const char *cause_of(const struct verdicts *verdicts, const slacalc_service *service, size_t room) {
    const struct wording *wording = &verdicts->screen->wording;
    if (service->cause_count == 0)
        return NULL;
    const char *share = phrase_figure(wording, format_share(service->causes[0].share));
    size_t behind = printable_width(share) + 1;
    const char *name = printable(wording, cause_text(wording, verdicts->result, service, &service->causes[0]));
    if (room != SIZE_MAX)
        name = printable_abridged(wording, name, room > behind ? room - behind : 0);
    return arena_printf(wording->arena, "%s %s", name, share);
}

static void fill_verdict(const struct verdicts *verdicts, size_t row, const slacalc_service *service, size_t index) {
    const struct wording *wording = &verdicts->screen->wording;
    const slacalc_promise *promise = &service->promises[index];
    struct grid *grid = verdicts->grid;
    enum color color = verdict_color(verdicts, service, index);
    *grid_cell(grid, row, COLUMN_VERDICT) = (struct cell){
        arena_printf(wording->arena, "%s%s", word_of_verdict(promise->verdict), promise->decided ? "" : "?"), color};
    grid_cell(grid, row, COLUMN_SERVICE)->text = phrase_name(wording, verdicts->result, service->component);
    grid_cell(grid, row, COLUMN_PROMISE)->text = phrase_promise(wording, promise);
    grid_cell(grid, row, COLUMN_COMPUTED)->text = phrase_against(wording, service, promise);
    const char *margin = phrase_figure(wording, format_margin(promise->margin_s));
    if (verdicts->attention->has_periods)
        margin = arena_printf(wording->arena, "%s/%s", margin, format_period(service->period_s).text);
    *grid_cell(grid, row, COLUMN_MARGIN) = (struct cell){margin, promise_is_kept(promise) ? COLOR_NONE : color};
    *grid_cell(grid, row, COLUMN_KEPT) = (struct cell){
        verdicts->attention->has_periods ? phrase_kept(wording, service, promise) : phrase_kept_ratio(wording, promise),
        promise_is_kept_often(verdicts->result, promise) ? COLOR_NONE : color};
    grid_cell(grid, row, COLUMN_GAPS)->text = phrase_gap_count(wording, service, index);
    grid_cell(grid, row, COLUMN_CAUSE)->text = cause_of(verdicts, service, SIZE_MAX);
    *grid_cell(grid, row, COLUMN_NOTE) = (struct cell){verdict_note(verdicts, service, index), color};
}

/* How many columns the services get of those that are left for them and the causes together. */
static size_t room_for_services(const struct grid *grid, size_t both) {
    size_t cause = grid_column_width(grid, COLUMN_CAUSE), service = grid_column_width(grid, COLUMN_SERVICE);
    size_t least = cause < LEAST_CAUSE ? cause : LEAST_CAUSE;
    size_t most = both > least ? both - least : 0;
    return service < most ? service : most;
}

static void cut_causes(const struct verdicts *verdicts, size_t room) {
    for (size_t row = 0; row < verdicts->grid->row_count; row++)
        grid_cell(verdicts->grid, row, COLUMN_CAUSE)->text = cause_of(verdicts, service_of(verdicts, row), room);
}

/* Columns are hidden until the names have room: what the summary or another column says too goes first. */
static void fit(const struct verdicts *verdicts) {
    static const size_t plain[] = {COLUMN_MARGIN, COLUMN_COMPUTED, COLUMN_NOTE};
    const struct screen *screen = verdicts->screen;
    screen_make_room(screen, verdicts->grid, COLUMN_SERVICE, LEAST_SERVICE, plain, 3);
    screen_abridge_column(screen, verdicts->grid, COLUMN_SERVICE, screen_room(screen, verdicts->grid, COLUMN_SERVICE));
}

static void fit_with_causes(const struct verdicts *verdicts) {
    static const size_t plain[] = {COLUMN_GAPS, COLUMN_NOTE, COLUMN_COMPUTED, COLUMN_MARGIN};
    const struct screen *screen = verdicts->screen;
    struct grid *grid = verdicts->grid;
    grid->hidden |= 1u << COLUMN_CAUSE;
    screen_make_room(screen, grid, COLUMN_SERVICE, 2 * LEAST_CAUSE + COLUMN_GAP, plain, 4);
    size_t both = screen_room(screen, grid, COLUMN_SERVICE) - COLUMN_GAP;
    size_t services = room_for_services(grid, both);
    grid->hidden &= ~(1u << COLUMN_CAUSE);
    screen_abridge_column(screen, grid, COLUMN_SERVICE, services);
    cut_causes(verdicts, both - services);
}

static const char *upper_case(struct arena *arena, const char *word) {
    char *upper = arena_printf(arena, "%s", word);
    for (char *letter = upper; *letter; letter++)
        *letter = (char)(*letter - 'a' + 'A');
    return upper;
}

static const char *const *headers_of(const struct verdicts *verdicts) {
    static const char *const names[COLUMNS] = {"VERDICT", "SERVICE", "PROMISE",       "COMPUTED", NULL,
                                               "KEPT",    "GAPS",    "LARGEST CAUSE", ""};
    struct arena *arena = verdicts->screen->wording.arena;
    const char **headers = arena_alloc(arena, COLUMNS, sizeof *headers);
    memcpy(headers, names, sizeof names);
    double period_s = slacalc_result_period_s(verdicts->result);
    const char *periods = word_of_periods(period_s);
    if (!verdicts->attention->has_periods && periods)
        headers[COLUMN_KEPT] = arena_printf(arena, "%s KEPT", upper_case(arena, periods));
    else if (!verdicts->attention->has_periods)
        headers[COLUMN_KEPT] = arena_printf(arena, "KEPT/%s", format_period(period_s).text);
    headers[COLUMN_MARGIN] =
        verdicts->attention->has_periods ? "MARGIN" : arena_printf(arena, "MARGIN/%s", format_period(period_s).text);
    return headers;
}

static void show_grid(struct verdicts *verdicts) {
    const struct attention *attention = verdicts->attention;
    verdicts->grid = grid_new(verdicts->screen, headers_of(verdicts), COLUMNS, attention->verdicts_shown);
    for (size_t row = 0; row < attention->verdicts_shown; row++)
        fill_verdict(verdicts, row, service_of(verdicts, row), attention->verdicts[row].promise);
    if (grid_column_is_empty(verdicts->grid, COLUMN_KEPT))
        verdicts->grid->hidden |= 1u << COLUMN_KEPT;
    bool has_causes = !attention->is_whole && !grid_column_is_empty(verdicts->grid, COLUMN_CAUSE);
    if (!has_causes)
        verdicts->grid->hidden |= 1u << COLUMN_CAUSE;
    if (verdicts->screen->width > 0 && has_causes)
        fit_with_causes(verdicts);
    else if (verdicts->screen->width > 0)
        fit(verdicts);
    screen_grid(verdicts->screen, verdicts->grid);
}

/* What the sign says before the share of months in which a promise is kept. */
static void explain_about(const struct verdicts *verdicts) {
    const char *text = statement_of_approximation(&verdicts->screen->wording, verdicts->result, verdicts->attention,
                                                  verdicts->attention->verdicts_shown);
    if (text && !(verdicts->grid->hidden >> COLUMN_KEPT & 1))
        screen_prose(verdicts->screen, 0, text, COLOR_DIM);
}

void screen_verdicts(struct screen *screen, const slacalc_result *result, const struct attention *attention) {
    struct verdicts verdicts = {.screen = screen, .result = result, .attention = attention};
    if (attention->verdict_count > 0) {
        show_grid(&verdicts);
        explain_about(&verdicts);
        screen_more(screen, statement_of_more_promises(&screen->wording, result, attention, attention->verdicts_shown),
                    hint_name(result->hint_names, SLACALC_HINT_ALL));
        return;
    }
    screen_line(screen,
                arena_printf(screen->wording.arena, "no promise to check (sla, ola, objective or %s)",
                             hint_name(result->hint_names, SLACALC_HINT_REQUIRE)),
                COLOR_NONE);
}

#include "reporter/table/log.h"

#include "base/setting_names.h"
#include "engine/rows/result.h"
#include "reporter/composing/log_credits.h"
#include "reporter/wording/log.h"
#include "reporter/wording/phrases.h"

enum {
    COLUMN_VERDICT,
    COLUMN_WINDOW,
    COLUMN_SERVICE,
    COLUMN_PROMISE,
    COLUMN_ATTAINED,
    COLUMN_MARGIN,
    COLUMN_LOST,
    COLUMN_OUTAGES,
    COLUMN_LONGEST,
    COLUMN_CHANCE,
    COLUMNS,
    LEAST_NAME = 12,
    MOST_VERDICTS = 100,
    MOST_SERVICES = 20,
    MOST_OUTAGES = 20, /* of a service */
    MOST_CAUSES = 6,
    MOST_SURPRISES = 6,
    MOST_GROUPS = 20
};

/* ---- Verdicts ---- */

static size_t rows_of(const slacalc_log_service *service) {
    return service->promise_count > 0 ? service->promise_count : 1;
}

/* A service without a promise has one row, and what it attained in it. */
static void fill_verdict(struct screen *screen, struct grid *grid, size_t at, const slacalc_result *result,
                         const slacalc_log_window *window, const slacalc_log_service *service, size_t promise) {
    const struct wording *wording = &screen->wording;
    const slacalc_log_promise *row = service->promise_count > 0 ? &service->promises[promise] : NULL;
    if (row)
        *grid_cell(grid, at, COLUMN_VERDICT) = (struct cell){word_of_met(row), row->met ? COLOR_GREEN : COLOR_RED};
    else
        grid_cell(grid, at, COLUMN_VERDICT)->text = "-";
    grid_cell(grid, at, COLUMN_WINDOW)->text = phrase_window(wording, window);
    grid_cell(grid, at, COLUMN_SERVICE)->text = phrase_name(wording, result, service->component);
    grid_cell(grid, at, COLUMN_PROMISE)->text = row ? phrase_log_promise(wording, row) : "-";
    grid_cell(grid, at, COLUMN_ATTAINED)->text = service->promised_s > 0 ? phrase_attained(wording, service, row) : "-";
    grid_cell(grid, at, COLUMN_MARGIN)->text = row ? phrase_figure(wording, format_margin(row->margin_s)) : "-";
    grid_cell(grid, at, COLUMN_LOST)->text = phrase_figure(wording, format_duration(service->lost_s));
    grid_cell(grid, at, COLUMN_OUTAGES)->text = arena_printf(wording->arena, "%zu", service->outage_count);
    grid_cell(grid, at, COLUMN_LONGEST)->text =
        service->outage_count > 0 ? phrase_figure(wording, format_duration(service->longest_s)) : "-";
    grid_cell(grid, at, COLUMN_CHANCE)->text = phrase_against_model(wording, &service->against_model);
}

/* Where there are too many rows, only those of promises that were missed are shown. */
static bool is_shown(const slacalc_log_service *service, size_t promise, bool only_missed) {
    return !only_missed || (service->promise_count > 0 && !service->promises[promise].met);
}

static size_t count_verdicts(const slacalc_log *log, bool only_missed) {
    size_t count = 0;
    for (size_t w = 0; w < log->window_count; w++)
        for (size_t s = 0; s < log->windows[w].service_count; s++)
            for (size_t p = 0; p < rows_of(&log->windows[w].services[s]); p++)
                count += is_shown(&log->windows[w].services[s], p, only_missed);
    return count;
}

static void show_verdicts(struct screen *screen, const slacalc_result *result, bool all) {
    static const char *const headers[COLUMNS] = {"VERDICT", "WINDOW", "SERVICE", "PROMISE", "ATTAINED",
                                                 "MARGIN",  "LOST",   "OUTAGES", "LONGEST", "BY THE MODEL"};
    static const size_t expendable[] = {COLUMN_LONGEST, COLUMN_OUTAGES, COLUMN_LOST};
    const slacalc_log *log = slacalc_result_log(result);
    size_t every = count_verdicts(log, false), at = 0;
    bool only_missed = !all && every > MOST_VERDICTS;
    size_t count = only_missed ? count_verdicts(log, true) : every;
    count = !all && count > MOST_VERDICTS ? MOST_VERDICTS : count;
    struct grid *grid = grid_new(screen, headers, COLUMNS, count);
    for (size_t w = 0; w < log->window_count; w++)
        for (size_t s = 0; s < log->windows[w].service_count; s++)
            for (size_t p = 0; p < rows_of(&log->windows[w].services[s]) && at < count; p++)
                if (is_shown(&log->windows[w].services[s], p, only_missed))
                    fill_verdict(screen, grid, at++, result, &log->windows[w], &log->windows[w].services[s], p);
    if (grid_column_is_empty(grid, COLUMN_CHANCE))
        grid->hidden |= 1u << COLUMN_CHANCE;
    if (screen->width > 0)
        screen_make_room(screen, grid, COLUMN_SERVICE, LEAST_NAME, expendable, 3);
    screen_grid(screen, grid);
    if (every > count)
        screen_more(screen,
                    arena_printf(screen->wording.arena, "%zu more row%s", every - count, every - count == 1 ? "" : "s"),
                    hint_name(result->hint_names, SLACALC_HINT_ALL));
}

/* ---- Credits ---- */

static void show_credits(struct screen *screen, const slacalc_result *result, bool all) {
    static const char *const headers[] = {"CREDIT", "WINDOW", "BY", "ATTAINED", "PART", "AMOUNT", "CLAIM"};
    const struct wording *wording = &screen->wording;
    const struct log_credit_rows rows = log_credit_rows_of(slacalc_result_log(result), wording->arena);
    size_t count = !all && rows.count > MOST_VERDICTS ? MOST_VERDICTS : rows.count;
    struct grid *grid = grid_new(screen, headers, 7, count);
    for (size_t i = 0; i < count; i++) {
        const slacalc_log_credit *credit = rows.items[i].credit;
        grid_cell(grid, i, 0)->text = word_of_credit(&rows.items[i]);
        grid_cell(grid, i, 1)->text = phrase_window(wording, rows.items[i].window);
        grid_cell(grid, i, 2)->text = phrase_name(wording, result, credit->component);
        grid_cell(grid, i, 3)->text = phrase_figure(wording, format_availability(credit->availability));
        grid_cell(grid, i, 4)->text = phrase_figure(wording, format_coverage(credit->part));
        grid_cell(grid, i, 5)->text = printable(wording, phrase_credit(wording, credit));
        grid_cell(grid, i, 6)->text = credit->claim_within ? printable(wording, phrase_claim(wording, credit)) : NULL;
    }
    if (grid_column_is_empty(grid, 6))
        grid->hidden |= 1u << 6;
    if (count > 0)
        screen_line(screen, "", COLOR_NONE);
    screen_grid(screen, grid);
    screen_rest(screen, rows.count - count, "credits");
}

/* ---- Redundant groups ---- */

static void show_redundant(struct screen *screen, const slacalc_result *result, bool all) {
    static const char *const headers[] = {"REDUNDANT", "TOO FEW UP", "TIMES", "BY CHANCE", "COMMON CAUSE"};
    const struct wording *wording = &screen->wording;
    const slacalc_log *log = slacalc_result_log(result);
    size_t every = 0, at = 0;
    for (size_t i = 0; i < log->group_count; i++)
        every += tells_something(&log->groups[i]);
    size_t count = !all && every > MOST_GROUPS ? MOST_GROUPS : every;
    struct grid *grid = grid_new(screen, headers, 5, count);
    for (size_t i = 0; i < log->group_count && at < count; i++) {
        const slacalc_log_group *group = &log->groups[i];
        if (!tells_something(group))
            continue;
        grid_cell(grid, at, 0)->text = printable(wording, phrase_redundant(wording, result, group));
        grid_cell(grid, at, 1)->text = phrase_figure(wording, format_duration(group->together_s));
        grid_cell(grid, at, 2)->text = arena_printf(wording->arena, "%zu", group->times);
        grid_cell(grid, at, 3)->text = phrase_figure(wording, format_duration(group->expected_s));
        grid_cell(grid, at, 4)->text = phrase_beta(wording, group);
        at++;
    }
    if (grid_column_is_empty(grid, 4))
        grid->hidden |= 1u << 4;
    if (count > 0)
        screen_line(screen, "", COLOR_NONE);
    screen_grid(screen, grid);
    screen_rest(screen, every - count, "groups");
}

/* ---- Services ---- */

static void show_label(struct screen *screen, const char *label, const char *text) {
    struct pieces words = {0};
    pieces_add_words(&screen->wording, &words, text);
    screen_pieces(screen, label, LABEL_WIDTH, &words);
}

static const slacalc_log_service *service_in(const slacalc_log_window *window, size_t service) {
    return &window->services[service];
}

/* The longest are shown where not all are. */
static double least_shown(const slacalc_log *log, size_t service, size_t most, struct arena *arena) {
    double *longest = arena_alloc(arena, most + 1, sizeof *longest);
    size_t count = 0;
    for (size_t w = 0; w < log->window_count; w++)
        for (size_t i = 0; i < service_in(&log->windows[w], service)->outage_count; i++) {
            double down = service_in(&log->windows[w], service)->outages[i].down_s;
            size_t at = count < most ? count++ : most;
            for (; at > 0 && longest[at - 1] < down; at--)
                longest[at] = longest[at - 1];
            longest[at] = down;
        }
    return count < most ? 0 : longest[most - 1];
}

static void show_outages(struct screen *screen, const slacalc_result *result, size_t service, bool all) {
    static const char *const headers[] = {"", "OUTAGE", "DOWN", "LOST", "CAUSE"};
    const slacalc_log *log = slacalc_result_log(result);
    size_t every = log->totals[service].outages, at = 0;
    size_t count = !all && every > MOST_OUTAGES ? MOST_OUTAGES : every;
    double least = count < every ? least_shown(log, service, count, screen->wording.arena) : 0;
    struct grid *grid = grid_new(screen, headers, 5, count);
    for (size_t w = 0; w < log->window_count; w++)
        for (size_t i = 0; i < service_in(&log->windows[w], service)->outage_count && at < count; i++) {
            const slacalc_log_outage *outage = &service_in(&log->windows[w], service)->outages[i];
            const char *cause = phrase_log_cause(&screen->wording, result, outage->cause, outage->cause_count);
            if (outage->down_s < least)
                continue;
            grid_cell(grid, at, 1)->text = phrase_time(&screen->wording, outage->start);
            grid_cell(grid, at, 2)->text = phrase_figure(&screen->wording, format_duration(outage->down_s));
            grid_cell(grid, at, 3)->text = phrase_figure(&screen->wording, format_duration(outage->lost_s));
            grid_cell(grid, at, 4)->text = printable(&screen->wording, cause);
            at++;
        }
    screen_grid(screen, grid);
    if (every > count)
        screen_more(
            screen,
            arena_printf(screen->wording.arena, "%zu shorter outage%s", every - count, every - count == 1 ? "" : "s"),
            hint_name(result->hint_names, SLACALC_HINT_ALL));
}

/* Windows of which the model would hardly say so; where there is one window, all is said. */
static void show_surprises(struct screen *screen, const slacalc_log *log, size_t service, bool all) {
    const struct wording *wording = &screen->wording;
    size_t count = 0;
    for (size_t w = 0; w < log->window_count && log->window_count > 1; w++) {
        const slacalc_log_window *window = &log->windows[w];
        const char *chance = statement_of_chance(wording, &service_in(window, service)->against_model, "such windows");
        if (chance && (all || count < MOST_SURPRISES))
            show_label(screen, count == 0 ? "  surprising" : "",
                       arena_printf(wording->arena, "%s: %s", phrase_window(wording, window), chance));
        count += chance != NULL;
    }
    if (!all && count > MOST_SURPRISES)
        show_label(screen, "", arena_printf(wording->arena, "and %zu more windows", count - MOST_SURPRISES));
}

static void show_service(struct screen *screen, const slacalc_result *result, size_t service, bool all) {
    const struct wording *wording = &screen->wording;
    const slacalc_log_total *total = &slacalc_result_log(result)->totals[service];
    screen_line(screen, "", COLOR_NONE);
    screen_line(screen, phrase_name(wording, result, total->component), COLOR_BOLD);
    const char *chance =
        statement_of_chance(wording, &total->against_model, word_of_all_windows(slacalc_result_log(result)));
    show_label(screen, "  attained",
               arena_printf(wording->arena, "%s, computed %s%s%s",
                            total->promised_s > 0 ? format_availability(total->availability).text : "nothing promised",
                            format_availability(total->computed).text, chance ? ": " : "", chance ? chance : ""));
    show_surprises(screen, slacalc_result_log(result), service, all);
    if (total->degraded_s > 0)
        show_label(screen, "  degraded", format_duration(total->degraded_s).text);
    if (total->by_count > 0)
        show_label(screen, "  lost",
                   arena_printf(wording->arena, "%s: %s", format_duration(total->lost_s).text,
                                printable(wording, phrase_lost_by(wording, result, total->by, total->by_count,
                                                                  all ? total->by_count : MOST_CAUSES))));
    show_outages(screen, result, service, all);
}

void screen_log(struct screen *screen, const slacalc_result *result, bool all) {
    const slacalc_log *log = slacalc_result_log(result);
    size_t shown = 0, eventful = 0;
    screen_prose(screen, 0, statement_of_log(&screen->wording, log), COLOR_DIM);
    screen_prose(screen, 0, summary_of_log(&screen->wording, log), COLOR_DIM);
    screen_line(screen, "", COLOR_NONE);
    show_verdicts(screen, result, all);
    show_credits(screen, result, all);
    show_redundant(screen, result, all);
    for (size_t s = 0; s < log->total_count; s++)
        eventful += is_eventful(&log->totals[s]);
    for (size_t s = 0; s < log->total_count && (all || shown < MOST_SERVICES); s++) {
        if (!is_eventful(&log->totals[s]))
            continue;
        show_service(screen, result, s, all);
        shown++;
    }
    if (eventful > shown)
        screen_more(screen,
                    arena_printf(screen->wording.arena, "%zu more service%s", eventful - shown,
                                 eventful - shown == 1 ? "" : "s"),
                    hint_name(result->hint_names, SLACALC_HINT_ALL));
}

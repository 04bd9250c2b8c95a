#include "reporter/table/table.h"

#include "base/date.h"
#include "base/setting_names.h"
#include "engine/rows/downtime.h"
#include "engine/rows/promises_kept.h"
#include "engine/rows/result.h"
#include "reporter/composing/composition.h"
#include "reporter/composing/verdicts.h"
#include "reporter/table/agreements.h"
#include "reporter/table/bases.h"
#include "reporter/table/conditions.h"
#include "reporter/table/coverage.h"
#include "reporter/table/dependencies.h"
#include "reporter/table/gaps.h"
#include "reporter/table/origins.h"
#include "reporter/wording/phrases.h"
#include "reporter/wording/statements.h"
#include "reporter/wording/words.h"

#include <string.h>

enum {
    MOST_ROWS = 5000, /* of all services together; a person reads no more, and a tree may be as large as the model */
    LEAST_SERVICE = 12
};

struct table {
    const slacalc_result *result;
    const slacalc_layout *layout;
    struct memory_guard guard;
    struct arena arena;
    struct screen screen;
    struct tree_builder builder;
    const char *period;
    bool own_periods; /* some promise is over another one */
};

enum {
    COLUMN_VERDICT,
    COLUMN_SERVICE,
    COLUMN_PROMISE,
    COLUMN_COMPUTED,
    COLUMN_MARGIN,
    COLUMN_GAPS,
    COLUMN_NOTE,
    COLUMNS
};

static enum color verdict_color(const struct table *table, const slacalc_service *service, size_t promise) {
    if (service->promises[promise].verdict == SLACALC_IMPOSSIBLE)
        return COLOR_ALARM;
    return promise_is_enough(table->result, service, promise) ? COLOR_GREEN : COLOR_RED;
}

static const char *verdict_note(struct table *table, const slacalc_service *service, size_t promise) {
    const slacalc_promise *row = &service->promises[promise];
    if (!row->decided)
        return arena_printf(&table->arena, "not exact: %s", word_of_limit(table->result));
    return table->result->strict && row->verdict == SLACALC_HOLDS ? "not guaranteed" : NULL;
}

/* Over which its downtime is counted. */
static const char *period_of(struct table *table, const slacalc_service *service) {
    return service->period_s == slacalc_result_period_s(table->result)
               ? table->period
               : phrase_figure(&table->screen.wording, format_period(service->period_s));
}

static void fill_verdict(struct table *table, struct grid *grid, size_t row, const slacalc_service *service,
                         size_t index) {
    struct arena *arena = &table->arena;
    const slacalc_promise *promise = &service->promises[index];
    enum color color = verdict_color(table, service, index);
    *grid_cell(grid, row, COLUMN_VERDICT) = (struct cell){
        arena_printf(arena, "%s%s", word_of_verdict(promise->verdict), promise->decided ? "" : "?"), color};
    grid_cell(grid, row, COLUMN_SERVICE)->text = phrase_name(&table->screen.wording, table->result, service->component);
    grid_cell(grid, row, COLUMN_PROMISE)->text = phrase_promise(&table->screen.wording, promise);
    grid_cell(grid, row, COLUMN_COMPUTED)->text = phrase_against(&table->screen.wording, service, promise);
    const char *margin = phrase_figure(&table->screen.wording, format_margin(promise->margin_s));
    if (table->own_periods)
        margin = arena_printf(arena, "%s/%s", margin, period_of(table, service));
    *grid_cell(grid, row, COLUMN_MARGIN) = (struct cell){margin, promise_is_kept(promise) ? COLOR_NONE : color};
    grid_cell(grid, row, COLUMN_GAPS)->text = phrase_gap_count(&table->screen.wording, service, index);
    *grid_cell(grid, row, COLUMN_NOTE) = (struct cell){verdict_note(table, service, index), color};
}

static void fit_services(struct table *table, struct grid *grid) {
    static const size_t expendable[] = {COLUMN_MARGIN, COLUMN_COMPUTED, COLUMN_NOTE};
    size_t room = screen_room(&table->screen, grid, COLUMN_SERVICE);
    if (room < LEAST_SERVICE) {
        screen_make_room(&table->screen, grid, COLUMN_SERVICE, LEAST_SERVICE, expendable, 3);
        room = screen_room(&table->screen, grid, COLUMN_SERVICE);
    }
    for (size_t row = 0; room != SIZE_MAX && row < grid->row_count; row++) {
        struct cell *cell = grid_cell(grid, row, COLUMN_SERVICE);
        cell->text = printable_cut(&table->screen.wording, cell->text, room);
    }
}

static bool has_own_periods(const slacalc_result *result) {
    for (size_t i = 0; i < slacalc_result_service_count(result); i++) {
        const slacalc_service *service = slacalc_result_service(result, i);
        if (service->promise_count > 0 && service->period_s != slacalc_result_period_s(result))
            return true;
    }
    return false;
}

static void show_verdicts(struct table *table) {
    const slacalc_result *result = table->result;
    size_t count = promise_count(result);
    if (count == 0) {
        screen_line(&table->screen,
                    arena_printf(&table->arena, "no promise to check (sla, ola, objective or %s)",
                                 hint_name(result->hint_names, SLACALC_HINT_REQUIRE)),
                    COLOR_NONE);
        return;
    }
    static const char *const names[COLUMNS] = {"VERDICT", "SERVICE", "PROMISE", "COMPUTED", NULL, "GAPS", ""};
    const char **headers = arena_alloc(&table->arena, COLUMNS, sizeof *headers);
    memcpy(headers, names, sizeof names);
    table->own_periods = has_own_periods(result);
    headers[COLUMN_MARGIN] = table->own_periods ? "MARGIN" : arena_printf(&table->arena, "MARGIN/%s", table->period);
    struct grid *grid = grid_new(&table->screen, headers, COLUMNS, count);
    const struct verdict_row *rows = verdicts_worst_first(result, &table->arena);
    for (size_t i = 0; i < count; i++)
        fill_verdict(table, grid, i, slacalc_result_service(result, rows[i].service), rows[i].promise);
    fit_services(table, grid);
    screen_grid(&table->screen, grid);
}

static bool is_cut(struct table *table, size_t used, const char *what) {
    if (used < MOST_ROWS)
        return false;
    screen_line(&table->screen, "", COLOR_NONE);
    screen_line(&table->screen,
                arena_printf(&table->arena, "%s more %s: choose a service with %s NAME",
                             phrase_dots(&table->screen.wording), what,
                             hint_name(table->result->hint_names, SLACALC_HINT_SELECT)),
                COLOR_NONE);
    return true;
}

/* The gaps of the promises that are not kept; where gaps are asked for, all that every promise rests on. */
static void show_gaps_in_short(struct table *table) {
    const slacalc_result *result = table->result;
    size_t first_block = table->screen.count;
    for (size_t i = 0; i < slacalc_result_service_count(result); i++) {
        const slacalc_service *service = slacalc_result_service(result, i);
        for (size_t j = 0; j < service->promise_count; j++) {
            if (promise_is_enough(table->result, service, j))
                continue;
            if (is_cut(table, table->screen.count - first_block, "gaps"))
                return;
            screen_gaps_in_short(&table->screen, result, service, j);
        }
    }
}

static void show_gaps(struct table *table) {
    const slacalc_result *result = table->result;
    size_t first_block = table->screen.count, rows = 0;
    for (size_t i = 0; i < slacalc_result_service_count(result); i++) {
        const slacalc_service *service = slacalc_result_service(result, i);
        size_t used = rows + table->screen.count - first_block;
        if (service->promise_count == 0)
            continue;
        if (is_cut(table, used, "promises"))
            return;
        screen_line(&table->screen, "", COLOR_NONE);
        screen_line(&table->screen,
                    arena_printf(&table->arena, "what backs %s",
                                 phrase_name(&table->screen.wording, result, service->component)),
                    COLOR_BOLD);
        rows += screen_agreements(&table->screen, &table->builder, service, MOST_ROWS - used);
        for (size_t j = 0; j < service->promise_count; j++) {
            screen_line(&table->screen, "", COLOR_NONE);
            screen_gaps(&table->screen, result, service, j);
        }
    }
}

static void show_text(struct table *table, const char *label, const char *text) {
    if (!text)
        return;
    struct pieces words = {0};
    pieces_add_words(&table->screen.wording, &words, text);
    screen_pieces(&table->screen, label, LABEL_WIDTH, &words);
}

/* The figure that begins a line, with a gap of two blanks behind it where another piece follows. */
static const char *figure_of(struct table *table, const char *text, size_t width) {
    size_t taken = printable_width(text);
    return arena_printf(&table->arena, "%s%*s", text, (int)(width > taken ? width - taken : 0) + 1, "");
}

static void show_availability(struct table *table, const slacalc_service *service, size_t width) {
    struct screen *screen = &table->screen;
    struct pieces pieces = {0};
    bool up_always = service->availability.value.down <= 0;
    pieces_add(&table->screen.wording, &pieces,
               figure_of(table, phrase_estimate(&table->screen.wording, &service->availability), width));
    if (!service->availability.exact)
        pieces_add(&table->screen.wording, &pieces,
                   arena_printf(&table->arena, "not exact: %s,", word_of_limit(table->result)));
    pieces_add(&table->screen.wording, &pieces,
               arena_printf(&table->arena, "%s down per %s%s", format_duration(service->downtime_period_s).text,
                            period_of(table, service), up_always ? "" : ","));
    if (service->period_s != YEAR_S && !up_always)
        pieces_add(&table->screen.wording, &pieces,
                   arena_printf(&table->arena, "%s per year,", format_duration(service->downtime_year_s).text));
    if (!up_always)
        pieces_add(&table->screen.wording, &pieces,
                   arena_printf(&table->arena, "%s nines", format_nines(service->nines).text));
    screen_pieces(screen, "  availability", LABEL_WIDTH, &pieces);
}

static void show_undegraded(struct table *table, const slacalc_service *service, size_t width) {
    struct pieces pieces = {0};
    double down_s = downtime_by(service, &service->undegraded);
    pieces_add(&table->screen.wording, &pieces,
               figure_of(table, phrase_estimate(&table->screen.wording, &service->undegraded), width));
    pieces_add(&table->screen.wording, &pieces,
               arena_printf(&table->arena, "%s down per %s", format_duration(down_s).text, period_of(table, service)));
    screen_pieces(&table->screen, "  undegraded", LABEL_WIDTH, &pieces);
}

static void show_bounds(struct table *table, const slacalc_service *service) {
    struct pieces pieces = {0};
    pieces_add(&table->screen.wording, &pieces,
               figure_of(table, phrase_range(&table->screen.wording, service->worst, service->best), 0));
    pieces_add(&table->screen.wording, &pieces, "however outages overlap");
    pieces_add(&table->screen.wording, &pieces, service->sharp ? "(sharp)" : "(valid, not sharp)");
    screen_pieces(&table->screen, table->screen.wording.unicode ? "  worst … best" : "  worst..best", LABEL_WIDTH,
                  &pieces);
}

static void show_degraded_by(struct table *table, const slacalc_service *service) {
    struct pieces names = {0};
    pieces_add_names(&table->screen.wording, &names, table->result, service->degraded_by, service->degraded_by_count);
    screen_pieces(&table->screen, "  degraded by", LABEL_WIDTH, &names);
}

static void show_figures(struct table *table, const slacalc_service *service) {
    size_t width = printable_width(phrase_estimate(&table->screen.wording, &service->availability));
    size_t undegraded = printable_width(phrase_estimate(&table->screen.wording, &service->undegraded));
    if (undegraded_differs(service) && undegraded > width)
        width = undegraded;
    show_availability(table, service, width);
    if (undegraded_differs(service))
        show_undegraded(table, service, width);
    show_bounds(table, service);
    show_degraded_by(table, service);
    if (has_hours(service))
        screen_coverage(&table->screen, table->result, service);
}

static void show_grids(struct table *table, const slacalc_service *service) {
    if (has_hours(service)) {
        screen_slices(&table->screen, table->result, service);
        screen_line(&table->screen, "", COLOR_NONE);
    }
    if (table->result->all_bases) {
        screen_bases(&table->screen, service, period_of(table, service));
        screen_line(&table->screen, "", COLOR_NONE);
    }
}

static void show_service(struct table *table, const slacalc_service *service) {
    struct screen *screen = &table->screen;
    const slacalc_component *component = slacalc_result_component(table->result, service->component);
    char *name = printable(&table->screen.wording, component->name);
    if (component->owner)
        name = arena_printf(&table->arena, "%s (%s)", name, printable(&table->screen.wording, component->owner));
    screen_line(screen, "", COLOR_NONE);
    screen_line(screen, name, COLOR_BOLD);
    show_text(table, "  description", component->description);
    show_text(table, "  source", phrase_source(&table->screen.wording, component));
    show_figures(table, service);
    screen_line(screen, "", COLOR_NONE);
    show_grids(table, service);
}

static void show_services(struct table *table) {
    const slacalc_result *result = table->result;
    size_t count = slacalc_result_service_count(result), first_block = table->screen.count, rows = 0;
    for (size_t i = 0; i < count; i++) {
        size_t used = rows + table->screen.count - first_block;
        if (used >= MOST_ROWS) {
            screen_line(&table->screen, "", COLOR_NONE);
            screen_line(&table->screen,
                        arena_printf(&table->arena, "%s %zu more services: choose one with %s NAME",
                                     phrase_dots(&table->screen.wording), count - i,
                                     hint_name(table->result->hint_names, SLACALC_HINT_SELECT)),
                        COLOR_NONE);
            return;
        }
        show_service(table, slacalc_result_service(result, i));
        rows +=
            screen_dependencies(&table->screen, &table->builder, slacalc_result_service(result, i), MOST_ROWS - used);
    }
}

static const char *summary(struct table *table) {
    if (promise_count(table->result) < 2)
        return "";
    return arena_printf(&table->arena, ", %s", summary_of_verdicts(&table->screen.wording, table->result));
}

static const char *basis_text(struct table *table) {
    const char *word = word_of_basis(slacalc_result_basis(table->result));
    return table->result->all_bases ? arena_printf(&table->arena, "all (verdicts by %s)", word) : word;
}

static void show(void *context) {
    struct table *table = context;
    const slacalc_result *result = table->result;
    const char *title = slacalc_result_title(result);
    screen_init(&table->screen, table->layout, &table->arena);
    table->period = phrase_figure(&table->screen.wording, format_period(slacalc_result_period_s(result)));
    if (title)
        screen_line(&table->screen, printable(&table->screen.wording, title), COLOR_BOLD);
    screen_line(&table->screen,
                arena_printf(&table->arena, "basis %s, period %s%s", basis_text(table), table->period, summary(table)),
                COLOR_DIM);
    screen_origins(&table->screen, result);
    screen_line(&table->screen, "", COLOR_NONE);
    tree_builder_init(&table->builder, result, table->layout->depth, &table->arena);
    show_verdicts(table);
    if (table->layout->gaps)
        show_gaps(table);
    else
        show_gaps_in_short(table);
    show_services(table);
    screen_conditions(&table->screen, result);
}

static bool write_screen(const void *context, FILE *stream) {
    return screen_print(context, stream);
}

/* Cells of the last column are padded where they are empty. Works in place. */
static size_t without_trailing_blanks(char *text, size_t length) {
    size_t kept = 0, line_end = 0;
    for (size_t i = 0; i < length; i++) {
        if (text[i] == '\n')
            kept = line_end;
        text[kept++] = text[i];
        if (text[i] != ' ')
            line_end = kept;
    }
    text[kept] = '\0';
    return kept;
}

char *report_table(const slacalc_result *result, const slacalc_layout *layout, size_t *length) {
    struct table table = {.result = result, .layout = layout};
    char *text = NULL;
    arena_init(&table.arena, &table.guard);
    if (memory_attempt(&table.guard, show, &table))
        text = collect_report(write_screen, &table.screen, length);
    arena_free(&table.arena);
    if (text)
        *length = without_trailing_blanks(text, *length);
    return text;
}

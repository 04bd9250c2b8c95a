#include "reporter/table/table.h"

#include "base/date.h"
#include "base/setting_names.h"
#include "engine/rows/downtime.h"
#include "engine/rows/promises_kept.h"
#include "engine/rows/result.h"
#include "reporter/composing/attention.h"
#include "reporter/composing/by_owner.h"
#include "reporter/composing/composition.h"
#include "reporter/table/against.h"
#include "reporter/table/agreements.h"
#include "reporter/table/bases.h"
#include "reporter/table/conditions.h"
#include "reporter/table/coverage.h"
#include "reporter/table/dependencies.h"
#include "reporter/table/gaps.h"
#include "reporter/table/log.h"
#include "reporter/table/money.h"
#include "reporter/table/needed.h"
#include "reporter/table/origins.h"
#include "reporter/table/outages.h"
#include "reporter/table/owner_grid.h"
#include "reporter/table/unkept.h"
#include "reporter/table/verdict_grid.h"
#include "reporter/table/ways.h"
#include "reporter/wording/phrases.h"
#include "reporter/wording/statements.h"
#include "reporter/wording/words.h"

/* Where services are left out of a report. */
enum {
    DETAIL_LINES = 90, /* no service is begun that would not fit, if it took as many as the one before */
    MOST_DEGRADING = 1
};

struct table {
    const slacalc_result *result;
    const slacalc_layout *layout;
    FILE *stream;
    struct deadline *deadline;
    struct arena *arena; /* that of the screen too */
    struct screen screen;
    struct tree_builder builder;
    struct attention attention;
    const char *period;
};

/* Over which its downtime is counted. */
static const char *period_of(struct table *table, const slacalc_service *service) {
    return service->period_s == slacalc_result_period_s(table->result)
               ? table->period
               : phrase_figure(&table->screen.wording, format_period(service->period_s));
}

/* A depth that is asked for is shown whole. */
static struct tree_extent extent_of_trees(const struct table *table) {
    const slacalc_layout *layout = table->layout;
    slacalc_hint way = layout->depth > 0 ? SLACALC_HINT_DEPTH : layout->all ? SLACALC_HINT_SELECT : SLACALC_HINT_ALL;
    return (struct tree_extent){layout->all || layout->depth > 0 ? SIZE_MAX : table->attention.parts,
                                hint_name(table->result->hint_names, way)};
}

static void write_out(struct table *table) {
    if (!screen_print(&table->screen, table->stream))
        memory_exhausted(table->arena->guard);
    screen_clear(&table->screen);
    composition_go_on(table->stream, table->arena);
}

static void show_in(struct table *table, struct arena *arena) {
    table->arena = table->screen.wording.arena = arena;
}

typedef void show_function(struct table *table, const slacalc_service *service);

/* Writes a part of the report and frees what it took: all services together take many times the memory of the text. */
static void show_apart(struct table *table, show_function *show, size_t service) {
    struct arena *whole = table->arena;
    write_out(table);
    show_in(table, arena_open(whole));
    show(table, slacalc_result_service(table->result, service));
    write_out(table);
    arena_close(table->arena);
    show_in(table, whole);
}

/* All that the promises of a service rest on. */
static void show_backing(struct table *table, const slacalc_service *service) {
    if (service->promise_count == 0)
        return;
    screen_line(&table->screen, "", COLOR_NONE);
    screen_line(&table->screen,
                arena_printf(table->arena, "what backs %s",
                             phrase_name(&table->screen.wording, table->result, service->component)),
                COLOR_BOLD);
    screen_agreements(&table->screen, &table->builder, service, extent_of_trees(table));
    for (size_t i = 0; i < service->promise_count; i++) {
        screen_line(&table->screen, "", COLOR_NONE);
        screen_gaps(&table->screen, table->result, service, i);
    }
}

static void show_all_backing(struct table *table) {
    size_t details = table->attention.details, shown = 0;
    for (; shown < details && !deadline_is_over(table->deadline); shown++)
        show_apart(table, show_backing, table->attention.services[shown]);
    if (shown == details)
        return;
    screen_line(&table->screen, "", COLOR_NONE);
    screen_more(&table->screen, phrase_count(&table->screen.wording, details - shown, "more service"),
                hint_name(table->result->hint_names, SLACALC_HINT_TIME_LIMIT));
}

static void show_gaps(struct table *table) {
    bool in_short = !table->layout->gaps && table->attention.is_whole;
    for (size_t i = 0; in_short && i < slacalc_result_service_count(table->result); i++)
        screen_unkept(&table->screen, table->result, slacalc_result_service(table->result, i));
    if (table->layout->gaps)
        show_all_backing(table);
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
    return arena_printf(table->arena, "%s%*s", text, (int)(width > taken ? width - taken : 0) + 1, "");
}

static void show_availability(struct table *table, const slacalc_service *service, size_t width) {
    struct screen *screen = &table->screen;
    struct pieces pieces = {0};
    bool up_always = service->availability.value.down <= 0;
    pieces_add(&table->screen.wording, &pieces,
               figure_of(table, phrase_estimate(&table->screen.wording, &service->availability), width));
    if (!service->availability.exact)
        pieces_add(&table->screen.wording, &pieces,
                   arena_printf(table->arena, "not exact: %s,", word_of_limit(table->result)));
    pieces_add(&table->screen.wording, &pieces,
               arena_printf(table->arena, "%s down per %s%s", format_duration(service->downtime_period_s).text,
                            period_of(table, service), up_always ? "" : ","));
    if (service->period_s != YEAR_S && !up_always)
        pieces_add(&table->screen.wording, &pieces,
                   arena_printf(table->arena, "%s per year,", format_duration(service->downtime_year_s).text));
    if (!up_always)
        pieces_add(&table->screen.wording, &pieces,
                   arena_printf(table->arena, "%s nines", format_nines(service->nines).text));
    screen_pieces(screen, "  availability", LABEL_WIDTH, &pieces);
}

static void show_undegraded(struct table *table, const slacalc_service *service, size_t width) {
    struct pieces pieces = {0};
    double down_s = downtime_by(service, &service->undegraded);
    pieces_add(&table->screen.wording, &pieces,
               figure_of(table, phrase_estimate(&table->screen.wording, &service->undegraded), width));
    pieces_add(&table->screen.wording, &pieces,
               arena_printf(table->arena, "%s down per %s", format_duration(down_s).text, period_of(table, service)));
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

static void show_common_causes(struct table *table, const slacalc_service *service) {
    for (size_t i = 0; i < service->promise_count; i++)
        show_text(table, "  break-even", phrase_common_cause(&table->screen.wording, &service->promises[i]));
}

static void show_degraded_by(struct table *table, const slacalc_service *service) {
    struct pieces names = {0};
    pieces_add_first_names(&table->screen.wording, &names, table->result, service->degraded_by,
                           service->degraded_by_count, table->attention.is_whole ? SIZE_MAX : MOST_DEGRADING);
    if (service->degraded_by_unknown)
        pieces_add_words(&table->screen.wording, &names, TOO_MANY_DEGRADING);
    screen_pieces(&table->screen, "  degraded by", LABEL_WIDTH, &names);
}

/* How many of which kind, where no gap is shown by itself. */
static void show_gap_kinds(struct table *table, const slacalc_service *service) {
    const struct wording *wording = &table->screen.wording;
    struct pieces pieces = {0};
    pieces_add_words(wording, &pieces, phrase_gap_kinds(wording, service, SLACALC_NONE));
    if (pieces.count == 0)
        return;
    pieces_add(wording, &pieces,
               arena_printf(table->arena, "(%s)", hint_name(table->result->hint_names, SLACALC_HINT_GAPS)));
    screen_pieces(&table->screen, "  gaps", LABEL_WIDTH, &pieces);
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
    show_text(table, "  outages", phrase_outages(&table->screen.wording, service));
    show_text(table, "  credits", phrase_credits_expected(&table->screen.wording, table->result, service));
    show_common_causes(table, service);
    show_degraded_by(table, service);
    if (!table->attention.is_whole && !table->layout->gaps) {
        screen_mending(&table->screen, table->result, service);
        show_gap_kinds(table, service);
    }
    if (has_hours(service))
        screen_coverage(&table->screen, table->result, service);
}

static void show_grids(struct table *table, const slacalc_service *service) {
    if (has_hours(service)) {
        screen_slices(&table->screen, table->result, service, table->attention.is_whole, table->deadline);
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
        name = arena_printf(table->arena, "%s (%s)", name, printable(&table->screen.wording, component->owner));
    screen_line(screen, "", COLOR_NONE);
    screen_line(screen, name, COLOR_BOLD);
    show_text(table, "  description", component->description);
    show_text(table, "  source", phrase_source(&table->screen.wording, component));
    show_figures(table, service);
    screen_line(screen, "", COLOR_NONE);
    show_grids(table, service);
    if (table->result->why)
        screen_ways(screen, table->result, service, period_of(table, service));
    if (table->result->outages)
        screen_outages(screen, table->result, service);
    if (table->result->money)
        screen_money(screen, table->result, service);
    if (table->result->need)
        screen_needed(screen, table->result, service);
    screen_dependencies(screen, &table->builder, service, extent_of_trees(table));
}

static void show_services(struct table *table) {
    const struct attention *attention = &table->attention;
    size_t last_line = table->screen.lines + DETAIL_LINES, shown = 0, taken = 0;
    while (shown < attention->details && (attention->is_whole || table->screen.lines + taken <= last_line) &&
           !deadline_is_over(table->deadline)) {
        size_t before = table->screen.lines;
        show_apart(table, show_service, attention->services[shown++]);
        taken = table->screen.lines - before;
    }
    const char *more = statement_of_more_services(&table->screen.wording, table->result, attention, shown);
    slacalc_hint way = deadline_is_over(table->deadline) ? SLACALC_HINT_TIME_LIMIT : SLACALC_HINT_ALL;
    if (more)
        screen_line(&table->screen, "", COLOR_NONE);
    screen_more(&table->screen, more,
                arena_printf(table->arena, "%s NAME, %s", hint_name(table->result->hint_names, SLACALC_HINT_SELECT),
                             hint_name(table->result->hint_names, way)));
}

static const char *basis_text(struct table *table) {
    const char *word = word_of_basis(slacalc_result_basis(table->result));
    return table->result->all_bases ? arena_printf(table->arena, "all (verdicts by %s)", word) : word;
}

/* The owners, and then the verdicts of those who have a promise that is not kept. */
static void show_by_owner(struct table *table) {
    struct screen *screen = &table->screen;
    struct owners owners = owners_of(table->result, table->arena);
    bool all = table->layout->all;
    screen_owners(screen, table->result, &owners, owners_shown(&owners, all));
    const struct verdict_row *verdicts = verdicts_by_owner(&table->attention, table->result, &owners, table->arena);
    size_t details = owners_in_detail(&owners, all);
    for (size_t i = 0; i < details; i++) {
        struct attention attention = attention_to_owner(&table->attention, verdicts, &owners.rows[i], all);
        verdicts += attention.verdict_count;
        if (attention.verdict_count == 0)
            continue;
        screen_line(screen, "", COLOR_NONE);
        screen_line(screen, printable(&screen->wording, heading_of_owner(&screen->wording, &owners.rows[i])),
                    COLOR_BOLD);
        screen_verdicts(screen, table->result, &attention);
    }
    const char *more = statement_of_more_details(&screen->wording, &owners, details);
    if (more)
        screen_line(screen, "", COLOR_NONE);
    screen_more(screen, more, hint_name(table->result->hint_names, SLACALC_HINT_ALL));
}

/* What is counted with, and what it comes to, which has a line of its own where both are too long for one. */
static void show_summary(struct table *table) {
    struct screen *screen = &table->screen;
    const char *basis = arena_printf(table->arena, "basis %s, period %s", basis_text(table), table->period);
    const char *summary = summary_of_verdicts(&screen->wording, table->result);
    const char *both = arena_printf(table->arena, "%s, %s", basis, summary);
    bool fits = screen->width == 0 || printable_width(both) <= screen->width;
    bool tells_more = promise_count(table->result) > 1;
    screen_line(screen, tells_more && fits ? both : basis, COLOR_DIM);
    if (tells_more && !fits)
        screen_prose(screen, 0, summary, COLOR_DIM);
}

static void compose(const struct composition *report) {
    struct table table = {
        .result = report->result, .layout = report->layout, .stream = report->stream, .deadline = report->deadline};
    const slacalc_result *result = report->result;
    const char *title = slacalc_result_title(result);
    screen_init(&table.screen, table.layout, report->wording.arena);
    show_in(&table, report->wording.arena);
    screen_against(&table.screen, result);
    screen_plan(&table.screen, result, table.layout->all);
    table.period = phrase_figure(&table.screen.wording, format_period(slacalc_result_period_s(result)));
    if (title)
        screen_line(&table.screen, printable(&table.screen.wording, title), COLOR_BOLD);
    if (slacalc_result_log(result)) {
        screen_log(&table.screen, result, table.layout->all);
        write_out(&table);
        return;
    }
    show_summary(&table);
    screen_origins(&table.screen, result);
    screen_line(&table.screen, "", COLOR_NONE);
    tree_builder_init(&table.builder, result, table.layout->depth, table.arena);
    table.attention = attention_of(result, table.layout->all, table.arena);
    if (table.layout->group_by == SLACALC_BY_OWNER) {
        show_by_owner(&table);
    } else {
        screen_verdicts(&table.screen, result, &table.attention);
        show_gaps(&table);
        show_services(&table);
        screen_conditions(&table.screen, result, table.attention.is_whole ? MOST_CONDITIONS : 0);
    }
    write_out(&table);
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
    char *text = compose_report(result, layout, compose, length);
    if (text)
        *length = without_trailing_blanks(text, *length);
    return text;
}

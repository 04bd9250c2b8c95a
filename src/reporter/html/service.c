#include "reporter/html/service.h"

#include "base/setting_names.h"
#include "engine/rows/downtime.h"
#include "engine/rows/promises_kept.h"
#include "engine/rows/result.h"
#include "reporter/composing/money.h"
#include "reporter/composing/needed.h"
#include "reporter/composing/outages.h"
#include "reporter/composing/unkept.h"
#include "reporter/composing/ways.h"
#include "reporter/html/components.h"
#include "reporter/html/graph.h"
#include "reporter/wording/phrases.h"
#include "reporter/wording/pieces.h"
#include "reporter/wording/statements.h"
#include "reporter/wording/words.h"

enum { MOST_GAPS = 10, MOST_NAMES = 20, MOST_ANSWERS = 10, MOST_ANSWERS_OF_MANY = 3, MOST_KEPT_ANSWERS = 3 };

static void put_term(const struct html *page, const char *term, const char *text) {
    if (!text)
        return;
    html_raw(page, "<dt>%s</dt><dd>", term);
    html_text(page, text);
    html_raw(page, "</dd>\n");
}

/* ---- Figures ---- */

static const char *downtime_text(struct html *page, const slacalc_service *service) {
    struct arena *arena = page->wording.arena;
    if (service->availability.value.down <= 0)
        return "none";
    return arena_printf(arena, "%s per %s, %s per year", format_duration(service->downtime_period_s).text,
                        format_period(service->period_s).text, format_duration(service->downtime_year_s).text);
}

static const char *fee_text(struct html *page, const slacalc_service *service, const slacalc_component *component) {
    if (component->fee <= 0)
        return NULL;
    return arena_printf(page->wording.arena, "%s per %s",
                        phrase_money(&page->wording, component->fee, component->currency),
                        format_period(service->period_s).text);
}

static const char *names_text(struct html *page, const size_t *components, size_t count) {
    struct pieces names = {0};
    pieces_add_first_names(&page->wording, &names, page->result, components, count,
                           page->attention.is_whole ? SIZE_MAX : MOST_NAMES);
    return count > 0 ? pieces_joined(&page->wording, &names, 0, names.count) : NULL;
}

static void put_hours(struct html *page, const slacalc_service *service) {
    struct arena *arena = page->wording.arena;
    put_term(page, "Hours",
             arena_printf(arena, "%s a week promised, %s of them covered by all that is needed",
                          format_hours(service->hours_per_week).text, format_coverage(service->coverage).text));
    if (service->coverage > 0)
        put_term(page, "Covered",
                 arena_printf(arena, "%s within the covered hours", format_availability(service->covered).text));
    if (service->season)
        put_term(
            page, "Season",
            arena_printf(arena, "computed by the clocks of the week of %s, in which less is covered", service->season));
}

static void put_figures(struct html *page, const slacalc_service *service, const slacalc_component *component) {
    struct arena *arena = page->wording.arena;
    html_raw(page, "<dl>\n");
    put_term(page, "Downtime", downtime_text(page, service));
    if (service->availability.value.down > 0)
        put_term(page, "Nines", format_nines(service->nines).text);
    if (!service->availability.exact)
        put_term(page, "Not exact",
                 arena_printf(arena, "%s; the interval surely holds the figure", word_of_limit(page->result)));
    if (undegraded_differs(service))
        put_term(page, "Undegraded", phrase_estimate(&page->wording, &service->undegraded));
    put_term(page, "Worst … best",
             arena_printf(arena, "%s however outages overlap (%s)",
                          phrase_range(&page->wording, service->worst, service->best),
                          service->sharp ? "sharp" : "valid, not sharp"));
    put_term(page, "Outages", phrase_outages(&page->wording, service));
    put_term(page, "Fee", fee_text(page, service, component));
    put_term(page, "Expected credits", phrase_credits_expected(&page->wording, page->result, service));
    for (size_t i = 0; i < service->promise_count; i++)
        put_term(page, "Break-even", phrase_common_cause(&page->wording, &service->promises[i]));
    put_term(page, "Degraded by",
             service->degraded_by_unknown ? TOO_MANY_DEGRADING
                                          : names_text(page, service->degraded_by, service->degraded_by_count));
    if (has_hours(service))
        put_hours(page, service);
    put_term(page, "Source", phrase_evidence(&page->wording, component));
    put_term(page, "Condition", component->condition ? harmless(page->wording.arena, component->condition) : NULL);
    put_term(page, "Credits", phrase_credits(&page->wording, component));
    html_raw(page, "</dl>\n");
}

/* ---- Gaps, hours, bases ---- */

static void open_row(struct html *page, const char *name) {
    html_raw(page, "<tr><th scope=\"row\">");
    html_user_text(page, name);
    html_raw(page, "</th>");
}

/* As the table has it: the gaps of promises that are kept only where they are asked for. */
static bool is_shown(const struct html *page, const slacalc_service *service, const slacalc_gap *gap) {
    return page->layout->gaps || gap_is_of_unkept(page->result, service, gap);
}

static void put_gap_row(struct html *page, const char *promise, const char *title, const char *statement,
                        const char *file, size_t line) {
    html_raw(page, "<tr>");
    html_cell(page, "number", promise);
    html_cell(page, "word", title);
    html_user_cell(page, "long", statement);
    html_cell(page, NULL, phrase_place(&page->wording, file, line));
    html_raw(page, "</tr>\n");
}

static void put_gap(struct html *page, const slacalc_service *service, const slacalc_gap *gap) {
    const struct wording *wording = &page->wording;
    put_gap_row(page, phrase_promise(wording, &service->promises[gap->promise]), title_of_gap(gap->kind),
                statement_of_gap(wording, page->result, service, gap), gap->file, gap->line);
    for (size_t i = 0; i < gap->weak_part_count && html_take_row(page); i++) {
        const slacalc_weak_part *part = &gap->weak_parts[i];
        put_gap_row(page, "", "", statement_of_weak_part(wording, page->result, part), part->file, part->line);
    }
}

/* Of the gaps that are left out, the first has the largest share. */
static const char *statement_of_rest(struct html *page, const slacalc_service *service, const slacalc_gap *first,
                                     size_t count) {
    return arena_printf(page->wording.arena, "%s, the first: %s", phrase_count(&page->wording, count, "more gap"),
                        statement_of_gap(&page->wording, page->result, service, first));
}

static void put_gaps(struct html *page, const slacalc_service *service) {
    static const char *const headers[] = {"Promise", "Lacks", "What", "Where", NULL};
    size_t shown = 0, put = 0, left_out = 0;
    const slacalc_gap *next = NULL;
    for (size_t i = 0; i < service->gap_count; i++)
        shown += is_shown(page, service, &service->gaps[i]);
    if (shown < service->gap_count)
        html_raw(page, "<p class=\"faint\">Promises that are kept have %s: see %s with %s.</p>\n",
                 phrase_count(&page->wording, service->gap_count - shown, "gap"),
                 service->gap_count - shown == 1 ? "it" : "them",
                 hint_name(page->result->hint_names, SLACALC_HINT_GAPS));
    if (shown == 0)
        return;
    html_open_table(page, "What the promises lack", headers);
    for (size_t i = 0; i < service->gap_count; i++) {
        if (!is_shown(page, service, &service->gaps[i]))
            continue;
        if (left_out == 0 && put < html_most_rows(page, MOST_GAPS) && html_take_row(page)) {
            put_gap(page, service, &service->gaps[i]);
            put++;
        } else if (left_out++ == 0) {
            next = &service->gaps[i];
        }
    }
    html_close_table(page);
    if (next)
        html_left_out(page, statement_of_rest(page, service, next, left_out));
}

static void put_slices(struct html *page, const slacalc_service *service) {
    static const char *const headers[] = {"Hours a week", "Availability", "Uncovered", NULL};
    size_t i = 0;
    html_open_table(page, "Promised hours by what is uncovered in them", headers);
    for (; i < service->slice_count && html_take_row(page); i++) {
        const slacalc_slice *slice = &service->slices[i];
        const char *names = names_text(page, slice->uncovered, slice->uncovered_count);
        html_raw(page, "<tr>");
        html_cell(page, "number", format_hours(slice->hours_per_week).text);
        html_cell(page, "number", format_availability(slice->availability).text);
        html_cell(page, "long", names ? names : "nothing");
        html_raw(page, "</tr>\n");
    }
    html_close_table(page);
    html_rest(page, service->slice_count - i, "slices");
}

static const char *stretches_text(struct html *page, const slacalc_uncovered *uncovered) {
    struct pieces pieces = {0};
    for (size_t i = 0; i < uncovered->local_count; i++)
        pieces_add(&page->wording, &pieces,
                   arena_printf(page->wording.arena, "%s%s", format_stretch(uncovered->local[i]).text,
                                i + 1 < uncovered->local_count ? "," : ""));
    return pieces_joined(&page->wording, &pieces, 0, pieces.count);
}

static void put_uncovered(struct html *page, const slacalc_service *service) {
    const char *when = arena_printf(page->wording.arena, "When (%s)", phrase_clock(&page->wording, service->timezone));
    const char *const headers[] = {"Component", "Hours a week", when, NULL};
    size_t i = 0;
    if (service->uncovered_count == 0)
        return;
    html_open_table(page, "Who leaves which promised hours uncovered", headers);
    for (; i < service->uncovered_count && html_take_row(page); i++) {
        const slacalc_uncovered *uncovered = &service->uncovered[i];
        open_row(page, slacalc_result_component(page->result, uncovered->component)->name);
        html_cell(page, "number", format_hours(uncovered->hours_per_week).text);
        html_cell(page, "long", stretches_text(page, uncovered));
        html_raw(page, "</tr>\n");
    }
    html_close_table(page);
    html_rest(page, service->uncovered_count - i, "components");
}

static void put_bases(struct html *page, const slacalc_service *service) {
    const char *downtime = arena_printf(page->wording.arena, "Downtime per %s", format_period(service->period_s).text);
    const char *headers[] = {"Basis", "Availability", downtime, "Parts without agreement", NULL};
    html_open_table(page, "By contract, by plan and as seen", headers);
    for (size_t i = 0; i < SLACALC_BASES; i++) {
        const slacalc_estimate *found = &service->by_basis[bases_in_order[i]];
        open_row(page, title_of_basis(bases_in_order[i]));
        html_cell(page, "number", phrase_estimate(&page->wording, found));
        html_cell(page, "number", format_duration(downtime_by(service, found)).text);
        html_cell(page, NULL, phrase_without_agreement(&page->wording, service, bases_in_order[i]));
        html_raw(page, "</tr>\n");
    }
    html_close_table(page);
}

static void put_line(struct html *page, const char *class, const char *text) {
    if (!text)
        return;
    html_raw(page, class ? "<p class=\"%s\">" : "<p>", class);
    html_user_text(page, text);
    html_raw(page, "</p>\n");
}

static void put_ways(struct html *page, const slacalc_service *service) {
    const struct ways ways = ways_of(&page->wording, page->result, service);
    const char *downtime = arena_printf(page->wording.arena, "Downtime per %s", format_period(service->period_s).text);
    const char *const headers[] = {"When", "Of its downtime", downtime, "", NULL};
    size_t i = 0;
    html_open_table(page, "In which ways it fails", headers);
    for (; i < ways.count && html_take_row(page); i++) {
        html_raw(page, "<tr>");
        html_user_cell(page, "long", ways.rows[i].when);
        html_cell(page, "number", ways.rows[i].share.text);
        html_cell(page, "number", ways.rows[i].downtime.text);
        html_cell(page, "word", ways.rows[i].note);
        html_raw(page, "</tr>\n");
    }
    html_close_table(page);
    html_rest(page, ways.count - i, "ways");
    put_line(page, "faint", ways.summary);
}

static void put_events(struct html *page, const slacalc_service *service) {
    static const char *const headers[] = {"Event", "Down", "Criticality", "RAW", "RRW", "If down", "If perfect", NULL};
    const struct events_text events = events_of(&page->wording, page->result, service);
    size_t i = 0;
    if (events.count == 0)
        return;
    html_open_table(page, "What each event means", headers);
    for (; i < events.count && html_take_row(page); i++) {
        open_row(page, events.rows[i].event);
        html_cell(page, "number", events.rows[i].down.text);
        html_cell(page, "number", events.rows[i].criticality.text);
        html_cell(page, "number", events.rows[i].raw);
        html_cell(page, "number", events.rows[i].rrw);
        html_cell(page, "number", events.rows[i].if_down.text);
        html_cell(page, "number", events.rows[i].if_perfect.text);
        html_raw(page, "</tr>\n");
    }
    html_close_table(page);
    html_rest(page, events.count - i, "events");
    if (i == events.count && events.more)
        put_line(page, "faint", events.more);
}

static void put_outages(struct html *page, const slacalc_service *service) {
    const struct outage_texts texts = outages_of(&page->wording, page->result, service);
    const char *headers[] = {"Outages begin with", texts.per, "Of all", "MTTR", NULL};
    size_t i = 0;
    if (texts.count == 0)
        return;
    html_open_table(page, "What begins its outages", headers);
    for (; i < texts.count && html_take_row(page); i++) {
        open_row(page, texts.rows[i].event);
        html_cell(page, "number", texts.rows[i].per_period.text);
        html_cell(page, "number", texts.rows[i].share.text);
        html_cell(page, "number", texts.rows[i].mttr.text);
        html_raw(page, "</tr>\n");
    }
    html_close_table(page);
    html_rest(page, texts.count - i, "events");
}

static void put_money(struct html *page, const slacalc_service *service) {
    const struct money_texts texts = money_of(&page->wording, page->result, service);
    const char *headers[] = {"Credits", texts.per, "At most", "Fee", NULL};
    size_t i = 0;
    if (texts.count == 0)
        return;
    html_open_table(page, "What it owes and recovers", headers);
    for (; i < texts.count && html_take_row(page); i++) {
        open_row(page, texts.rows[i].what);
        html_cell(page, "number", texts.rows[i].expected);
        html_cell(page, "number", texts.rows[i].largest);
        html_cell(page, "number", texts.rows[i].fee);
        html_raw(page, "</tr>\n");
    }
    html_close_table(page);
    html_rest(page, texts.count - i, "credits");
}

static void put_needed(struct html *page, const slacalc_service *service) {
    const struct needed_texts texts = needed_of(&page->wording, page->result, service);
    if (texts.unknown)
        put_line(page, "faint", texts.unknown);
    if (texts.count == 0)
        return;
    const char **headers = arena_alloc(page->wording.arena, service->promise_count + 3, sizeof *headers);
    headers[0] = "Part";
    headers[1] = "Now";
    for (size_t p = 0; p < service->promise_count; p++)
        headers[2 + p] = arena_printf(page->wording.arena, "For %s", texts.promises[p]);
    size_t i = 0;
    html_open_table(page, "What each part has to deliver", headers);
    for (; i < texts.count && html_take_row(page); i++) {
        open_row(page, texts.rows[i].part);
        html_cell(page, "number", texts.rows[i].now);
        for (size_t p = 0; p < service->promise_count; p++)
            html_cell(page, "number", texts.rows[i].levels[p]);
        html_raw(page, "</tr>\n");
    }
    html_close_table(page);
    html_rest(page, texts.count - i + texts.left_out, "parts");
    put_line(page, "faint", texts.statement);
    for (size_t p = 0; p < service->promise_count; p++)
        put_line(page, NULL, texts.together[p]);
}

static void put_head(struct html *page, const slacalc_service *service) {
    html_raw(page, "<h2>");
    html_text(page, phrase_name(&page->wording, page->result, service->component));
    html_raw(page, "</h2><span class=\"figure\">");
    html_text(page, phrase_estimate(&page->wording, &service->availability));
    html_raw(page, "</span>");
}

static void put_verdict(struct html *page, const slacalc_service *service, size_t promise) {
    const slacalc_promise *row = &service->promises[promise];
    html_raw(page, "<span class=\"%s\">", promise_is_enough(page->result, service, promise) ? "kept" : "broken");
    html_text(page, phrase_promise(&page->wording, row));
    html_raw(page, ": %s%s</span>", word_of_verdict(row->verdict), row->decided ? "" : "?");
}

/* What a person sees of a service that is folded has to tell whether to unfold it. */
static void open_section(struct html *page, const slacalc_service *service, size_t index) {
    if (!page->has_many) {
        html_raw(page, "<section id=\"s%zu\">\n<div class=\"head\">", index);
        put_head(page, service);
        html_raw(page, "</div>\n");
        return;
    }
    html_raw(page, "<details><summary>");
    put_head(page, service);
    for (size_t i = 0; i < service->promise_count; i++)
        put_verdict(page, service, i);
    html_raw(page, "</summary>\n<section id=\"s%zu\">\n", index);
}

/* ---- The answer in words ---- */

static void put_statement(struct html *page, const slacalc_service *service, size_t promise) {
    html_raw(page, "<p><strong>");
    html_user_text(page, statement_of_promise(&page->wording, page->result, service, promise));
    html_raw(page, "</strong></p>\n");
}

static void put_answer(struct html *page, const slacalc_service *service, size_t promise) {
    const struct wording *wording = &page->wording;
    const slacalc_component *component = slacalc_result_component(page->result, service->component);
    const char *kept = phrase_kept(wording, service, &service->promises[promise]);
    const char *credits = phrase_credits_expected(wording, page->result, service);
    bool has_causes = has_causes_to_tell(service, promise);
    put_statement(page, service, promise);
    if (!has_causes && !kept && !credits)
        return;
    html_raw(page, "<dl>\n");
    if (has_causes) {
        put_term(page, "Largest causes", statement_of_causes(wording, page->result, service));
        put_term(page, "Would keep it", statement_of_mending(wording, page->result, service, promise));
    }
    put_term(page, "Kept in", kept);
    if (credits)
        put_term(page, "Fee", fee_text(page, service, component));
    put_term(page, "Credits", credits);
    html_raw(page, "</dl>\n");
}

/* Of the services that are shown in detail, the worst first. */
static size_t put_answers(struct html *page) {
    size_t told = 0, most = page->has_many ? MOST_ANSWERS_OF_MANY : MOST_ANSWERS;
    for (size_t i = 0; i < page->attention.details && told < most; i++) {
        const slacalc_service *service = slacalc_result_service(page->result, page->attention.services[i]);
        for (size_t p = 0; p < service->promise_count && told < most; p++) {
            if (promise_is_kept(&service->promises[p]))
                continue;
            if (told++ == 0)
                html_raw(page, "<section aria-label=\"Answer\">\n");
            put_answer(page, service, p);
        }
    }
    return told;
}

void html_answers(struct html *page) {
    const struct attention *attention = &page->attention;
    size_t told = put_answers(page);
    if (told == 0 && attention->is_whole && attention->verdict_count > 0 &&
        attention->verdict_count <= MOST_KEPT_ANSWERS) {
        html_raw(page, "<section aria-label=\"Answer\">\n");
        for (; told < attention->verdict_count; told++)
            put_statement(page, slacalc_result_service(page->result, attention->verdicts[told].service),
                          attention->verdicts[told].promise);
    }
    if (told > 0)
        html_raw(page, "</section>\n");
}

void html_service(struct html *page, size_t index) {
    const slacalc_service *service = slacalc_result_service(page->result, index);
    const slacalc_component *component = slacalc_result_component(page->result, service->component);
    open_section(page, service, index);
    put_line(page, "faint", component->owner);
    put_line(page, NULL, component->description);
    put_figures(page, service, component);
    if (!page->has_one_picture)
        html_graph_of(page, service);
    put_gaps(page, service);
    if (has_hours(service)) {
        put_slices(page, service);
        put_uncovered(page, service);
    }
    if (page->result->all_bases)
        put_bases(page, service);
    if (page->result->why) {
        put_ways(page, service);
        put_events(page, service);
    }
    if (page->result->outages)
        put_outages(page, service);
    if (page->result->money)
        put_money(page, service);
    if (page->result->need)
        put_needed(page, service);
    html_components(page, service);
    html_raw(page, page->has_many ? "</section>\n</details>\n" : "</section>\n");
}

#include "reporter/html/log.h"

#include "reporter/composing/log_credits.h"
#include "reporter/wording/log.h"
#include "reporter/wording/phrases.h"

#include <stdlib.h>
#include <string.h>

enum {
    MOST_VERDICTS = 500,
    MOST_SERVICES = 100,
    MOST_OUTAGES = 200, /* in tables, of a service */
    MOST_CAUSES = 8,
    MOST_GROUPS = 100,
    COLORS = 7,
    LEFT = 190, /* the timeline begins there, in the units of the picture */
    RIGHT = 1190,
    ROW = 22,
    HEAD = 24,
    NAME_WIDTH = 26 /* characters that fit before it */
};

static const double LEAST_BAR = 1.5; /* so wide that it is seen */

/* ---- Colours ---- */

/* The causes that cost most in all services together, by their lists of components, which are shared. */
struct palette {
    struct shade {
        const size_t *components;
        size_t count;
        double lost_s;
    } * items;
    size_t count, capacity;
};

static int compare_lists(const void *one, const void *other) {
    const struct shade *a = one, *b = other;
    return (a->components > b->components) - (a->components < b->components);
}

static int compare_lost(const void *one, const void *other) {
    const struct shade *a = one, *b = other;
    return (a->lost_s < b->lost_s) - (a->lost_s > b->lost_s);
}

/* Ties are in the order of the services, so that the same log has the same page. */
static struct palette palette_of(const slacalc_log *log, struct arena *arena) {
    struct palette palette = {0};
    for (size_t s = 0; s < log->total_count; s++)
        for (size_t i = 0; i < log->totals[s].by_count; i++) {
            const slacalc_log_by *by = &log->totals[s].by[i];
            struct shade shade = {by->components, by->component_count, by->lost_s};
            ARENA_APPEND(arena, palette.items, palette.count, palette.capacity, shade);
        }
    if (palette.count == 0)
        return palette;
    qsort(palette.items, palette.count, sizeof *palette.items, compare_lists);
    size_t kept = 0;
    for (size_t i = 1; i < palette.count; i++) {
        if (palette.items[i].components == palette.items[kept].components)
            palette.items[kept].lost_s += palette.items[i].lost_s;
        else
            palette.items[++kept] = palette.items[i];
    }
    palette.count = kept + 1;
    qsort(palette.items, palette.count, sizeof *palette.items, compare_lost);
    palette.count = palette.count < COLORS ? palette.count : COLORS;
    return palette;
}

static size_t color_of(const struct palette *palette, const size_t *components) {
    size_t color = 0;
    while (color < palette->count && palette->items[color].components != components)
        color++;
    return color < palette->count ? color : COLORS;
}

/* ---- Verdicts ---- */

static void put_verdict(struct html *page, const slacalc_log_window *window, const slacalc_log_service *service,
                        const slacalc_log_promise *promise) {
    const struct wording *wording = &page->wording;
    html_raw(page, "<tr><th scope=\"row\">");
    html_user_text(page, slacalc_result_component(page->result, service->component)->name);
    html_raw(page, "</th>");
    html_cell(page, NULL, phrase_window(wording, window));
    html_cell(page, promise && !promise->met ? "word broken" : "word kept", promise ? word_of_met(promise) : "");
    html_cell(page, "number", promise ? phrase_log_promise(wording, promise) : "");
    html_cell(page, "number", service->promised_s > 0 ? phrase_attained(wording, service, promise) : "");
    html_cell(page, "margin", promise ? format_margin(promise->margin_s).text : "");
    html_cell(page, "number", format_duration(service->lost_s).text);
    html_cell(page, "number", arena_printf(wording->arena, "%zu", service->outage_count));
    const char *chance = phrase_against_model(wording, &service->against_model);
    if (has_chances(slacalc_result_log(page->result)))
        html_cell(page, "number", chance ? chance : "");
    html_raw(page, "</tr>\n");
}

/* Those of promises that were missed come first. Returns how many are left out. */
static size_t put_verdicts_of(struct html *page, const slacalc_log *log, bool missed, size_t *room) {
    size_t left_out = 0;
    for (size_t w = 0; w < log->window_count; w++)
        for (size_t s = 0; s < log->windows[w].service_count; s++) {
            const slacalc_log_service *service = &log->windows[w].services[s];
            for (size_t p = 0; p < service->promise_count || (p == 0 && !missed); p++) {
                const slacalc_log_promise *promise = p < service->promise_count ? &service->promises[p] : NULL;
                if (promise && promise->met == missed)
                    continue;
                left_out += *room == 0;
                if (*room > 0)
                    put_verdict(page, &log->windows[w], service, promise);
                *room -= *room > 0;
            }
        }
    return left_out;
}

static void put_verdicts(struct html *page, const slacalc_log *log) {
    const char *headers[] = {"Service", "Window", "Verdict", "Promise", "Attained",
                             "Margin",  "Lost",   "Outages", NULL,      NULL};
    if (has_chances(log))
        headers[8] = "By the model";
    size_t room = page->layout->all ? SIZE_MAX : MOST_VERDICTS;
    html_open_table(page, "Promises by window", headers);
    size_t left_out = put_verdicts_of(page, log, true, &room);
    left_out += put_verdicts_of(page, log, false, &room);
    html_close_table(page);
    html_rest(page, left_out, "rows");
}

static void put_credits(struct html *page, const slacalc_log *log) {
    static const char *const headers[] = {"By", "Window", "Credit", "Attained", "Part", "Amount", "Claim", NULL};
    const struct log_credit_rows rows = log_credit_rows_of(log, page->wording.arena);
    size_t count = page->layout->all || rows.count < MOST_VERDICTS ? rows.count : MOST_VERDICTS;
    if (count == 0)
        return;
    html_open_table(page, "Credits", headers);
    for (size_t i = 0; i < count; i++) {
        const slacalc_log_credit *credit = rows.items[i].credit;
        html_raw(page, "<tr><th scope=\"row\">");
        html_user_text(page, slacalc_result_component(page->result, credit->component)->name);
        html_raw(page, "</th>");
        html_cell(page, NULL, phrase_window(&page->wording, rows.items[i].window));
        html_cell(page, "word", word_of_credit(&rows.items[i]));
        html_cell(page, "number", format_availability(credit->availability).text);
        html_cell(page, "number", format_coverage(credit->part).text);
        html_user_cell(page, "number", phrase_credit(&page->wording, credit));
        html_user_cell(page, "long", phrase_claim(&page->wording, credit));
        html_raw(page, "</tr>\n");
    }
    html_close_table(page);
    html_rest(page, rows.count - count, "credits");
}

static void put_redundant(struct html *page, const slacalc_log *log) {
    static const char *const headers[] = {"Redundant", "Too few up", "Times", "By chance", "Common cause", NULL};
    size_t every = 0, shown = 0, most = page->layout->all ? SIZE_MAX : MOST_GROUPS;
    for (size_t i = 0; i < log->group_count; i++)
        every += tells_something(&log->groups[i]);
    if (every == 0)
        return;
    html_open_table(page, "Members of redundant groups that were down at once", headers);
    for (size_t i = 0; i < log->group_count && shown < most; i++) {
        const slacalc_log_group *group = &log->groups[i];
        const char *beta = phrase_beta(&page->wording, group);
        if (!tells_something(group))
            continue;
        html_raw(page, "<tr>");
        html_user_cell(page, "long", phrase_redundant(&page->wording, page->result, group));
        html_cell(page, "number", format_duration(group->together_s).text);
        html_cell(page, "number", arena_printf(page->wording.arena, "%zu", group->times));
        html_cell(page, "number", format_duration(group->expected_s).text);
        html_cell(page, "number", beta ? beta : "");
        html_raw(page, "</tr>\n");
        shown++;
    }
    html_close_table(page);
    html_rest(page, every - shown, "groups");
}

/* ---- Timeline ---- */

struct timeline {
    struct html *page;
    const slacalc_log *log;
    const struct palette *palette;
    int64_t from, to;
};

static double place_of(const struct timeline *timeline, int64_t instant) {
    double part = (double)(instant - timeline->from) / (double)(timeline->to - timeline->from);
    return LEFT + part * (RIGHT - LEFT);
}

/* Outages that fall on the same spot of the picture are one there, in the colour of the longest; and those that look
 * the same and touch. */
struct bar {
    double from, to;
    size_t color, count;
    double down_s, longest_s;
    const slacalc_log_outage *first;
};

static void put_bar(const struct timeline *timeline, const struct bar *bar, double top) {
    struct html *page = timeline->page;
    if (bar->count == 0)
        return;
    double width = bar->to - bar->from > LEAST_BAR ? bar->to - bar->from : LEAST_BAR;
    html_raw(page, "<rect class=\"c%zu\" x=\"%.1f\" y=\"%.0f\" width=\"%.1f\" height=\"%d\"><title>", bar->color,
             bar->from, top + 3, width, ROW - 6);
    if (bar->count > 1)
        html_raw(page, "%zu outages, %s down, the first one ", bar->count, format_duration(bar->down_s).text);
    html_text(page, phrase_time(&page->wording, bar->first->start));
    html_raw(page, ", %s: ", format_duration(bar->first->down_s).text);
    html_user_text(page, phrase_log_cause(&page->wording, page->result, bar->first->cause, bar->first->cause_count));
    html_raw(page, "</title></rect>\n");
}

static void put_row(const struct timeline *timeline, size_t service, double top) {
    struct html *page = timeline->page;
    const char *name = slacalc_result_component(page->result, timeline->log->totals[service].component)->name;
    struct bar bar = {0};
    html_raw(page, "<rect class=\"row\" x=\"%d\" y=\"%.0f\" width=\"%d\" height=\"%d\"/><text x=\"0\" y=\"%.0f\">",
             LEFT, top + 1, RIGHT - LEFT, ROW - 2, top + 15);
    html_user_text(page, printable_abridged(&page->wording, harmless(page->wording.arena, name), NAME_WIDTH));
    html_raw(page, "</text>\n");
    for (size_t w = 0; w < timeline->log->window_count; w++)
        for (size_t i = 0; i < timeline->log->windows[w].services[service].outage_count; i++) {
            const slacalc_log_outage *outage = &timeline->log->windows[w].services[service].outages[i];
            double from = place_of(timeline, outage->start.instant), to = place_of(timeline, outage->end.instant);
            size_t color = color_of(timeline->palette, outage->cause);
            bool joins = bar.count > 0 && (to - bar.from < LEAST_BAR || (color == bar.color && from - bar.to < 1));
            if (!joins) {
                put_bar(timeline, &bar, top);
                bar = (struct bar){.from = from, .color = color, .first = outage};
            }
            if (outage->down_s > bar.longest_s) {
                bar.longest_s = outage->down_s;
                bar.color = color;
            }
            bar.to = to;
            bar.count++;
            bar.down_s += outage->down_s;
        }
    put_bar(timeline, &bar, top);
}

/* A line where a window begins, with its date where there is room. */
static void put_windows(const struct timeline *timeline, double bottom) {
    double last = 0;
    for (size_t w = 0; w < timeline->log->window_count; w++) {
        const slacalc_log_window *window = &timeline->log->windows[w];
        double at = place_of(timeline, window->from.instant);
        if (w > 0 && at - last < 4)
            continue;
        html_raw(timeline->page, "<line x1=\"%.1f\" x2=\"%.1f\" y1=\"%d\" y2=\"%.0f\"/>", at, at, HEAD - 4, bottom);
        if (w == 0 || at - last >= 70) {
            html_raw(timeline->page, "<text x=\"%.1f\" y=\"%d\">%.10s</text>\n", at, HEAD - 8,
                     phrase_time(&timeline->page->wording, window->from));
            last = at;
        }
    }
}

static void put_legend(struct html *page, const struct palette *palette, bool has_others) {
    html_raw(page, "<p>");
    for (size_t i = 0; i < palette->count; i++) {
        html_raw(page, "<i class=\"swatch c%zu\"></i>", i);
        html_user_text(page, phrase_log_cause(&page->wording, page->result, palette->items[i].components,
                                              palette->items[i].count));
    }
    html_raw(page, "%s</p>\n", has_others ? "<i class=\"swatch c7\"></i>others" : "");
}

static void put_timeline(struct html *page, const slacalc_log *log, const struct palette *palette) {
    struct timeline timeline = {.page = page,
                                .log = log,
                                .palette = palette,
                                .from = log->windows[0].from.instant,
                                .to = log->windows[log->window_count - 1].to.instant};
    size_t count = page->layout->all || log->total_count < MOST_SERVICES ? log->total_count : MOST_SERVICES;
    double bottom = HEAD + (double)count * ROW;
    html_raw(
        page,
        "<section aria-label=\"Timeline\">\n<h2>Outages</h2>\n<div class=\"scroll\"><svg class=\"time\" viewBox=\"0 0 "
        "1200 %.0f\" role=\"img\" aria-label=\"Outages of each service\">\n",
        bottom + 6);
    for (size_t s = 0; s < count; s++)
        put_row(&timeline, s, HEAD + (double)s * ROW);
    put_windows(&timeline, bottom);
    html_raw(page, "</svg></div>\n");
    put_legend(page, palette, palette->count == COLORS);
    html_rest(page, log->total_count - count, "services");
    html_raw(page, "</section>\n");
}

/* ---- Services ---- */

static void put_by(struct html *page, const slacalc_log_total *total) {
    static const char *const headers[] = {"Explained by", "Lost", "Share", NULL};
    size_t count = page->layout->all || total->by_count < MOST_CAUSES ? total->by_count : MOST_CAUSES;
    if (total->by_count == 0)
        return;
    html_open_table(page, "Who explains what was lost", headers);
    for (size_t i = 0; i < count; i++) {
        const slacalc_log_by *by = &total->by[i];
        html_raw(page, "<tr>");
        html_user_cell(page, "long",
                       phrase_log_cause(&page->wording, page->result, by->components, by->component_count));
        html_cell(page, "number", format_duration(by->lost_s).text);
        html_cell(page, "number", format_share(by->lost_s / total->lost_s).text);
        html_raw(page, "</tr>\n");
    }
    html_close_table(page);
    html_rest(page, total->by_count - count, "causes");
}

static void put_outages(struct html *page, const slacalc_log *log, size_t service) {
    static const char *const headers[] = {"Begins", "Ends", "Down", "Lost", "Cause", NULL};
    size_t most = page->layout->all ? SIZE_MAX : MOST_OUTAGES, shown = 0;
    if (log->totals[service].outages == 0)
        return;
    html_open_table(page, "Outages", headers);
    for (size_t w = 0; w < log->window_count; w++)
        for (size_t i = 0; i < log->windows[w].services[service].outage_count && shown < most; i++, shown++) {
            const slacalc_log_outage *outage = &log->windows[w].services[service].outages[i];
            html_raw(page, "<tr>");
            html_cell(page, "number", phrase_time(&page->wording, outage->start));
            html_cell(page, "number", phrase_time(&page->wording, outage->end));
            html_cell(page, "number", format_duration(outage->down_s).text);
            html_cell(page, "number", format_duration(outage->lost_s).text);
            html_user_cell(page, "long",
                           phrase_log_cause(&page->wording, page->result, outage->cause, outage->cause_count));
            html_raw(page, "</tr>\n");
        }
    html_close_table(page);
    html_rest(page, log->totals[service].outages - shown, "outages");
}

static void put_term(struct html *page, const char *term, const char *text) {
    html_raw(page, "<dt>%s</dt><dd>", term);
    html_text(page, text);
    html_raw(page, "</dd>");
}

/* Times of which the model would hardly say so: all windows together, and each where there are several. */
static void put_surprises(struct html *page, const slacalc_log *log, size_t service) {
    const char *all =
        statement_of_chance(&page->wording, &log->totals[service].against_model, word_of_all_windows(log));
    if (all)
        put_term(page, "Surprising", all);
    for (size_t w = 0; w < log->window_count && log->window_count > 1; w++) {
        const slacalc_log_window *window = &log->windows[w];
        const char *chance =
            statement_of_chance(&page->wording, &window->services[service].against_model, "such windows");
        if (chance)
            put_term(page, phrase_window(&page->wording, window), chance);
    }
}

static void put_service(struct html *page, const slacalc_log *log, size_t service) {
    const slacalc_log_total *total = &log->totals[service];
    html_raw(page, "<section>\n<div class=\"head\"><h2>");
    html_user_text(page, slacalc_result_component(page->result, total->component)->name);
    html_raw(page, "</h2><p class=\"figure\">%s</p></div>\n<dl><dt>Computed</dt><dd>%s</dd>",
             format_availability(total->availability).text, format_availability(total->computed).text);
    put_surprises(page, log, service);
    if (total->degraded_s > 0)
        html_raw(page, "<dt>Degraded</dt><dd>%s</dd>", format_duration(total->degraded_s).text);
    html_raw(page, "<dt>Lost</dt><dd>%s in %s</dd></dl>\n", format_duration(total->lost_s).text,
             phrase_count(&page->wording, total->outages, "outage"));
    put_by(page, total);
    put_outages(page, log, service);
    html_raw(page, "</section>\n");
}

void html_log(struct html *page) {
    const slacalc_log *log = slacalc_result_log(page->result);
    size_t shown = 0, eventful = 0, most = page->layout->all ? SIZE_MAX : MOST_SERVICES;
    const struct palette palette = palette_of(log, page->wording.arena);
    put_timeline(page, log, &palette);
    html_raw(page, "<section aria-label=\"Promises\">\n");
    put_verdicts(page, log);
    put_credits(page, log);
    put_redundant(page, log);
    html_raw(page, "</section>\n");
    for (size_t s = 0; s < log->total_count; s++) {
        if (!is_eventful(&log->totals[s]))
            continue;
        eventful++;
        if (shown < most) {
            put_service(page, log, s);
            shown++;
        }
    }
    html_rest(page, eventful - shown, "services");
}

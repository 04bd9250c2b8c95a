#include "reporter/composing/log_markdown.h"

#include "base/setting_names.h"
#include "engine/rows/result.h"
#include "reporter/composing/log_credits.h"
#include "reporter/composing/markdown_text.h"
#include "reporter/wording/log.h"
#include "reporter/wording/phrases.h"

#include <stdarg.h>
#include <string.h>

enum { ROOM = 60000, MOST_OUTAGES = 20, MOST_CAUSES = 5, MOST_GROUPS = 20 };

struct writing {
    const struct composition *report;
    const struct wording *wording;
    const slacalc_log *log;
    bool has_chances;
    size_t length;
};

__attribute__((format(printf, 2, 3))) static void put(struct writing *writing, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    int length = vfprintf(writing->report->stream, format, arguments);
    va_end(arguments);
    writing->length += length > 0 ? (size_t)length : 0;
}

static const char *name_of(const struct writing *writing, size_t component, bool in_table) {
    return markdown_code(writing->wording->arena, slacalc_result_component(writing->report->result, component)->name,
                         in_table);
}

static void put_left_out(struct writing *writing, size_t count, const char *what) {
    if (count > 0)
        put(writing, "\n… %zu more %.*s\n", count, (int)strlen(what) - (count == 1), what);
}

/* ---- Verdicts ---- */

static void put_verdict(struct writing *writing, const slacalc_log_window *window, const slacalc_log_service *service,
                        const slacalc_log_promise *promise) {
    const struct wording *wording = writing->wording;
    const char *chance = phrase_against_model(wording, &service->against_model);
    put(writing, "| %s | %s | %s | %s | %s | %s | %s | %zu |",
        !promise       ? ""
        : promise->met ? "met"
                       : "**missed**",
        phrase_window(wording, window), name_of(writing, service->component, true),
        promise ? phrase_log_promise(wording, promise) : "",
        service->promised_s > 0 ? phrase_attained(wording, service, promise) : "",
        promise ? format_margin(promise->margin_s).text : "", format_duration(service->lost_s).text,
        service->outage_count);
    if (writing->has_chances)
        put(writing, " %s |", chance ? chance : "");
    put(writing, "\n");
}

/* Those of promises that were missed, and then the others. Returns how many are left out. */
static size_t put_verdicts_of(struct writing *writing, bool missed) {
    size_t left_out = 0;
    for (size_t w = 0; w < writing->log->window_count; w++)
        for (size_t s = 0; s < writing->log->windows[w].service_count; s++) {
            const slacalc_log_service *service = &writing->log->windows[w].services[s];
            for (size_t p = 0; p < service->promise_count || (p == 0 && !missed); p++) {
                const slacalc_log_promise *promise = p < service->promise_count ? &service->promises[p] : NULL;
                if (promise && promise->met == missed)
                    continue;
                if (writing->length < ROOM)
                    put_verdict(writing, &writing->log->windows[w], service, promise);
                else
                    left_out++;
            }
        }
    return left_out;
}

static void put_verdicts(struct writing *writing) {
    put(writing,
        "\n| Verdict | Window | Service | Promise | Attained | Margin | Lost | Outages |%s\n"
        "|:--|:--|:--|:--|--:|--:|--:|--:|%s\n",
        writing->has_chances ? " By the model |" : "", writing->has_chances ? "--:|" : "");
    size_t left_out = put_verdicts_of(writing, true);
    put_left_out(writing, left_out + put_verdicts_of(writing, false), "rows");
}

static void put_credits(struct writing *writing) {
    const struct wording *wording = writing->wording;
    const struct log_credit_rows rows = log_credit_rows_of(writing->log, wording->arena);
    size_t shown = 0;
    if (rows.count > 0)
        put(writing, "\n| Credit | Window | By | Attained | Part | Amount | Claim |\n|:--|:--|:--|--:|--:|--:|:--|\n");
    for (; shown < rows.count && writing->length < ROOM; shown++) {
        const slacalc_log_credit *credit = rows.items[shown].credit;
        put(writing, "| %s | %s | %s | %s | %s | %s | %s |\n", word_of_credit(&rows.items[shown]),
            phrase_window(wording, rows.items[shown].window), name_of(writing, credit->component, true),
            format_availability(credit->availability).text, format_coverage(credit->part).text,
            markdown_plain(wording->arena, phrase_credit(wording, credit)),
            credit->claim_within ? markdown_plain(wording->arena, phrase_claim(wording, credit)) : "");
    }
    put_left_out(writing, rows.count - shown, "credits");
}

static void put_redundant(struct writing *writing) {
    const struct wording *wording = writing->wording;
    size_t every = 0, shown = 0, most = writing->report->layout->all ? SIZE_MAX : MOST_GROUPS;
    for (size_t i = 0; i < writing->log->group_count; i++) {
        const slacalc_log_group *group = &writing->log->groups[i];
        const char *beta = phrase_beta(wording, group);
        every += tells_something(group);
        if (!tells_something(group) || shown >= most || writing->length >= ROOM)
            continue;
        if (shown++ == 0)
            put(writing, "\n| Redundant | Too few up | Times | By chance | Common cause |\n|:--|--:|--:|--:|--:|\n");
        put(writing, "| %s | %s | %zu | %s | %s |\n",
            markdown_code(wording->arena, phrase_redundant(wording, writing->report->result, group), true),
            format_duration(group->together_s).text, group->times, format_duration(group->expected_s).text,
            beta ? beta : "");
    }
    put_left_out(writing, every - shown, "groups");
}

/* ---- Services ---- */

static void put_outages(struct writing *writing, size_t service) {
    const struct wording *wording = writing->wording;
    size_t shown = 0, most = writing->report->layout->all ? SIZE_MAX : MOST_OUTAGES;
    if (writing->log->totals[service].outages == 0)
        return;
    put(writing, "\n| Outage | Down | Lost | Cause |\n|:--|--:|--:|:--|\n");
    for (size_t w = 0; w < writing->log->window_count; w++)
        for (size_t i = 0; i < writing->log->windows[w].services[service].outage_count; i++) {
            const slacalc_log_outage *outage = &writing->log->windows[w].services[service].outages[i];
            if (shown >= most || writing->length >= ROOM)
                continue;
            put(writing, "| %s | %s | %s | %s |\n", phrase_time(wording, outage->start),
                format_duration(outage->down_s).text, format_duration(outage->lost_s).text,
                markdown_code(wording->arena,
                              phrase_log_cause(wording, writing->report->result, outage->cause, outage->cause_count),
                              true));
            shown++;
        }
    put_left_out(writing, writing->log->totals[service].outages - shown, "outages");
}

/* Windows of which the model would hardly say so; where there is one window, all is said. */
static void put_surprises(struct writing *writing, size_t service) {
    for (size_t w = 0, shown = 0; w < writing->log->window_count && writing->log->window_count > 1; w++) {
        const slacalc_log_window *window = &writing->log->windows[w];
        const char *chance =
            statement_of_chance(writing->wording, &window->services[service].against_model, "such windows");
        if (chance && writing->length < ROOM)
            put(writing, "%s- %s: %s\n", shown++ == 0 ? "\n" : "", phrase_window(writing->wording, window), chance);
    }
}

static void put_service(struct writing *writing, size_t service) {
    const slacalc_log_total *total = &writing->log->totals[service];
    put(writing, "\n### %s\n\n%s attained, %s computed", name_of(writing, total->component, false),
        format_availability(total->availability).text, format_availability(total->computed).text);
    const char *chance =
        statement_of_chance(writing->wording, &total->against_model, word_of_all_windows(writing->log));
    if (chance)
        put(writing, ", %s", chance);
    if (total->degraded_s > 0)
        put(writing, ", degraded for %s", format_duration(total->degraded_s).text);
    if (total->by_count > 0)
        put(writing, ". Lost %s: %s", format_duration(total->lost_s).text,
            markdown_plain(writing->wording->arena, phrase_lost_by(writing->wording, writing->report->result, total->by,
                                                                   total->by_count, MOST_CAUSES)));
    put(writing, "\n");
    put_surprises(writing, service);
    put_outages(writing, service);
}

void compose_log_markdown(const struct composition *report) {
    struct writing writing = {.report = report, .wording = &report->wording, .log = slacalc_result_log(report->result)};
    const char *title = slacalc_result_title(report->result);
    put(&writing, "## %s\n\n%s: %s\n", title ? markdown_plain(report->wording.arena, title) : "What happened",
        markdown_plain(report->wording.arena, statement_of_log(&report->wording, writing.log)),
        summary_of_log(&report->wording, writing.log));
    writing.has_chances = has_chances(writing.log);
    put_verdicts(&writing);
    put_credits(&writing);
    put_redundant(&writing);
    for (size_t s = 0; s < writing.log->total_count && writing.length < ROOM; s++)
        if (is_eventful(&writing.log->totals[s]))
            put_service(&writing, s);
}

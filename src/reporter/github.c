/*
 * Workflow commands of GitHub Actions: an annotation at the place of each finding, and what else is said in the log.
 * GitHub shows ten errors, warnings and notices each of one step, so what counts most comes first.
 */
#include "reporter/github.h"

#include "reporter/composing/change_rows.h"
#include "reporter/composing/composition.h"
#include "reporter/composing/findings.h"
#include "reporter/wording/against.h"
#include "reporter/wording/log.h"
#include "reporter/wording/phrases.h"
#include "reporter/wording/statements.h"

#include <string.h>

static const char *command_of(slacalc_severity severity) {
    static const char *const commands[] = {
        [SLACALC_ERROR] = "error", [SLACALC_WARNING] = "warning", [SLACALC_NOTE] = "notice"};
    return commands[severity];
}

/* What the runner turns back; the last two only in properties. */
static void put_escaped(const struct composition *report, const char *text, const char *special) {
    for (text = harmless(report->wording.arena, text); *text; text++) {
        if (strchr(special, *text))
            fprintf(report->stream, "%%%02X", (unsigned char)*text);
        else
            putc_unlocked(*text, report->stream);
    }
}

struct spot {
    const char *file; /* NULL where it is in none */
    size_t line, column;
};

static const char *title_of(const struct composition *report, const struct finding *finding) {
    if (finding->component == SLACALC_NONE)
        return "slacalc";
    const char *what = word_of_rule(finding->rule);
    if (rule_concerns_promise(finding->rule)) {
        const slacalc_service *service = slacalc_result_service(report->result, finding->service);
        what = phrase_promise(&report->wording, &service->promises[finding->promise]);
    }
    return arena_printf(report->wording.arena, "%s: %s",
                        slacalc_result_component(report->result, finding->component)->name, what);
}

static void put_command(const struct composition *report, slacalc_severity severity, struct spot spot,
                        const char *title, const char *message) {
    static const char in_data[] = "%", in_properties[] = "%:,";
    composition_go_on(report->stream, report->wording.arena);
    fprintf(report->stream, "::%s ", command_of(severity));
    if (spot.file) {
        fputs("file=", report->stream);
        put_escaped(report, strncmp(spot.file, "./", 2) == 0 ? spot.file + 2 : spot.file, in_properties);
        if (spot.line > 0)
            fprintf(report->stream, ",line=%zu", spot.line);
        if (spot.column > 0)
            fprintf(report->stream, ",col=%zu", spot.column);
        putc_unlocked(',', report->stream);
    }
    fputs("title=", report->stream);
    put_escaped(report, title, in_properties);
    fputs("::", report->stream);
    put_escaped(report, message, in_data);
    putc_unlocked('\n', report->stream);
}

static void put_finding(const struct composition *report, const struct finding *finding) {
    put_command(report, finding->severity, (struct spot){finding->file, finding->line, finding->column},
                title_of(report, finding), finding->message);
}

/* ---- Against an older model ---- */

static void put_turn(const struct composition *report, const slacalc_against *against,
                     const slacalc_compared_promise *promise) {
    const slacalc_change *cause = main_cause(against, promise);
    struct spot spot = cause ? (struct spot){cause->file, cause->line, cause->column}
                             : (struct spot){promise->file, promise->line, promise->column};
    put_command(report, SLACALC_ERROR, spot,
                arena_printf(report->wording.arena, "%s: %s", against->services[promise->service].name,
                             phrase_compared_promise(&report->wording, promise)),
                statement_of_turn(&report->wording, against, promise));
}

/* "db.slo 99.95 % -> 99.9 %: checkout +21m 36s per 30d, web -3s per 30d and 2 more" */
static const char *statement_of_effects(const struct composition *report, const slacalc_against *against,
                                        const struct change_row *rows, size_t count) {
    const struct wording *wording = &report->wording;
    const char *text = statement_of_change(wording, rows->change);
    for (size_t i = 0; i < count; i++) {
        const slacalc_compared_service *service = &against->services[rows[i].effect->service];
        text = arena_printf(wording->arena, "%s%s%s %s per %s", text, i == 0 ? ": " : ", ", service->name,
                            phrase_more(wording, rows[i].effect->alone_s), format_period(service->period_s).text);
    }
    size_t left_out = rows[count - 1].left_out;
    return left_out > 0 ? arena_printf(wording->arena, "%s and %zu more", text, left_out) : text;
}

/* In place of what is wrong with the model anyway: a reviewer looks for what the change does. */
static void put_against(const struct composition *report, const slacalc_against *against) {
    enum { MOST_CHANGES = 100, MOST_EFFECTS = 3 };
    const struct change_rows rows = change_rows_of(against, MOST_CHANGES, MOST_EFFECTS, report->wording.arena);
    for (size_t i = 0; i < against->newly_broken; i++)
        put_turn(report, against, &against->promises[i]);
    for (size_t i = 0, count; i < rows.count; i += count) {
        const slacalc_change *change = rows.items[i].change;
        for (count = 1; i + count < rows.count && !rows.items[i + count].is_first; count++)
            continue;
        if (rows.items[i].effect)
            put_command(report, SLACALC_NOTE, (struct spot){change->file, change->line, change->column},
                        name_of_change(&report->wording, change),
                        statement_of_effects(report, against, &rows.items[i], count));
    }
}

/* In place of what is computed: each promise that was missed, in each window. */
static void put_log(const struct composition *report, const slacalc_log *log) {
    const struct wording *wording = &report->wording;
    for (size_t w = 0; w < log->window_count; w++)
        for (size_t s = 0; s < log->windows[w].service_count; s++) {
            const slacalc_log_service *service = &log->windows[w].services[s];
            for (size_t p = 0; p < service->promise_count; p++) {
                const slacalc_log_promise *promise = &service->promises[p];
                const char *name = slacalc_result_component(report->result, service->component)->name;
                const char *file = is_no_file(report->result, promise->file) ? NULL : promise->file;
                if (!promise->met)
                    put_command(report, SLACALC_ERROR, (struct spot){file, promise->line, 0},
                                arena_printf(wording->arena, "%s: %s in %s", name, phrase_log_promise(wording, promise),
                                             phrase_window(wording, &log->windows[w])),
                                statement_of_log_promise(wording, report->result, service, promise));
            }
        }
}

static bool is_shown(const struct composition *report, const struct finding *finding) {
    if (slacalc_result_against(report->result) || slacalc_result_log(report->result))
        return finding->component == SLACALC_NONE;
    return report->layout->gaps || finding->unkept || finding->service == SLACALC_NONE;
}

static void compose(const struct composition *report) {
    struct findings found = findings_of(report->result, report->layout->problems, &report->wording);
    for (size_t i = 0; i < found.count; i++)
        if (is_shown(report, &found.items[i]))
            put_finding(report, &found.items[i]);
    const slacalc_against *against = slacalc_result_against(report->result);
    size_t left_out = report->layout->gaps ? found.left_out : found.left_out_unkept;
    const slacalc_log *log = slacalc_result_log(report->result);
    if (log)
        put_log(report, log);
    else if (against)
        put_against(report, against);
    else if (left_out > 0)
        put_command(report, SLACALC_NOTE, (struct spot){0}, "slacalc",
                    statement_of_left_out_gaps(&report->wording, report->result, left_out));
    size_t errors = report->layout->problems ? slacalc_diagnostics_count(report->layout->problems, SLACALC_ERROR) : 0;
    fprintf(report->stream, "slacalc: %s\n",
            errors > 0 ? arena_printf(report->wording.arena, "%s, so that nothing is computed",
                                      phrase_count(&report->wording, errors, "error"))
            : log      ? summary_of_log(&report->wording, log)
            : against  ? summary_of_against(&report->wording, against)
                       : summary_of_verdicts(&report->wording, report->result));
}

char *report_github(const slacalc_result *result, const slacalc_layout *layout, size_t *length) {
    return compose_report(result, layout, compose, length);
}

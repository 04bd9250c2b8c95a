/*
 * Workflow commands of GitHub Actions: an annotation at the place of each finding, and what else is said in the log.
 * GitHub shows ten errors, warnings and notices each of one step, so what counts most comes first.
 */
#include "reporter/github.h"

#include "reporter/composing/composition.h"
#include "reporter/composing/findings.h"
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

static void put_finding(const struct composition *report, const struct finding *finding) {
    static const char in_data[] = "%", in_properties[] = "%:,";
    fprintf(report->stream, "::%s ", command_of(finding->severity));
    if (finding->file) {
        fputs("file=", report->stream);
        put_escaped(report, strncmp(finding->file, "./", 2) == 0 ? finding->file + 2 : finding->file, in_properties);
        if (finding->line > 0)
            fprintf(report->stream, ",line=%zu", finding->line);
        if (finding->column > 0)
            fprintf(report->stream, ",col=%zu", finding->column);
        putc_unlocked(',', report->stream);
    }
    fputs("title=", report->stream);
    put_escaped(report, title_of(report, finding), in_properties);
    fputs("::", report->stream);
    put_escaped(report, finding->message, in_data);
    putc_unlocked('\n', report->stream);
}

static bool is_shown(const struct composition *report, const struct finding *finding) {
    return report->layout->gaps || finding->unkept || finding->service == SLACALC_NONE;
}

static void compose(const struct composition *report) {
    struct findings found = findings_of(report->result, report->layout->problems, &report->wording);
    for (size_t i = 0; i < found.count; i++)
        if (is_shown(report, &found.items[i]))
            put_finding(report, &found.items[i]);
    size_t errors = report->layout->problems ? slacalc_diagnostics_count(report->layout->problems, SLACALC_ERROR) : 0;
    fprintf(report->stream, "slacalc: %s\n",
            errors > 0 ? arena_printf(report->wording.arena, "%s, so that nothing is computed",
                                      phrase_count(&report->wording, errors, "error"))
                       : summary_of_verdicts(&report->wording, report->result));
}

char *report_github(const slacalc_result *result, const slacalc_layout *layout, size_t *length) {
    return compose_report(result, layout, compose, length);
}

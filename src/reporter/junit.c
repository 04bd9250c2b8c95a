/*
 * JUnit's XML as Jenkins, GitLab and GitHub reporters read it: a test case for each promise, of the class of its
 * service. A promise that is not kept is a failure. There are no times: nothing was run.
 */
#include "reporter/junit.h"

#include "engine/rows/downtime.h"
#include "engine/rows/promises_kept.h"
#include "reporter/composing/composition.h"
#include "reporter/composing/xml.h"
#include "reporter/wording/log.h"
#include "reporter/wording/phrases.h"
#include "reporter/wording/statements.h"
#include "reporter/wording/words.h"

enum { MOST_SHARES = 5, MOST_LINES = 100 };

/* ---- What is said of a promise ---- */

static const char *name_of(const struct composition *report, size_t component) {
    return harmless(report->wording.arena, slacalc_result_component(report->result, component)->name);
}

static void put_figures(struct xml *xml, const struct composition *report, const slacalc_service *service,
                        size_t index) {
    const slacalc_promise *promise = &service->promises[index];
    const struct wording *wording = &report->wording;
    xml_lines(xml,
              arena_printf(wording->arena,
                           "promised      %s\n"
                           "computed      %s\n"
                           "worst … best  %s, however outages overlap\n"
                           "margin        %s per %s\n"
                           "gaps          %s\n",
                           phrase_promise(wording, promise), phrase_against(wording, service, promise),
                           phrase_range(wording, service->worst, service->best), format_margin(promise->margin_s).text,
                           format_period(service->period_s).text, phrase_gap_count(wording, service, index)));
    for (size_t i = 0; i < service->share_count && i < MOST_SHARES; i++)
        xml_lines(xml, arena_printf(wording->arena, "%s%s of the downtime: %s\n", i == 0 ? "\n" : "",
                                    format_share(share_in_all(&service->shares[i])).text,
                                    name_of(report, service->shares[i].component)));
}

static void put_gap_line(struct xml *xml, const struct composition *report, const char *file, size_t line,
                         const char *text) {
    struct arena *arena = report->wording.arena;
    text = harmless(arena, text);
    xml_lines(xml, is_no_file(report->result, file)
                       ? arena_printf(arena, "%s\n", text)
                       : arena_printf(arena, "%s:%zu: %s\n", harmless(arena, file), line, text));
}

/* Returns how many lines it took. */
static size_t put_gap(struct xml *xml, const struct composition *report, const slacalc_service *service,
                      const slacalc_gap *gap, size_t most_lines) {
    const struct wording *wording = &report->wording;
    size_t parts = gap->weak_part_count < most_lines ? gap->weak_part_count : most_lines - 1;
    put_gap_line(xml, report, gap->file, gap->line,
                 arena_printf(wording->arena, "%s: %s", title_of_gap(gap->kind),
                              statement_of_gap(wording, report->result, service, gap)));
    for (size_t i = 0; i < parts; i++) {
        const slacalc_weak_part *part = &gap->weak_parts[i];
        put_gap_line(xml, report, part->file, part->line, statement_of_weak_part(wording, report->result, part));
    }
    return 1 + parts;
}

/* All but what the verdict says already. */
static void put_gaps(struct xml *xml, const struct composition *report, const slacalc_service *service,
                     size_t promise) {
    size_t lines = 0, left_out = 0, end = first_gap(service, promise + 1);
    for (size_t i = first_gap(service, promise); i < end; i++) {
        const slacalc_gap *gap = &service->gaps[i];
        if (gap->kind == SLACALC_GAP_AVAILABILITY)
            continue;
        if (lines >= MOST_LINES) {
            left_out++;
            continue;
        }
        if (lines == 0)
            xml_lines(xml, "\n");
        lines += put_gap(xml, report, service, gap, MOST_LINES - lines);
    }
    if (left_out > 0)
        xml_lines(xml, arena_printf(report->wording.arena, "%zu more gaps\n", left_out));
}

/* ---- Elements ---- */

static void put_property(struct xml *xml, const char *name, const char *value) {
    xml_open(xml, "property");
    xml_attribute(xml, "name", "%s", name);
    xml_attribute_text(xml, "value", value);
    xml_close(xml, "property");
}

static void put_failure(struct xml *xml, const struct composition *report, const slacalc_service *service,
                        size_t promise) {
    const slacalc_promise *row = &service->promises[promise];
    const char *type = !promise_is_kept(row)                        ? word_of_verdict(row->verdict)
                       : promise_is_kept_often(report->result, row) ? "strict"
                                                                    : "kept-too-rarely";
    const char *statement = statement_of_promise(&report->wording, report->result, service, promise);
    xml_open(xml, "failure");
    xml_attribute(xml, "type", "%s", type);
    xml_attribute_text(xml, "message", harmless(report->wording.arena, statement));
    put_figures(xml, report, service, promise);
    put_gaps(xml, report, service, promise);
    xml_close(xml, "failure");
}

static void put_place(struct xml *xml, const struct composition *report, const char *file, size_t line) {
    if (is_no_file(report->result, file))
        return;
    xml_attribute_text(xml, "file", harmless(report->wording.arena, file));
    xml_attribute(xml, "line", "%zu", line);
}

static void put_case(struct xml *xml, const struct composition *report, const slacalc_service *service,
                     size_t promise) {
    const slacalc_promise *row = &service->promises[promise];
    const slacalc_component *component = slacalc_result_component(report->result, service->component);
    composition_go_on(report->stream, report->wording.arena);
    xml_open(xml, "testcase");
    xml_attribute_text(xml, "classname", name_of(report, service->component));
    xml_attribute(xml, "name", "%s", phrase_promise(&report->wording, row));
    put_place(xml, report, is_no_file(report->result, row->file) ? component->file : row->file,
              is_no_file(report->result, row->file) ? component->line : row->line);
    xml_attribute(xml, "time", "0");
    if (promise_is_enough(report->result, service, promise)) {
        xml_open(xml, "system-out");
        put_figures(xml, report, service, promise);
        xml_close(xml, "system-out");
    } else {
        put_failure(xml, report, service, promise);
    }
    xml_close(xml, "testcase");
}

/* ---- Errors, with which nothing is computed ---- */

static void put_error(struct xml *xml, const struct composition *report, const slacalc_diagnostic *problem) {
    struct arena *arena = report->wording.arena;
    const char *file = problem->file ? harmless(arena, problem->file) : "slacalc";
    xml_open(xml, "testcase");
    xml_attribute(xml, "classname", "model");
    xml_attribute_text(xml, "name",
                       problem->line > 0 ? arena_printf(arena, "%s:%zu:%zu", file, problem->line, problem->column)
                                         : file);
    xml_attribute(xml, "time", "0");
    xml_open(xml, "error");
    xml_attribute(xml, "type", "model");
    xml_attribute_text(xml, "message", harmless(arena, problem->message));
    xml_close(xml, "error");
    xml_close(xml, "testcase");
}

static void put_errors(struct xml *xml, const struct composition *report) {
    slacalc_diagnostic problem;
    for (size_t i = 0; report->layout->problems && slacalc_diagnostics_get(report->layout->problems, i, &problem); i++)
        if (problem.severity == SLACALC_ERROR)
            put_error(xml, report, &problem);
}

static size_t error_count(const struct composition *report) {
    return report->layout->problems ? slacalc_diagnostics_count(report->layout->problems, SLACALC_ERROR) : 0;
}

/* ---- Suites ---- */

static void put_counts(struct xml *xml, const struct composition *report) {
    const slacalc_result *result = report->result;
    const slacalc_log *log = slacalc_result_log(result);
    xml_attribute(xml, "tests", "%zu", (log ? log->promises : promise_count(result)) + error_count(report));
    xml_attribute(xml, "failures", "%zu", log ? log->missed : unkept_count(result));
    xml_attribute(xml, "errors", "%zu", error_count(report));
    xml_attribute(xml, "skipped", "0");
    xml_attribute(xml, "time", "0");
}

/* ---- What happened ---- */

static void put_what_happened(struct xml *xml, const struct composition *report, const slacalc_log_window *window,
                              const slacalc_log_service *service, const slacalc_log_promise *promise) {
    const struct wording *wording = &report->wording;
    const char *statement =
        harmless(wording->arena, statement_of_log_promise(wording, report->result, service, promise));
    composition_go_on(report->stream, wording->arena);
    xml_open(xml, "testcase");
    xml_attribute_text(xml, "classname", name_of(report, service->component));
    xml_attribute(xml, "name", "%s in %s", phrase_log_promise(wording, promise), phrase_window(wording, window));
    put_place(xml, report, promise->file, promise->line);
    xml_attribute(xml, "time", "0");
    xml_open(xml, promise->met ? "system-out" : "failure");
    if (!promise->met) {
        xml_attribute(xml, "type", "missed");
        xml_attribute_text(xml, "message", statement);
    }
    xml_lines(xml, arena_printf(wording->arena, "%s\n", statement));
    for (size_t i = 0; i < service->outage_count && i < MOST_LINES; i++) {
        const slacalc_log_outage *outage = &service->outages[i];
        xml_lines(xml, arena_printf(wording->arena, "%s  %s  %s\n", phrase_time(wording, outage->start),
                                    format_duration(outage->down_s).text,
                                    harmless(wording->arena, phrase_log_cause(wording, report->result, outage->cause,
                                                                              outage->cause_count))));
    }
    xml_close(xml, promise->met ? "system-out" : "failure");
    xml_close(xml, "testcase");
}

/* A case for each promise in each window. */
static void put_log(struct xml *xml, const struct composition *report) {
    const slacalc_log *log = slacalc_result_log(report->result);
    for (size_t w = 0; w < log->window_count; w++)
        for (size_t s = 0; s < log->windows[w].service_count; s++)
            for (size_t p = 0; p < log->windows[w].services[s].promise_count; p++)
                put_what_happened(xml, report, &log->windows[w], &log->windows[w].services[s],
                                  &log->windows[w].services[s].promises[p]);
}

static void compose(const struct composition *report) {
    const slacalc_result *result = report->result;
    const char *title = slacalc_result_title(result);
    struct xml xml = xml_start(report->stream);
    xml_open(&xml, "testsuites");
    xml_attribute(&xml, "name", "slacalc");
    put_counts(&xml, report);
    xml_open(&xml, "testsuite");
    xml_attribute_text(&xml, "name", title ? harmless(report->wording.arena, title) : "slacalc");
    put_counts(&xml, report);
    if (error_count(report) == 0) {
        xml_open(&xml, "properties");
        put_property(&xml, "basis", word_of_basis(slacalc_result_basis(result)));
        put_property(&xml, "period", format_period(slacalc_result_period_s(result)).text);
        xml_close(&xml, "properties");
    }
    if (slacalc_result_log(result))
        put_log(&xml, report);
    for (size_t i = 0; i < slacalc_result_service_count(result) && !slacalc_result_log(result); i++) {
        const slacalc_service *service = slacalc_result_service(result, i);
        for (size_t j = 0; j < service->promise_count; j++)
            put_case(&xml, report, service, j);
    }
    put_errors(&xml, report);
    xml_close(&xml, "testsuite");
    xml_close(&xml, "testsuites");
}

char *report_junit(const slacalc_result *result, const slacalc_layout *layout, size_t *length) {
    return compose_report(result, layout, compose, length);
}

#include "reporter/report.h"

#include "base/memory_stream.h"
#include "base/numerals.h"
#include "engine/rows/result.h"

#include <stdlib.h>

const char *word_of_basis(slacalc_basis basis) {
    static const char *const words[] = {
        [SLACALC_BASIS_SLO] = "slo", [SLACALC_BASIS_MEASURED] = "measured", [SLACALC_BASIS_SLA] = "sla"};
    return words[basis];
}

const char *word_of_promise(slacalc_promise_kind kind) {
    static const char *const words[] = {[SLACALC_SLA] = "sla",
                                        [SLACALC_OLA] = "ola",
                                        [SLACALC_OBJECTIVE] = "objective",
                                        [SLACALC_REQUIRED] = "require"};
    return words[kind];
}

const char *word_of_verdict(slacalc_verdict verdict) {
    static const char *const words[] = {[SLACALC_GUARANTEED] = "guaranteed",
                                        [SLACALC_HOLDS] = "holds",
                                        [SLACALC_BROKEN] = "broken",
                                        [SLACALC_IMPOSSIBLE] = "impossible"};
    return words[verdict];
}

const char *word_of_limit(const slacalc_result *result) {
    return result->time_over ? "time limit reached" : "node budget spent";
}

const char *word_of_figure(slacalc_figure figure) {
    static const char *const words[] = {
        [SLACALC_FIGURE_NONE] = "none", [SLACALC_FIGURE_SLO] = "slo", [SLACALC_FIGURE_MEASURED] = "measured",
        [SLACALC_FIGURE_MTBF] = "mtbf", [SLACALC_FIGURE_OLA] = "ola", [SLACALC_FIGURE_SLA] = "sla",
        [SLACALC_FIGURE_DOWN] = "down"};
    return words[figure];
}

const char *word_of_stated(slacalc_stated_kind kind) {
    static const char *const words[] = {
        [SLACALC_STATED_SLA] = "sla", [SLACALC_STATED_OLA] = "ola",           [SLACALC_STATED_OBJECTIVE] = "objective",
        [SLACALC_STATED_SLO] = "slo", [SLACALC_STATED_MEASURED] = "measured", [SLACALC_STATED_MTBF] = "mtbf"};
    return words[kind];
}

const char *word_of_gap(slacalc_gap_kind kind) {
    static const char *const words[] = {
        [SLACALC_GAP_AVAILABILITY] = "availability", [SLACALC_GAP_HOURS] = "hours",
        [SLACALC_GAP_NO_AGREEMENT] = "no-agreement", [SLACALC_GAP_WEAK] = "weak-agreement",
        [SLACALC_GAP_BREACHED] = "breached",         [SLACALC_GAP_NOT_OPTIONAL] = "not-optional"};
    return words[kind];
}

char *report_collect(bool (*write)(const void *context, FILE *stream), const void *context, size_t *length) {
    struct memory_stream stream;
    if (!memory_stream_open(&stream))
        return NULL;
    bool written = write(context, stream.file);
    char *text = memory_stream_close(&stream);
    *length = stream.length;
    if (written)
        return text;
    free(text);
    return NULL;
}

struct composing {
    struct composition report;
    void (*compose)(const struct composition *report);
};

static void compose_all(void *context) {
    const struct composing *composing = context;
    composing->compose(&composing->report);
}

static bool write_composed(const void *context, FILE *stream) {
    struct composing composing = *(const struct composing *)context;
    struct memory_guard guard;
    struct arena arena;
    arena_init(&arena, &guard);
    composing.report.stream = stream;
    composing.report.arena = &arena;
    bool whole = memory_attempt(&guard, compose_all, &composing);
    arena_free(&arena);
    return whole;
}

char *report_compose(const slacalc_result *result, const slacalc_layout *layout,
                     void (*compose)(const struct composition *report), size_t *length) {
    struct composing composing = {.report = {.result = result, .layout = layout}, .compose = compose};
    return report_collect(write_composed, &composing, length);
}

static char *report_as(const slacalc_result *result, const slacalc_layout *layout, size_t *length) {
    switch (layout->format) {
    case SLACALC_TABLE:
        return report_table(result, layout, length);
    case SLACALC_JSON:
        return report_json(result, length);
    case SLACALC_OPENPSA:
        return report_openpsa(result, length);
    case SLACALC_MARKDOWN:
        return report_markdown(result, layout, length);
    case SLACALC_CSV:
        return report_csv(result, layout, length);
    case SLACALC_JUNIT:
        return report_junit(result, layout, length);
    case SLACALC_SARIF:
        return report_sarif(result, layout, length);
    case SLACALC_GITHUB:
        return report_github(result, layout, length);
    case SLACALC_DOT:
        return report_dot(result, layout, length);
    case SLACALC_MERMAID:
        return report_mermaid(result, layout, length);
    case SLACALC_HTML:
        return report_html(result, layout, length);
    }
    return NULL;
}

char *slacalc_report(const slacalc_result *result, const slacalc_layout *layout, size_t *length) {
    struct numerals numerals;
    if (!numerals_begin(&numerals))
        return NULL;
    char *text = report_as(result, layout, length);
    numerals_end(&numerals);
    return text;
}

size_t slacalc_report_obstacle(const slacalc_result *result, slacalc_format format) {
    return format == SLACALC_OPENPSA ? openpsa_obstacle(result) : SLACALC_NONE;
}

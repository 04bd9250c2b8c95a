/* slacalc_report: the one place that knows every format. */
#include "base/numerals.h"
#include "base/version.h"
#include "engine/rows/result.h"
#include "reporter/csv.h"
#include "reporter/dot.h"
#include "reporter/github.h"
#include "reporter/html/html.h"
#include "reporter/json.h"
#include "reporter/junit.h"
#include "reporter/markdown.h"
#include "reporter/mermaid.h"
#include "reporter/openpsa/openpsa.h"
#include "reporter/sarif.h"
#include "reporter/table/table.h"

#include <stdlib.h>

static char *report_as(const slacalc_result *result, const slacalc_layout *layout, size_t *length) {
    switch (layout->format) {
    case SLACALC_TABLE:
        return report_table(result, layout, length);
    case SLACALC_JSON:
        return report_json(result, layout, length);
    case SLACALC_OPENPSA:
        return report_openpsa(result, layout, length);
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

char *slacalc_report(const slacalc_result *result, const slacalc_layout *given, size_t *length) {
    slacalc_layout layout = {0};
    struct numerals numerals;
    *length = 0;
    if (!VERSION_TAKE(&layout, given, graph_svg) || !numerals_begin(&numerals))
        return NULL;
    char *text = report_as(result, &layout, length);
    numerals_end(&numerals);
    return text;
}

char *slacalc_report_problems(const slacalc_layout *layout, slacalc_hint_name *name, size_t *length) {
    slacalc_result nothing = {.hint_names = name};
    if (layout->format == SLACALC_SARIF || layout->format == SLACALC_GITHUB || layout->format == SLACALC_JUNIT)
        return slacalc_report(&nothing, layout, length);
    *length = 0;
    return calloc(1, 1);
}

size_t slacalc_report_obstacle(const slacalc_result *result, slacalc_format format) {
    return format == SLACALC_OPENPSA ? result->beyond_fault_trees : SLACALC_NONE;
}

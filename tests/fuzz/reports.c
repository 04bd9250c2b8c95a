#include "reports.h"

#include "check.h"
#include "formats.h"

#include <jansson.h>
#include <locale.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* ---- JSON and table say the same ---- */

static const char *next_line(const char *line) {
    const char *end = strchr(line, '\n');
    return end ? end + 1 : line + strlen(line);
}

/* The line at or behind `line` that begins so; NULL where there is none. */
static const char *line_with(const char *line, const char *start) {
    while (*line != '\0' && strncmp(line, start, strlen(start)) != 0)
        line = next_line(line);
    return *line != '\0' ? line : NULL;
}

/* Half a unit of the last digit that is shown, as a ratio: of "99.854", or of "3e-12". */
static long double half_unit(const char *percent, const char *end) {
    const char *point = memchr(percent, '.', (size_t)(end - percent));
    const char *power = memchr(percent, 'e', (size_t)(end - percent));
    long exponent = power ? strtol(power + 1, NULL, 10) : point ? (long)(point + 1 - end) : 0;
    return 0.5L * powl(10, (long double)exponent) / 100;
}

/* "99.854 %" or "24 nines" against both sides of the availability: the smaller one carries the digits. */
static void demand_same_level(const char *shown, const json_t *service) {
    char *end;
    long double number = strtold(shown, &end);
    double up = json_number_value(json_object_get(service, "availability"));
    double down = json_number_value(json_object_get(service, "unavailability"));
    demand(end > shown);
    if (strncmp(end, " nines", strlen(" nines")) == 0) {
        demand(fabsl(number + log10l((long double)down)) < 0.1L);
        return;
    }
    demand(strncmp(end, " %", 2) == 0);
    long double off = up < down ? number / 100 - (long double)up : (long double)down - (1 - number / 100);
    demand(fabsl(off) <= half_unit(shown, end) * 1.000001L + 1e-18L);
}

/* A level that is no interval stands alone on the line that begins with "  availability". */
static void demand_same_services(const json_t *services, const char *table) {
    static const char start[] = "  availability  ";
    size_t index;
    json_t *service;
    json_array_foreach(services, index, service) {
        table = line_with(table, start);
        demand(table);
        if (json_is_true(json_object_get(service, "exact")))
            demand_same_level(table + strlen(start), service);
        table = next_line(table);
    }
    demand(!line_with(table, start));
}

static size_t promises_with(const json_t *services, const char *verdict) {
    size_t count = 0, s, p;
    json_t *service, *promise;
    json_array_foreach(services, s, service) {
        json_array_foreach(json_object_get(service, "promises"), p, promise) {
            count += strcmp(json_string_value(json_object_get(promise, "verdict")), verdict) == 0;
        }
    }
    return count;
}

/* The list of verdicts ends at an empty line. */
static void demand_same_verdicts(const json_t *services, const char *table) {
    static const char *const verdicts[] = {"guaranteed", "holds", "broken", "impossible"};
    size_t counts[sizeof verdicts / sizeof *verdicts] = {0};
    for (const char *line = line_with(table, "VERDICT "); line && *line != '\n' && *line != '\0';
         line = next_line(line))
        for (size_t v = 0; v < sizeof verdicts / sizeof *verdicts; v++)
            counts[v] += strncmp(line, verdicts[v], strlen(verdicts[v])) == 0;
    for (size_t v = 0; v < sizeof verdicts / sizeof *verdicts; v++)
        demand(counts[v] == promises_with(services, verdicts[v]));
}

/* A name that begins with a blank could look like one of the lines above. */
static bool has_plain_names(const json_t *services) {
    size_t index;
    json_t *service;
    json_array_foreach(services, index, service) {
        if (json_string_value(json_object_get(service, "name"))[0] == ' ')
            return false;
    }
    return true;
}

static void demand_agreement(const char *json, const char *table) {
    json_error_t error;
    json_t *report = json_loads(json, JSON_REJECT_DUPLICATES, &error);
    demand(report);
    const json_t *services = json_object_get(report, "services");
    demand(json_is_array(services));
    if (json_object_get(report, "title"))
        table = next_line(table);
    if (has_plain_names(services))
        demand_same_services(services, table);
    demand_same_verdicts(services, table);
    json_decref(report);
}

/* ---- Every report ---- */

/* The first two, which leave nothing out, are held against each other. A format that is added is another line. */
static const struct view {
    slacalc_layout layout;
    void (*demand_form)(const char *text); /* NULL: any */
    bool ascii;                            /* in the locale C */
} views[] = {
    {.layout = {.size = sizeof(slacalc_layout), .format = SLACALC_TABLE, .all = true}},
    {.layout = {.format = SLACALC_JSON}, .demand_form = demand_json},
    {.layout = {.format = SLACALC_TABLE, .width = 50, .color = true, .gaps = true}},
    {.layout = {.format = SLACALC_TABLE, .width = 30, .depth = 2}, .ascii = true},
    {.layout = {.format = SLACALC_OPENPSA}, .demand_form = demand_xml},
    {.layout = {.format = SLACALC_MARKDOWN, .gaps = true}},
    {.layout = {.format = SLACALC_CSV}, .demand_form = demand_csv},
    {.layout = {.format = SLACALC_JUNIT}, .demand_form = demand_xml},
    {.layout = {.format = SLACALC_SARIF}, .demand_form = demand_json},
    {.layout = {.format = SLACALC_GITHUB}, .demand_form = demand_github},
    {.layout = {.format = SLACALC_DOT}, .demand_form = demand_dot},
    {.layout = {.format = SLACALC_MERMAID}},
    {.layout = {.format = SLACALC_HTML}},
    {.layout = {.size = sizeof(slacalc_layout), .format = SLACALC_HTML, .all = true}},
};

enum { VIEWS = sizeof views / sizeof *views };

/* To be freed. */
static char *good_report(const slacalc_result *result, const struct view *view, const slacalc_diagnostics *problems) {
    slacalc_layout layout = view->layout;
    size_t length = 0;
    layout.problems = problems;
    setlocale(LC_CTYPE, view->ascii ? "C" : "C.UTF-8");
    char *text = slacalc_report(result, &layout, &length);
    setlocale(LC_CTYPE, "C.UTF-8");
    demand(text);
    demand_safe_text(text, length, layout.color, view->ascii);
    if (view->demand_form)
        view->demand_form(text);
    return text;
}

void demand_good_reports(const slacalc_result *result, const slacalc_diagnostics *problems) {
    char *texts[VIEWS];
    for (size_t i = 0; i < VIEWS; i++)
        texts[i] = good_report(result, &views[i], problems);
    demand_agreement(texts[1], texts[0]);
    for (size_t i = 0; i < VIEWS; i++)
        free(texts[i]);
}

/* A log is reported in tables, and by what says which promise was met. */
void demand_good_log_reports(const slacalc_result *result, const slacalc_diagnostics *problems) {
    for (size_t i = 0; i < VIEWS; i++) {
        slacalc_format format = views[i].layout.format;
        if (format != SLACALC_OPENPSA && format != SLACALC_SARIF && format != SLACALC_DOT && format != SLACALC_MERMAID)
            free(good_report(result, &views[i], problems));
    }
}

/* ---- Problems ---- */

static void demand_safe_print(const slacalc_diagnostics *problems, bool color) {
    char *text = NULL;
    size_t length = 0;
    FILE *stream = open_memstream(&text, &length);
    demand(stream && slacalc_diagnostics_print(problems, stream, color));
    fclose(stream);
    demand_safe_text(text, length, color, false);
    free(text);
}

void demand_good_problems(const slacalc_diagnostics *problems, bool refused) {
    slacalc_diagnostic entry;
    size_t errors = 0;
    for (size_t i = 0; slacalc_diagnostics_get(problems, i, &entry); i++) {
        demand(entry.message && *entry.message != '\0');
        demand((entry.line == 0) == (entry.column == 0));
        demand(entry.file || entry.line == 0);
        errors += entry.severity == SLACALC_ERROR;
    }
    demand(errors <= slacalc_diagnostics_count(problems, SLACALC_ERROR));
    demand((errors > 0) == refused);
    demand_safe_print(problems, true);
}

/* ---- Evaluation ---- */

void demand_good_evaluation(const slacalc_model *model, size_t length, slacalc_diagnostics *problems) {
    static const size_t budgets[] = {20000, 200, 1};
    slacalc_options options = slacalc_options_default();
    options.basis = (slacalc_basis)(length % SLACALC_BASES);
    options.max_nodes = budgets[length / 3 % 3];
    options.all_bases = length % 2 == 0;
    options.sharp = length % 4 == 0;
    options.shares = length % 5 > 0;
    options.strict = length % 7 == 0;
    options.why = length % 3 == 0;
    options.need = length % 4 == 1;
    options.gaps = length % 3 > 0;
    options.undegraded = length % 11 == 0;
    options.top = length % 13;
    slacalc_result *result = slacalc_evaluate(model, &options, problems);
    demand(result);
    if (!OWN_CODE_ONLY)
        demand_good_reports(result, problems);
    slacalc_result_free(result);
}

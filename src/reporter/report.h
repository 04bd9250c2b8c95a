/* The formats behind slacalc_report. Each returns the whole text, to be freed with free(), or NULL when memory is
 * exhausted. */
#ifndef REPORTER_REPORT_H
#define REPORTER_REPORT_H

#include "base/arena.h"
#include "slacalc.h"

char *report_table(const slacalc_result *result, const slacalc_layout *layout, size_t *length);
char *report_json(const slacalc_result *result, size_t *length);
char *report_openpsa(const slacalc_result *result, size_t *length);
char *report_sarif(const slacalc_result *result, const slacalc_layout *layout, size_t *length);
char *report_github(const slacalc_result *result, const slacalc_layout *layout, size_t *length);
char *report_junit(const slacalc_result *result, const slacalc_layout *layout, size_t *length);
char *report_markdown(const slacalc_result *result, const slacalc_layout *layout, size_t *length);
char *report_csv(const slacalc_result *result, const slacalc_layout *layout, size_t *length);
char *report_dot(const slacalc_result *result, const slacalc_layout *layout, size_t *length);
char *report_mermaid(const slacalc_result *result, const slacalc_layout *layout, size_t *length);
char *report_html(const slacalc_result *result, const slacalc_layout *layout, size_t *length);

/* What slacalc_report_obstacle says of SLACALC_OPENPSA. */
size_t openpsa_obstacle(const slacalc_result *result);

/* Runs `write` on a stream and returns what it wrote; NULL where it or the stream failed. */
char *report_collect(bool (*write)(const void *context, FILE *stream), const void *context, size_t *length);

/* A report that is composed as it is written. */
struct composition {
    const slacalc_result *result;
    const slacalc_layout *layout;
    FILE *stream;
    struct arena *arena; /* scratch, with a guard */
};

/* Runs `compose` on a stream and returns what it wrote; NULL where memory is exhausted. */
char *report_compose(const slacalc_result *result, const slacalc_layout *layout,
                     void (*compose)(const struct composition *report), size_t *length);

/* The words of the public names, as every format has them. */
const char *word_of_basis(slacalc_basis basis);
const char *word_of_promise(slacalc_promise_kind kind);
const char *word_of_verdict(slacalc_verdict verdict);

/* Why a figure is not exact: "node budget spent". */
const char *word_of_limit(const slacalc_result *result);
const char *word_of_figure(slacalc_figure figure);
const char *word_of_stated(slacalc_stated_kind kind);
const char *word_of_gap(slacalc_gap_kind kind);

#endif

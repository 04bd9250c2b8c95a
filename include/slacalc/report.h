/* Reports of a result, in each format, and the list of published SLAs. */
#ifndef SLACALC_REPORT_H
#define SLACALC_REPORT_H

#include "slacalc/result.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef enum {
    SLACALC_TABLE,
    SLACALC_JSON,
    SLACALC_OPENPSA,  /* the services as top events of a fault tree, in the Open-PSA model exchange format */
    SLACALC_MARKDOWN, /* tables for a comment or a job summary, verdicts first */
    SLACALC_CSV,      /* RFC 4180: a row for each service and component that it needs */
    SLACALC_JUNIT,    /* XML: a test case for each promise */
    SLACALC_SARIF,    /* 2.1.0: each broken promise, gap and problem at its place in the input */
    SLACALC_GITHUB,   /* the same as workflow commands, for annotations */
    SLACALC_DOT,      /* the dependency graph, for Graphviz */
    SLACALC_MERMAID,  /* the same for Mermaid; as much of it as Mermaid draws: 500 lines, 50000 characters */
    SLACALC_HTML      /* one page that needs no other file */
} slacalc_format;

/* By what a report puts services together. */
typedef enum { SLACALC_UNGROUPED, SLACALC_BY_OWNER } slacalc_grouping;

typedef struct {
    size_t size; /* sizeof(slacalc_layout), as in slacalc_options */
    slacalc_format format;
    size_t width; /* SLACALC_TABLE: columns of the terminal; 0 cuts nothing off */
    bool color;   /* SLACALC_TABLE: ANSI colours */
    bool gaps;    /* SLACALC_TABLE: every gap of every promise with the chain of agreements, not only those of broken
                     promises in short. SLACALC_MARKDOWN, SLACALC_GITHUB, SLACALC_HTML: every gap, not only those of
                     promises that are not kept */
    const slacalc_diagnostics
        *problems;         /* SLACALC_SARIF, SLACALC_GITHUB: to be reported too, SLACALC_JUNIT: errors; NULL: none */
    size_t depth;          /* levels of components below the services that SLACALC_TABLE, SLACALC_DOT, SLACALC_MERMAID
                              and the graph in SLACALC_HTML show; 0: all */
    const char *graph_svg; /* SLACALC_HTML: what Graphviz (`dot -Tsvg`) makes of the report SLACALC_DOT with
                              `page_graphs`, one picture or several, which is trusted; NULL: the page has trees of
                              lists instead */
    bool all; /* SLACALC_TABLE, SLACALC_MARKDOWN, SLACALC_HTML, SLACALC_DOT, SLACALC_MERMAID: every verdict, service,
                 row and component. Without it a report on more than a few services has the worst verdicts and the
                 services that need attention, trees and pictures have the components with the largest shares of the
                 downtime and those that lead to them, and what is left out is counted */
    bool page_graphs;          /* SLACALC_DOT: the graphs that SLACALC_HTML has pictures of, one behind the other */
    slacalc_grouping group_by; /* SLACALC_TABLE, SLACALC_MARKDOWN, SLACALC_CSV: verdicts and downtime by owner, in place
                                  of each service; SLACALC_JSON: beside them */
    double time_limit_s; /* SLACALC_TABLE, SLACALC_HTML, and SLACALC_DOT with `page_graphs`: where so many seconds are
                            over, no further service is begun in detail, and those left out are counted; 0: no limit */
} slacalc_layout;

/* No report has more bytes. */
#define SLACALC_REPORT_MAX ((size_t)256 << 20)

/* Returns the whole report as text, its length in `*length`, to be freed with free(); or NULL when memory is exhausted,
 * and for a layout whose format is none or that is of a later version of the library. Where the report would have more
 * than SLACALC_REPORT_MAX bytes it returns NULL too, and `*length` is above 0; it is 0 elsewhere.
 * The table draws with Unicode characters where the locale's character set is UTF-8 (call setlocale(LC_CTYPE, "")
 * first), with ASCII elsewhere. Numbers have full stops in every locale. */
SLACALC_API char *slacalc_report(const slacalc_result *result, const slacalc_layout *layout, size_t *length);

/* Reports `layout->problems` alone, where they left no result: a pipeline sees them where it looks for findings. Only
 * SLACALC_SARIF, SLACALC_GITHUB and SLACALC_JUNIT have a place for them; the text is empty in every other format.
 * `name` is as for slacalc_model_name_hints and may be NULL. Returns as slacalc_report does. */
SLACALC_API char *slacalc_report_problems(const slacalc_layout *layout, slacalc_hint_name *name, size_t *length);

/* Lists the published SLAs that have all of these words in their name, vendor, service or condition, whatever the case;
 * all of them where there is no word. As SLACALC_JSON, or as SLACALC_TABLE for every other format. Returns the text,
 * its length in `*length`, to be freed with free(); NULL when memory is exhausted or the layout is of a later version
 * of the library. Where there is none the text is empty, with an error in `problems` that names the nearest word. */
SLACALC_API char *slacalc_vendors(const char *const *words, size_t count, const slacalc_layout *layout,
                                  slacalc_diagnostics *problems, size_t *length);

/* The first service that a report in that format cannot express; SLACALC_NONE where it can say all. With
 * SLACALC_OPENPSA, a service with promised hours that something it needs leaves uncovered, since the report would be of
 * the covered hours alone; a service that needs a cycle of components, which a fault tree cannot have; and one for
 * which it counts how long outages last, which one event does not tell. */
SLACALC_API size_t slacalc_report_obstacle(const slacalc_result *result, slacalc_format format);

#ifdef __cplusplus
}
#endif

#endif

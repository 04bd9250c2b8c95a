/* The page that is written, and the markup that all of its parts are made of. They jump to the guard of the arena when
 * memory is exhausted. */
#ifndef REPORTER_HTML_MARKUP_H
#define REPORTER_HTML_MARKUP_H

#include "engine/rows/single_points.h"
#include "reporter/composing/attention.h"
#include "reporter/composing/tree.h"
#include "reporter/wording/printable.h"

#include <stdio.h>

struct html {
    const slacalc_result *result;
    const slacalc_layout *layout;
    struct wording wording;
    struct deadline *deadline; /* of the composition */
    struct tree_builder builder;
    struct single_points points;
    FILE *stream;
    const char *period; /* "30d" */
    struct attention attention;
    bool has_many;        /* services: they fold, and the table of promises sorts and filters */
    bool has_one_picture; /* of everything; otherwise each service has its own */
    const char *pictures; /* those of the layout that are yet to be shown */
    size_t rows_left;     /* of all tables together: a person reads no more, and they may be as large as the model */
};

/* Writes markup as it is, unless the page is too large. */
void html_raw(const struct html *page, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Writes a text, escaped; nothing where it is NULL. */
void html_text(const struct html *page, const char *text);

/* A user's text, with control characters made visible. */
void html_user_text(struct html *page, const char *text);

/* A cell of a table; the class may be NULL. */
void html_cell(const struct html *page, const char *class, const char *text);

/* The same with a text of the user, which may be NULL. */
void html_user_cell(struct html *page, const char *class, const char *text);

/* A table that scrolls by itself where it is too wide. The headers end with NULL. */
void html_open_table(const struct html *page, const char *caption, const char *const *headers);
void html_close_table(const struct html *page);

/* Takes a row from those that are left. Returns false where there is none. */
bool html_take_row(struct html *page);

/* Says that rows are left out, where that is so. `what` is their plural, with an s. */
void html_rest(const struct html *page, size_t left_out, const char *what);

/* The same with the worst of them, in a statement that names things as the model does; nothing where it is NULL. */
void html_left_out(struct html *page, const char *statement);

/* So many rows of a table of a service are shown where not everything is. */
size_t html_most_rows(const struct html *page, size_t most);

#endif

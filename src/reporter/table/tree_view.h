/* A dependency tree as a grid: its first column is the tree, whose rows are cut to the room there is. */
#ifndef REPORTER_TABLE_TREE_VIEW_H
#define REPORTER_TABLE_TREE_VIEW_H

#include "reporter/composing/tree.h"
#include "reporter/table/screen.h"

enum { LEAST_ROOM = 20 }; /* columns for names, below which figures are left out */

/* How much of a tree is shown. */
struct tree_extent {
    size_t most_rows;
    const char *way; /* by which option more of it is seen */
};

struct tree_view {
    struct screen *screen;
    const slacalc_result *result;
    const slacalc_service *service; /* whose tree it is */
    const struct tree *tree;
    struct grid *grid; /* a row for each of the tree */
};

/* What the rows take in full, or with names cut as far as they may be; at least LEAST_ROOM. */
size_t widest_label(const struct tree_view *view, bool cut);

/* What a grid says of the rows of a tree. */
struct tree_columns {
    const char *const *headers;
    size_t count;
    void (*fill_row)(const struct tree_view *view, size_t at); /* all but the first column */
    size_t (*make_room)(const struct tree_view *view); /* hides columns; returns what is left for the first one */
};

/* Shows what carries the downtime in the tree of a service, at most `most_rows`, and says what it leaves out. It is
 * less deep where names would have no room. */
void screen_tree(struct screen *screen, struct tree_builder *builder, const slacalc_service *service,
                 struct tree_extent extent, const struct tree_columns *columns);

#endif

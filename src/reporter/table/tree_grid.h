/* What stands in the rows of a dependency tree, and the first column of a grid that shows one, cut to the room there
 * is.
 */
#ifndef REPORTER_TABLE_TREE_GRID_H
#define REPORTER_TABLE_TREE_GRID_H

#include "reporter/composing/tree.h"
#include "reporter/table/screen.h"

enum { LEAST_ROOM = 20 }; /* columns for names, below which figures are left out */

struct page {
    struct screen *screen;
    const slacalc_result *result;
    const slacalc_service *service; /* whose tree it is */
    const struct tree *tree;
    struct grid *grid; /* a row for each of the tree */
};

/* What the rows take in full, or with names cut as far as they may be; at least LEAST_ROOM. */
size_t widest_label(const struct page *page, bool cut);

/* What a grid says of the rows of a tree. */
struct page_columns {
    const char *const *headers;
    size_t count;
    void (*fill_row)(const struct page *page, size_t at); /* all but the first column */
    size_t (*make_room)(const struct page *page);         /* hides columns; returns what is left for the first one */
};

/* Shows the tree of a service, less deep where names would have no room; returns how many rows it took. */
size_t screen_tree(struct screen *screen, struct tree_builder *builder, const slacalc_service *service,
                   size_t most_rows, const struct page_columns *columns);

#endif

/* What stands in the rows of a dependency tree, and the first column of a grid that shows one, cut to the room there
 * is.
 */
#ifndef REPORTER_LABELS_H
#define REPORTER_LABELS_H

#include "reporter/screen.h"
#include "reporter/tree.h"

enum { LEAST_ROOM = 20 }; /* columns for names, below which figures are left out */

struct page {
    struct screen *screen;
    const slacalc_result *result;
    const slacalc_service *service; /* whose tree it is */
    const struct tree *tree;
    struct grid *grid; /* a row for each of the tree */
};

/* "any of 2", "2 of 3", "any of 2, failover 99 %" */
const char *group_label(struct screen *screen, const slacalc_result *result, size_t requirement);

/* ", 20 % of traffic, optional": of the requirements with one part, from the outermost one on; "" where there is none.
 */
const char *requirement_notes(struct screen *screen, const slacalc_result *result, size_t outer);

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

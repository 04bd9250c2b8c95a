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

/* Makes the page's grid, with the depths of the tree. */
void page_grid(struct page *page, const char *const *headers, size_t columns);

/* Fills the first column of all rows. */
void fill_labels(const struct page *page, size_t room);

/* How deep a tree may be where its labels have that room. */
size_t depth_in_room(size_t room);

#endif

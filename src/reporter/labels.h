/* The first column of a grid that shows a dependency tree: what stands in its rows, cut to the room there is. */
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

/* What the rows take in full, or with names cut as far as they may be; at least LEAST_ROOM. */
size_t widest_label(const struct page *page, bool cut);

/* Makes the page's grid, with the depths of the tree. */
void page_grid(struct page *page, const char *const *headers, size_t columns);

/* Fills the first column of all rows. */
void fill_labels(const struct page *page, size_t room);

/* How deep a tree may be where its labels have that room. */
size_t depth_in_room(size_t room);

#endif

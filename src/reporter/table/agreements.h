/* The grid of the agreements that a service's promises rest on, as the dependency tree. */
#ifndef REPORTER_TABLE_AGREEMENTS_H
#define REPORTER_TABLE_AGREEMENTS_H

#include "reporter/composing/tree.h"
#include "reporter/table/screen.h"

/* Appends it to the screen. Returns the number of its rows, at most `most_rows` and one. */
size_t screen_agreements(struct screen *screen, struct tree_builder *builder, const slacalc_service *service,
                         size_t most_rows);

#endif

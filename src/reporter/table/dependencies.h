/* The grid of a service's components, as the dependency tree. */
#ifndef REPORTER_TABLE_DEPENDENCIES_H
#define REPORTER_TABLE_DEPENDENCIES_H

#include "reporter/composing/tree.h"
#include "reporter/table/screen.h"

/* Appends it to the screen. Returns the number of its rows, at most `most_rows` and one. */
size_t screen_dependencies(struct screen *screen, struct tree_builder *builder, const slacalc_service *service,
                           size_t most_rows);

#endif

/* The grid of a service's components, as the dependency tree. */
#ifndef REPORTER_TABLE_DEPENDENCIES_H
#define REPORTER_TABLE_DEPENDENCIES_H

#include "reporter/table/tree_view.h"

/* Appends it to the screen, as screen_tree does. */
void screen_dependencies(struct screen *screen, struct tree_builder *builder, const slacalc_service *service,
                         struct tree_extent extent);

#endif

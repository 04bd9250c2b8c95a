/* The grid of the agreements that a service's promises rest on, as the dependency tree. */
#ifndef REPORTER_TABLE_AGREEMENTS_H
#define REPORTER_TABLE_AGREEMENTS_H

#include "reporter/table/tree_view.h"

/* Appends it to the screen, as screen_tree does. */
void screen_agreements(struct screen *screen, struct tree_builder *builder, const slacalc_service *service,
                       struct tree_extent extent);

#endif

/* Whether a fault tree can say what a service needs. */
#ifndef ENGINE_ROWS_FAULT_TREE_H
#define ENGINE_ROWS_FAULT_TREE_H

#include "engine/rows/row_maker.h"

/* The first service with a row that needs a cycle, or of which not the same holds in all promised hours; SLACALC_NONE
 * where a fault tree can express all. */
size_t service_beyond_fault_trees(const struct row_maker *maker);

#endif

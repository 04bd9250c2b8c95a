/* The rows of components, of what they need, and of the cycles that they are in. */
#ifndef ENGINE_ROWS_COMPONENT_ROWS_H
#define ENGINE_ROWS_COMPONENT_ROWS_H

#include "engine/rows/row_maker.h"

/* Without requirements, the components have none. */
void make_component_rows(struct row_maker *maker, bool with_requirements);
void make_cycle_rows(struct row_maker *maker);

#endif

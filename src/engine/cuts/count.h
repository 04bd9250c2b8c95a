/* How many minimal cut sets there are. */
#ifndef ENGINE_CUTS_COUNT_H
#define ENGINE_CUTS_COUNT_H

#include "engine/cuts/minimal.h"

/* In decimal digits, a whole number of any size, in `arena`; NULL where counting takes more than `work` steps, of which
 * it takes off what it needs. Sets whose hours never coincide are none. */
const char *count_minimal_cuts(const struct minimal_cuts *cuts, size_t *work, struct arena *arena);

#endif

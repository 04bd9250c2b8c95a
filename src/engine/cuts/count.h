/* How many minimal cut sets there are. */
#ifndef ENGINE_CUTS_COUNT_H
#define ENGINE_CUTS_COUNT_H

#include "engine/cuts/minimal.h"

/* The number in decimal digits, as it may be of any size, in `arena`. Takes the steps that it needs off `work`; returns
 * NULL where these do not suffice. A set of hours that never coincide is no cut set. */
const char *count_minimal_cuts(const struct minimal_cuts *cuts, size_t *work, struct arena *arena);

#endif

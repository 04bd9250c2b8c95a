/* From the engine's long doubles to the doubles of a result, and back. */
#ifndef ENGINE_ROWS_ESTIMATE_H
#define ENGINE_ROWS_ESTIMATE_H

#include "engine/valuation/valuation.h"
#include "slacalc.h"

slacalc_level level_row(struct level level);
struct level level_from_row(slacalc_level row);

/* What two evaluations of the same figure have in common. */
struct ends ends_narrowest(struct ends a, struct ends b);

/* The ends of an interval are rounded outwards. */
slacalc_estimate estimate_of(struct ends ends);

#endif

/* The dearest set that costs less than a plan. */
#ifndef ENGINE_PLAN_RUNNER_UP_H
#define ENGINE_PLAN_RUNNER_UP_H

#include "engine/plan/prospects.h"

/* Finds the dearest set below `limit` that may be taken and leaves a valid model. Of several that cost the same, it is
 * the one with the fewest options, and of these the one whose options stand earlier. Returns false where there is none,
 * or where the budget does not suffice to prove it. */
bool runner_up_below(struct prospects *prospects, double limit, uint64_t *set);

#endif

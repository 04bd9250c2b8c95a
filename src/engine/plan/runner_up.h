/* The dearest set that costs less than a plan. */
#ifndef ENGINE_PLAN_RUNNER_UP_H
#define ENGINE_PLAN_RUNNER_UP_H

#include "engine/plan/prospects.h"

/* Of the sets that may be taken and leave a valid model; among equals that with fewer options, then that with those
 * that stand earlier. Returns false where there is none, or it is not found within the budget. */
bool runner_up_below(struct prospects *prospects, double limit, uint64_t *set);

#endif

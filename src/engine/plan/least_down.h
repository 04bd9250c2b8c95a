/* How little a service is down at the least, whatever that costs. */
#ifndef ENGINE_PLAN_LEAST_DOWN_H
#define ENGINE_PLAN_LEAST_DOWN_H

#include "engine/plan/prospects.h"

/* Under any set that leaves a valid model; no more than `known`, which it comes to under one of them. Sets `*is_proven`
 * to false where the budget ended the search. */
double least_down(struct prospects *prospects, uint32_t service, double known, bool *is_proven);

#endif

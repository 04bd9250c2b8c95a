/* How little a service is down at the least, whatever that costs. */
#ifndef ENGINE_PLAN_LEAST_DOWN_H
#define ENGINE_PLAN_LEAST_DOWN_H

#include "engine/plan/prospects.h"

/* The least unavailability of the service under any set that leaves a valid model. `known` is what it comes to under
 * one of these sets, so the result is no more than that. Sets `*is_proven` to false where the budget ended the search.
 */
double least_down(struct prospects *prospects, uint32_t service, double known, bool *is_proven);

#endif

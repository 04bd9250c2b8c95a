/*
 * How the budget is divided among orders of variables (trials.h) and methods. What the best order does not do with a
 * part of the budget, the frontier may do in less time.
 */
#ifndef ENGINE_VALUATION_BUDGET_H
#define ENGINE_VALUATION_BUDGET_H

#include "engine/valuation/valuation.h"

/* Gives all gates their values: directly, from diagrams in the order that was the best, and from the frontier. All
 * memory is from `arena`; `scratch` may be freed afterwards. */
struct valuation valuation_of(const struct valuing *valuing, struct arena *arena, struct arena *scratch);

#endif

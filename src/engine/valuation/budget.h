/*
 * Which order of variables makes the diagrams small: nobody knows beforehand, and the best is often smaller than the
 * others by a factor of ten. All are tried for a few steps, the three that came farthest go on for more of them, and so
 * on. What the best of them does not do with a part of the budget, a sweep may do in less time.
 */
#ifndef ENGINE_VALUATION_BUDGET_H
#define ENGINE_VALUATION_BUDGET_H

#include "engine/valuation/valuation.h"

/* Gives all gates their values, from diagrams within `max_nodes` and from sweeps, in the order that was the best. */
void contest_run(struct exact *exact, const uint32_t *roots, size_t root_count, size_t max_nodes,
                 struct arena *scratch);

#endif

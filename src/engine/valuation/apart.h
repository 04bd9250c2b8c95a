/*
 * Hundreds of services over the same hosts have diagrams that are small one by one, each in its own order of variables,
 * and large in any common one. Where no common order comes through, each is valued apart: in the graph that it has
 * alone (graph/alone.h).
 */
#ifndef ENGINE_VALUATION_APART_H
#define ENGINE_VALUATION_APART_H

#include "engine/valuation/valuation.h"

/* Returns whether all gates that need a value have one. Otherwise valuation->apart has those that came through. */
bool value_apart(struct valuation *valuation, const struct valuing *valuing);

#endif

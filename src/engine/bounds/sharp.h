/*
 * Sharp bounds where something is shared. A module of outages is seen from outside as one variable whose own bounds
 * were made sharp before: what it attains inside leaves its joint behaviour with the rest free. A module with a switch
 * in it does not: there the whole part is one program (coupling.h).
 */
#ifndef ENGINE_BOUNDS_SHARP_H
#define ENGINE_BOUNDS_SHARP_H

#include "base/arena.h"
#include "engine/bounds/composed.h"
#include "engine/valuation/valuation.h"

/* Narrows the bounds of `roots`, and of the gates below them that this takes. The diagrams of `valuation` serve for
 * gates without a switch below; others are built within its budget. Where the budget, the time, or a fixed amount of
 * work is spent, the bounds that are left stay as they are, which is valid. `temporary` is empty, and freed again
 * and again. */
void bounds_sharpen(struct bounds *bounds, const struct valuation *valuation, const uint32_t *roots, size_t root_count,
                    struct arena *scratch, struct arena *temporary);

#endif

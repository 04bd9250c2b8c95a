/*
 * The own part of each component that needs something and counts with a whole figure: what its needs leave of it,
 *
 *     own = min(1, whole / P(needs up)),    1 - own = max(0, ((1 - whole) - P(needs down)) / P(needs up)),
 *
 * and 100 % where its needs are never up. P(needs up) is that of the model as it stands, with every component within
 * its hours and none down by a what-if: an outage of a need today changes nothing about the part that is the
 * component's own. Where the budget leaves an interval, its upper end counts, which makes the own part worse. The one
 * difference of near-equal numbers is taken of the two unavailabilities that are known to all digits, so that its error
 * is small against the promised one.
 *
 * A component that nobody needs counts as its promises are checked, without a whole figure.
 *
 * In a cycle, the needs of a component are those of the whole cycle outside of it.
 */
#ifndef ENGINE_VALUATION_OWN_PARTS_H
#define ENGINE_VALUATION_OWN_PARTS_H

#include "base/arena.h"
#include "base/deadline.h"
#include "engine/graph/scope.h"
#include "engine/trace/trace.h"
#include "model/own_level.h"

/* Whose own parts are looked for, and within which budget. */
struct parts_sought {
    const struct slacalc_model *model;
    const struct scope *scope;
    slacalc_basis basis;
    size_t max_nodes;
    struct deadline *deadline;     /* NULL: none */
    const struct tracing *tracing; /* NULL: none */
};

/* The own levels of all components; of those in scope with whole figures as above. In `arena`; `temporary` may be freed
 * afterwards. */
struct own_levels own_parts_of(const struct parts_sought *sought, struct arena *arena, struct arena *temporary);

#endif

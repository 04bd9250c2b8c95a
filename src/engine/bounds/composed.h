/*
 * The worst and the best P(up) of every gate over all joint behaviours of the leaves that leave each its own level.
 *
 * They are composed gate by gate from the extremes of P(at least k) (k_of_n_bounds.h). Whatever the arguments share,
 * that is valid: an argument's interval holds its probability under every joint behaviour. Where the arguments have
 * nothing in common it is sharp: what each attains inside itself leaves the joint behaviour of the arguments free.
 *
 * A switch of a failover or a share of traffic is no outage: it stays independent of all outages. Where it occurs in
 * one gate of all or any only, it is independent of the gate's other arguments too, so the gate is averaged over it.
 * Where it occurs in several, arguments may depend on it, and the extremes over all joint behaviours hold it as well.
 */
#ifndef ENGINE_BOUNDS_COMPOSED_H
#define ENGINE_BOUNDS_COMPOSED_H

#include "base/arena.h"
#include "engine/graph/graph.h"
#include "engine/graph/modules.h"

struct bounds {
    slacalc_level *worst; /* by gate; doubles: 1e-9 suffices, and there are many */
    slacalc_level *best;
    bool *sharp;       /* by gate: both are attained */
    bool *is_averaged; /* by gate: a switch that its one gate is averaged over */
};

/* The same for one gate again, after its arguments' bounds became narrower. `is_separate`: they have nothing in common.
 */
void bounds_recompose(struct bounds *bounds, const struct graph *graph, bool is_separate, uint32_t gate,
                      struct arena *scratch);

/* Replaces a side by a valid one that is narrower; keeps it otherwise. */
void bounds_tighten(struct bounds *bounds, uint32_t gate, struct level worst, struct level best);

/* For all gates that have a rank. */
struct bounds bounds_compose(const struct graph *graph, const struct modules *modules, struct arena *arena,
                             struct arena *scratch);

#endif

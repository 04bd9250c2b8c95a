/*
 * The probability of one gate from those of its arguments, where these are independent of each other.
 *
 * Every level is a pair, and each side of a result is a sum of products of non-negative terms, so no digit is lost:
 * with all of n, P(down) = sum of down(i) * up(1) * ... * up(i-1), never 1 - P(up).
 */
#ifndef ENGINE_GRAPH_PROBABILITY_H
#define ENGINE_GRAPH_PROBABILITY_H

#include "base/arena.h"
#include "engine/graph/graph.h"
#include "engine/graph/interval.h"

/* Room that is kept from gate to gate. */
struct gate_scratch {
    struct level *levels;
    size_t levels_capacity;
    long double *row;
    size_t row_capacity;
    struct arena *arena;
};

/* What the needs of a component leave of a figure about the whole (valuation/own_parts.h): the better the needs, the
 * less is left. */
struct level own_part(struct level whole, struct level needs);

struct level leaf_level(const struct graph *graph, const struct gate *gate);

/* Of outages of all ages, whatever the leaf's phase. */
struct level leaf_level_of_all_ages(const struct graph *graph, const struct leaf *leaf);

/* Of the phases from that of the leaf on together; that of the leaf where it has none. */
struct level phases_level(const struct graph *graph, uint32_t gate);

/* The same, where one replica has the level `replica`, and the cause of the component's group the level `cause`. */
struct level leaf_level_by(const struct graph *graph, const struct leaf *leaf, struct level replica,
                           struct level cause);

/* What part of the time in which the leaf is down, whatever its phase, it has been so for as long as that share of the
 * outages of a replica last. `replica` is the level of one. */
long double leaf_lasting(const struct graph *graph, const struct leaf *leaf, struct level replica, long double share);

/* The level of the leaf's phase, where that of outages of all ages is `all`; the same where it has none. */
struct level phase_level(const struct graph *graph, const struct leaf *leaf, struct level replica, struct level all);

/* The worst and the best level that the leaf may have whatever its replicas depend on, for where its level is not
 * computed. */
struct interval leaf_extremes(const struct graph *graph, const struct leaf *leaf);

/* The same of a leaf that is tied to nothing. A phase has its own share of the time. */
struct interval leaf_bounds(const struct graph *graph, const struct leaf *leaf);

/* How many steps the level takes. */
size_t leaf_steps(const struct graph *graph, const struct leaf *leaf);

/* The level of a gate of any kind. `values` is by gate. */
struct level gate_level(const struct graph *graph, const struct gate *gate, const struct level *values,
                        struct gate_scratch *scratch);

/* The levels of the gate's arguments, in scratch; and room in scratch for `count` numbers. */
struct level *argument_levels(const struct graph *graph, const struct gate *gate, const struct level *values,
                              struct gate_scratch *scratch);
long double *scratch_row(struct gate_scratch *scratch, size_t count);

#endif

/*
 * Replicas across several places: the i-th one needs the i-th place, going round, so that some places have one replica
 * more than the others, and all replicas of a place are alike.
 *
 * How many replicas have their place says all that the places say. Let these numbers, of those that are a quorum, be
 * m(1) < m(2) < ..., and f(j) the probability that of m(j) replicas a quorum is up. With leaves y(j) that are
 * independent of each other and of the places, up with 1 - (1 - f(j)) / (1 - f(j - 1)), f(0) = 0, the component is
 *
 *     any over j of: at least m(j) replicas have their place, and y(j).
 *
 * With m(j) replicas placed that is up unless y(1), ..., y(j) are down, which has the probability 1 - f(j). So there
 * are a few leaves however many replicas there are, and the gate is coherent.
 */
#ifndef ENGINE_GRAPH_ACROSS_H
#define ENGINE_GRAPH_ACROSS_H

#include "engine/graph/phases.h"
#include "model/model.h"

struct across {
    uint32_t replicas, quorum;
    uint32_t places;
    uint32_t fuller; /* the first so many places have one replica more than the others */
};

/* Of a component that has places. */
struct across across_of(const struct slacalc_model *model, uint32_t component);

/* The leaves in place of `leaf`, which would stand for all replicas: that of the cause that is common to them, to which
 * `*cause` is set, and the y(j) one behind the other, each with its phases. Returns the first of these. */
uint32_t across_leaves(struct gate_maker *maker, const struct across *across, struct leaf leaf, struct level beta,
                       const struct phasing *phasing, uint32_t *cause);

/* A leaf for each replica, or for each of its phases, one behind the other. Returns the first one. */
uint32_t single_leaves(struct gate_maker *maker, const struct across *across, struct leaf leaf,
                       const struct phasing *phasing);

/* What is read of the leaves of across_leaves or single_leaves. */
struct leaves_read {
    uint32_t first;  /* NO_INDEX where the replicas are never down by themselves */
    uint32_t phases; /* so many leaves each of them has */
    uint32_t from;   /* the first of these that is read */
    bool are_single;
    bool is_spread; /* what is read is kept among the graph's spreads */
};

/* A quorum is up, each replica in its place. The gates of the places are on the stack from `base` on, and are popped.
 */
uint32_t across_gate(struct gate_maker *maker, const struct across *across, size_t base,
                     const struct leaves_read *leaves);

#endif

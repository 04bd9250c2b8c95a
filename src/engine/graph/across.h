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

#include "base/arena.h"
#include "model/model.h"

struct across {
    uint32_t replicas, quorum;
    uint32_t places;
    uint32_t fuller; /* the first so many places have one replica more than the others */
};

/* Of a component that has places. */
struct across across_of(const struct slacalc_model *model, uint32_t component);

/* How many places of the others it takes, beside so many fuller ones, for that number of replicas. */
uint32_t across_others(const struct across *across, uint32_t replicas, uint32_t fuller);

/* The numbers of replicas that can have their place and are a quorum, ascending: at least one. */
uint32_t *across_numbers(const struct across *across, size_t *count, struct arena *arena);

#endif

/*
 * The probability that at least k of n events happen: exactly, for independent events, and its extremes over all joint
 * distributions with the same marginals. "Up" stands for an event that happens.
 *
 * The extremes: let p(1) <= ... <= p(n). Then
 *     max P(at least k) = min(1, min over r = 1..k of (p(1) + ... + p(n-k+r)) / r)
 * (Rüger 1981, "Scharfe untere und obere Schranken für die Wahrscheinlichkeit der Realisation von k unter n
 * Ereignissen", Metrika 28; k = n and k = 1 are the bounds of Fréchet 1935 and Boole 1854). The smallest follows from
 * the complement: at least k are up unless at least n-k+1 are down.
 */
#ifndef ENGINE_GRAPH_AT_LEAST_H
#define ENGINE_GRAPH_AT_LEAST_H

#include "model/model.h"

#include <stddef.h>
#include <stdint.h>

/* Of `n` independent events of one level. Both sides are sums of non-negative terms. */
struct level at_least_replicas(struct level level, uint32_t n, uint32_t k);

/* Of independent events of different levels, or of one. `row` is scratch room for n + 1 values. */
struct level at_least_independent(const struct level *levels, size_t n, size_t k, long double *row);

/* How many steps both take. */
size_t at_least_replicas_steps(uint32_t n);
size_t at_least_independent_steps(const struct level *levels, size_t n, size_t k);

/* The smallest and the largest probability. `room` is scratch room for n levels; the levels may come in any order. */
struct level at_least_worst(const struct level *levels, size_t n, size_t k, struct level *room);
struct level at_least_best(const struct level *levels, size_t n, size_t k, struct level *room);

/* The same for n events of one level. */
struct level at_least_replicas_worst(struct level level, uint32_t n, uint32_t k);
struct level at_least_replicas_best(struct level level, uint32_t n, uint32_t k);

/* For each event, the probability that exactly k-1 of the others are up: the derivative of P(at least k) by its level
 * (Birnbaum 1969, "On the importance of different components in a multicomponent system"). `row` is scratch room for
 * at_least_pivotal_room(n, k) values. */
void at_least_pivotal(const struct level *levels, size_t n, size_t k, long double *pivotal, long double *row);
size_t at_least_pivotal_room(size_t n, size_t k);
size_t at_least_pivotal_steps(const struct level *levels, size_t n, size_t k);

#endif

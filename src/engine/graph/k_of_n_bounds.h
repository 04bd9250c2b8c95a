/*
 * The worst and the best probability that at least k of n events happen, over all joint distributions with the same
 * marginals: however their outages overlap. "Up" stands for an event that happens.
 *
 * Let p(1) <= ... <= p(n). Then
 *     max P(at least k) = min(1, min over r = 1..k of (p(1) + ... + p(n-k+r)) / r)
 * (Rüger 1981, "Scharfe untere und obere Schranken für die Wahrscheinlichkeit der Realisation von k unter n
 * Ereignissen", Metrika 28; k = n and k = 1 are the bounds of Fréchet 1935 and Boole 1854). The smallest follows from
 * the complement: at least k are up unless at least n-k+1 are down.
 */
#ifndef ENGINE_GRAPH_K_OF_N_BOUNDS_H
#define ENGINE_GRAPH_K_OF_N_BOUNDS_H

#include "model/level.h"

#include <stddef.h>
#include <stdint.h>

/* The least and the most that k of n events may be up, whatever their joint distribution. `room` is scratch room for n
 * levels; the levels may come in any order. */
struct level k_of_n_worst(const struct level *levels, size_t n, size_t k, struct level *room);
struct level k_of_n_best(const struct level *levels, size_t n, size_t k, struct level *room);

/* The least and the most for n events of one level. */
struct level k_of_n_replicas_worst(struct level level, uint32_t n, uint32_t k);
struct level k_of_n_replicas_best(struct level level, uint32_t n, uint32_t k);

#endif

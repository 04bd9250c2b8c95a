/* The probability that at least k of n independent events happen. "Up" stands for an event that happens. */
#ifndef ENGINE_GRAPH_K_OF_N_H
#define ENGINE_GRAPH_K_OF_N_H

#include "model/model.h"

#include <stddef.h>
#include <stdint.h>

/* Of `n` independent events of one level. Both sides are sums of non-negative terms. */
struct level k_of_n_replicas(struct level level, uint32_t n, uint32_t k);

/* P(exactly k - 1 of n - 1 such events happen): the derivative of k of n by the level of one of them. */
long double k_of_n_replicas_pivotal(struct level level, uint32_t n, uint32_t k);

/* Of independent events of different levels, or of one. `row` is scratch room for n + 1 values. */
struct level k_of_n_independent(const struct level *levels, size_t n, size_t k, long double *row);

/* How many steps both take. */
size_t k_of_n_replicas_steps(uint32_t n);
size_t k_of_n_independent_steps(const struct level *levels, size_t n, size_t k);

/* What one event means to "at least k of n". */
struct k_of_n_given {
    long double pivotal; /* P(exactly k-1 of the others are up): the derivative by its level (Birnbaum 1969, "On the
                            importance of different components in a multicomponent system") */
    struct level if_up, if_down; /* of "at least k of n" where the event is up, and where it is down */
};

/* Of each event, 1 <= k <= n. `row` is scratch room for k_of_n_given_room(n, k) values. */
void k_of_n_given_each(const struct level *levels, size_t n, size_t k, struct k_of_n_given *given, long double *row);
size_t k_of_n_given_room(size_t n, size_t k);
size_t k_of_n_given_steps(const struct level *levels, size_t n, size_t k);

#endif

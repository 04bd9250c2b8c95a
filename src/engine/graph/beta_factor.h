/* Common causes by the beta factor (Fleming 1975, "A reliability model for common mode failures in redundant safety
 * systems"): of the unavailability of each replica, one cause of all of them has the share `beta`.up. */
#ifndef ENGINE_GRAPH_BETA_FACTOR_H
#define ENGINE_GRAPH_BETA_FACTOR_H

#include "model/level.h"

#include <stdint.h>

/* The level of that cause, and what it leaves of a replica's. */
struct level cause_of(struct level replica, struct level beta);
struct level without_cause(struct level replica, struct level beta);

/* At least k of n replicas that have such a cause. */
struct level k_of_n_with_cause(struct level replica, uint32_t n, uint32_t k, struct level beta);

/* What is left of a level without a cause that is known; 100 % where that takes it all. */
struct level beside_cause(struct level level, struct level cause);

#endif

/* The states of a sweep: strings of bits, each with the probability of all that led to it, or was moved to it. */
#ifndef ENGINE_FRONTIER_STATES_H
#define ENGINE_FRONTIER_STATES_H

#include "base/arena.h"

#include <stdint.h>

/* The probability of a state as the lower ends of availabilities count it, and as the upper ends do: one and the same
 * until something is moved. */
struct frontier_mass {
    long double low, high;
};

struct frontier_states {
    uint64_t *bits; /* `words` of each state */
    struct frontier_mass *mass;
    size_t words, count, capacity;
    uint32_t *places; /* hash table of indices plus one */
    size_t place_capacity;
    struct arena *arena;
};

/* Forgets all states; those to come have `words` words. */
void frontier_states_clear(struct frontier_states *states, size_t words);

/* Adds the mass to an equal state, or enters a new one. Returns false where that would be more than `limit`. */
bool frontier_states_add(struct frontier_states *states, const uint64_t *bits, struct frontier_mass mass, size_t limit);

/* Asserts that no two states are equal, and that together they have no more probability than there is. */
void frontier_states_check(const struct frontier_states *states);

#endif

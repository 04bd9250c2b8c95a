/* The states of a sweep: strings of bits, each with the probability of all that led to it, or was moved to it. */
#ifndef ENGINE_SWEEP_STATES_H
#define ENGINE_SWEEP_STATES_H

#include "base/arena.h"

#include <stdint.h>

/* The probability of a state as the lower ends of availabilities count it, and as the upper ends do: one and the same
 * until something is moved. */
struct sweep_mass {
    long double low, high;
};

struct sweep_states {
    uint64_t *bits; /* `words` of each state */
    struct sweep_mass *mass;
    size_t words, count, capacity;
    uint32_t *places; /* hash table of indices plus one */
    size_t place_capacity;
    struct arena *arena;
};

/* Forgets all states; those to come have `words` words. */
void sweep_states_clear(struct sweep_states *states, size_t words);

/* Adds the mass to an equal state, or enters a new one. Returns false where that would be more than `limit`. */
bool sweep_states_add(struct sweep_states *states, const uint64_t *bits, struct sweep_mass mass, size_t limit);

void sweep_states_release(struct sweep_states *states);

#endif

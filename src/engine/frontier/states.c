#include "engine/frontier/states.h"

#include <assert.h>
#include <string.h>

enum { FIRST_PLACES = 1 << 6 };

static size_t hash(const uint64_t *bits, size_t words) {
    uint64_t hash = 0;
    for (size_t w = 0; w < words; w++) {
        hash = (hash ^ bits[w]) * 0x9e3779b97f4a7c15u;
        hash ^= hash >> 29;
    }
    return (size_t)(hash * 0xbf58476d1ce4e5b9u >> 20);
}

static void release(struct frontier_states *states) {
    arena_release(states->arena, states->bits, states->capacity * states->words, sizeof *states->bits);
    arena_release(states->arena, states->mass, states->capacity, sizeof *states->mass);
    arena_release(states->arena, states->places, states->place_capacity, sizeof *states->places);
    *states = (struct frontier_states){.arena = states->arena};
}

void frontier_states_clear(struct frontier_states *states, size_t words) {
    if (states->words != words) {
        release(states);
        states->words = words;
    }
    /* In a wide table with few states only the places that are taken are cleared, so that narrow steps do not clear
     * all of it again and again. */
    if (states->place_capacity > FIRST_PLACES && states->count < states->place_capacity / 64) {
        for (size_t i = 0; i < states->count; i++) {
            size_t at = hash(&states->bits[i * words], words) & (states->place_capacity - 1);
            while (states->places[at] != 0) {
                states->places[at] = 0;
                at = (at + 1) & (states->place_capacity - 1);
            }
        }
    } else if (states->place_capacity > 0) {
        memset(states->places, 0, states->place_capacity * sizeof *states->places);
    }
    states->count = 0;
}

static uint32_t *place_of(const struct frontier_states *states, const uint64_t *bits) {
    for (size_t at = hash(bits, states->words);; at++) {
        uint32_t *place = &states->places[at & (states->place_capacity - 1)];
        if (*place == 0 || memcmp(&states->bits[(*place - 1) * states->words], bits, states->words * sizeof *bits) == 0)
            return place;
    }
}

static void grow_places(struct frontier_states *states) {
    size_t wanted = states->place_capacity == 0 ? FIRST_PLACES : 2 * states->place_capacity;
    arena_release(states->arena, states->places, states->place_capacity, sizeof *states->places);
    states->places = arena_alloc(states->arena, wanted, sizeof *states->places);
    states->place_capacity = wanted;
    for (size_t i = 0; i < states->count; i++)
        *place_of(states, &states->bits[i * states->words]) = (uint32_t)i + 1;
}

static void grow(struct frontier_states *states) {
    size_t wanted = states->capacity == 0 ? FIRST_PLACES : 2 * states->capacity;
    states->bits = arena_grow(states->arena, states->bits, states->capacity * states->words, wanted * states->words,
                              sizeof *states->bits);
    states->mass = arena_grow(states->arena, states->mass, states->capacity, wanted, sizeof *states->mass);
    states->capacity = wanted;
}

bool frontier_states_add(struct frontier_states *states, const uint64_t *bits, struct frontier_mass mass,
                         size_t limit) {
    if (2 * states->count >= states->place_capacity)
        grow_places(states);
    uint32_t *place = place_of(states, bits);
    if (*place != 0) {
        states->mass[*place - 1].low += mass.low;
        states->mass[*place - 1].high += mass.high;
        return true;
    }
    if (states->count >= limit)
        return false;
    if (states->count == states->capacity)
        grow(states);
    memcpy(&states->bits[states->count * states->words], bits, states->words * sizeof *bits);
    states->mass[states->count] = mass;
    *place = (uint32_t)++states->count;
    return true;
}

void frontier_states_check(const struct frontier_states *states) {
    static const long double ROUNDING = 1e-9L;
    struct frontier_mass all = {0};
    for (size_t i = 0; i < states->count; i++) {
        assert(*place_of(states, &states->bits[i * states->words]) == i + 1);
        assert(states->mass[i].low >= 0 && states->mass[i].high >= 0);
        all.low += states->mass[i].low;
        all.high += states->mass[i].high;
    }
    assert(all.low <= 1 + ROUNDING && all.high <= 1 + ROUNDING);
}

#include "engine/sweep_anchors.h"

#include <string.h>

/* States kept of each number of bits. */
enum { KEPT = 16 };

/* Sums of neighbouring bits, pairs, and so on. */
static size_t bits_up(const uint64_t *bits, size_t words) {
    size_t count = 0;
    for (size_t w = 0; w < words; w++) {
        uint64_t sums = bits[w] - (bits[w] >> 1 & 0x5555555555555555u);
        sums = (sums & 0x3333333333333333u) + (sums >> 2 & 0x3333333333333333u);
        sums = (sums + (sums >> 4)) & 0x0f0f0f0f0f0f0f0fu;
        count += (size_t)(sums * 0x0101010101010101u >> 56);
    }
    return count;
}

static bool is_small(struct sweep_mass mass, long double threshold) {
    return mass.low < threshold && mass.high < threshold;
}

/* In place of the least likely one, if that is less likely. */
static void keep(const struct sweep_anchors *a, const struct sweep_states *states, size_t index, size_t up) {
    uint32_t *kept = &a->states[up * KEPT];
    size_t at = KEPT;
    while (at > 0 && (kept[at - 1] == 0 || states->mass[kept[at - 1] - 1].low < states->mass[index].low)) {
        if (at < KEPT)
            kept[at] = kept[at - 1];
        at--;
    }
    if (at < KEPT)
        kept[at] = (uint32_t)index + 1;
}

static void choose(struct sweep_anchors *a, const struct sweep_states *states, long double threshold) {
    size_t needed = (64 * states->words + 1) * KEPT;
    if (a->capacity < needed) {
        arena_release(states->arena, a->states, a->capacity, sizeof *a->states);
        a->states = arena_alloc(states->arena, needed, sizeof *a->states);
        a->capacity = needed;
    }
    memset(a->states, 0, needed * sizeof *a->states);
    a->fewest = 64 * states->words + 1;
    a->most = 0;
    for (size_t i = 0; i < states->count; i++) {
        if (is_small(states->mass[i], threshold))
            continue;
        size_t up = bits_up(&states->bits[i * states->words], states->words);
        keep(a, states, i, up);
        a->fewest = up < a->fewest ? up : a->fewest;
        a->most = up > a->most ? up : a->most;
    }
}

/* Whether all bits that are up in `below` are up in `above`. */
static bool is_below(const uint64_t *below, const uint64_t *above, size_t words) {
    for (size_t w = 0; w < words; w++)
        if ((below[w] & ~above[w]) != 0)
            return false;
    return true;
}

static uint32_t find(const struct sweep_anchors *a, const struct sweep_states *states, const uint64_t *bits, size_t up,
                     bool below) {
    for (size_t i = 0; i < KEPT && a->states[up * KEPT + i] != 0; i++) {
        uint32_t state = a->states[up * KEPT + i];
        const uint64_t *other = &states->bits[(state - 1) * states->words];
        if (below ? is_below(other, bits, states->words) : is_below(bits, other, states->words))
            return state;
    }
    return 0;
}

/* The nearest ones first. */
static void move(const struct sweep_anchors *a, struct sweep_states *states, size_t index, struct sweep_mass *lost) {
    const uint64_t *bits = &states->bits[index * states->words];
    struct sweep_mass mass = states->mass[index];
    size_t up = bits_up(bits, states->words);
    uint32_t below = 0, above = 0;
    for (size_t n = up < a->most + 1 ? up : a->most + 1; below == 0 && n-- > a->fewest;)
        below = find(a, states, bits, n, true);
    for (size_t n = up + 1; above == 0 && n <= a->most; n++)
        above = find(a, states, bits, n, false);
    *(below ? &states->mass[below - 1].low : &lost->low) += mass.low;
    *(above ? &states->mass[above - 1].high : &lost->high) += mass.high;
    states->mass[index] = (struct sweep_mass){0};
}

bool sweep_anchors_move(struct sweep_anchors *anchors, struct sweep_states *states, long double threshold,
                        struct sweep_mass *lost) {
    bool any = false;
    for (size_t i = 0; i < states->count && !any; i++)
        any = is_small(states->mass[i], threshold);
    if (!any)
        return false;
    choose(anchors, states, threshold);
    for (size_t i = 0; i < states->count; i++)
        if (is_small(states->mass[i], threshold))
            move(anchors, states, i, lost);
    return true;
}

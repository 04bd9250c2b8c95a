#include "engine/frontier/stand_ins.h"

#include <string.h>

/* States kept of each number of bits. */
enum { KEPT = 8 };

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

static bool is_small(struct frontier_mass mass, long double threshold) {
    return mass.low < threshold && mass.high < threshold;
}

/* Keeps the state in place of the least likely one that is kept, if that is less likely. */
static void keep(const struct frontier_stand_ins *stand_ins, const struct frontier_states *states, size_t index,
                 size_t up) {
    uint32_t *kept = &stand_ins->states[up * KEPT];
    size_t at = KEPT;
    while (at > 0 && (kept[at - 1] == 0 || states->mass[kept[at - 1] - 1].low < states->mass[index].low)) {
        if (at < KEPT)
            kept[at] = kept[at - 1];
        at--;
    }
    if (at < KEPT)
        kept[at] = (uint32_t)index + 1;
}

static void reserve(struct frontier_stand_ins *stand_ins, struct arena *arena, size_t words) {
    if (stand_ins->words < words) {
        size_t before = (64 * stand_ins->words + 1) * (stand_ins->words > 0), needed = 64 * words + 1;
        arena_release(arena, stand_ins->states, before * KEPT, sizeof *stand_ins->states);
        arena_release(arena, stand_ins->bits, before * KEPT * stand_ins->words, sizeof *stand_ins->bits);
        arena_release(arena, stand_ins->all_up, before * stand_ins->words, sizeof *stand_ins->all_up);
        arena_release(arena, stand_ins->any_up, before * stand_ins->words, sizeof *stand_ins->any_up);
        stand_ins->states = arena_alloc(arena, needed * KEPT, sizeof *stand_ins->states);
        stand_ins->bits = arena_alloc(arena, needed * KEPT * words, sizeof *stand_ins->bits);
        stand_ins->all_up = arena_alloc(arena, needed * words, sizeof *stand_ins->all_up);
        stand_ins->any_up = arena_alloc(arena, needed * words, sizeof *stand_ins->any_up);
        stand_ins->words = words;
    }
    memset(stand_ins->states, 0, (64 * words + 1) * KEPT * sizeof *stand_ins->states);
}

/* Brings together what is compared with each small state. */
static void gather(struct frontier_stand_ins *stand_ins, const struct frontier_states *states) {
    size_t words = states->words;
    for (size_t up = stand_ins->fewest; up <= stand_ins->most; up++) {
        for (size_t w = 0; w < words; w++) {
            stand_ins->all_up[up * words + w] = UINT64_MAX;
            stand_ins->any_up[up * words + w] = 0;
        }
        for (size_t i = up * KEPT; i < (up + 1) * KEPT && stand_ins->states[i] != 0; i++)
            for (size_t w = 0; w < words; w++) {
                uint64_t bits = states->bits[(stand_ins->states[i] - 1) * words + w];
                stand_ins->bits[i * words + w] = bits;
                stand_ins->all_up[up * words + w] &= bits;
                stand_ins->any_up[up * words + w] |= bits;
            }
    }
}

static void choose(struct frontier_stand_ins *stand_ins, const struct frontier_states *states, long double threshold) {
    reserve(stand_ins, states->arena, states->words);
    stand_ins->fewest = 64 * states->words + 1;
    stand_ins->most = 0;
    for (size_t i = 0; i < states->count; i++) {
        if (is_small(states->mass[i], threshold))
            continue;
        size_t up = bits_up(&states->bits[i * states->words], states->words);
        keep(stand_ins, states, i, up);
        stand_ins->fewest = up < stand_ins->fewest ? up : stand_ins->fewest;
        stand_ins->most = up > stand_ins->most ? up : stand_ins->most;
    }
    gather(stand_ins, states);
}

/* Whether all bits that are up in `below` are up in `above`. */
static bool is_below(const uint64_t *below, const uint64_t *above, size_t words) {
    for (size_t w = 0; w < words; w++)
        if ((below[w] & ~above[w]) != 0)
            return false;
    return true;
}

/* The nearest state with fewer bits up; 0: none. */
static uint32_t find_below(struct frontier_stand_ins *stand_ins, const uint64_t *bits, size_t up, size_t words) {
    for (size_t n = up < stand_ins->most + 1 ? up : stand_ins->most + 1; n-- > stand_ins->fewest;) {
        stand_ins->compared++;
        if (!is_below(&stand_ins->all_up[n * words], bits, words))
            continue;
        for (size_t i = n * KEPT; i < (n + 1) * KEPT && stand_ins->states[i] != 0; i++)
            if (is_below(&stand_ins->bits[i * words], bits, words))
                return stand_ins->states[i];
    }
    return 0;
}

static uint32_t find_above(struct frontier_stand_ins *stand_ins, const uint64_t *bits, size_t up, size_t words) {
    for (size_t n = up + 1 > stand_ins->fewest ? up + 1 : stand_ins->fewest; n <= stand_ins->most; n++) {
        stand_ins->compared++;
        if (!is_below(bits, &stand_ins->any_up[n * words], words))
            continue;
        for (size_t i = n * KEPT; i < (n + 1) * KEPT && stand_ins->states[i] != 0; i++)
            if (is_below(bits, &stand_ins->bits[i * words], words))
                return stand_ins->states[i];
    }
    return 0;
}

static void move(struct frontier_stand_ins *stand_ins, struct frontier_states *states, size_t index,
                 struct frontier_mass *lost) {
    const uint64_t *bits = &states->bits[index * states->words];
    struct frontier_mass mass = states->mass[index];
    size_t up = bits_up(bits, states->words);
    uint32_t below = find_below(stand_ins, bits, up, states->words),
             above = find_above(stand_ins, bits, up, states->words);
    *(below ? &states->mass[below - 1].low : &lost->low) += mass.low;
    *(above ? &states->mass[above - 1].high : &lost->high) += mass.high;
    states->mass[index] = (struct frontier_mass){0};
}

bool frontier_move_to_stand_ins(struct frontier_stand_ins *stand_ins, struct frontier_states *states,
                                long double threshold, struct frontier_mass *lost) {
    bool any = false;
    for (size_t i = 0; i < states->count && !any; i++)
        any = is_small(states->mass[i], threshold);
    if (!any)
        return false;
    choose(stand_ins, states, threshold);
    for (size_t i = 0; i < states->count; i++)
        if (is_small(states->mass[i], threshold))
            move(stand_ins, states, i, lost);
    return true;
}

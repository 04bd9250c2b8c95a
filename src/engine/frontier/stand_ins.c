#include "engine/frontier/stand_ins.h"

#include "base/bits.h"
#include "base/work.h"

#include <string.h>

/* KEPT states are kept for each number of bits. Looking at a state costs nothing that matters up to USUAL_WORDS. All
 * rows have WORDS_MAX words at the most, which come to some 300 MB. */
enum { KEPT = 8, USUAL_WORDS = 4, WORDS_MAX = 1 << 22, WORDS_PER_CLOCK = 1 << 20 };

static size_t bits_up(const uint64_t *bits, size_t words) {
    size_t count = 0;
    for (size_t w = 0; w < words; w++)
        count += bits_count(bits[w]);
    return count;
}

static bool is_small(struct frontier_mass mass, long double threshold) {
    return mass.low < threshold && mass.high < threshold;
}

/* Keeps the state in place of the least likely one that is kept, if that is less likely. */
static void keep(const struct frontier_stand_ins *stand_ins, const struct frontier_states *states, size_t index,
                 size_t row) {
    uint32_t *kept = &stand_ins->states[row * KEPT];
    size_t at = KEPT;
    while (at > 0 && (kept[at - 1] == 0 || states->mass[kept[at - 1] - 1].low < states->mass[index].low)) {
        if (at < KEPT)
            kept[at] = kept[at - 1];
        at--;
    }
    if (at < KEPT)
        kept[at] = (uint32_t)index + 1;
}

static void reserve(struct frontier_stand_ins *stand_ins, struct arena *arena, size_t rows, size_t words) {
    if (stand_ins->row_capacity < rows) {
        arena_release(arena, stand_ins->states, stand_ins->row_capacity * KEPT, sizeof *stand_ins->states);
        stand_ins->states = arena_alloc(arena, rows * KEPT, sizeof *stand_ins->states);
        stand_ins->row_capacity = rows;
    }
    size_t before = stand_ins->word_capacity, wanted = rows * words;
    if (before < wanted) {
        arena_release(arena, stand_ins->bits, before * KEPT, sizeof *stand_ins->bits);
        arena_release(arena, stand_ins->all_up, before, sizeof *stand_ins->all_up);
        arena_release(arena, stand_ins->any_up, before, sizeof *stand_ins->any_up);
        wanted = wanted < 2 * before ? 2 * before : wanted;
        stand_ins->bits = arena_alloc(arena, wanted * KEPT, sizeof *stand_ins->bits);
        stand_ins->all_up = arena_alloc(arena, wanted, sizeof *stand_ins->all_up);
        stand_ins->any_up = arena_alloc(arena, wanted, sizeof *stand_ins->any_up);
        stand_ins->word_capacity = wanted;
    }
    memset(stand_ins->states, 0, rows * KEPT * sizeof *stand_ins->states);
}

/* Brings together what is compared with each small state. */
static void gather(struct frontier_stand_ins *stand_ins, const struct frontier_states *states, size_t rows) {
    size_t words = states->words;
    for (size_t row = 0; row < rows; row++) {
        for (size_t w = 0; w < words; w++) {
            stand_ins->all_up[row * words + w] = UINT64_MAX;
            stand_ins->any_up[row * words + w] = 0;
        }
        for (size_t i = row * KEPT; i < (row + 1) * KEPT && stand_ins->states[i] != 0; i++)
            for (size_t w = 0; w < words; w++) {
                uint64_t bits = states->bits[(stand_ins->states[i] - 1) * words + w];
                stand_ins->bits[i * words + w] = bits;
                stand_ins->all_up[row * words + w] &= bits;
                stand_ins->any_up[row * words + w] |= bits;
            }
    }
}

static void find_range(struct frontier_stand_ins *stand_ins, const struct frontier_states *states,
                       long double threshold) {
    stand_ins->fewest = 64 * states->words + 1;
    stand_ins->most = 0;
    for (size_t i = 0; i < states->count; i++) {
        if (is_small(states->mass[i], threshold))
            continue;
        size_t up = bits_up(&states->bits[i * states->words], states->words);
        stand_ins->fewest = up < stand_ins->fewest ? up : stand_ins->fewest;
        stand_ins->most = up > stand_ins->most ? up : stand_ins->most;
    }
}

/* Chooses the states that may stand in. Chooses none where there are too many for the words that are left, or for
 * the memory. */
static void choose(struct frontier_stand_ins *stand_ins, const struct frontier_states *states, long double threshold,
                   size_t *words_left) {
    find_range(stand_ins, states, threshold);
    if (stand_ins->fewest > stand_ins->most)
        return;
    size_t rows = stand_ins->most - stand_ins->fewest + 1;
    size_t long_words = states->words / USUAL_WORDS * USUAL_WORDS;
    if (rows * states->words > WORDS_MAX || !work_take(words_left, (states->count + rows * KEPT) * long_words)) {
        stand_ins->fewest = stand_ins->most + 1;
        return;
    }
    reserve(stand_ins, states->arena, rows, states->words);
    for (size_t i = 0; i < states->count; i++)
        if (!is_small(states->mass[i], threshold))
            keep(stand_ins, states, i, bits_up(&states->bits[i * states->words], states->words) - stand_ins->fewest);
    gather(stand_ins, states, rows);
}

/* Whether all bits that are up in `below` are up in `above`. */
static bool is_below(const uint64_t *below, const uint64_t *above, size_t words) {
    for (size_t w = 0; w < words; w++)
        if ((below[w] & ~above[w]) != 0)
            return false;
    return true;
}

/* The state with fewer bits up that is nearest, as its index plus one; 0: there is none. */
static uint32_t find_below(const struct frontier_stand_ins *stand_ins, const uint64_t *bits, size_t up, size_t words,
                           size_t *words_left) {
    for (size_t n = up < stand_ins->most + 1 ? up : stand_ins->most + 1; n-- > stand_ins->fewest;) {
        size_t row = n - stand_ins->fewest;
        if (!work_take(words_left, words))
            return 0;
        if (!is_below(&stand_ins->all_up[row * words], bits, words))
            continue;
        for (size_t i = row * KEPT; i < (row + 1) * KEPT && stand_ins->states[i] != 0; i++)
            if (is_below(&stand_ins->bits[i * words], bits, words))
                return stand_ins->states[i];
    }
    return 0;
}

static uint32_t find_above(const struct frontier_stand_ins *stand_ins, const uint64_t *bits, size_t up, size_t words,
                           size_t *words_left) {
    for (size_t n = up + 1 > stand_ins->fewest ? up + 1 : stand_ins->fewest; n <= stand_ins->most; n++) {
        size_t row = n - stand_ins->fewest;
        if (!work_take(words_left, words))
            return 0;
        if (!is_below(bits, &stand_ins->any_up[row * words], words))
            continue;
        for (size_t i = row * KEPT; i < (row + 1) * KEPT && stand_ins->states[i] != 0; i++)
            if (is_below(bits, &stand_ins->bits[i * words], words))
                return stand_ins->states[i];
    }
    return 0;
}

static void move(const struct frontier_stand_ins *stand_ins, struct frontier_states *states, size_t index,
                 size_t *words_left, struct frontier_mass *lost) {
    const uint64_t *bits = &states->bits[index * states->words];
    struct frontier_mass mass = states->mass[index];
    size_t up = bits_up(bits, states->words), left = *words_left; /* which nothing else points to: kept in a register */
    uint32_t below = find_below(stand_ins, bits, up, states->words, &left),
             above = find_above(stand_ins, bits, up, states->words, &left);
    *words_left = left;
    *(below ? &states->mass[below - 1].low : &lost->low) += mass.low;
    *(above ? &states->mass[above - 1].high : &lost->high) += mass.high;
    states->mass[index] = (struct frontier_mass){0};
}

bool frontier_move_to_stand_ins(struct frontier_stand_ins *stand_ins, struct frontier_states *states,
                                long double threshold, size_t *words_left, struct deadline *deadline,
                                struct frontier_mass *lost) {
    size_t first = 0;
    while (first < states->count && !is_small(states->mass[first], threshold))
        first++;
    if (first == states->count)
        return false;
    choose(stand_ins, states, threshold, words_left);
    for (size_t i = first, asked_at = *words_left; i < states->count; i++) {
        if (!is_small(states->mass[i], threshold))
            continue;
        move(stand_ins, states, i, words_left, lost);
        if (asked_at - *words_left < WORDS_PER_CLOCK)
            continue;
        asked_at = *words_left;
        if (deadline_is_over(deadline))
            *words_left = 0;
    }
    return true;
}

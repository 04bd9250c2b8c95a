#include "engine/cuts/count.h"

#include "base/bits.h"
#include "base/work.h"
#include "engine/cuts/whole_number.h"

#include <math.h>
#include <stdlib.h>

/* Some slices, which stand for the events that are possible in all of them. The sets of these events are counted for
 * each selection. A set may fit several selections: the coefficients see to it that it counts once. */
struct selection {
    uint64_t slices;
    int64_t coefficient;
};

struct counting {
    const struct minimal_cuts *cuts;
    struct selection *selections;
    size_t selection_count, selection_capacity;
    struct arena *arena;
};

/* ---- Nodes ---- */

/* The binary logarithm of the number of sets. Sets of hours that never coincide are among them, so it is an upper bound
 * of what is to be counted. */
static double count_bits(const struct counting *counting) {
    const struct minimal_cuts *cuts = counting->cuts;
    double *bits = arena_alloc(counting->arena, (size_t)cuts->root + 2, sizeof *bits);
    bits[FAMILY_EMPTY] = -INFINITY;
    for (uint32_t i = FAMILY_BASE + 1; i <= cuts->root; i++) {
        struct diagram_node node = cuts->families.nodes[i];
        const struct cut_part *part = &cuts->parts[node.variable];
        double with = bits[node.high] + (part->is_event ? 0 : bits[part->family]), without = bits[node.low];
        double more = fmax(with, without), less = fmin(with, without);
        bits[i] = isinf(more) ? more : more + log2(1 + exp2(less - more));
    }
    return bits[cuts->root];
}

/* The number of sets, of events that are possible in all of these slices, modulo the prime. */
static uint32_t remainder_of(const struct counting *counting, uint64_t slices, uint32_t prime, uint32_t *numbers) {
    const struct minimal_cuts *cuts = counting->cuts;
    numbers[FAMILY_EMPTY] = 0;
    numbers[FAMILY_BASE] = 1;
    for (uint32_t i = FAMILY_BASE + 1; i <= cuts->root; i++) {
        struct diagram_node node = cuts->families.nodes[i];
        const struct cut_part *part = &cuts->parts[node.variable];
        uint64_t factor = part->is_event ? (slices & ~part->slices) == 0 : numbers[part->family];
        numbers[i] = (uint32_t)((numbers[node.low] + factor * numbers[node.high]) % prime);
    }
    return numbers[cuts->root];
}

/* ---- Slices ---- */

/* Adds all slices in which every event is possible that is possible in all of these: the events stay the same. */
static uint64_t closed(const struct counting *counting, uint64_t slices) {
    uint64_t all = UINT64_MAX;
    for (size_t i = 0; i < counting->cuts->part_count; i++) {
        const struct cut_part *part = &counting->cuts->parts[i];
        if (part->is_event && (slices & ~part->slices) == 0)
            all &= part->slices;
    }
    return all;
}

static void add_selection(struct counting *counting, uint64_t slices) {
    for (size_t i = 0; i < counting->selection_count; i++)
        if (counting->selections[i].slices == slices)
            return;
    ARENA_APPEND(counting->arena, counting->selections, counting->selection_count, counting->selection_capacity,
                 (struct selection){.slices = slices});
}

/* Begins with one selection for each slice, and adds what any two of them come to together. Returns false where there
 * are too many. */
static bool find_selections(struct counting *counting) {
    enum { SELECTIONS_MAX = 1000 };
    for (size_t i = 0; i < counting->cuts->slice_count; i++)
        add_selection(counting, closed(counting, (uint64_t)1 << i));
    for (size_t i = 0; i < counting->selection_count; i++)
        for (size_t j = 0; j < i; j++) {
            if (counting->selection_count > SELECTIONS_MAX)
                return false;
            add_selection(counting, closed(counting, counting->selections[i].slices | counting->selections[j].slices));
        }
    return true;
}

static bool is_part_of(uint64_t some, uint64_t all) {
    return (some & ~all) == 0;
}

static int by_slices(const void *left, const void *right) {
    const struct selection *a = left, *b = right;
    size_t one = bits_count(a->slices), other = bits_count(b->slices);
    return one != other ? (one < other ? -1 : 1) : a->slices < b->slices ? -1 : a->slices > b->slices;
}

/* A set that fits a selection fits every selection of fewer of these slices too. The coefficients of all that it fits
 * add up to 1, so that it counts once. */
static void set_coefficients(struct counting *counting) {
    struct selection *selections = counting->selections;
    if (counting->selection_count > 1)
        qsort(selections, counting->selection_count, sizeof *selections, by_slices);
    for (size_t i = 0; i < counting->selection_count; i++) {
        selections[i].coefficient = 1;
        for (size_t j = 0; j < i; j++)
            if (is_part_of(selections[j].slices, selections[i].slices))
                selections[i].coefficient -= selections[j].coefficient;
    }
}

/* ---- All ---- */

static uint32_t total(const struct counting *counting, uint32_t prime, uint32_t *numbers) {
    uint64_t sum = 0;
    for (size_t i = 0; i < counting->selection_count; i++) {
        const struct selection *selection = &counting->selections[i];
        int64_t coefficient = selection->coefficient % (int64_t)prime;
        uint64_t factor = (uint64_t)(coefficient < 0 ? coefficient + (int64_t)prime : coefficient);
        sum = (sum + factor * remainder_of(counting, selection->slices, prime, numbers)) % prime;
    }
    return (uint32_t)sum;
}

const char *count_minimal_cuts(const struct minimal_cuts *cuts, size_t *work, struct arena *arena) {
    struct counting counting = {.cuts = cuts, .arena = arena_open(arena)};
    const char *digits = NULL;
    double bits = count_bits(&counting);
    if (find_selections(&counting)) {
        set_coefficients(&counting);
        size_t primes = (size_t)(fmax(bits, 0) / BITS_PER_PRIME) + 2;
        if (work_take(work, primes * (counting.selection_count * (size_t)cuts->root + primes))) {
            const uint32_t *prime = whole_number_primes(primes, counting.arena);
            uint32_t *remainders = arena_alloc(counting.arena, primes, sizeof *remainders);
            uint32_t *numbers = arena_alloc(counting.arena, (size_t)cuts->root + 2, sizeof *numbers);
            for (size_t i = 0; i < primes; i++)
                remainders[i] = total(&counting, prime[i], numbers);
            digits = whole_number_digits(prime, remainders, primes, arena);
        }
    }
    arena_close(counting.arena);
    return digits;
}

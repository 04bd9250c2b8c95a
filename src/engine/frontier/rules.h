/*
 * Which bits of a state no longer matter. Where all that still reads a bit is decided without it, the bit is set to one
 * value whatever it was, and states that differed by it alone become one.
 *
 * An argument of a gate does not matter where the gate's other arguments decide the gate: one of an `all` is surely
 * down, one of an `any` surely up, or enough of an `at least` either way. That a bit alone makes an argument surely
 * down (an `all` below) or up (an `any` below) is kept as a mask of such bits; the bit that is asked about is in none
 * of them, so its value may change, and one bit after the other may be set.
 */
#ifndef ENGINE_FRONTIER_RULES_H
#define ENGINE_FRONTIER_RULES_H

#include "base/bits.h"
#include "base/deadline.h"
#include "engine/frontier/step_order.h"

/* A bit that may have ceased to matter, and all ways by which steps to come read it. */
struct frontier_bit {
    uint32_t slot;
    uint32_t deciders; /* in masks: all bits that may show by being down that it does not matter */
    bool when[2];      /* whether the bit of the step may show that by being down, and by being up */
    struct span ways;
};

/* Whether enough masks have a bit that is up, or one that is down. */
struct frontier_check {
    bool by_up;
    uint32_t need; /* masks */
    struct span masks;
};

struct frontier_rules {
    size_t words;             /* of a mask, as of a state */
    struct span *of_position; /* in candidates: bits to look at after the step there */
    uint32_t *slot;           /* by position: of the step's bit, where it sets one */
    struct frontier_bit *candidates;
    struct span *ways; /* in checks: the bit does not matter by this way if one of them is met */
    struct frontier_check *checks;
    uint64_t *masks;
    size_t candidate_count, candidate_capacity, way_count, way_capacity, check_count, check_capacity;
    size_t mask_count, mask_capacity;
};

static inline uint64_t *frontier_mask(const struct frontier_rules *rules, uint32_t mask) {
    return &rules->masks[mask * rules->words];
}

/* The arrays of `sources` are used, and left as they were. Making rules takes no more than a part of `*words_left`,
 * the words that may be looked at, and no more time than there is. A step for which that does not suffice has no
 * rules, and its bits are taken to matter. The words that were used are taken off. */
struct frontier_rules frontier_rules_new(const struct frontier_sources *sources, const struct frontier_plan *plan,
                                         const struct step_order *order, size_t *words_left, struct deadline *deadline,
                                         struct arena *arena);

#endif

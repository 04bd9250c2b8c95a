/*
 * States that stand in for others. A gate that is up stays so when more bits are up. So the probability of a state may
 * be moved to one with fewer bits up where lower ends of availabilities are counted, and to one with more bits up where
 * upper ends are: both stay valid, and much less is lost than by leaving the state out, as the two often lead to the
 * same.
 */
#ifndef ENGINE_FRONTIER_STAND_INS_H
#define ENGINE_FRONTIER_STAND_INS_H

#include "base/deadline.h"
#include "engine/frontier/states.h"

/* By the number of bits that are up, less `fewest`, the likeliest states. */
struct frontier_stand_ins {
    uint32_t *states;                   /* indices plus one; 0: free */
    uint64_t *bits;                     /* of the same states */
    uint64_t *all_up;                   /* by the number of bits: those that all of these states have up, */
    uint64_t *any_up;                   /* and those that any of them has */
    size_t row_capacity, word_capacity; /* rows: for a number of bits, from `fewest` on; words: of all rows */
    size_t fewest, most;                /* bits up in any of them; fewest > most: there is none */
};

/* Moves the probability of the states below the threshold to likelier ones, and adds to `lost` what no other state can
 * stand in for; the states are left with none. Returns whether there was such a state. Takes the words that it looks at
 * off what is left; past that, and past the deadline, nothing is moved any more. */
bool frontier_move_to_stand_ins(struct frontier_stand_ins *stand_ins, struct frontier_states *states,
                                long double threshold, size_t *words_left, struct deadline *deadline,
                                struct frontier_mass *lost);

#endif

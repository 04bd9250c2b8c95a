/*
 * An availability as a pair: what is up and what is down, each with its own digits. Near 1 a complement that is
 * subtracted has lost the digits that count, so the pair is carried through every computation.
 */
#ifndef MODEL_LEVEL_H
#define MODEL_LEVEL_H

#include "slacalc.h"

/* A ratio and its complement, each rounded once from the decimal that was written. */
struct level {
    long double up, down;
};

/* The level of two that fail independently and are both needed: 1 - xy = (1 - x) + x (1 - y). */
static inline struct level level_of_both(struct level one, struct level other) {
    return (struct level){one.up * other.up, one.down + one.up * other.down};
}

/* The level of two that fail independently, one of which is enough. */
static inline struct level level_of_either(struct level one, struct level other) {
    return (struct level){one.up + one.down * other.up, one.down * other.down};
}

/* The level of what is at one of two levels by chance, as another event is up or down. */
static inline struct level level_mixed(struct level chance, struct level if_up, struct level if_down) {
    return (struct level){chance.up * if_up.up + chance.down * if_down.up,
                          chance.up * if_up.down + chance.down * if_down.down};
}

/* Of the opposite event. */
static inline struct level level_swapped(struct level level) {
    return (struct level){level.down, level.up};
}

/* To the doubles of a result, and back. */
slacalc_level level_row(struct level level);
struct level level_from_row(slacalc_level row);

#endif

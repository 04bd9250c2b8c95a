/*
 * What both kinds of decision diagrams (bdd.h, sifted.h) do alike when they combine two functions: constants, the
 * cache's entries, and the explicit stack of what would be a recursion over the variables.
 */
#ifndef ENGINE_OPERATION_H
#define ENGINE_OPERATION_H

#include <stdbool.h>
#include <stdint.h>

enum { BDD_FALSE = 0, BDD_TRUE = 1 };

#define BDD_SPENT UINT32_MAX /* the result of an operation that did not fit into the budget */

enum operation { AND, OR };

struct bdd_cached {
    uint32_t f, g, result; /* g carries the operation in its highest bit; f is 0 in a free entry */
};

/* One pending application of an operation. */
struct bdd_frame {
    uint32_t f, g, variable;
    uint32_t high_f, high_g; /* to be combined next; high_f is BDD_SPENT from then on */
    uint32_t low;
};

/* Whether the result is one of the two functions, or a constant. */
static inline bool operation_is_trivial(enum operation operation, uint32_t f, uint32_t g, uint32_t *result) {
    uint32_t decisive = operation == AND ? BDD_FALSE : BDD_TRUE;
    if (f == decisive || g == decisive)
        *result = decisive;
    else if (f <= BDD_TRUE || f == g)
        *result = g;
    else if (g <= BDD_TRUE)
        *result = f;
    else
        return false;
    return true;
}

static inline uint32_t operation_tagged(enum operation operation, uint32_t g) {
    return g | (operation == OR ? 0x80000000u : 0);
}

#endif

/*
 * All that one gate reads, with some of the modules below known to be down: constants are folded, and modules that
 * nothing can tell apart are one variable.
 */
#ifndef ENGINE_CONE_H
#define ENGINE_CONE_H

#include "base/arena.h"
#include "engine/exact.h"

#define CONE_DOWN NO_INDEX

/* Variables and gates, each behind its arguments. */
struct cone_gate {
    enum gate_kind kind; /* GATE_LEAF: a variable */
    uint32_t first, count, at_least;
    uint32_t gate;             /* of the graph */
    struct level level[SIDES]; /* a variable's; a gate's after cone_enclose */
    bool is_changed;           /* it reads less than in the graph */
    bool is_needed;            /* from the top */
};

struct cone {
    struct cone_gate *gates;
    size_t gate_count, gate_capacity;
    uint32_t *arguments; /* indices of gates */
    size_t argument_count, argument_capacity;
    uint32_t top; /* CONE_DOWN where it is always down */
    struct arena *arena;
};

/* `is_down`: by gate of the graph. All modules below `top` have values. */
struct cone cone_new(const struct exact *exact, uint32_t top, const bool *is_down, struct arena *arena);

/* Gives all gates intervals, as exact.h says. */
void cone_enclose(struct cone *cone, const struct exact *exact);

/* The variables without which being down the top is not: sets is_down of their gates, and returns the probability
 * that all of them are down, by side. To be called before cone_join. Returns false where there is none. */
bool cone_necessary(const struct cone *cone, bool *is_down, long double probability[SIDES]);

/* Makes one variable of those that are always read together. */
void cone_join(struct cone *cone);

void cone_release(struct cone *cone);

#endif

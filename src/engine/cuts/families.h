/*
 * Families of sets as zero-suppressed decision diagrams (Minato 1993, "Zero-suppressed BDDs for set manipulation in
 * combinatorial problems"). A family here is minimal: none of its sets holds another one.
 *
 * A node is its index; its children have smaller ones, so one loop over the indices goes bottom-up.
 */
#ifndef ENGINE_CUTS_FAMILIES_H
#define ENGINE_CUTS_FAMILIES_H

#include "base/arena.h"
#include "base/deadline.h"
#include "engine/diagram/bdd.h"

#include <stddef.h>
#include <stdint.h>

enum { FAMILY_EMPTY = 0, FAMILY_BASE = 1 }; /* no set; the empty set alone */

#define FAMILY_SPENT UINT32_MAX /* the result of an operation that did not fit into the budget */

struct families {
    struct diagram_node *nodes; /* low: the sets without the variable; high: those with it, less it */
    size_t count, capacity;
    size_t limit;    /* nodes may not become more than this */
    size_t steps;    /* left */
    uint32_t *slots; /* unique table */
    struct family_cached *cache;
    unsigned shift; /* of 64 bits, to an index of either: their capacity is a power of two */
    size_t most;    /* nodes that fit into the tables */
    struct family_frame *stack;
    size_t stack_capacity;
    struct deadline *deadline; /* NULL: none */
    struct arena *arena;
};

/* `max_nodes` bounds nodes, and steps in proportion. The tables have room for half as many nodes as are `expected`, and
 * grow. */
struct families families_new(struct arena *arena, size_t max_nodes, size_t expected, struct deadline *deadline);

/* The sets of `low`, and those of `high` each with the variable, which stands above both. */
uint32_t families_make(struct families *families, uint32_t variable, uint32_t low, uint32_t high);

/* What a node of a diagram tests, and where it goes on where that is up: what is asked for most. */
struct link {
    uint32_t variable, high;
};

/* A function of a diagram whose variables are those of families from `first_variable` on. */
struct lifted {
    const struct bdd *bdd;
    const struct link *links; /* by node of the diagram */
    const uint32_t *minimal;  /* by node of the diagram: the family of what brings it down, of all below the function */
    uint32_t function;
    uint32_t first_variable;
};

/* The sets of `family` that do not bring the function down. */
uint32_t families_let_through(struct families *families, uint32_t family, struct lifted lifted);

#endif

/*
 * Reduced ordered binary decision diagrams of monotone functions (Bryant 1986, "Graph-based algorithms for Boolean
 * function manipulation"). It knows no probability.
 *
 * A node is its index; its children have smaller ones, so one loop over the indices goes bottom-up. Indices stay good
 * when the table grows, pointers to nodes do not. Most of what is built on the way to a large function is needed no
 * more when it is done, and what is slow is memory that does not fit into the caches: so nodes are collected between
 * operations, and the tables grow only with what is left. A collection keeps the order of the nodes.
 */
#ifndef ENGINE_DIAGRAM_BDD_H
#define ENGINE_DIAGRAM_BDD_H

#include "base/arena.h"
#include "base/deadline.h"
#include "engine/diagram/unique_table.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { BDD_FALSE = 0, BDD_TRUE = 1 };

#define BDD_SPENT UINT32_MAX /* the result of an operation that did not fit into the budget */

/* What the caller notes of a node. */
struct bdd_note {
    double up, down;
};

struct bdd {
    struct diagram_node *nodes; /* low: where the variable is false; high: where it is true */
    size_t count, capacity;
    size_t limit;    /* the most nodes that there may be */
    size_t steps;    /* left: bounds the time of operations that find all their nodes made already */
    size_t walks;    /* left: nodes and functions that collections may go over because the budget is spent */
    uint32_t *slots; /* unique table */
    size_t slot_capacity;
    struct bdd_cached *cache;
    size_t cache_capacity;
    struct bdd_frame *stack;
    size_t stack_capacity;
    struct bdd_keyed *keyed; /* functions that are being sorted */
    size_t keyed_capacity;
    size_t variables;  /* no fewer than there are different ones */
    size_t collect_at; /* a collection is worth while from this many nodes on */
    bool by_halves;    /* how many functions are made into one; false to begin with */

    /* The caller's. Nothing is collected unless asked for where `kept` is NULL. */
    uint32_t *kept; /* functions, BDD_SPENT among them, that a collection keeps and renumbers */
    size_t kept_count;
    struct bdd_note *notes[2]; /* of the nodes below `noted`: they move along; NULL, or one and the same */
    size_t noted;
    struct deadline *deadline; /* past it every operation is spent; NULL: none */
    struct arena *arena;
};

/* A diagram with the two constants. `max_nodes` bounds nodes, and steps in proportion. */
struct bdd bdd_new(struct arena *arena, size_t max_nodes);

/* Each returns BDD_SPENT where the budget does not suffice or an argument is BDD_SPENT. */
uint32_t bdd_variable(struct bdd *bdd, uint32_t variable);
uint32_t bdd_and(struct bdd *bdd, uint32_t f, uint32_t g);
uint32_t bdd_or(struct bdd *bdd, uint32_t f, uint32_t g);

/* All, any, or at least k of `count` functions. The array is overwritten; for at least k it has room for k + 1 more
 * functions behind its end. All and any are combined by halves, or else one function after another: then the result
 * so far cuts short what follows, but each step may have to go through all of it. Halves are better by far where the
 * variables of each function stand close to one another. */
uint32_t bdd_all(struct bdd *bdd, uint32_t *functions, size_t count);
uint32_t bdd_any(struct bdd *bdd, uint32_t *functions, size_t count);
uint32_t bdd_at_least(struct bdd *bdd, uint32_t *functions, size_t count, size_t k);

/* Frees the nodes that neither `functions` nor the functions that are kept need, and renumbers both. */
void bdd_collect(struct bdd *bdd, uint32_t *functions, size_t count);

/* Does the same because the budget is spent. Returns false, and frees nothing, where that was done so often that
 * doing it again would take more time than the budget stands for, or where the time is over. */
bool bdd_collect_when_spent(struct bdd *bdd, uint32_t *functions, size_t count);

/* Frees what is not kept, and the memory that only further operations would need: none may follow. */
void bdd_seal(struct bdd *bdd);

/* Asserts that the diagrams are ordered and reduced: variables ascend on each path, children stand before their
 * parents, no node has one child twice, and none is there twice. */
void bdd_check(const struct bdd *bdd);

#endif

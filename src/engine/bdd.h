/*
 * Reduced ordered binary decision diagrams of monotone functions (Bryant 1986, "Graph-based algorithms for Boolean
 * function manipulation"). It knows no probability.
 *
 * A node is its index; its children have smaller ones, so one loop over the indices goes bottom-up. Nodes are
 * never freed but by bdd_rollback. Indices stay good when the table grows, pointers to nodes do not.
 */
#ifndef ENGINE_BDD_H
#define ENGINE_BDD_H

#include "base/arena.h"

#include <stdint.h>

enum { BDD_FALSE = 0, BDD_TRUE = 1 };

#define BDD_SPENT UINT32_MAX /* the result of an operation that did not fit into the budget */

struct bdd_node {
    uint32_t variable; /* smaller ones are tested first; UINT32_MAX in the two constants */
    uint32_t low;      /* where the variable is false */
    uint32_t high;     /* where it is true */
};

struct bdd {
    struct bdd_node *nodes;
    size_t count, capacity;
    size_t limit;    /* nodes may not become more than this */
    size_t steps;    /* left: bounds the time of operations that find all their nodes made already */
    uint32_t *slots; /* unique table */
    size_t slot_capacity;
    struct bdd_cached *cache;
    size_t cache_capacity;
    struct bdd_frame *stack;
    size_t stack_capacity;
    struct arena *arena;
};

/* A diagram with the two constants. `max_nodes` bounds nodes, and steps in proportion. */
struct bdd bdd_new(struct arena *arena, size_t max_nodes);

/* Each returns BDD_SPENT where the budget does not suffice or an argument is BDD_SPENT. */
uint32_t bdd_variable(struct bdd *bdd, uint32_t variable);
uint32_t bdd_and(struct bdd *bdd, uint32_t f, uint32_t g);
uint32_t bdd_or(struct bdd *bdd, uint32_t f, uint32_t g);

/* Of `count` functions, which are sorted in place: all, one, or at least k of them. `row` is scratch room for k + 1
 * nodes. */
uint32_t bdd_all(struct bdd *bdd, uint32_t *functions, size_t count);
uint32_t bdd_any(struct bdd *bdd, uint32_t *functions, size_t count);
uint32_t bdd_at_least(struct bdd *bdd, uint32_t *functions, size_t count, size_t k, uint32_t *row);

/* Takes back all nodes from index `count` on. */
void bdd_rollback(struct bdd *bdd, size_t count);

/* Gives its memory back. */
void bdd_release(struct bdd *bdd);

#endif

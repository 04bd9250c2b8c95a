/*
 * Decision diagrams whose order of variables follows what is built: a variable is moved through all places, by swaps of
 * neighbours, and stays at the best one (Rudell 1993, "Dynamic variable ordering for ordered binary decision diagrams",
 * ICCAD). What no order found beforehand has room for often fits. They cost more time a node than those of bdd.h, and
 * are thrown away once they gave their probability.
 *
 * A function is true where its gate is down. All are increasing in all variables, so one with a node's high child in
 * the place of the node is true wherever it was: that bounds the size (Ravi, McMillan, Shiple and Somenzi 1998,
 * "Approximation and decomposition of binary decision diagrams", DAC).
 */
#ifndef ENGINE_SIFTED_H
#define ENGINE_SIFTED_H

#include "base/arena.h"
#include "base/deadline.h"
#include "engine/operation.h"
#include "parser/model.h"

#include <stdint.h>

enum { SIFTED_FIRST_REORDER = 10000 };

struct sifted_node {
    uint32_t variable; /* UINT32_MAX in the two constants and in free nodes */
    uint32_t low, high;
    uint32_t next; /* in its chain of the unique table, or of free nodes */
    uint32_t uses; /* by nodes and by the caller; one without any is garbage, if it is not new */
};

struct sifted_mark {
    uint32_t walk;  /* that met it last */
    uint32_t place; /* in what that listed */
};

/* The nodes of one variable. */
struct sifted_table {
    uint32_t *chains;
    size_t capacity, count;
};

struct sifted {
    struct sifted_node *nodes;
    size_t count, capacity; /* free ones included */
    size_t live;            /* those that are not free */
    uint32_t first_free;
    struct sifted_table *tables; /* by variable */
    uint32_t *level_of;          /* by variable: its place in the order */
    uint32_t *at_level;
    size_t variables;
    uint64_t *meet; /* by variable, a row of bits: whether it and another one are in one function */
    size_t words;   /* of a row */
    struct bdd_cached *cache;
    struct bdd_frame *stack;
    struct sifted_mark *marks; /* by node: of the last walk */
    size_t mark_capacity;
    uint32_t walk;
    uint32_t *walked; /* the nodes of one function, children first */
    size_t walked_count, walked_capacity;
    uint32_t *waiting;
    size_t waiting_capacity;
    uint32_t *swapped; /* nodes that one swap changes */
    size_t swapped_capacity;
    size_t reorder_at; /* so many nodes make another order worth looking for */
    size_t collect_at; /* so many, garbage too, make a collection worth while */
    uint64_t work;     /* done so far, in about nanoseconds */
    uint64_t max_work;
    struct deadline *deadline; /* NULL: none */
    struct arena *arena;
};

/* Diagrams with the two constants; the variables are tested in the order of their numbers at first. */
struct sifted sifted_new(size_t variables, uint64_t max_work, struct deadline *deadline, struct arena *arena);

/* Tells that there will be functions that depend on all of these: bits by variable. */
void sifted_relate(struct sifted *s, const uint64_t *variables);

/* Functions that the caller does not keep are garbage for the next collection. */
uint32_t sifted_variable(struct sifted *s, uint32_t variable);
uint32_t sifted_keep(struct sifted *s, uint32_t function);
void sifted_drop(struct sifted *s, uint32_t function);

/* BDD_SPENT after so many steps, or past all work or the deadline. */
uint32_t sifted_combine(struct sifted *s, enum operation operation, uint32_t f, uint32_t g, size_t max_steps);

/* Frees what nothing needs. */
void sifted_collect(struct sifted *s);

/* Collects, and looks for a better order where many nodes are left; functions stay what they are. */
void sifted_reorder(struct sifted *s);

/* Whether nothing more will be done. */
bool sifted_is_spent(struct sifted *s);

/* Lists the nodes of a function, children first, without the constants. */
void sifted_walk(struct sifted *s, uint32_t function);

/* The probability of a function from those of its variables being down. */
struct level sifted_level(struct sifted *s, uint32_t function, const struct level *levels);

/* A function of about `max_nodes` nodes at the most that is true wherever `function` is, and not much more often. */
uint32_t sifted_rounded(struct sifted *s, uint32_t function, const struct level *levels, size_t max_nodes);

/* Gives most of its memory back. */
void sifted_release(struct sifted *s);

/* ---- Between its files ---- */

uint32_t sifted_make(struct sifted *s, uint32_t variable, uint32_t low, uint32_t high);
void sifted_enter(struct sifted *s, uint32_t node);     /* into the table of its variable */
void sifted_free_node(struct sifted *s, uint32_t node); /* that is in no table any more, and its hold on its children */

static inline size_t sifted_hash(uint32_t low, uint32_t high) {
    uint64_t mixed = ((uint64_t)low << 32 | high) * 0x9e3779b97f4a7c15u;
    return (size_t)(((mixed ^ mixed >> 29) * 0xbf58476d1ce4e5b9u) >> 32);
}

/* UINT32_MAX, behind all, for the constants. */
static inline uint32_t sifted_level_of(const struct sifted *s, uint32_t node) {
    return node <= BDD_TRUE ? UINT32_MAX : s->level_of[s->nodes[node].variable];
}

#endif

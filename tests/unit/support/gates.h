/* Graphs made by hand or at random, and what they are worth by trying every state of their leaves. */
#ifndef GATES_H
#define GATES_H

#include "engine/graph/graph.h"
#include "generator.h"
#include "oracle.h"

struct gates {
    struct graph graph;
    struct arena arena;
};

/* The two constants are in it. */
void gates_init(struct gates *gates);
void gates_free(struct gates *gates);

/* Each returns the index of the new gate. A leaf's component has the index of the leaf. */
uint32_t gates_leaf(struct gates *gates, long double down);
uint32_t gates_replicas(struct gates *gates, long double down, uint32_t replicas, uint32_t quorum);
uint32_t gates_switch(struct gates *gates, long double down);
uint32_t gates_add(struct gates *gates, enum gate_kind kind, const uint32_t *arguments, size_t count,
                   uint32_t at_least);
uint32_t gates_two(struct gates *gates, enum gate_kind kind, uint32_t left, uint32_t right);

/* Leaves and other gates mixed, as many as asked for; at least one leaf. */
void gates_random(struct gates *gates, struct generator *random, size_t leaves, size_t others);

/* The last gate and some more. `roots` has room for all gates; returns how many. */
size_t gates_roots(const struct gates *gates, struct generator *random, uint32_t *roots);

/* A level from rather bad to very good. */
struct level gates_draw_level(struct generator *random);

/* Exactly the quorum of the leaf's replicas. */
struct ratio gates_leaf_ratio(const struct leaf *leaf);

/* Fills in `truth` by gate; few leaves only. `perfect` is a leaf that is never down; NO_INDEX: none. */
void gates_enumerate(const struct graph *graph, uint32_t perfect, struct ratio *truth);

/* The same where that leaf is always up, or always down. */
void gates_enumerate_given(const struct graph *graph, uint32_t leaf, bool up, struct ratio *truth);

/* Whether each gate is up, by gate, in the state whose bits say which leaves are. */
void gates_in_state(const struct graph *graph, size_t state, bool *up);

#endif

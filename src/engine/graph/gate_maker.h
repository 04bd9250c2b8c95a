/* Makes the gates and leaves of a graph: equal gates are one gate, and what constants decide is no gate. */
#ifndef ENGINE_GRAPH_GATE_MAKER_H
#define ENGINE_GRAPH_GATE_MAKER_H

#include "engine/graph/graph.h"

struct gate_maker {
    struct graph *graph;
    struct arena *arena;   /* of the graph */
    struct arena *scratch; /* of all else */
    uint32_t *stack;       /* arguments of the gates that are being made */
    size_t stack_count, stack_capacity;
    uint32_t *seen_by; /* by gate: the serial of the gate that has it as an argument already */
    size_t seen_capacity;
    uint32_t serial;
    uint32_t fresh;  /* a leaf that is in no gate yet: what it is an argument of is no other gate; NO_INDEX: none */
    uint32_t *slots; /* unique table of gates with arguments; NO_INDEX is free */
    size_t slot_capacity, slot_count;
};

/* The graph is given its two constants, and has no other gate before. */
struct gate_maker gate_maker_new(struct graph *graph, struct arena *arena, struct arena *scratch);

uint32_t make_leaf(struct gate_maker *maker, struct leaf leaf);

/* Returns the index of the tie, for a leaf. */
uint32_t make_tie(struct gate_maker *maker, struct tie tie);

/* A leaf of no component, which is made once: `*gate` is NO_INDEX until then. What never or always happens is a
 * constant and no leaf. */
uint32_t make_chance(struct gate_maker *maker, uint32_t *gate, uint32_t requirement, enum chance chance,
                     struct level level);

/* Puts an argument on the stack. What it was as high as before is the `base` of a gate that has the arguments since. */
static inline void push_argument(struct gate_maker *maker, uint32_t gate) {
    ARENA_APPEND(maker->scratch, maker->stack, maker->stack_count, maker->stack_capacity, gate);
}

/* The gate of the arguments on the stack from `base` on, which are popped. */
uint32_t make_all_or_any(struct gate_maker *maker, enum gate_kind kind, size_t base);
uint32_t make_at_least(struct gate_maker *maker, size_t base, uint32_t at_least);

uint32_t make_pair(struct gate_maker *maker, enum gate_kind kind, uint32_t one, uint32_t other);

#endif

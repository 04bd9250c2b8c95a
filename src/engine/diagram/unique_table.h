/*
 * Nodes of decision diagrams, binary ones (bdd.h) and zero-suppressed ones (cuts/families.h), and the table in which
 * each of the binary ones is found by what it is, so that none is there twice. A table has a capacity that is a power
 * of two, of which half is used at the most. The first two nodes are the constants, which it does not hold.
 */
#ifndef ENGINE_DIAGRAM_UNIQUE_TABLE_H
#define ENGINE_DIAGRAM_UNIQUE_TABLE_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

struct diagram_node {
    uint32_t variable; /* smaller ones are tested first; UINT32_MAX in the two constants */
    uint32_t low, high;
};

/* A hash of three numbers. The product spreads over its high bits what either word holds. */
static inline size_t diagram_hash(uint32_t a, uint32_t b, uint32_t c) {
    uint64_t product = ((uint64_t)a << 32 | b) * 0x9e3779b97f4a7c15u + (uint64_t)c * 0xc2b2ae3d27d4eb4fu;
    return (size_t)((product ^ product >> 32) * 0x9e3779b97f4a7c15u >> 32);
}

/* Where the node's index stands, or is to be put; UINT32_MAX in a free slot. */
static inline uint32_t *unique_slot(uint32_t *slots, size_t capacity, const struct diagram_node *nodes,
                                    uint32_t variable, uint32_t low, uint32_t high) {
    size_t mask = capacity - 1;
    for (size_t i = diagram_hash(low, high, variable) & mask;; i = (i + 1) & mask) {
        if (slots[i] == UINT32_MAX)
            return &slots[i];
        const struct diagram_node *there = &nodes[slots[i]];
        if (there->low == low && there->high == high && there->variable == variable)
            return &slots[i];
    }
}

/* Fills a table of which the content does not matter. */
static inline void unique_fill(uint32_t *slots, size_t capacity, const struct diagram_node *nodes, size_t count) {
    memset(slots, 0xff, capacity * sizeof *slots);
    for (uint32_t i = 2; i < count; i++)
        *unique_slot(slots, capacity, nodes, nodes[i].variable, nodes[i].low, nodes[i].high) = i;
}

#endif

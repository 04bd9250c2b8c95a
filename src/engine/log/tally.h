/* Amounts by cause, and the sets of components that causes are. */
#ifndef ENGINE_LOG_TALLY_H
#define ENGINE_LOG_TALLY_H

#include "base/text.h"

/* Sets of components, each once. */
struct causes {
    struct cause {
        const size_t *components;
        size_t count;
    } * items;
    size_t count, capacity;
    struct text_map by_components;
    struct arena *arena;
};

void causes_init(struct causes *causes, struct arena *arena);

/* The number of the set, whose components ascend. */
uint32_t causes_add(struct causes *causes, const size_t *components, size_t count);

struct tallied {
    uint32_t cause;
    long double amount;
};

/* Begin with zeros. */
struct tally {
    struct tallied *items; /* in the order in which causes came */
    size_t count, capacity;
    uint32_t *slots; /* open addressing; an index in `items` and 1, 0 is free */
    size_t slot_capacity;
};

void tally_add(struct tally *tally, uint32_t cause, long double amount, struct arena *arena);
void tally_clear(struct tally *tally);

/* The cause of the largest amount, the first of several; NO_INDEX where there is none. */
uint32_t tally_largest(const struct tally *tally);

#endif

#include "engine/log/tally.h"

#include <string.h>

/* ---- Sets ---- */

static struct text key_at(const void *owner, uint32_t index) {
    const struct cause *cause = &((const struct causes *)owner)->items[index];
    return (struct text){(const char *)cause->components, cause->count * sizeof *cause->components};
}

void causes_init(struct causes *causes, struct arena *arena) {
    *causes = (struct causes){.arena = arena};
    text_map_init(&causes->by_components, arena, key_at, causes);
}

uint32_t causes_add(struct causes *causes, const size_t *components, size_t count) {
    struct text key = {(const char *)components, count * sizeof *components};
    uint32_t known = text_map_find(&causes->by_components, key);
    if (known != NO_INDEX)
        return known;
    struct cause cause = {arena_copy(causes->arena, components, count, sizeof *components), count};
    ARENA_APPEND(causes->arena, causes->items, causes->count, causes->capacity, cause);
    uint32_t added = (uint32_t)causes->count - 1;
    text_map_add(&causes->by_components, key_at(causes, added), added);
    return added;
}

/* ---- Amounts ---- */

static uint32_t *slot_of(const struct tally *tally, uint32_t cause) {
    for (size_t i = cause * (size_t)2654435761u;; i++) {
        uint32_t *slot = &tally->slots[i & (tally->slot_capacity - 1)];
        if (*slot == 0 || tally->items[*slot - 1].cause == cause)
            return slot;
    }
}

static void grow(struct tally *tally, struct arena *arena) {
    size_t old = tally->slot_capacity;
    arena_release(arena, tally->slots, old, sizeof *tally->slots);
    tally->slot_capacity = old ? old * 2 : 8;
    tally->slots = arena_alloc(arena, tally->slot_capacity, sizeof *tally->slots);
    for (size_t i = 0; i < tally->count; i++)
        *slot_of(tally, tally->items[i].cause) = (uint32_t)i + 1;
}

void tally_add(struct tally *tally, uint32_t cause, long double amount, struct arena *arena) {
    if (2 * (tally->count + 1) > tally->slot_capacity)
        grow(tally, arena);
    uint32_t *slot = slot_of(tally, cause);
    if (*slot == 0) {
        ARENA_APPEND(arena, tally->items, tally->count, tally->capacity, (struct tallied){cause, 0});
        *slot = (uint32_t)tally->count;
    }
    tally->items[*slot - 1].amount += amount;
}

void tally_clear(struct tally *tally) {
    if (tally->count > 0)
        memset(tally->slots, 0, tally->slot_capacity * sizeof *tally->slots);
    tally->count = 0;
}

uint32_t tally_largest(const struct tally *tally) {
    const struct tallied *largest = NULL;
    for (size_t i = 0; i < tally->count; i++)
        if (!largest || tally->items[i].amount > largest->amount)
            largest = &tally->items[i];
    return largest ? largest->cause : NO_INDEX;
}

#include "engine/cuts/families.h"

#include <stdbool.h>
#include <string.h>

enum { FIRST_CAPACITY = 1 << 6, STEPS_PER_NODE = 8, STEPS_PER_CLOCK = 1 << 14, SLOTS_PER_CACHED = 1 };

struct family_cached {
    uint32_t family, function, first_variable, result; /* family is 0 in a free entry */
};

/* One family and one function that are not trivial. */
struct family_frame {
    uint32_t family, function;
    uint32_t low; /* FAMILY_SPENT until it is known */
};

struct families families_new(struct arena *arena, size_t max_nodes, struct deadline *deadline) {
    struct families families = {.arena = arena, .deadline = deadline, .slot_capacity = FIRST_CAPACITY};
    if (max_nodes > UINT32_MAX / 4)
        max_nodes = UINT32_MAX / 4;
    families.limit = max_nodes + 2;
    families.steps = (max_nodes + FIRST_CAPACITY) * STEPS_PER_NODE;
    families.cache_capacity = FIRST_CAPACITY / SLOTS_PER_CACHED;
    ARENA_RESERVE(arena, families.nodes, 0, families.capacity);
    for (uint32_t constant = FAMILY_EMPTY; constant <= FAMILY_BASE; constant++)
        families.nodes[families.count++] = (struct diagram_node){UINT32_MAX, constant, constant};
    families.slots = arena_alloc(arena, families.slot_capacity, sizeof *families.slots);
    families.cache = arena_alloc(arena, families.cache_capacity, sizeof *families.cache);
    unique_fill(families.slots, families.slot_capacity, families.nodes, families.count);
    return families;
}

/* ---- Nodes ---- */

static void grow_tables(struct families *families) {
    arena_release(families->arena, families->slots, families->slot_capacity, sizeof *families->slots);
    families->slot_capacity *= 2;
    families->slots = arena_alloc(families->arena, families->slot_capacity, sizeof *families->slots);
    unique_fill(families->slots, families->slot_capacity, families->nodes, families->count);
    arena_release(families->arena, families->cache, families->cache_capacity, sizeof *families->cache);
    families->cache_capacity = families->slot_capacity / SLOTS_PER_CACHED;
    families->cache = arena_alloc(families->arena, families->cache_capacity, sizeof *families->cache);
}

uint32_t families_make(struct families *families, uint32_t variable, uint32_t low, uint32_t high) {
    if (low == FAMILY_SPENT || high == FAMILY_SPENT)
        return FAMILY_SPENT;
    if (high == FAMILY_EMPTY)
        return low;
    uint32_t *slot = unique_slot(families->slots, families->slot_capacity, families->nodes, variable, low, high);
    if (*slot != UINT32_MAX)
        return *slot;
    if (families->count >= families->limit ||
        (families->count % STEPS_PER_CLOCK == 0 && deadline_is_over(families->deadline)))
        return FAMILY_SPENT;
    ARENA_RESERVE(families->arena, families->nodes, families->count, families->capacity);
    families->nodes[families->count] = (struct diagram_node){variable, low, high};
    *slot = (uint32_t)families->count++;
    if (2 * families->count > families->slot_capacity)
        grow_tables(families);
    return (uint32_t)(families->count - 1);
}

/* ---- Those that a function lets through ---- */

static struct family_cached *cached(const struct families *families, uint32_t family, const struct lifted *lifted) {
    size_t at = diagram_hash(family, lifted->function, lifted->first_variable);
    return &families->cache[at & (families->cache_capacity - 1)];
}

/* The empty set brings no function down that is not so anyway. */
static bool look_up(const struct families *families, uint32_t family, const struct lifted *lifted, uint32_t *result) {
    if (family == FAMILY_EMPTY || lifted->function == BDD_FALSE) {
        *result = FAMILY_EMPTY;
        return true;
    }
    if (family == FAMILY_BASE || lifted->function == BDD_TRUE) {
        *result = family;
        return true;
    }
    const struct family_cached *entry = cached(families, family, lifted);
    *result = entry->result;
    return entry->family == family && entry->function == lifted->function &&
           entry->first_variable == lifted->first_variable;
}

static bool take_step(struct families *families) {
    if (families->steps == 0 || (families->steps % STEPS_PER_CLOCK == 0 && deadline_is_over(families->deadline)))
        return false;
    families->steps--;
    return true;
}

static uint32_t variable_of(const struct lifted *lifted) {
    return lifted->first_variable + lifted->bdd->nodes[lifted->function].variable;
}

/* What the function is where all variables are up that the family does not test any more. */
static void skip_untested(const struct families *families, uint32_t family, struct lifted *lifted) {
    while (family > FAMILY_BASE && lifted->function > BDD_TRUE &&
           variable_of(lifted) < families->nodes[family].variable)
        lifted->function = lifted->bdd->nodes[lifted->function].high;
}

/* The function where the first variable of the frame's family is down, or up. */
static uint32_t branch(const struct families *families, const struct family_frame *frame, struct lifted lifted,
                       bool down) {
    lifted.function = frame->function;
    if (variable_of(&lifted) != families->nodes[frame->family].variable)
        return frame->function;
    const struct diagram_node *node = &lifted.bdd->nodes[frame->function];
    return down ? node->low : node->high;
}

uint32_t families_let_through(struct families *families, uint32_t family, struct lifted lifted) {
    if (family == FAMILY_SPENT)
        return FAMILY_SPENT;
    size_t depth = 0;
    for (;;) {
        uint32_t result;
        skip_untested(families, family, &lifted);
        if (!look_up(families, family, &lifted, &result)) {
            if (!take_step(families))
                return FAMILY_SPENT;
            ARENA_RESERVE(families->arena, families->stack, depth, families->stack_capacity);
            struct family_frame *frame = &families->stack[depth++];
            *frame = (struct family_frame){.family = family, .function = lifted.function, .low = FAMILY_SPENT};
            lifted.function = branch(families, frame, lifted, false);
            family = families->nodes[family].low;
            continue;
        }
        while (depth > 0 && families->stack[depth - 1].low != FAMILY_SPENT) {
            const struct family_frame *frame = &families->stack[--depth];
            lifted.function = frame->function;
            result = families_make(families, families->nodes[frame->family].variable, frame->low, result);
            if (result == FAMILY_SPENT)
                return result;
            *cached(families, frame->family, &lifted) =
                (struct family_cached){frame->family, frame->function, lifted.first_variable, result};
        }
        if (depth == 0)
            return result;
        struct family_frame *frame = &families->stack[depth - 1];
        frame->low = result;
        lifted.function = branch(families, frame, lifted, true);
        family = families->nodes[frame->family].high;
    }
}

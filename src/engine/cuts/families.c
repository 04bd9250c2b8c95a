#include "engine/cuts/families.h"

#include <stdbool.h>
#include <string.h>

enum { FIRST_CAPACITY = 1 << 6, STEPS_PER_NODE = 8, NODES_PER_CLOCK = 1 << 14 };

struct family_cached {
    uint32_t family, function, first_variable, result; /* family is 0 in a free entry */
};

/* One family and one function that are not trivial. */
struct family_frame {
    uint32_t family, function;
    uint32_t high_family, high_function; /* to be gone into next; high_family is FAMILY_SPENT from then on */
    uint32_t low;
    size_t hash; /* of the family and the function */
};

struct families families_new(struct arena *arena, size_t max_nodes, size_t expected, struct deadline *deadline) {
    struct families families = {.arena = arena, .deadline = deadline, .slot_capacity = FIRST_CAPACITY};
    while (families.slot_capacity < expected)
        families.slot_capacity *= 2;
    if (max_nodes > UINT32_MAX / 4)
        max_nodes = UINT32_MAX / 4;
    families.limit = max_nodes + 2;
    families.steps = (max_nodes + FIRST_CAPACITY) * STEPS_PER_NODE;
    families.cache_capacity = families.slot_capacity;
    ARENA_RESERVE(arena, families.nodes, 0, families.capacity);
    for (uint32_t constant = FAMILY_EMPTY; constant <= FAMILY_BASE; constant++)
        families.nodes[families.count++] = (struct diagram_node){UINT32_MAX, constant, constant};
    families.slots = arena_alloc(arena, families.slot_capacity, sizeof *families.slots);
    families.cache = arena_alloc(arena, families.cache_capacity, sizeof *families.cache);
    unique_fill(families.slots, families.slot_capacity, families.nodes, families.count);
    return families;
}

/* ---- Nodes ---- */

static struct family_cached *cached(const struct families *families, size_t hash) {
    return &families->cache[hash & (families->cache_capacity - 1)];
}

/* What it remembers goes on to a cache that is twice as large. */
static void grow_cache(struct families *families) {
    struct family_cached *old = families->cache;
    size_t count = families->cache_capacity;
    families->cache_capacity *= 2;
    families->cache = arena_alloc(families->arena, families->cache_capacity, sizeof *families->cache);
    for (size_t i = 0; i < count; i++)
        if (old[i].family != 0)
            *cached(families, diagram_hash(old[i].family, old[i].function, old[i].first_variable)) = old[i];
    arena_release(families->arena, old, count, sizeof *old);
}

static void grow_tables(struct families *families) {
    arena_release(families->arena, families->slots, families->slot_capacity, sizeof *families->slots);
    families->slot_capacity *= 2;
    families->slots = arena_alloc(families->arena, families->slot_capacity, sizeof *families->slots);
    unique_fill(families->slots, families->slot_capacity, families->nodes, families->count);
    grow_cache(families);
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
        (families->count % NODES_PER_CLOCK == 0 && deadline_is_over(families->deadline)))
        return FAMILY_SPENT;
    ARENA_RESERVE(families->arena, families->nodes, families->count, families->capacity);
    families->nodes[families->count] = (struct diagram_node){variable, low, high};
    *slot = (uint32_t)families->count++;
    if (2 * families->count > families->slot_capacity)
        grow_tables(families);
    return (uint32_t)(families->count - 1);
}

/* ---- The sets that a function lets through ---- */

/* What remains of the function when all variables are up that the family has passed by without testing them. */
static uint32_t skip_untested(const struct families *families, const struct lifted *lifted, uint32_t family,
                              uint32_t function) {
    const struct diagram_node *nodes = lifted->bdd->nodes;
    if (family <= FAMILY_BASE)
        return function;
    uint32_t variable = families->nodes[family].variable - lifted->first_variable;
    while (nodes[function].variable < variable)
        function = nodes[function].high;
    return function;
}

/* The empty set brings no function down that is not so anyway, and the minimal cut sets of a function all do. */
static bool is_trivial(const struct lifted *lifted, uint32_t family, uint32_t function, uint32_t *result) {
    bool is_constant = function <= BDD_TRUE || family <= FAMILY_BASE;
    *result = is_constant && function != BDD_FALSE ? family : FAMILY_EMPTY;
    return is_constant || family == lifted->minimal[function];
}

static bool look_up(const struct families *families, const struct lifted *lifted, uint32_t family, uint32_t function,
                    size_t hash, uint32_t *result) {
    const struct family_cached *entry = cached(families, hash);
    *result = entry->result;
    return entry->family == family && entry->function == function && entry->first_variable == lifted->first_variable;
}

/* Goes on with the family and the function where the family's first variable is up. The frame keeps what both are where
 * that variable is down. */
static struct family_frame open_frame(const struct families *families, const struct lifted *lifted, size_t hash,
                                      uint32_t *family, uint32_t *function) {
    const struct diagram_node *top = &families->nodes[*family], *tested = &lifted->bdd->nodes[*function];
    bool is_tested = tested->variable == top->variable - lifted->first_variable;
    struct family_frame frame = {.family = *family,
                                 .function = *function,
                                 .high_family = top->high,
                                 .high_function = is_tested ? tested->low : *function,
                                 .hash = hash};
    *family = top->low;
    *function = is_tested ? tested->high : *function;
    return frame;
}

/* Completes the frame whose two branches are known. Where both are let through as they are, so is the family. */
static uint32_t complete(struct families *families, const struct lifted *lifted, const struct family_frame *frame,
                         uint32_t high) {
    const struct diagram_node *whole = &families->nodes[frame->family];
    bool is_whole = whole->low == frame->low && whole->high == high;
    uint32_t result = is_whole ? frame->family : families_make(families, whole->variable, frame->low, high);
    if (result != FAMILY_SPENT)
        *cached(families, frame->hash) =
            (struct family_cached){frame->family, frame->function, lifted->first_variable, result};
    return result;
}

uint32_t families_let_through(struct families *families, uint32_t family, struct lifted lifted) {
    uint32_t function = lifted.function;
    if (family == FAMILY_SPENT)
        return FAMILY_SPENT;
    size_t depth = 0;
    for (;;) {
        uint32_t result;
        function = skip_untested(families, &lifted, family, function);
        if (!is_trivial(&lifted, family, function, &result)) {
            size_t hash = diagram_hash(family, function, lifted.first_variable);
            if (!look_up(families, &lifted, family, function, hash, &result)) {
                if (!deadline_take_step(families->deadline, &families->steps))
                    return FAMILY_SPENT;
                ARENA_RESERVE(families->arena, families->stack, depth, families->stack_capacity);
                families->stack[depth++] = open_frame(families, &lifted, hash, &family, &function);
                continue;
            }
        }
        while (depth > 0 && families->stack[depth - 1].high_family == FAMILY_SPENT) {
            result = complete(families, &lifted, &families->stack[--depth], result);
            if (result == FAMILY_SPENT)
                return result;
        }
        if (depth == 0)
            return result;
        struct family_frame *frame = &families->stack[depth - 1];
        frame->low = result;
        family = frame->high_family;
        function = frame->high_function;
        frame->high_family = FAMILY_SPENT;
    }
}

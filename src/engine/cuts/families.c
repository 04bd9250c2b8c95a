#include "engine/cuts/families.h"

#include <stdbool.h>
#include <string.h>

enum { FIRST_BITS = 6, STEPS_PER_NODE = 8, NODES_PER_CLOCK = 1 << 14 };

struct family_cached {
    uint32_t family, function, first_variable, result; /* family is 0 in a free entry */
};

/* One family and one function that are not trivial. */
struct family_frame {
    uint32_t family, function;
    enum { LOW_SOUGHT, LOW_KNOWN, HIGH_KNOWN } state; /* of its branches, where its first variable is up, and down */
    uint32_t branch; /* the result in the one that is known; or what remains of the function in the other one */
};

struct families families_new(struct arena *arena, size_t max_nodes, size_t expected, struct deadline *deadline) {
    struct families families = {.arena = arena, .deadline = deadline, .shift = 64 - FIRST_BITS};
    size_t slots = (size_t)1 << FIRST_BITS;
    for (; slots < expected; slots *= 2)
        families.shift--;
    if (max_nodes > UINT32_MAX / 4)
        max_nodes = UINT32_MAX / 4;
    families.limit = max_nodes + 2;
    families.steps = (max_nodes + ((size_t)1 << FIRST_BITS)) * STEPS_PER_NODE;
    families.most = slots / 4 * 3;
    families.capacity = families.most + 1; /* the last one makes them grow */
    families.nodes = arena_alloc(arena, families.capacity, sizeof *families.nodes);
    for (uint32_t constant = FAMILY_EMPTY; constant <= FAMILY_BASE; constant++)
        families.nodes[families.count++] = (struct diagram_node){UINT32_MAX, constant, constant};
    families.slots = arena_alloc(arena, slots, sizeof *families.slots);
    families.cache = arena_alloc(arena, slots, sizeof *families.cache);
    return families;
}

/* ---- Nodes ----
 *
 * The product of two words and odd numbers spreads over its high bits what either of them holds.
 */

/* Where the node's index stands, or is to be put; 0 in a free slot. Three quarters are used at the most. */
static inline uint32_t *slot_of(const struct families *families, uint32_t variable, uint32_t low, uint32_t high) {
    uint64_t product = ((uint64_t)low << 32 | high) * 0x9e3779b97f4a7c15u + (uint64_t)variable * 0xc2b2ae3d27d4eb4fu;
    size_t mask = UINT64_MAX >> families->shift;
    for (size_t i = (size_t)(product >> families->shift);; i = (i + 1) & mask) {
        const struct diagram_node *there = &families->nodes[families->slots[i]];
        if (families->slots[i] == 0 || (there->low == low && there->high == high && there->variable == variable))
            return &families->slots[i];
    }
}

static inline struct family_cached *cached(struct family_cached *cache, unsigned shift, uint32_t family,
                                           uint32_t function) {
    uint64_t product = ((uint64_t)family << 32 | function) * 0x9e3779b97f4a7c15u;
    return &cache[product >> shift];
}

/* What the cache remembers goes on to one that is twice as large. */
static void grow_tables(struct families *families) {
    struct family_cached *old = families->cache;
    size_t count = (size_t)1 << (64 - families->shift--);
    arena_release(families->arena, families->slots, count, sizeof *families->slots);
    families->most = count / 2 * 3;
    families->slots = arena_alloc(families->arena, 2 * count, sizeof *families->slots);
    families->cache = arena_alloc(families->arena, 2 * count, sizeof *families->cache);
    for (uint32_t i = FAMILY_BASE + 1; i < families->count; i++)
        *slot_of(families, families->nodes[i].variable, families->nodes[i].low, families->nodes[i].high) = i;
    for (size_t i = 0; i < count; i++)
        if (old[i].family != 0)
            *cached(families->cache, families->shift, old[i].family, old[i].function) = old[i];
    arena_release(families->arena, old, count, sizeof *old);
}

static uint32_t add(struct families *families, uint32_t *slot, struct diagram_node node) {
    if (families->count >= families->limit ||
        (families->count % NODES_PER_CLOCK == 0 && deadline_is_over(families->deadline)))
        return FAMILY_SPENT;
    ARENA_RESERVE(families->arena, families->nodes, families->count, families->capacity);
    families->nodes[families->count] = node;
    *slot = (uint32_t)families->count++;
    if (families->count > families->most)
        grow_tables(families);
    return (uint32_t)(families->count - 1);
}

/* Neither family is spent. */
static inline uint32_t make(struct families *families, uint32_t variable, uint32_t low, uint32_t high) {
    if (high == FAMILY_EMPTY)
        return low;
    uint32_t *slot = slot_of(families, variable, low, high);
    return *slot != 0 ? *slot : add(families, slot, (struct diagram_node){variable, low, high});
}

uint32_t families_make(struct families *families, uint32_t variable, uint32_t low, uint32_t high) {
    return low == FAMILY_SPENT || high == FAMILY_SPENT ? FAMILY_SPENT : make(families, variable, low, high);
}

/* ---- The sets that a function lets through ---- */

/* What is asked for at each step, at hand. */
struct passage {
    const struct diagram_node *nodes; /* of the families */
    struct family_cached *cache;
    unsigned shift;
    const struct link *links; /* of the functions */
    const uint32_t *minimal;
    uint32_t first_variable;
};

/* Whether the result is known. The empty set brings no function down that is not so anyway, and the minimal cut sets of
 * a function all do. Otherwise `*function` is what remains of it when all variables are up that the family passes by
 * without testing them. */
static inline bool is_known(const struct passage *passage, uint32_t family, uint32_t *function, uint32_t *result) {
    if (family <= FAMILY_BASE) {
        *result = *function == BDD_FALSE ? FAMILY_EMPTY : family;
        return true;
    }
    uint32_t variable = passage->nodes[family].variable - passage->first_variable, rest = *function;
    while (passage->links[rest].variable < variable)
        rest = passage->links[rest].high;
    *function = rest;
    *result = rest == BDD_TRUE ? family : FAMILY_EMPTY;
    if (rest <= BDD_TRUE || family == passage->minimal[rest])
        return true;
    const struct family_cached *known = cached(passage->cache, passage->shift, family, rest);
    *result = known->result;
    return known->family == family && known->function == rest && known->first_variable == passage->first_variable;
}

/* Where both branches are let through as they are, so is the family. */
static inline uint32_t complete(struct families *families, struct passage *passage, uint32_t family, uint32_t function,
                                uint32_t low, uint32_t high) {
    struct diagram_node whole = passage->nodes[family];
    uint32_t result = family;
    if (whole.low != low || whole.high != high) {
        result = make(families, whole.variable, low, high);
        passage->nodes = families->nodes;
        passage->cache = families->cache;
        passage->shift = families->shift;
    }
    *cached(passage->cache, passage->shift, family, function) =
        (struct family_cached){family, function, passage->first_variable, result};
    return result;
}

uint32_t families_let_through(struct families *families, uint32_t family, struct lifted lifted) {
    struct passage passage = {families->nodes, families->cache, families->shift,
                              lifted.links,    lifted.minimal,  lifted.first_variable};
    struct family_frame *stack = families->stack;
    uint32_t function = lifted.function, result;
    size_t depth = 0;
    if (family == FAMILY_SPENT)
        return FAMILY_SPENT;
    for (;;) {
        while (!is_known(&passage, family, &function, &result)) {
            if (!deadline_take_step(families->deadline, &families->steps))
                return FAMILY_SPENT;
            if (depth == families->stack_capacity)
                stack = ARENA_RESERVE(families->arena, families->stack, depth, families->stack_capacity);
            const struct diagram_node *top = &passage.nodes[family];
            struct family_frame *frame = &stack[depth++];
            uint32_t if_down = function;
            frame->family = family;
            frame->function = function;
            if (passage.links[function].variable == top->variable - passage.first_variable) {
                if_down = lifted.bdd->nodes[function].low;
                function = passage.links[function].high;
            }
            frame->branch = if_down;
            frame->state = LOW_SOUGHT;
            if (top->high == FAMILY_BASE) {
                frame->branch = if_down == BDD_FALSE ? FAMILY_EMPTY : FAMILY_BASE;
                frame->state = HIGH_KNOWN;
            }
            family = top->low;
        }
        while (depth > 0 && stack[depth - 1].state != LOW_SOUGHT) {
            const struct family_frame *frame = &stack[--depth];
            result = frame->state == LOW_KNOWN
                         ? complete(families, &passage, frame->family, frame->function, frame->branch, result)
                         : complete(families, &passage, frame->family, frame->function, result, frame->branch);
            if (result == FAMILY_SPENT)
                return result;
        }
        if (depth == 0)
            return result;
        struct family_frame *frame = &stack[depth - 1];
        family = passage.nodes[frame->family].high;
        function = frame->branch;
        frame->branch = result;
        frame->state = LOW_KNOWN;
    }
}

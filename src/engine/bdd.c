#include "engine/bdd.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

enum operation { AND, OR };

struct bdd_cached {
    uint32_t f, g, result; /* g carries the operation in its highest bit; f is 0 in a free entry */
};

/* One pending application of an operation: the explicit stack of what would be a recursion over the variables. */
struct bdd_frame {
    uint32_t f, g, low;
    bool high_pending; /* low is known, high is being computed */
};

enum { FIRST_CAPACITY = 1 << 8, STEPS_PER_NODE = 4 };

static void clear_slots(struct bdd *bdd) {
    memset(bdd->slots, 0xff, bdd->slot_capacity * sizeof *bdd->slots);
}

struct bdd bdd_new(struct arena *arena, size_t max_nodes) {
    struct bdd bdd = {.arena = arena, .slot_capacity = FIRST_CAPACITY, .cache_capacity = FIRST_CAPACITY};
    if (max_nodes > UINT32_MAX / 4)
        max_nodes = UINT32_MAX / 4; /* the highest bit of an index belongs to the cache */
    bdd.limit = max_nodes + 2;
    bdd.steps = (max_nodes + FIRST_CAPACITY) * STEPS_PER_NODE;
    bdd.nodes = arena_reserve(arena, NULL, 0, &bdd.capacity, sizeof *bdd.nodes);
    for (uint32_t constant = BDD_FALSE; constant <= BDD_TRUE; constant++)
        bdd.nodes[bdd.count++] = (struct bdd_node){UINT32_MAX, constant, constant};
    bdd.slots = arena_alloc(arena, bdd.slot_capacity, sizeof *bdd.slots);
    bdd.cache = arena_alloc(arena, bdd.cache_capacity, sizeof *bdd.cache);
    clear_slots(&bdd);
    return bdd;
}

/* ---- Nodes ---- */

static size_t mix(uint64_t a, uint64_t b, uint64_t c) {
    uint64_t hash = (a * 0x9e3779b97f4a7c15u) ^ (b * 0xc2b2ae3d27d4eb4fu) ^ (c * 0x165667b19e3779f9u);
    hash ^= hash >> 32;
    return (size_t)((hash * 0x9e3779b97f4a7c15u) >> 20);
}

static uint32_t *slot_of(const struct bdd *bdd, const struct bdd_node *node) {
    for (size_t i = mix(node->variable, node->low, node->high);; i++) {
        uint32_t *slot = &bdd->slots[i & (bdd->slot_capacity - 1)];
        if (*slot == UINT32_MAX)
            return slot;
        const struct bdd_node *there = &bdd->nodes[*slot];
        if (there->low == node->low && there->high == node->high && there->variable == node->variable)
            return slot;
    }
}

static void enter_all(struct bdd *bdd) {
    for (uint32_t i = BDD_TRUE + 1; i < bdd->count; i++)
        *slot_of(bdd, &bdd->nodes[i]) = i;
}

static void grow_tables(struct bdd *bdd) {
    arena_release(bdd->arena, bdd->slots, bdd->slot_capacity, sizeof *bdd->slots);
    bdd->slot_capacity *= 2;
    bdd->slots = NULL;
    bdd->slots = arena_alloc(bdd->arena, bdd->slot_capacity, sizeof *bdd->slots);
    clear_slots(bdd);
    enter_all(bdd);
    arena_release(bdd->arena, bdd->cache, bdd->cache_capacity, sizeof *bdd->cache);
    bdd->cache = NULL;
    bdd->cache_capacity = bdd->slot_capacity / 2;
    bdd->cache = arena_alloc(bdd->arena, bdd->cache_capacity, sizeof *bdd->cache);
}

static uint32_t make_node(struct bdd *bdd, uint32_t variable, uint32_t low, uint32_t high) {
    if (low == high)
        return low;
    struct bdd_node node = {variable, low, high};
    uint32_t *slot = slot_of(bdd, &node);
    if (*slot != UINT32_MAX)
        return *slot;
    if (bdd->count >= bdd->limit)
        return BDD_SPENT;
    bdd->nodes = arena_reserve(bdd->arena, bdd->nodes, bdd->count, &bdd->capacity, sizeof *bdd->nodes);
    bdd->nodes[bdd->count] = node;
    *slot = (uint32_t)bdd->count++;
    if (2 * bdd->count > bdd->slot_capacity)
        grow_tables(bdd);
    return (uint32_t)(bdd->count - 1);
}

uint32_t bdd_variable(struct bdd *bdd, uint32_t variable) {
    return make_node(bdd, variable, BDD_FALSE, BDD_TRUE);
}

void bdd_rollback(struct bdd *bdd, size_t count) {
    if (bdd->count == count)
        return;
    bdd->count = count;
    clear_slots(bdd);
    enter_all(bdd);
    memset(bdd->cache, 0, bdd->cache_capacity * sizeof *bdd->cache);
}

/* ---- Operations ---- */

static bool trivial(enum operation operation, uint32_t f, uint32_t g, uint32_t *result) {
    uint32_t decisive = operation == AND ? BDD_FALSE : BDD_TRUE;
    if (f == decisive || g == decisive)
        *result = decisive;
    else if (f <= BDD_TRUE || f == g)
        *result = g;
    else if (g <= BDD_TRUE)
        *result = f;
    else
        return false;
    return true;
}

static struct bdd_cached *cached(const struct bdd *bdd, enum operation operation, uint32_t f, uint32_t g) {
    return &bdd->cache[mix(f, g, operation) & (bdd->cache_capacity - 1)];
}

static uint32_t tagged(enum operation operation, uint32_t g) {
    return g | (operation == OR ? 0x80000000u : 0);
}

static bool look_up(const struct bdd *bdd, enum operation operation, uint32_t f, uint32_t g, uint32_t *result) {
    if (trivial(operation, f, g, result))
        return true;
    const struct bdd_cached *entry = cached(bdd, operation, f, g);
    *result = entry->result;
    return entry->f == f && entry->g == tagged(operation, g);
}

static uint32_t branch(const struct bdd *bdd, uint32_t function, uint32_t variable, bool high) {
    const struct bdd_node *node = &bdd->nodes[function];
    if (node->variable != variable)
        return function;
    return high ? node->high : node->low;
}

static uint32_t top(const struct bdd *bdd, uint32_t f, uint32_t g) {
    uint32_t a = bdd->nodes[f].variable, b = bdd->nodes[g].variable;
    return a < b ? a : b;
}

static void push_frame(struct bdd *bdd, size_t depth, uint32_t f, uint32_t g) {
    bdd->stack = arena_reserve(bdd->arena, bdd->stack, depth, &bdd->stack_capacity, sizeof *bdd->stack);
    bdd->stack[depth] = (struct bdd_frame){.f = f, .g = g};
}

/* Completes the frame whose two branches are known. */
static uint32_t complete(struct bdd *bdd, enum operation operation, struct bdd_frame frame, uint32_t high) {
    uint32_t node = make_node(bdd, top(bdd, frame.f, frame.g), frame.low, high);
    if (node != BDD_SPENT)
        *cached(bdd, operation, frame.f, frame.g) = (struct bdd_cached){frame.f, tagged(operation, frame.g), node};
    return node;
}

static uint32_t apply(struct bdd *bdd, enum operation operation, uint32_t f, uint32_t g) {
    if (f == BDD_SPENT || g == BDD_SPENT)
        return BDD_SPENT;
    size_t depth = 0;
    uint32_t result = BDD_SPENT;
    bool descending = true;
    for (;;) {
        if (descending) {
            uint32_t first = f < g ? f : g, second = f < g ? g : f;
            descending = !look_up(bdd, operation, first, second, &result);
            if (descending) {
                if (bdd->steps == 0)
                    return BDD_SPENT;
                bdd->steps--;
                push_frame(bdd, depth++, first, second);
                uint32_t variable = top(bdd, first, second);
                f = branch(bdd, first, variable, false);
                g = branch(bdd, second, variable, false);
            }
            continue;
        }
        if (depth == 0)
            return result;
        struct bdd_frame *frame = &bdd->stack[depth - 1];
        if (frame->high_pending) {
            result = complete(bdd, operation, *frame, result);
            depth--;
            if (result == BDD_SPENT)
                return result;
        } else {
            frame->low = result;
            frame->high_pending = descending = true;
            uint32_t variable = top(bdd, frame->f, frame->g);
            f = branch(bdd, frame->f, variable, true);
            g = branch(bdd, frame->g, variable, true);
        }
    }
}

uint32_t bdd_and(struct bdd *bdd, uint32_t f, uint32_t g) {
    return apply(bdd, AND, f, g);
}

uint32_t bdd_or(struct bdd *bdd, uint32_t f, uint32_t g) {
    return apply(bdd, OR, f, g);
}

/* ---- Many functions ---- */

struct keyed {
    uint32_t variable, function;
};

static int deepest_first(const void *left, const void *right) {
    const struct keyed *a = left, *b = right;
    if (a->variable != b->variable)
        return a->variable > b->variable ? -1 : 1;
    return a->function < b->function ? -1 : a->function > b->function;
}

/* Functions of lower variables first: where the variables of two do not mix, each step then adds nodes on top of what
 * is made already, in constant time. */
static bool sort_deepest_first(struct bdd *bdd, uint32_t *functions, size_t count) {
    size_t capacity = 0;
    for (size_t i = 0; i < count; i++)
        if (functions[i] == BDD_SPENT)
            return false;
    if (count < 2)
        return true;
    struct keyed *keyed = arena_alloc(bdd->arena, capacity = count, sizeof *keyed);
    for (size_t i = 0; i < count; i++)
        keyed[i] = (struct keyed){bdd->nodes[functions[i]].variable, functions[i]};
    qsort(keyed, count, sizeof *keyed, deepest_first);
    for (size_t i = 0; i < count; i++)
        functions[i] = keyed[i].function;
    arena_release(bdd->arena, keyed, capacity, sizeof *keyed);
    return true;
}

static uint32_t fold(struct bdd *bdd, enum operation operation, uint32_t *functions, size_t count) {
    if (!sort_deepest_first(bdd, functions, count))
        return BDD_SPENT;
    uint32_t result = operation == AND ? BDD_TRUE : BDD_FALSE;
    for (size_t i = 0; i < count && result != BDD_SPENT; i++)
        result = apply(bdd, operation, result, functions[i]);
    return result;
}

uint32_t bdd_all(struct bdd *bdd, uint32_t *functions, size_t count) {
    return fold(bdd, AND, functions, count);
}

uint32_t bdd_any(struct bdd *bdd, uint32_t *functions, size_t count) {
    return fold(bdd, OR, functions, count);
}

/* if f then more else fewer, where fewer implies more. */
static uint32_t choose(struct bdd *bdd, uint32_t f, uint32_t more, uint32_t fewer) {
    const struct bdd_node *node = &bdd->nodes[f];
    bool plain = node->low == BDD_FALSE && node->high == BDD_TRUE;
    if (plain && node->variable < top(bdd, more, fewer))
        return make_node(bdd, node->variable, fewer, more);
    return bdd_or(bdd, bdd_and(bdd, f, more), fewer);
}

/* row[j] is "at least j of the functions so far". */
uint32_t bdd_at_least(struct bdd *bdd, uint32_t *functions, size_t count, size_t k, uint32_t *row) {
    if (!sort_deepest_first(bdd, functions, count))
        return BDD_SPENT;
    row[0] = BDD_TRUE;
    for (size_t j = 1; j <= k; j++)
        row[j] = BDD_FALSE;
    for (size_t i = 0; i < count; i++) {
        /* Fewer than k - (count - 1 - i) cannot become k any more. */
        size_t needed = k > count - 1 - i ? k - (count - 1 - i) : 1;
        for (size_t j = k < i + 1 ? k : i + 1; j >= needed; j--) {
            row[j] = choose(bdd, functions[i], row[j - 1], row[j]);
            if (row[j] == BDD_SPENT)
                return BDD_SPENT;
        }
    }
    return row[k];
}

void bdd_release(struct bdd *bdd) {
    arena_release(bdd->arena, bdd->nodes, bdd->capacity, sizeof *bdd->nodes);
    arena_release(bdd->arena, bdd->slots, bdd->slot_capacity, sizeof *bdd->slots);
    arena_release(bdd->arena, bdd->cache, bdd->cache_capacity, sizeof *bdd->cache);
    arena_release(bdd->arena, bdd->stack, bdd->stack_capacity, sizeof *bdd->stack);
}

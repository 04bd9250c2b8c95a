#include "engine/diagram/bdd.h"

#include "base/sanitized.h"
#include "base/work.h"

#include <assert.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

enum { FIRST_CAPACITY = 1 << 6, STEPS_PER_NODE = 4, COLLECT_FIRST = 1 << 14 };

/* Each time that the budget is spent, all nodes are walked through. In all, so many nodes may be walked through for
 * each node of the budget, and so many in any case, which takes less than a second. */
enum { WALKS_PER_NODE = 32, FEW_WALKS = 1 << 26 };

/* A small cache, which fits into the caches of the processor, saves more time than a large one that forgets less. */
enum { FIRST_CACHED = 1 << 9, SLOTS_PER_CACHED = 8 };

enum operation { AND, OR };

struct bdd_cached {
    uint32_t f, g, result; /* g carries the operation in its highest bit; f is 0 in a free entry */
};

/* One pending application of an operation. */
struct bdd_frame {
    uint32_t f, g, variable;
    uint32_t high_f, high_g; /* to be combined next; high_f is BDD_SPENT from then on */
    uint32_t low;
};

static void enter_all(struct bdd *bdd) {
    unique_fill(bdd->slots, bdd->slot_capacity, bdd->nodes, bdd->count);
}

struct bdd bdd_new(struct arena *arena, size_t max_nodes) {
    struct bdd bdd = {.arena = arena, .slot_capacity = FIRST_CAPACITY, .cache_capacity = FIRST_CACHED};
    if (max_nodes > UINT32_MAX / 4)
        max_nodes = UINT32_MAX / 4; /* the highest bit of an index belongs to the cache */
    bdd.limit = max_nodes + 2;
    bdd.steps = (max_nodes + FIRST_CAPACITY) * STEPS_PER_NODE;
    bdd.walks = max_nodes * WALKS_PER_NODE + FEW_WALKS;
    bdd.collect_at = COLLECT_FIRST;
    ARENA_RESERVE(arena, bdd.nodes, 0, bdd.capacity);
    for (uint32_t constant = BDD_FALSE; constant <= BDD_TRUE; constant++)
        bdd.nodes[bdd.count++] = (struct diagram_node){UINT32_MAX, constant, constant};
    bdd.slots = arena_alloc(arena, bdd.slot_capacity, sizeof *bdd.slots);
    bdd.cache = arena_alloc(arena, bdd.cache_capacity, sizeof *bdd.cache);
    enter_all(&bdd);
    return bdd;
}

/* ---- Nodes ---- */

static uint32_t *slot_of(const struct bdd *bdd, uint32_t variable, uint32_t low, uint32_t high) {
    return unique_slot(bdd->slots, bdd->slot_capacity, bdd->nodes, variable, low, high);
}

static void grow_tables(struct bdd *bdd) {
    arena_release(bdd->arena, bdd->slots, bdd->slot_capacity, sizeof *bdd->slots);
    bdd->slot_capacity *= 2;
    bdd->slots = NULL;
    bdd->slots = arena_alloc(bdd->arena, bdd->slot_capacity, sizeof *bdd->slots);
    enter_all(bdd);
    if (bdd->slot_capacity / SLOTS_PER_CACHED <= bdd->cache_capacity)
        return;
    arena_release(bdd->arena, bdd->cache, bdd->cache_capacity, sizeof *bdd->cache);
    bdd->cache = NULL;
    bdd->cache_capacity = bdd->slot_capacity / SLOTS_PER_CACHED;
    bdd->cache = arena_alloc(bdd->arena, bdd->cache_capacity, sizeof *bdd->cache);
}

static uint32_t make_node(struct bdd *bdd, uint32_t variable, uint32_t low, uint32_t high) {
    if (low == high)
        return low;
    uint32_t *slot = slot_of(bdd, variable, low, high);
    if (*slot != UINT32_MAX)
        return *slot;
    if (bdd->count >= bdd->limit)
        return BDD_SPENT;
    if (bdd->count == bdd->capacity)
        ARENA_RESERVE(bdd->arena, bdd->nodes, bdd->count, bdd->capacity);
    bdd->nodes[bdd->count] = (struct diagram_node){variable, low, high};
    *slot = (uint32_t)bdd->count++;
    if (2 * bdd->count > bdd->slot_capacity)
        grow_tables(bdd);
    return (uint32_t)(bdd->count - 1);
}

uint32_t bdd_variable(struct bdd *bdd, uint32_t variable) {
    size_t before = bdd->count;
    uint32_t node = make_node(bdd, variable, BDD_FALSE, BDD_TRUE);
    bdd->variables += bdd->count - before;
    return node;
}

/* ---- Collection ---- */

/* What is written for a node into the unique table, which is free for other use between operations and made anew
 * afterwards. */
enum { REACHED = 0 };

static void mark(struct bdd *bdd, const uint32_t *functions, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (functions[i] != BDD_SPENT)
            bdd->slots[functions[i]] = REACHED;
}

static void renumber(const struct bdd *bdd, uint32_t *functions, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (functions[i] != BDD_SPENT)
            functions[i] = bdd->slots[functions[i]];
}

static void move_notes(struct bdd *bdd, size_t from, size_t to) {
    if (bdd->notes[0])
        bdd->notes[0][to] = bdd->notes[0][from];
    if (bdd->notes[1] != bdd->notes[0])
        bdd->notes[1][to] = bdd->notes[1][from];
}

static void compact(struct bdd *bdd) {
    uint32_t *renamed = bdd->slots, kept = 0;
    size_t noted = bdd->noted;
    renamed[BDD_FALSE] = renamed[BDD_TRUE] = REACHED;
    for (size_t i = bdd->count; i-- > BDD_TRUE;)
        if (renamed[i] != UINT32_MAX)
            renamed[bdd->nodes[i].low] = renamed[bdd->nodes[i].high] = REACHED;
    for (size_t i = 0; i < bdd->count; i++) {
        struct diagram_node node = bdd->nodes[i];
        if (i == noted)
            bdd->noted = kept;
        if (renamed[i] == UINT32_MAX)
            continue;
        if (i < noted)
            move_notes(bdd, i, kept);
        renamed[i] = kept;
        bdd->nodes[kept++] = (struct diagram_node){node.variable, renamed[node.low], renamed[node.high]};
    }
    if (noted == bdd->count)
        bdd->noted = kept;
    bdd->count = kept;
}

/* Leaves the unique table and the cache useless. */
static void keep_only(struct bdd *bdd, uint32_t *functions, size_t count) {
    memset(bdd->slots, 0xff, bdd->count * sizeof *bdd->slots);
    mark(bdd, functions, count);
    mark(bdd, bdd->kept, bdd->kept_count);
    compact(bdd);
    renumber(bdd, functions, count);
    renumber(bdd, bdd->kept, bdd->kept_count);
}

void bdd_collect(struct bdd *bdd, uint32_t *functions, size_t count) {
    keep_only(bdd, functions, count);
    enter_all(bdd);
    if (SANITIZED)
        bdd_check(bdd);
    memset(bdd->cache, 0, bdd->cache_capacity * sizeof *bdd->cache);
    /* The next collection is worth while once as many nodes have been built as it has to walk through. */
    size_t walked = bdd->count > bdd->kept_count ? bdd->count : bdd->kept_count;
    bdd->collect_at = bdd->count + (walked > COLLECT_FIRST ? walked : COLLECT_FIRST);
}

bool bdd_collect_when_spent(struct bdd *bdd, uint32_t *functions, size_t count) {
    if (deadline_is_over(bdd->deadline) || !work_take(&bdd->walks, bdd->count + bdd->kept_count))
        return false;
    bdd_collect(bdd, functions, count);
    return true;
}

/* ---- Operations ---- */

/* Whether the result is one of the two functions, or a constant. */
static bool is_trivial(enum operation operation, uint32_t f, uint32_t g, uint32_t *result) {
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

static uint32_t tagged(enum operation operation, uint32_t g) {
    return g | (operation == OR ? 0x80000000u : 0);
}

static struct bdd_cached *cached(const struct bdd *bdd, uint32_t f, uint32_t tagged_g) {
    return &bdd->cache[diagram_hash(f, tagged_g, 0) & (bdd->cache_capacity - 1)];
}

static bool look_up(const struct bdd *bdd, enum operation operation, uint32_t f, uint32_t g, uint32_t *result) {
    if (is_trivial(operation, f, g, result))
        return true;
    const struct bdd_cached *entry = cached(bdd, f, tagged(operation, g));
    *result = entry->result;
    return entry->f == f && entry->g == tagged(operation, g);
}

/* Both functions on both sides of their topmost variable. */
static struct bdd_frame open_frame(const struct bdd *bdd, uint32_t f, uint32_t g, uint32_t *low_f, uint32_t *low_g) {
    struct diagram_node a = bdd->nodes[f], b = bdd->nodes[g];
    uint32_t variable = a.variable < b.variable ? a.variable : b.variable;
    *low_f = a.variable == variable ? a.low : f;
    *low_g = b.variable == variable ? b.low : g;
    return (struct bdd_frame){.f = f,
                              .g = g,
                              .variable = variable,
                              .high_f = a.variable == variable ? a.high : f,
                              .high_g = b.variable == variable ? b.high : g};
}

/* Completes the frame whose two branches are known. */
static uint32_t complete(struct bdd *bdd, enum operation operation, const struct bdd_frame *frame, uint32_t high) {
    uint32_t node = make_node(bdd, frame->variable, frame->low, high), g = tagged(operation, frame->g);
    if (node != BDD_SPENT)
        *cached(bdd, frame->f, g) = (struct bdd_cached){frame->f, g, node};
    return node;
}

static uint32_t apply(struct bdd *bdd, enum operation operation, uint32_t f, uint32_t g) {
    if (f == BDD_SPENT || g == BDD_SPENT)
        return BDD_SPENT;
    /* No frame of the stack tests the variable of another one. */
    ARENA_PROVIDE(bdd->arena, bdd->stack, bdd->variables + 1, bdd->stack_capacity);
    struct bdd_frame *stack = bdd->stack;
    size_t depth = 0;
    for (;;) {
        uint32_t first = f < g ? f : g, second = f < g ? g : f, result;
        if (!look_up(bdd, operation, first, second, &result)) {
            if (!deadline_take_step(bdd->deadline, &bdd->steps))
                return BDD_SPENT;
            stack[depth++] = open_frame(bdd, first, second, &f, &g);
            continue;
        }
        while (depth > 0 && stack[depth - 1].high_f == BDD_SPENT) {
            result = complete(bdd, operation, &stack[--depth], result);
            if (result == BDD_SPENT)
                return result;
        }
        if (depth == 0)
            return result;
        struct bdd_frame *frame = &stack[depth - 1];
        frame->low = result;
        f = frame->high_f;
        g = frame->high_g;
        frame->high_f = BDD_SPENT;
    }
}

uint32_t bdd_and(struct bdd *bdd, uint32_t f, uint32_t g) {
    return apply(bdd, AND, f, g);
}

uint32_t bdd_or(struct bdd *bdd, uint32_t f, uint32_t g) {
    return apply(bdd, OR, f, g);
}

/* ---- Many functions ---- */

struct bdd_keyed {
    uint32_t variable, function;
};

static int deepest_first(const void *left, const void *right) {
    const struct bdd_keyed *a = left, *b = right;
    if (a->variable != b->variable)
        return a->variable > b->variable ? -1 : 1;
    return a->function < b->function ? -1 : a->function > b->function;
}

/* Functions of lower variables first: where the variables of two do not mix, each step then adds nodes on top of what
 * is made already, in constant time. */
static bool sort_deepest_first(struct bdd *bdd, uint32_t *functions, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (functions[i] == BDD_SPENT)
            return false;
    if (count < 2)
        return true;
    ARENA_PROVIDE(bdd->arena, bdd->keyed, count, bdd->keyed_capacity);
    struct bdd_keyed *keyed = bdd->keyed;
    for (size_t i = 0; i < count; i++)
        keyed[i] = (struct bdd_keyed){bdd->nodes[functions[i]].variable, functions[i]};
    qsort(keyed, count, sizeof *keyed, deepest_first);
    for (size_t i = 0; i < count; i++)
        functions[i] = keyed[i].function;
    return true;
}

/* Before a step of a long operation; `functions` are all that it still needs. */
static void collect_in_time(struct bdd *bdd, uint32_t *functions, size_t count) {
    if (bdd->kept && bdd->count >= bdd->collect_at)
        bdd_collect(bdd, functions, count);
}

/* Where the budget was spent on nodes that are no longer needed, the operation is tried once more. */
static bool collect_for_retry(struct bdd *bdd, uint32_t *functions, size_t count) {
    if (!bdd->kept || bdd->count < bdd->limit || !bdd_collect_when_spent(bdd, functions, count))
        return false;
    return bdd->count < bdd->limit / 4 * 3;
}

/* Combines neighbours in pairs until one function is left. */
static uint32_t fold_by_halves(struct bdd *bdd, enum operation operation, uint32_t *functions, size_t count) {
    while (count > 1) {
        size_t pairs = count / 2;
        collect_in_time(bdd, functions, count);
        for (size_t i = 0; i < pairs; i++) {
            functions[i] = apply(bdd, operation, functions[2 * i], functions[2 * i + 1]);
            if (functions[i] == BDD_SPENT)
                return BDD_SPENT;
        }
        if (count % 2 == 1)
            functions[pairs] = functions[count - 1];
        count -= pairs;
    }
    return functions[0];
}

/* Replaces each function by the combination of all functions up to it. */
static uint32_t fold_in_turn(struct bdd *bdd, enum operation operation, uint32_t *functions, size_t count) {
    for (size_t i = 1; i < count; i++) {
        collect_in_time(bdd, functions + i - 1, count - i + 1);
        uint32_t result = apply(bdd, operation, functions[i - 1], functions[i]);
        if (result == BDD_SPENT && collect_for_retry(bdd, functions + i - 1, count - i + 1))
            result = apply(bdd, operation, functions[i - 1], functions[i]);
        if (result == BDD_SPENT)
            return BDD_SPENT;
        functions[i] = result;
    }
    return functions[count - 1];
}

static uint32_t fold(struct bdd *bdd, enum operation operation, uint32_t *functions, size_t count) {
    if (count == 0)
        return operation == AND ? BDD_TRUE : BDD_FALSE;
    if (!sort_deepest_first(bdd, functions, count))
        return BDD_SPENT;
    return (bdd->by_halves ? fold_by_halves : fold_in_turn)(bdd, operation, functions, count);
}

uint32_t bdd_all(struct bdd *bdd, uint32_t *functions, size_t count) {
    return fold(bdd, AND, functions, count);
}

uint32_t bdd_any(struct bdd *bdd, uint32_t *functions, size_t count) {
    return fold(bdd, OR, functions, count);
}

/* if f then more else fewer, where fewer implies more. */
static uint32_t choose(struct bdd *bdd, uint32_t f, uint32_t more, uint32_t fewer) {
    const struct diagram_node *node = &bdd->nodes[f];
    bool plain = node->low == BDD_FALSE && node->high == BDD_TRUE;
    if (plain && node->variable < bdd->nodes[more].variable && node->variable < bdd->nodes[fewer].variable)
        return deadline_take_step(bdd->deadline, &bdd->steps) ? make_node(bdd, node->variable, fewer, more) : BDD_SPENT;
    return bdd_or(bdd, bdd_and(bdd, f, more), fewer);
}

/* row[j] is "at least j of the functions so far". */
uint32_t bdd_at_least(struct bdd *bdd, uint32_t *functions, size_t count, size_t k) {
    if (!sort_deepest_first(bdd, functions, count))
        return BDD_SPENT;
    uint32_t *row = functions + count;
    row[0] = BDD_TRUE;
    for (size_t j = 1; j <= k; j++)
        row[j] = BDD_FALSE;
    for (size_t i = 0; i < count; i++) {
        collect_in_time(bdd, functions + i, count - i + k + 1);
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

void bdd_check(const struct bdd *bdd) {
    for (uint32_t i = BDD_TRUE + 1; i < bdd->count; i++) {
        const struct diagram_node *node = &bdd->nodes[i];
        assert(node->low < i && node->high < i && node->low != node->high);
        assert(node->variable < bdd->nodes[node->low].variable && node->variable < bdd->nodes[node->high].variable);
        assert(*slot_of(bdd, node->variable, node->low, node->high) == i);
    }
}

void bdd_seal(struct bdd *bdd) {
    if (SANITIZED)
        bdd_check(bdd);
    keep_only(bdd, NULL, 0);
    arena_release(bdd->arena, bdd->slots, bdd->slot_capacity, sizeof *bdd->slots);
    arena_release(bdd->arena, bdd->cache, bdd->cache_capacity, sizeof *bdd->cache);
    arena_release(bdd->arena, bdd->stack, bdd->stack_capacity, sizeof *bdd->stack);
    bdd->slots = NULL;
    bdd->cache = NULL;
    bdd->stack = NULL;
    bdd->limit = bdd->steps = 0;
    bdd->nodes = arena_shrink(bdd->arena, bdd->nodes, bdd->capacity, bdd->count, sizeof *bdd->nodes);
    bdd->capacity = bdd->count;
}

#include "engine/sifted.h"

#include <string.h>

#define NONE UINT32_MAX /* no node, and no variable */

enum { TABLE_CAPACITY = 16, CACHE_CAPACITY = 1 << 18, STEP_WORK = 32 };

struct sifted sifted_new(size_t variables, uint64_t max_work, struct deadline *deadline, struct arena *arena) {
    struct sifted s = {.variables = variables,
                       .first_free = NONE,
                       .tables = arena_alloc(arena, variables, sizeof *s.tables),
                       .level_of = arena_alloc(arena, variables, sizeof *s.level_of),
                       .at_level = arena_alloc(arena, variables, sizeof *s.at_level),
                       .words = variables / 64 + 1,
                       .cache = arena_alloc(arena, CACHE_CAPACITY, sizeof *s.cache),
                       .stack = arena_alloc(arena, variables + 1, sizeof *s.stack),
                       .reorder_at = SIFTED_FIRST_REORDER,
                       .collect_at = SIFTED_FIRST_REORDER,
                       .max_work = max_work,
                       .deadline = deadline,
                       .arena = arena};
    s.meet = arena_alloc(arena, variables * s.words, sizeof *s.meet);
    for (uint32_t variable = 0; variable < variables; variable++) {
        struct sifted_table *table = &s.tables[variable];
        s.level_of[variable] = s.at_level[variable] = variable;
        table->capacity = TABLE_CAPACITY;
        table->chains = arena_alloc(arena, table->capacity, sizeof *table->chains);
        memset(table->chains, 0xff, table->capacity * sizeof *table->chains);
    }
    s.nodes = arena_reserve(arena, NULL, 0, &s.capacity, sizeof *s.nodes);
    for (uint32_t constant = BDD_FALSE; constant <= BDD_TRUE; constant++)
        s.nodes[s.count++] = (struct sifted_node){NONE, constant, constant, NONE, 1};
    s.live = s.count;
    return s;
}

void sifted_release(struct sifted *s) {
    struct arena *arena = s->arena;
    for (size_t variable = 0; variable < s->variables; variable++)
        arena_release(arena, s->tables[variable].chains, s->tables[variable].capacity, sizeof(uint32_t));
    arena_release(arena, s->tables, s->variables, sizeof *s->tables);
    arena_release(arena, s->level_of, s->variables, sizeof *s->level_of);
    arena_release(arena, s->at_level, s->variables, sizeof *s->at_level);
    arena_release(arena, s->meet, s->variables * s->words, sizeof *s->meet);
    arena_release(arena, s->cache, CACHE_CAPACITY, sizeof *s->cache);
    arena_release(arena, s->stack, s->variables + 1, sizeof *s->stack);
    arena_release(arena, s->nodes, s->capacity, sizeof *s->nodes);
    arena_release(arena, s->marks, s->mark_capacity, sizeof *s->marks);
    arena_release(arena, s->walked, s->walked_capacity, sizeof *s->walked);
    arena_release(arena, s->waiting, s->waiting_capacity, sizeof *s->waiting);
    arena_release(arena, s->swapped, s->swapped_capacity, sizeof *s->swapped);
}

void sifted_relate(struct sifted *s, const uint64_t *variables) {
    for (size_t variable = 0; variable < s->variables; variable++)
        for (size_t word = 0; (variables[variable / 64] >> variable % 64 & 1) && word < s->words; word++)
            s->meet[variable * s->words + word] |= variables[word];
}

bool sifted_is_spent(struct sifted *s) {
    return s->work >= s->max_work || (s->deadline && s->deadline->is_over);
}

/* ---- Nodes ---- */

static void chain(struct sifted *s, const struct sifted_table *table, uint32_t node) {
    struct sifted_node *chained = &s->nodes[node];
    uint32_t *first = &table->chains[sifted_hash(chained->low, chained->high) & (table->capacity - 1)];
    chained->next = *first;
    *first = node;
}

static void widen(struct sifted *s, struct sifted_table *table) {
    uint32_t *old = table->chains;
    size_t old_capacity = table->capacity;
    table->capacity *= 2;
    table->chains = arena_alloc(s->arena, table->capacity, sizeof *table->chains);
    memset(table->chains, 0xff, table->capacity * sizeof *table->chains);
    for (size_t i = 0; i < old_capacity; i++)
        for (uint32_t node = old[i], next; node != NONE; node = next) {
            next = s->nodes[node].next;
            chain(s, table, node);
        }
    arena_release(s->arena, old, old_capacity, sizeof *old);
}

void sifted_enter(struct sifted *s, uint32_t node) {
    struct sifted_table *table = &s->tables[s->nodes[node].variable];
    if (table->count >= table->capacity)
        widen(s, table);
    chain(s, table, node);
    table->count++;
}

static uint32_t new_node(struct sifted *s) {
    uint32_t node = s->first_free;
    s->live++;
    if (node != NONE) {
        s->first_free = s->nodes[node].next;
        return node;
    }
    s->nodes = arena_reserve(s->arena, s->nodes, s->count, &s->capacity, sizeof *s->nodes);
    return (uint32_t)s->count++;
}

void sifted_free_node(struct sifted *s, uint32_t node) {
    s->nodes[s->nodes[node].low].uses--;
    s->nodes[s->nodes[node].high].uses--;
    s->nodes[node].variable = NONE;
    s->nodes[node].next = s->first_free;
    s->first_free = node;
    s->live--;
}

uint32_t sifted_make(struct sifted *s, uint32_t variable, uint32_t low, uint32_t high) {
    if (low == high)
        return low;
    const struct sifted_table *table = &s->tables[variable];
    uint32_t node = table->chains[sifted_hash(low, high) & (table->capacity - 1)];
    while (node != NONE && (s->nodes[node].low != low || s->nodes[node].high != high))
        node = s->nodes[node].next;
    if (node != NONE)
        return node;
    node = new_node(s);
    s->nodes[node] = (struct sifted_node){variable, low, high, NONE, 0};
    s->nodes[low].uses++;
    s->nodes[high].uses++;
    sifted_enter(s, node);
    return node;
}

uint32_t sifted_variable(struct sifted *s, uint32_t variable) {
    return sifted_make(s, variable, BDD_FALSE, BDD_TRUE);
}

uint32_t sifted_keep(struct sifted *s, uint32_t function) {
    s->nodes[function].uses++;
    return function;
}

void sifted_drop(struct sifted *s, uint32_t function) {
    s->nodes[function].uses--;
}

/* What a freed node leaves without any use stands in a later table. */
void sifted_collect(struct sifted *s) {
    for (size_t level = 0; level < s->variables; level++) {
        struct sifted_table *table = &s->tables[s->at_level[level]];
        for (size_t i = 0; i < table->capacity; i++)
            for (uint32_t *link = &table->chains[i]; *link != NONE;) {
                uint32_t node = *link;
                if (s->nodes[node].uses > 0) {
                    link = &s->nodes[node].next;
                    continue;
                }
                *link = s->nodes[node].next;
                table->count--;
                sifted_free_node(s, node);
            }
    }
    memset(s->cache, 0, CACHE_CAPACITY * sizeof *s->cache);
    s->work += s->count + CACHE_CAPACITY;
}

/* ---- Operations ---- */

static bool look_up(const struct sifted *s, enum operation operation, uint32_t f, uint32_t g, uint32_t *result) {
    if (operation_is_trivial(operation, f, g, result))
        return true;
    const struct bdd_cached *entry = &s->cache[sifted_hash(f, operation_tagged(operation, g)) & (CACHE_CAPACITY - 1)];
    *result = entry->result;
    return entry->f == f && entry->g == operation_tagged(operation, g);
}

/* Both functions on both sides of their topmost variable. */
static struct bdd_frame open_frame(const struct sifted *s, uint32_t f, uint32_t g, uint32_t *low_f, uint32_t *low_g) {
    const struct sifted_node *a = &s->nodes[f], *b = &s->nodes[g];
    uint32_t level_f = sifted_level_of(s, f), level_g = sifted_level_of(s, g);
    *low_f = level_f <= level_g ? a->low : f;
    *low_g = level_g <= level_f ? b->low : g;
    return (struct bdd_frame){.f = f,
                              .g = g,
                              .variable = level_f <= level_g ? a->variable : b->variable,
                              .high_f = level_f <= level_g ? a->high : f,
                              .high_g = level_g <= level_f ? b->high : g};
}

/* Completes the frame whose two branches are known. */
static uint32_t complete(struct sifted *s, enum operation operation, const struct bdd_frame *frame, uint32_t high) {
    uint32_t node = sifted_make(s, frame->variable, frame->low, high), g = operation_tagged(operation, frame->g);
    s->cache[sifted_hash(frame->f, g) & (CACHE_CAPACITY - 1)] = (struct bdd_cached){frame->f, g, node};
    return node;
}

static bool may_step(struct sifted *s, size_t *steps) {
    enum { STEPS_PER_CLOCK = 1 << 12 };
    if (*steps == 0 || s->work >= s->max_work || (*steps % STEPS_PER_CLOCK == 0 && deadline_is_over(s->deadline)))
        return false;
    s->work += STEP_WORK;
    --*steps;
    return true;
}

uint32_t sifted_combine(struct sifted *s, enum operation operation, uint32_t f, uint32_t g, size_t max_steps) {
    struct bdd_frame *stack = s->stack;
    size_t depth = 0;
    for (;;) {
        uint32_t first = f < g ? f : g, second = f < g ? g : f, result;
        if (!look_up(s, operation, first, second, &result)) {
            if (!may_step(s, &max_steps))
                return BDD_SPENT;
            stack[depth++] = open_frame(s, first, second, &f, &g);
            continue;
        }
        while (depth > 0 && stack[depth - 1].high_f == BDD_SPENT)
            result = complete(s, operation, &stack[--depth], result);
        if (depth == 0)
            return result;
        struct bdd_frame *frame = &stack[depth - 1];
        frame->low = result;
        f = frame->high_f;
        g = frame->high_g;
        frame->high_f = BDD_SPENT;
    }
}

/* ---- Walks ---- */

static void begin_walk(struct sifted *s) {
    if (s->mark_capacity < s->count) {
        s->marks = arena_grow(s->arena, s->marks, s->mark_capacity, s->capacity, sizeof *s->marks);
        s->mark_capacity = s->capacity;
    }
    if (++s->walk == 0) {
        memset(s->marks, 0, s->mark_capacity * sizeof *s->marks);
        s->walk = 1;
    }
    s->walked_count = 0;
}

static void wait_for(struct sifted *s, uint32_t node, size_t *count) {
    if (node <= BDD_TRUE || s->marks[node].walk == s->walk)
        return;
    s->waiting = arena_reserve(s->arena, s->waiting, *count, &s->waiting_capacity, sizeof *s->waiting);
    s->waiting[(*count)++] = node;
}

static void list(struct sifted *s, uint32_t node) {
    s->marks[node] = (struct sifted_mark){s->walk, (uint32_t)s->walked_count};
    s->walked = arena_reserve(s->arena, s->walked, s->walked_count, &s->walked_capacity, sizeof *s->walked);
    s->walked[s->walked_count++] = node;
}

void sifted_walk(struct sifted *s, uint32_t function) {
    enum { WORK = 16 };
    size_t count = 0;
    begin_walk(s);
    wait_for(s, function, &count);
    while (count > 0) {
        uint32_t node = s->waiting[count - 1];
        size_t before = count;
        if (s->marks[node].walk != s->walk) {
            wait_for(s, s->nodes[node].high, &count);
            wait_for(s, s->nodes[node].low, &count);
        }
        if (count > before)
            continue;
        count--;
        if (s->marks[node].walk != s->walk)
            list(s, node);
    }
    s->work += s->walked_count * WORK;
}

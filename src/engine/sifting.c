#include "engine/sifted.h"

#include <stdlib.h>

#define NONE UINT32_MAX /* no node */

/* ---- Swaps ---- */

static bool tests(const struct sifted *s, uint32_t node, uint32_t variable) {
    return s->nodes[node].variable == variable;
}

/* Takes the nodes of `upper` that have a child of `lower` out of their table. */
static size_t take_dependent(struct sifted *s, uint32_t upper, uint32_t lower) {
    struct sifted_table *table = &s->tables[upper];
    size_t taken = 0;
    if (s->swapped_capacity < table->count) {
        arena_release(s->arena, s->swapped, s->swapped_capacity, sizeof *s->swapped);
        s->swapped_capacity = 2 * table->count;
        s->swapped = arena_alloc(s->arena, s->swapped_capacity, sizeof *s->swapped);
    }
    for (size_t i = 0; i < table->capacity; i++)
        for (uint32_t *link = &table->chains[i]; *link != NONE;) {
            uint32_t node = *link;
            if (tests(s, s->nodes[node].low, lower) || tests(s, s->nodes[node].high, lower)) {
                *link = s->nodes[node].next;
                s->swapped[taken++] = node;
            } else {
                link = &s->nodes[node].next;
            }
        }
    table->count -= taken;
    s->work += table->capacity + table->count + 16 * taken;
    return taken;
}

static void take_out(struct sifted *s, uint32_t node) {
    const struct sifted_node *taken = &s->nodes[node];
    struct sifted_table *table = &s->tables[taken->variable];
    uint32_t *link = &table->chains[sifted_hash(taken->low, taken->high) & (table->capacity - 1)];
    while (*link != node)
        link = &s->nodes[*link].next;
    *link = taken->next;
    table->count--;
}

/* Its children are still used: by the nodes that replaced it. */
static void give_up(struct sifted *s, uint32_t node) {
    if (--s->nodes[node].uses > 0 || node <= BDD_TRUE)
        return;
    take_out(s, node);
    sifted_free_node(s, node);
}

/* The node becomes one of `lower` with the same function. */
static void rewrite(struct sifted *s, uint32_t node, uint32_t upper, uint32_t lower) {
    uint32_t low = s->nodes[node].low, high = s->nodes[node].high;
    bool split_low = tests(s, low, lower), split_high = tests(s, high, lower);
    uint32_t low_low = split_low ? s->nodes[low].low : low, low_high = split_low ? s->nodes[low].high : low;
    uint32_t high_low = split_high ? s->nodes[high].low : high, high_high = split_high ? s->nodes[high].high : high;
    uint32_t new_low = sifted_keep(s, sifted_make(s, upper, low_low, high_low));
    uint32_t new_high = sifted_keep(s, sifted_make(s, upper, low_high, high_high));
    s->nodes[node].variable = lower;
    s->nodes[node].low = new_low;
    s->nodes[node].high = new_high;
    sifted_enter(s, node);
    give_up(s, low);
    give_up(s, high);
}

static bool meets(const struct sifted *s, uint32_t a, uint32_t b) {
    return s->meet[a * s->words + b / 64] >> b % 64 & 1;
}

static void swap(struct sifted *s, size_t level) {
    uint32_t upper = s->at_level[level], lower = s->at_level[level + 1];
    s->at_level[level] = lower;
    s->at_level[level + 1] = upper;
    s->level_of[upper]++;
    s->level_of[lower]--;
    s->work++;
    if (!meets(s, upper, lower))
        return;
    size_t taken = take_dependent(s, upper, lower);
    for (size_t i = 0; i < taken; i++)
        rewrite(s, s->swapped[i], upper, lower);
}

/* ---- Sifting ---- */

struct spot {
    size_t level, live;
};

/* Moves the variable on while that does not add too many nodes. */
static struct spot search(struct sifted *s, size_t level, bool down, struct spot best) {
    enum { TOLERATED = 20 }; /* a part of the nodes */
    while (down ? level + 1 < s->variables : level > 0) {
        swap(s, down ? level : level - 1);
        level = down ? level + 1 : level - 1;
        if (s->live < best.live)
            best = (struct spot){level, s->live};
        if (s->live > best.live + best.live / TOLERATED)
            break;
    }
    return best;
}

static void sift(struct sifted *s, uint32_t variable) {
    struct spot best = {s->level_of[variable], s->live};
    bool down = best.level > s->variables / 2; /* the nearer end first */
    best = search(s, s->level_of[variable], down, best);
    best = search(s, s->level_of[variable], !down, best);
    while (s->level_of[variable] < best.level)
        swap(s, s->level_of[variable]);
    while (s->level_of[variable] > best.level)
        swap(s, s->level_of[variable] - 1);
}

struct counted {
    size_t count;
    uint32_t variable;
};

static int most_first(const void *left, const void *right) {
    const struct counted *a = left, *b = right;
    if (a->count != b->count)
        return a->count > b->count ? -1 : 1;
    return a->variable < b->variable ? -1 : a->variable > b->variable;
}

static void find_order(struct sifted *s) {
    struct counted *counted = arena_alloc(s->arena, s->variables, sizeof *counted);
    for (uint32_t variable = 0; variable < s->variables; variable++)
        counted[variable] = (struct counted){s->tables[variable].count, variable};
    qsort(counted, s->variables, sizeof *counted, most_first);
    for (size_t i = 0; i < s->variables && counted[i].count > 1; i++)
        if (s->work < s->max_work && !deadline_is_over(s->deadline))
            sift(s, counted[i].variable);
    arena_release(s->arena, counted, s->variables, sizeof *counted);
}

void sifted_reorder(struct sifted *s) {
    enum { GROWTH = 3 };
    sifted_collect(s);
    if (s->live >= s->reorder_at) {
        find_order(s);
        s->reorder_at = GROWTH * s->live > SIFTED_FIRST_REORDER ? GROWTH * s->live : SIFTED_FIRST_REORDER;
    }
    s->collect_at = 2 * s->live > s->reorder_at ? 2 * s->live : s->reorder_at;
}

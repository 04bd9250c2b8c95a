#include "engine/sifted.h"

#include <math.h>

/* Places of the constants, where nodes have theirs in the walk. */
enum { FALSE_PLACE, TRUE_PLACE, FIRST_PLACE };

struct children {
    uint32_t low, high; /* places */
};

/* A function, by the places of its nodes. */
struct rounding {
    struct sifted *s;
    const struct level *levels;
    size_t count; /* of places */
    struct children *children;
    double *down;    /* the probability that it is true */
    double *mass;    /* of the ways that lead to it */
    double *cost;    /* what is added to the function's probability where the high child is taken for the node */
    bool *is_needed; /* by the function that is left */
    uint32_t *becomes;
};

static uint32_t place_of(const struct sifted *s, uint32_t node) {
    return node <= BDD_TRUE ? node : s->marks[node].place + FIRST_PLACE;
}

static const struct sifted_node *node_at(const struct rounding *r, size_t place) {
    return &r->s->nodes[r->s->walked[place - FIRST_PLACE]];
}

/* Of the function that was walked last. */
static struct rounding begin(struct sifted *s, const struct level *levels) {
    size_t count = s->walked_count + FIRST_PLACE;
    struct rounding r = {.s = s,
                         .levels = levels,
                         .count = count,
                         .children = arena_alloc(s->arena, count, sizeof *r.children),
                         .down = arena_alloc(s->arena, count, sizeof *r.down),
                         .mass = arena_alloc(s->arena, count, sizeof *r.mass),
                         .cost = arena_alloc(s->arena, count, sizeof *r.cost),
                         .is_needed = arena_alloc(s->arena, count, sizeof *r.is_needed),
                         .becomes = arena_alloc(s->arena, count, sizeof *r.becomes)};
    r.down[TRUE_PLACE] = 1;
    r.becomes[TRUE_PLACE] = BDD_TRUE;
    for (size_t i = FIRST_PLACE; i < count; i++) {
        const struct sifted_node *node = node_at(&r, i);
        double down = (double)levels[node->variable].down;
        r.children[i] = (struct children){place_of(s, node->low), place_of(s, node->high)};
        r.down[i] = down * r.down[r.children[i].high] + (1 - down) * r.down[r.children[i].low];
    }
    return r;
}

static void end(const struct rounding *r) {
    struct arena *arena = r->s->arena;
    arena_release(arena, r->children, r->count, sizeof *r->children);
    arena_release(arena, r->down, r->count, sizeof *r->down);
    arena_release(arena, r->mass, r->count, sizeof *r->mass);
    arena_release(arena, r->cost, r->count, sizeof *r->cost);
    arena_release(arena, r->is_needed, r->count, sizeof *r->is_needed);
    arena_release(arena, r->becomes, r->count, sizeof *r->becomes);
}

struct level sifted_level(struct sifted *s, uint32_t function, const struct level *levels) {
    sifted_walk(s, function);
    size_t count = s->walked_count + FIRST_PLACE;
    struct level *values = arena_alloc(s->arena, count, sizeof *values);
    values[FALSE_PLACE] = (struct level){1, 0};
    values[TRUE_PLACE] = (struct level){0, 1};
    for (size_t i = FIRST_PLACE; i < count; i++) {
        const struct sifted_node *node = &s->nodes[s->walked[i - FIRST_PLACE]];
        struct level variable = levels[node->variable], low = values[place_of(s, node->low)],
                     high = values[place_of(s, node->high)];
        values[i].up = variable.down * high.up + variable.up * low.up;
        values[i].down = variable.down * high.down + variable.up * low.down;
    }
    struct level found = values[place_of(s, function)];
    arena_release(s->arena, values, count, sizeof *values);
    return found;
}

/* Parents first. Taking the high child adds what the variable's being up would have kept from being down. */
static void find_costs(const struct rounding *r) {
    r->mass[r->count - 1] = 1;
    for (size_t i = r->count; i-- > FIRST_PLACE;) {
        struct children children = r->children[i];
        double down = (double)r->levels[node_at(r, i)->variable].down;
        r->cost[i] = r->mass[i] * (1 - down) * (r->down[children.high] - r->down[children.low]);
        r->mass[children.high] += r->mass[i] * down;
        r->mass[children.low] += r->mass[i] * (1 - down);
    }
}

/* Marks what is needed where nodes up to this cost are replaced; returns how many of those stay. */
static size_t mark_needed(const struct rounding *r, double replaced) {
    size_t kept = 0;
    for (size_t i = FIRST_PLACE; i < r->count; i++)
        r->is_needed[i] = i == r->count - 1;
    for (size_t i = r->count; i-- > FIRST_PLACE;) {
        bool stays = r->is_needed[i] && r->cost[i] > replaced;
        r->is_needed[r->children[i].high] |= r->is_needed[i];
        r->is_needed[r->children[i].low] |= stays;
        kept += stays;
    }
    r->s->work += r->count;
    return kept;
}

/* A cost that leaves no more than so many nodes, and not many fewer. */
static double bound_cost(const struct rounding *r, size_t max_nodes) {
    enum { HALVINGS = 24 };
    static const double LEAST_COST = 1e-30;
    double too_small = LEAST_COST, enough = 1;
    size_t kept = 0;
    for (int i = 0; i < HALVINGS && kept < max_nodes - max_nodes / 10; i++) {
        double middle = sqrt(too_small * enough);
        size_t needed = mark_needed(r, middle);
        if (needed > max_nodes) {
            too_small = middle;
        } else {
            enough = middle;
            kept = needed;
        }
    }
    return enough;
}

static uint32_t rebuild(const struct rounding *r, double replaced) {
    mark_needed(r, replaced);
    for (size_t i = FIRST_PLACE; i < r->count; i++) {
        uint32_t low = r->becomes[r->children[i].low], high = r->becomes[r->children[i].high];
        if (!r->is_needed[i])
            continue;
        r->becomes[i] = r->cost[i] <= replaced ? high : sifted_make(r->s, node_at(r, i)->variable, low, high);
    }
    return r->becomes[r->count - 1];
}

uint32_t sifted_rounded(struct sifted *s, uint32_t function, const struct level *levels, size_t max_nodes) {
    enum { WORK = 16 };
    sifted_walk(s, function);
    if (s->walked_count <= max_nodes)
        return function;
    struct rounding r = begin(s, levels);
    find_costs(&r);
    uint32_t rounded = rebuild(&r, bound_cost(&r, max_nodes));
    s->work += r.count * WORK;
    end(&r);
    return rounded;
}

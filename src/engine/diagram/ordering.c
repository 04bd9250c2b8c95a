#include "engine/diagram/ordering.h"

#include "engine/diagram/weighted_order.h"

#include <stdlib.h>
#include <string.h>

struct sized {
    double size; /* leaves below, counted once for each way to them */
    uint32_t gate, place;
};

struct ranking {
    const struct graph *graph;
    struct modules *modules;
    double *sizes; /* by gate */
    enum ordering ordering;
    uint32_t *pending; /* gates to visit, the next one last */
    size_t pending_count, pending_capacity;
    struct sized *room;
    size_t room_capacity;
    uint32_t next;
    struct arena *scratch;
};

static void measure(struct ranking *r) {
    r->sizes = arena_alloc(r->scratch, r->graph->gate_count, sizeof *r->sizes);
    for (uint32_t g = 0; g < r->graph->gate_count; g++) {
        const struct gate *gate = &r->graph->gates[g];
        r->sizes[g] = gate->kind == GATE_LEAF;
        for (size_t i = 0; i < gate->count; i++)
            r->sizes[g] += r->sizes[r->graph->arguments[gate->first + i]];
    }
}

static int by_size(const void *left, const void *right) {
    const struct sized *a = left, *b = right;
    if (a->size != b->size)
        return a->size < b->size ? -1 : 1;
    return a->place < b->place ? -1 : a->place > b->place;
}

/* Pushes the arguments so that the one to visit first comes last. */
static void push_arguments(struct ranking *r, const struct gate *gate) {
    while (r->room_capacity <= gate->count)
        r->room = arena_reserve(r->scratch, r->room, r->room_capacity, &r->room_capacity, sizeof *r->room);
    for (uint32_t i = 0; i < gate->count; i++) {
        uint32_t argument = r->graph->arguments[gate->first + i];
        double size = r->ordering == LARGE_FIRST ? -r->sizes[argument] : r->sizes[argument];
        r->room[i] = (struct sized){size, argument, i};
    }
    if (r->ordering == SMALL_FIRST || r->ordering == LARGE_FIRST)
        qsort(r->room, gate->count, sizeof *r->room, by_size);
    for (size_t i = gate->count; i-- > 0;) {
        r->pending = arena_reserve(r->scratch, r->pending, r->pending_count, &r->pending_capacity, sizeof *r->pending);
        r->pending[r->pending_count++] = r->room[i].gate;
    }
}

static void rank_below(struct ranking *r, uint32_t root) {
    r->pending = arena_reserve(r->scratch, r->pending, 0, &r->pending_capacity, sizeof *r->pending);
    r->pending[0] = root;
    r->pending_count = 1;
    while (r->pending_count > 0) {
        uint32_t gate = r->pending[--r->pending_count];
        if (r->modules->rank[gate] != NO_INDEX)
            continue;
        r->modules->by_rank[r->next] = gate;
        r->modules->rank[gate] = r->next++;
        push_arguments(r, &r->graph->gates[gate]);
    }
}

static int descending(const void *left, const void *right) {
    uint32_t a = *(const uint32_t *)left, b = *(const uint32_t *)right;
    return a > b ? -1 : a < b;
}

static void rank_depth_first(enum ordering ordering, const struct graph *graph, struct modules *modules,
                             const uint32_t *roots, size_t root_count, struct arena *scratch) {
    struct ranking r = {.graph = graph, .modules = modules, .ordering = ordering, .scratch = scratch};
    uint32_t *sorted = arena_alloc(scratch, root_count, sizeof *sorted);
    if (root_count > 0) {
        memcpy(sorted, roots, root_count * sizeof *sorted);
        qsort(sorted, root_count, sizeof *sorted, descending);
    }
    measure(&r);
    memset(modules->rank, 0xff, graph->gate_count * sizeof *modules->rank);
    for (size_t i = 0; i < root_count; i++)
        rank_below(&r, sorted[i]);
    arena_release(scratch, sorted, root_count, sizeof *sorted);
    arena_release(scratch, r.sizes, graph->gate_count, sizeof *r.sizes);
    arena_release(scratch, r.pending, r.pending_capacity, sizeof *r.pending);
    arena_release(scratch, r.room, r.room_capacity, sizeof *r.room);
}

void ordering_apply(enum ordering ordering, const struct graph *graph, struct modules *modules, const uint32_t *roots,
                    size_t root_count, struct arena *scratch) {
    static const struct {
        double exponent;
        bool centred;
    } weighted[ORDERINGS] = {[HEAVY_FIRST] = {1, false},
                             [HEAVIER_FIRST] = {1.5, false},
                             [HEAVIEST_FIRST] = {2, false},
                             [CENTRED] = {1.5, true}};
    rank_depth_first(ordering, graph, modules, roots, root_count, scratch);
    if (weighted[ordering].exponent > 0)
        rank_by_weight(graph, modules, roots, root_count, weighted[ordering].exponent, weighted[ordering].centred,
                       scratch);
}

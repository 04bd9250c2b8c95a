#include "engine/diagram/ordering.h"

#include "base/indices.h"
#include "engine/diagram/narrow_order.h"
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

static void measure(struct ranking *ranking) {
    ranking->sizes = arena_alloc(ranking->scratch, ranking->graph->gate_count, sizeof *ranking->sizes);
    for (uint32_t g = 0; g < ranking->graph->gate_count; g++) {
        const struct gate *gate = &ranking->graph->gates[g];
        ranking->sizes[g] = gate->kind == GATE_LEAF;
        for (size_t i = 0; i < gate->count; i++)
            ranking->sizes[g] += ranking->sizes[ranking->graph->arguments[gate->first + i]];
    }
}

static int by_size(const void *left, const void *right) {
    const struct sized *a = left, *b = right;
    if (a->size != b->size)
        return a->size < b->size ? -1 : 1;
    return a->place < b->place ? -1 : a->place > b->place;
}

static void push(struct ranking *ranking, uint32_t gate) {
    ARENA_APPEND(ranking->scratch, ranking->pending, ranking->pending_count, ranking->pending_capacity, gate);
}

/* Pushes the arguments so that the one to visit first comes last. */
static void push_arguments(struct ranking *ranking, const struct gate *gate) {
    ARENA_PROVIDE(ranking->scratch, ranking->room, (size_t)gate->count + 1, ranking->room_capacity);
    for (uint32_t i = 0; i < gate->count; i++) {
        uint32_t argument = ranking->graph->arguments[gate->first + i];
        double size = ranking->ordering == LARGE_FIRST ? -ranking->sizes[argument] : ranking->sizes[argument];
        ranking->room[i] = (struct sized){size, argument, i};
    }
    if (ranking->ordering == SMALL_FIRST || ranking->ordering == LARGE_FIRST)
        qsort(ranking->room, gate->count, sizeof *ranking->room, by_size);
    for (size_t i = gate->count; i-- > 0;)
        push(ranking, ranking->room[i].gate);
}

static void rank_below(struct ranking *ranking, uint32_t root) {
    push(ranking, root);
    while (ranking->pending_count > 0) {
        uint32_t gate = ranking->pending[--ranking->pending_count];
        if (ranking->modules->rank[gate] != NO_INDEX)
            continue;
        ranking->modules->by_rank[ranking->next] = gate;
        ranking->modules->rank[gate] = ranking->next++;
        push_arguments(ranking, &ranking->graph->gates[gate]);
    }
}

static void rank_depth_first(enum ordering ordering, const struct graph *graph, struct modules *modules,
                             const uint32_t *roots, size_t root_count, struct arena *arena) {
    struct arena *scratch = arena_open(arena);
    struct ranking ranking = {.graph = graph, .modules = modules, .ordering = ordering, .scratch = scratch};
    const uint32_t *sorted = indices_copy_down(scratch, roots, root_count);
    measure(&ranking);
    memset(modules->rank, 0xff, graph->gate_count * sizeof *modules->rank);
    for (size_t i = 0; i < root_count; i++)
        rank_below(&ranking, sorted[i]);
    arena_close(scratch);
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
    if (ordering == NARROW)
        rank_narrow(graph, modules, scratch);
}

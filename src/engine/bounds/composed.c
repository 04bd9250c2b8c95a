#include "engine/bounds/composed.h"

#include "engine/graph/interval.h"
#include "engine/graph/k_of_n_bounds.h"
#include "engine/graph/probability.h"

/* The arguments of one gate, without those that it is averaged over. */
struct parts {
    struct level *worst, *best;
    struct level *room; /* scratch of the extremes */
    size_t count, capacity;
    struct level switches; /* all that the gate is averaged over; {1, 0} or {0, 1} where there is none */
};

struct composition {
    const struct graph *graph;
    struct bounds bounds;
    struct parts parts;
    struct arena *scratch;
};

static void make_room(struct composition *composition, size_t count) {
    if (composition->parts.capacity >= count)
        return;
    composition->parts.capacity = count;
    composition->parts.worst = arena_alloc(composition->scratch, count, sizeof *composition->parts.worst);
    composition->parts.best = arena_alloc(composition->scratch, count, sizeof *composition->parts.best);
    composition->parts.room = arena_alloc(composition->scratch, count, sizeof *composition->parts.room);
}

/* The level of a gate over two arguments that are independent of each other: both are up, or one of them is. */
static struct level together(enum gate_kind kind, struct level one, struct level other) {
    return kind == GATE_ALL ? level_of_both(one, other) : level_of_either(one, other);
}

static void collect_parts(struct composition *composition, const struct gate *gate) {
    struct parts *parts = &composition->parts;
    make_room(composition, gate->count);
    parts->count = 0;
    parts->switches = gate->kind == GATE_ALL ? (struct level){1, 0} : (struct level){0, 1};
    for (size_t i = 0; i < gate->count; i++) {
        uint32_t argument = composition->graph->arguments[gate->first + i];
        if (composition->bounds.is_averaged[argument]) {
            parts->switches =
                together(gate->kind, parts->switches, level_from_row(composition->bounds.worst[argument]));
            continue;
        }
        parts->worst[parts->count] = level_from_row(composition->bounds.worst[argument]);
        parts->best[parts->count++] = level_from_row(composition->bounds.best[argument]);
    }
}

static void compose_parts(struct composition *composition, uint32_t index) {
    const struct gate *gate = &composition->graph->gates[index];
    struct parts *parts = &composition->parts;
    collect_parts(composition, gate);
    struct level worst = gate->kind == GATE_ALL ? (struct level){1, 0} : (struct level){0, 1}, best = worst;
    size_t k = gate_least_up(gate, parts->count);
    if (parts->count > 0) {
        worst = k_of_n_worst(parts->worst, parts->count, k, parts->room);
        best = k_of_n_best(parts->best, parts->count, k, parts->room);
    }
    composition->bounds.worst[index] = level_row(together(gate->kind, parts->switches, worst));
    composition->bounds.best[index] = level_row(together(gate->kind, parts->switches, best));
}

static bool arguments_sharp(const struct composition *composition, const struct gate *gate) {
    for (size_t i = 0; i < gate->count; i++)
        if (!composition->bounds.sharp[composition->graph->arguments[gate->first + i]])
            return false;
    return true;
}

static void compose_leaf(struct composition *composition, uint32_t index) {
    const struct leaf *leaf = &composition->graph->leaves[composition->graph->gates[index].first];
    const struct interval extremes = leaf_bounds(composition->graph, leaf);
    composition->bounds.worst[index] = level_row(extremes.low);
    composition->bounds.best[index] = level_row(extremes.high);
    /* The phases of an outage exclude each other, which nobody looks at. */
    composition->bounds.sharp[index] = leaf->component != NO_INDEX && leaf->phase == NO_INDEX;
}

static void compose_gate(struct composition *composition, bool is_separate, uint32_t index) {
    const struct gate *gate = &composition->graph->gates[index];
    if (gate->kind > GATE_LEAF) {
        compose_parts(composition, index);
        composition->bounds.sharp[index] = is_separate && arguments_sharp(composition, gate);
    } else if (gate->kind == GATE_LEAF) {
        compose_leaf(composition, index);
    } else {
        slacalc_level constant = gate->kind == GATE_UP ? (slacalc_level){1, 0} : (slacalc_level){0, 1};
        composition->bounds.worst[index] = composition->bounds.best[index] = constant;
        composition->bounds.sharp[index] = true;
    }
}

/* A cycle is unrolled, so a switch of it stands in several gates, and one of them may be below another one. */
static void find_averaged(bool *is_averaged, const struct graph *graph, const struct modules *modules,
                          struct arena *scratch) {
    bool *is_used = arena_alloc(scratch, graph->gate_count, sizeof *is_used);
    for (uint32_t g = 0; g < graph->gate_count; g++) {
        const struct gate *gate = &graph->gates[g];
        for (size_t i = 0; i < gate->count && modules->rank[g] != NO_INDEX; i++) {
            uint32_t argument = graph->arguments[gate->first + i];
            is_averaged[argument] =
                graph_is_switch(graph, argument) && !is_used[argument] && gate->kind != GATE_AT_LEAST;
            is_used[argument] = true;
        }
    }
}

struct bounds bounds_compose(const struct graph *graph, const struct modules *modules, struct arena *arena,
                             struct arena *scratch) {
    size_t count = graph->gate_count;
    struct composition composition = {.graph = graph,
                                      .scratch = scratch,
                                      .bounds = {.worst = arena_alloc(arena, count, sizeof(slacalc_level)),
                                                 .best = arena_alloc(arena, count, sizeof(slacalc_level)),
                                                 .sharp = arena_alloc(arena, count, sizeof(bool)),
                                                 .is_averaged = arena_alloc(arena, count, sizeof(bool))}};
    find_averaged(composition.bounds.is_averaged, graph, modules, scratch);
    for (uint32_t gate = 0; gate < count; gate++)
        if (modules->rank[gate] != NO_INDEX)
            compose_gate(&composition, modules->is_separate[gate], gate);
    return composition.bounds;
}

void bounds_recompose(struct bounds *bounds, const struct graph *graph, bool is_separate, uint32_t gate,
                      struct arena *scratch) {
    struct composition composition = {.graph = graph, .scratch = scratch, .bounds = *bounds};
    compose_gate(&composition, is_separate, gate);
}

void bounds_tighten(struct bounds *bounds, uint32_t gate, struct level worst, struct level best) {
    if (worst.down < bounds->worst[gate].down)
        bounds->worst[gate] = level_row(worst);
    if (best.down > bounds->best[gate].down)
        bounds->best[gate] = level_row(best);
}

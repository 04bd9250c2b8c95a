#include "gates.h"

#include <stdlib.h>

enum { ARGUMENTS_MAX = 5 };

static uint32_t append(struct gates *gates, struct gate gate) {
    struct graph *graph = &gates->graph;
    graph->gates =
        arena_reserve(&gates->arena, graph->gates, graph->gate_count, &graph->gate_capacity, sizeof *graph->gates);
    graph->gates[graph->gate_count] = gate;
    return (uint32_t)graph->gate_count++;
}

void gates_init(struct gates *gates) {
    *gates = (struct gates){0};
    arena_init(&gates->arena, NULL);
    append(gates, (struct gate){.kind = GATE_DOWN});
    append(gates, (struct gate){.kind = GATE_UP});
}

void gates_free(struct gates *gates) {
    arena_free(&gates->arena);
}

static uint32_t add_leaf(struct gates *gates, struct leaf leaf) {
    struct graph *graph = &gates->graph;
    graph->leaves =
        arena_reserve(&gates->arena, graph->leaves, graph->leaf_count, &graph->leaf_capacity, sizeof *graph->leaves);
    graph->leaves[graph->leaf_count] = leaf;
    return append(gates, (struct gate){.kind = GATE_LEAF, .first = (uint32_t)graph->leaf_count++});
}

uint32_t gates_replicas(struct gates *gates, long double down, uint32_t replicas, uint32_t quorum) {
    return add_leaf(gates, (struct leaf){{1 - down, down},
                                         NO_INDEX,
                                         replicas,
                                         quorum,
                                         (uint32_t)gates->graph.leaf_count,
                                         NO_INDEX,
                                         CHANCE_SWITCH,
                                         NO_INDEX,
                                         NO_INDEX});
}

uint32_t gates_leaf(struct gates *gates, long double down) {
    return gates_replicas(gates, down, 1, 1);
}

uint32_t gates_switch(struct gates *gates, long double down) {
    return add_leaf(
        gates, (struct leaf){{1 - down, down}, NO_INDEX, 1, 1, NO_INDEX, NO_INDEX, CHANCE_SWITCH, NO_INDEX, NO_INDEX});
}

uint32_t gates_add(struct gates *gates, enum gate_kind kind, const uint32_t *arguments, size_t count,
                   uint32_t at_least) {
    struct graph *graph = &gates->graph;
    uint32_t first = (uint32_t)graph->argument_count;
    for (size_t i = 0; i < count; i++) {
        graph->arguments = arena_reserve(&gates->arena, graph->arguments, graph->argument_count,
                                         &graph->argument_capacity, sizeof *graph->arguments);
        graph->arguments[graph->argument_count++] = arguments[i];
    }
    return append(gates, (struct gate){kind, first, (uint32_t)count, at_least});
}

uint32_t gates_two(struct gates *gates, enum gate_kind kind, uint32_t left, uint32_t right) {
    return gates_add(gates, kind, (uint32_t[]){left, right}, 2, 0);
}

/* ---- At random ---- */

struct level gates_draw_level(struct generator *random) {
    static const struct level levels[] = {{0.5L, 0.5L},       {1e-6L, 0.999999L},  {0.1L, 0.9L},    {0.9L, 0.1L},
                                          {0.95L, 0.05L},     {0.99L, 1e-2L},      {0.997L, 3e-3L}, {0.999999L, 1e-6L},
                                          {1 - 2e-9L, 2e-9L}, {1 - 1e-15L, 1e-15L}};
    return levels[generator_draw(random, sizeof levels / sizeof *levels)];
}

static void add_random_leaf(struct gates *gates, struct generator *random) {
    struct level level = gates_draw_level(random);
    size_t kind = generator_draw(random, 8);
    uint32_t replicas = 2 + (uint32_t)generator_draw(random, 4);
    struct leaf leaf = {level,    NO_INDEX,      1,        1,       (uint32_t)gates->graph.leaf_count,
                        NO_INDEX, CHANCE_SWITCH, NO_INDEX, NO_INDEX};
    if (kind == 0)
        leaf.component = NO_INDEX;
    if (kind == 1)
        leaf = (struct leaf){level,          NO_INDEX, replicas,      1 + (uint32_t)generator_draw(random, replicas),
                             leaf.component, NO_INDEX, CHANCE_SWITCH, NO_INDEX,
                             NO_INDEX};
    if (kind == 2 && generator_draw(random, 2) == 0)
        leaf.level = (struct level){0, 1};
    add_leaf(gates, leaf);
}

static bool is_used(const struct graph *graph, uint32_t gate) {
    for (size_t i = 0; i < graph->argument_count; i++)
        if (graph->arguments[i] == gate)
            return true;
    return false;
}

/* Newer gates are taken more often, so that the graph becomes deep; and those that nothing uses yet, so that not all is
 * shared. */
static uint32_t draw_argument(const struct gates *gates, struct generator *random) {
    uint32_t argument = 0;
    for (size_t tries = 0; tries < 6; tries++) {
        size_t back = generator_draw(random, gates->graph.gate_count - 2);
        if (generator_draw(random, 2) == 0)
            back = generator_draw(random, back + 1);
        argument = (uint32_t)(gates->graph.gate_count - 1 - back);
        if (!is_used(&gates->graph, argument))
            break;
    }
    return argument;
}

/* As in a model's graph, an argument stands twice only where it counts twice. */
static size_t draw_arguments(const struct gates *gates, struct generator *random, bool repeated, uint32_t *arguments) {
    size_t wanted = 2 + generator_draw(random, ARGUMENTS_MAX - 1), count = 0;
    for (size_t tries = 0; tries < 20 && count < wanted; tries++) {
        uint32_t argument = draw_argument(gates, random);
        bool fresh = true;
        for (size_t i = 0; i < count; i++)
            fresh = fresh && arguments[i] != argument;
        if (fresh || repeated)
            arguments[count++] = argument;
    }
    return count;
}

static bool add_random_gate(struct gates *gates, struct generator *random) {
    enum gate_kind kind = (enum gate_kind)(GATE_ALL + generator_draw(random, 3));
    uint32_t arguments[ARGUMENTS_MAX];
    size_t count = draw_arguments(gates, random, kind == GATE_AT_LEAST, arguments);
    if (count < (kind == GATE_AT_LEAST ? 3 : 2))
        return false;
    uint32_t at_least = kind == GATE_AT_LEAST ? 2 + (uint32_t)generator_draw(random, count - 2) : 0;
    gates_add(gates, kind, arguments, count, at_least);
    return true;
}

void gates_random(struct gates *gates, struct generator *random, size_t leaves, size_t others) {
    add_random_leaf(gates, random);
    for (size_t left = leaves - 1; left + others > 0;) {
        if (generator_draw(random, left + others) < left) {
            add_random_leaf(gates, random);
            left--;
        } else if (add_random_gate(gates, random) || left == 0) {
            others--;
        }
    }
}

size_t gates_roots(const struct gates *gates, struct generator *random, uint32_t *roots) {
    size_t count = 0, chance = generator_draw(random, 3);
    for (uint32_t gate = 2; gate < gates->graph.gate_count; gate++)
        if (gate + 1 == gates->graph.gate_count || generator_draw(random, 8) < 3 * chance)
            roots[count++] = gate;
    return count;
}

/* ---- Enumeration ---- */

struct ratio gates_leaf_ratio(const struct leaf *leaf) {
    quad *exactly = calloc(leaf->replicas + 1, sizeof *exactly);
    exactly[0] = 1;
    for (size_t i = 1; i <= leaf->replicas; i++)
        for (size_t j = i + 1; j-- > 0;)
            exactly[j] = exactly[j] * (quad)leaf->level.down + (j > 0 ? exactly[j - 1] * (quad)leaf->level.up : 0);
    struct ratio ratio = {0, 0};
    for (size_t j = 0; j <= leaf->replicas; j++)
        *(j >= leaf->quorum ? &ratio.up : &ratio.down) += exactly[j];
    free(exactly);
    return ratio;
}

static bool gate_is_up(const struct graph *graph, uint32_t index, const bool *up, size_t state) {
    const struct gate *gate = &graph->gates[index];
    if (gate->kind <= GATE_UP)
        return gate->kind == GATE_UP;
    if (gate->kind == GATE_LEAF)
        return state >> gate->first & 1;
    size_t ups = 0;
    for (size_t i = 0; i < gate->count; i++)
        ups += up[graph->arguments[gate->first + i]];
    return ups >= (gate->kind == GATE_ALL ? gate->count : gate->kind == GATE_ANY ? 1 : gate->at_least);
}

void gates_in_state(const struct graph *graph, size_t state, bool *up) {
    for (uint32_t gate = 0; gate < graph->gate_count; gate++)
        up[gate] = gate_is_up(graph, gate, up, state);
}

void gates_enumerate(const struct graph *graph, uint32_t perfect, struct ratio *truth) {
    gates_enumerate_given(graph, perfect, true, truth);
}

void gates_enumerate_given(const struct graph *graph, uint32_t leaf, bool is_up, struct ratio *truth) {
    bool *up = calloc(graph->gate_count, sizeof *up);
    struct ratio *leaves = calloc(graph->leaf_count, sizeof *leaves);
    for (uint32_t i = 0; i < graph->leaf_count; i++)
        leaves[i] = i == leaf ? (struct ratio){is_up, !is_up} : gates_leaf_ratio(&graph->leaves[i]);
    for (size_t gate = 0; gate < graph->gate_count; gate++)
        truth[gate] = (struct ratio){0, 0};
    for (size_t state = 0; state < (size_t)1 << graph->leaf_count; state++) {
        quad weight = 1;
        for (size_t i = 0; i < graph->leaf_count; i++)
            weight *= state >> i & 1 ? leaves[i].up : leaves[i].down;
        gates_in_state(graph, state, up);
        for (uint32_t gate = 0; gate < graph->gate_count; gate++)
            *(up[gate] ? &truth[gate].up : &truth[gate].down) += weight;
    }
    free(leaves);
    free(up);
}

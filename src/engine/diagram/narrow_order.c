#include "engine/diagram/narrow_order.h"

#include "base/bits.h"

/* A gate over more than SMALL variables says little about each of them. To place a variable all others are looked
 * at, so there may be no more than MANY. */
enum { SMALL = 16, MANY = 4096 };

/* The variables that a gate depends on, in rising order. */
struct support {
    uint32_t *variables;
    uint32_t count; /* 0: more than a small gate has */
};

struct variable {
    uint32_t gate;
    uint32_t first, count; /* of its neighbours */
    bool is_placed;
    uint32_t left;   /* neighbours that have no place yet */
    uint32_t closes; /* open variables of which this is the only neighbour without a place */
};

struct pair {
    uint32_t one, other;
};

struct ranking {
    const struct graph *graph;
    struct modules *modules;
    struct variable *variables; /* by their ranks so far */
    uint32_t count;
    uint32_t *number;         /* by gate: which variable it is; NO_INDEX where it is none */
    struct support *supports; /* by gate */
    uint64_t *met;            /* by pair of variables, a bit: they are neighbours */
    struct pair *pairs;
    size_t pair_count, pair_capacity;
    uint32_t *neighbours;
    struct arena *scratch;
};

/* ---- Neighbours ---- */

static void number_variables(struct ranking *ranking) {
    const struct modules *modules = ranking->modules;
    for (size_t r = 0; r < modules->reached; r++) {
        uint32_t gate = modules->by_rank[r];
        ranking->number[gate] = modules->is_module[gate] ? ranking->count : NO_INDEX;
        if (modules->is_module[gate])
            ranking->variables[ranking->count++] = (struct variable){.gate = gate};
    }
}

static uint32_t merge(const struct support *a, const struct support *b, uint32_t *merged) {
    uint32_t count = 0, i = 0, j = 0;
    while (i < a->count || j < b->count) {
        bool takes_a = j == b->count || (i < a->count && a->variables[i] <= b->variables[j]);
        bool takes_b = i == a->count || (j < b->count && b->variables[j] <= a->variables[i]);
        merged[count++] = takes_a ? a->variables[i] : b->variables[j];
        i += takes_a;
        j += takes_b;
    }
    return count;
}

static struct support support_of_argument(const struct ranking *ranking, uint32_t argument) {
    bool is_variable = ranking->number[argument] != NO_INDEX;
    return is_variable ? (struct support){&ranking->number[argument], 1} : ranking->supports[argument];
}

static struct support support_of(const struct ranking *ranking, const struct gate *gate) {
    uint32_t room[2][2 * SMALL];
    struct support support = {.variables = room[0]};
    for (uint32_t i = 0; i < gate->count; i++) {
        struct support argument = support_of_argument(ranking, ranking->graph->arguments[gate->first + i]);
        uint32_t *merged = room[(i + 1) % 2];
        support = (struct support){merged, merge(&support, &argument, merged)};
        if (argument.count == 0 || support.count > SMALL)
            return (struct support){0};
    }
    support.variables = arena_copy(ranking->scratch, support.variables, support.count, sizeof *support.variables);
    return support;
}

static void add_pair(struct ranking *ranking, uint32_t one, uint32_t other) {
    uint32_t pair = one * ranking->count + other;
    if (bits_have(ranking->met, pair))
        return;
    bits_put(ranking->met, pair, true);
    ranking->variables[one].count++;
    ranking->variables[other].count++;
    ARENA_APPEND(ranking->scratch, ranking->pairs, ranking->pair_count, ranking->pair_capacity,
                 (struct pair){one, other});
}

static void find_pairs(struct ranking *ranking) {
    for (uint32_t g = 0; g < ranking->graph->gate_count; g++) {
        const struct gate *gate = &ranking->graph->gates[g];
        if (ranking->modules->rank[g] == NO_INDEX || gate->kind <= GATE_LEAF)
            continue;
        ranking->supports[g] = support_of(ranking, gate);
        const struct support *support = &ranking->supports[g];
        for (uint32_t i = 0; i < support->count; i++)
            for (uint32_t j = i + 1; j < support->count; j++)
                add_pair(ranking, support->variables[i], support->variables[j]);
    }
}

static void list_neighbours(struct ranking *ranking) {
    uint32_t next = 0;
    ranking->neighbours = arena_alloc(ranking->scratch, 2 * ranking->pair_count, sizeof *ranking->neighbours);
    for (uint32_t v = 0; v < ranking->count; v++) {
        struct variable *variable = &ranking->variables[v];
        variable->first = next;
        next += variable->count;
    }
    for (size_t p = 0; p < ranking->pair_count; p++) {
        struct variable *one = &ranking->variables[ranking->pairs[p].one],
                        *other = &ranking->variables[ranking->pairs[p].other];
        ranking->neighbours[one->first + one->left++] = ranking->pairs[p].other;
        ranking->neighbours[other->first + other->left++] = ranking->pairs[p].one;
    }
}

/* ---- Places ---- */

/* Compares variables by how many more are open once they have a place. Of equals, the one with the most neighbours
 * in the order comes first, then the one with the fewest behind it. */
static bool is_before(const struct variable *a, const struct variable *b) {
    int64_t opens_a = (int64_t)(a->left > 0) - a->closes, opens_b = (int64_t)(b->left > 0) - b->closes;
    if (opens_a != opens_b)
        return opens_a < opens_b;
    uint32_t placed_a = a->count - a->left, placed_b = b->count - b->left;
    return placed_a != placed_b ? placed_a > placed_b : a->left < b->left;
}

static struct variable *next_variable(const struct ranking *ranking) {
    struct variable *next = NULL;
    for (uint32_t v = 0; v < ranking->count; v++) {
        struct variable *variable = &ranking->variables[v];
        if (variable->count > 0 && !variable->is_placed && (!next || is_before(variable, next)))
            next = variable;
    }
    return next;
}

/* Where all neighbours but one have their place, that one closes the variable. */
static void tell_last_neighbour(struct ranking *ranking, const struct variable *variable) {
    if (!variable->is_placed || variable->left != 1)
        return;
    for (uint32_t i = 0; i < variable->count; i++) {
        struct variable *neighbour = &ranking->variables[ranking->neighbours[variable->first + i]];
        neighbour->closes += !neighbour->is_placed;
    }
}

static void place(struct ranking *ranking, struct variable *variable) {
    variable->is_placed = true;
    tell_last_neighbour(ranking, variable);
    for (uint32_t i = 0; i < variable->count; i++) {
        struct variable *neighbour = &ranking->variables[ranking->neighbours[variable->first + i]];
        neighbour->left--;
        tell_last_neighbour(ranking, neighbour);
    }
}

static void set_ranks(struct ranking *ranking) {
    struct modules *modules = ranking->modules;
    uint32_t *order = arena_alloc(ranking->scratch, modules->reached, sizeof *order);
    size_t count = 0;
    for (struct variable *next = next_variable(ranking); next; next = next_variable(ranking)) {
        place(ranking, next);
        order[count++] = next->gate;
    }
    for (size_t r = 0; r < modules->reached; r++) {
        uint32_t number = ranking->number[modules->by_rank[r]];
        if (number == NO_INDEX || !ranking->variables[number].is_placed)
            order[count++] = modules->by_rank[r];
    }
    modules_rank(modules, order);
}

void rank_narrow(const struct graph *graph, struct modules *modules, struct arena *parent) {
    struct arena *scratch = arena_open(parent);
    struct ranking ranking = {.graph = graph,
                              .modules = modules,
                              .variables = arena_alloc(scratch, modules->reached, sizeof *ranking.variables),
                              .number = arena_alloc(scratch, graph->gate_count, sizeof *ranking.number),
                              .supports = arena_alloc(scratch, graph->gate_count, sizeof *ranking.supports),
                              .scratch = scratch};
    number_variables(&ranking);
    if (ranking.count <= MANY) {
        ranking.met = arena_alloc(scratch, bits_words((size_t)ranking.count * ranking.count), sizeof *ranking.met);
        find_pairs(&ranking);
        list_neighbours(&ranking);
        set_ranks(&ranking);
    }
    arena_close(scratch);
}

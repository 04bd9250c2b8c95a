#include "engine/diagram/weighted_order.h"

#include "base/indices.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* To weigh anew for each variable would take the square of the size of a part. In a large one many variables are
 * taken at once, so that it takes no more than this many steps. */
enum { WORK = 1 << 21 };

enum { DRAWINGS = 30 };

/* One part of the graph: the gates that belong to a module but to no module in it, or to none at all. Its nodes are
 * these gates, arguments first, and behind them its variables, in the order to begin with. */
struct part {
    const struct graph *graph;
    struct modules *modules;
    uint32_t *gates, *variables; /* of the graph */
    size_t gate_count, gate_capacity, variable_count, variable_capacity;
    uint32_t *node;      /* by gate of the graph; NO_INDEX outside */
    uint32_t *first;     /* by node that is a gate: its arguments */
    uint32_t *left;      /* and how many have no place yet; by variable: 1 until it has its place */
    uint32_t *arguments; /* nodes */
    size_t argument_count;
    uint32_t *first_user; /* by node: the gates that it is an argument of, the highest first */
    uint32_t *users;      /* nodes */
    bool *is_top;         /* by node */
    double *weight;       /* by node */
    double *share;        /* by node that is a gate: what each argument gets of its weight */
    bool *is_stale;       /* by node: its weight or its share may be another */
    double *shares;       /* by number of arguments: what each gets of 1 */
    uint32_t *order;      /* nodes of variables: those that have their place first */
    struct span *spans;
    struct placed *room;
    uint32_t *best;
    uint32_t *dropped; /* nodes to be dropped from their users */
    struct arena *scratch;
};

/* By node, of the variables at or below it. */
struct span {
    double low, high, middle;
    double sum, degree; /* of the middles of its users */
};

struct placed {
    double key;
    uint32_t node;
};

/* ---- The part ---- */

static void meet(struct part *part, uint32_t gate, bool is_top) {
    if (part->node[gate] != NO_INDEX)
        return;
    part->node[gate] = 0;
    if (part->modules->is_module[gate] && !is_top) {
        ARENA_APPEND(part->scratch, part->variables, part->variable_count, part->variable_capacity, gate);
    } else {
        ARENA_APPEND(part->scratch, part->gates, part->gate_count, part->gate_capacity, gate);
    }
}

static void gather(struct part *part, const uint32_t *tops, size_t top_count) {
    part->gate_count = part->variable_count = 0;
    for (size_t i = 0; i < top_count; i++)
        meet(part, tops[i], true);
    for (size_t i = 0; i < part->gate_count; i++) {
        const struct gate *gate = &part->graph->gates[part->gates[i]];
        for (size_t j = 0; j < gate->count; j++)
            meet(part, part->graph->arguments[gate->first + j], false);
    }
}

/* Numbers the nodes; the variables by their ranks so far. */
static void number_nodes(struct part *part, const uint32_t *tops, size_t top_count) {
    const uint32_t *rank = part->modules->rank, *by_rank = part->modules->by_rank;
    for (size_t i = 0; i < part->variable_count; i++)
        part->variables[i] = rank[part->variables[i]];
    indices_sort(part->gates, part->gate_count);
    indices_sort(part->variables, part->variable_count);
    for (size_t i = 0; i < part->gate_count; i++)
        part->node[part->gates[i]] = (uint32_t)i;
    for (size_t i = 0; i < part->variable_count; i++) {
        part->variables[i] = by_rank[part->variables[i]];
        part->node[part->variables[i]] = part->order[i] = (uint32_t)(part->gate_count + i);
    }
    memset(part->is_top, 0, part->gate_count * sizeof *part->is_top);
    for (size_t i = 0; i < top_count; i++)
        part->is_top[part->node[tops[i]]] = true;
}

static void list_arguments(struct part *part) {
    part->argument_count = 0;
    for (size_t i = 0; i < part->gate_count; i++) {
        const struct gate *gate = &part->graph->gates[part->gates[i]];
        part->first[i] = (uint32_t)part->argument_count;
        part->left[i] = gate->count;
        for (size_t j = 0; j < gate->count; j++)
            part->arguments[part->argument_count++] = part->node[part->graph->arguments[gate->first + j]];
    }
    part->first[part->gate_count] = (uint32_t)part->argument_count;
    for (size_t i = 0; i < part->variable_count; i++)
        part->left[part->gate_count + i] = 1;
}

static void list_users(struct part *part) {
    size_t count = part->gate_count + part->variable_count;
    memset(part->first_user, 0, (count + 1) * sizeof *part->first_user);
    for (size_t a = 0; a < part->argument_count; a++)
        part->first_user[part->arguments[a]]++;
    for (size_t i = 1; i <= count; i++)
        part->first_user[i] += part->first_user[i - 1];
    for (uint32_t i = 0; i < part->gate_count; i++)
        for (size_t a = part->first[i]; a < part->first[i + 1]; a++)
            part->users[--part->first_user[part->arguments[a]]] = i;
}

static void forget(struct part *part) {
    for (size_t i = 0; i < part->gate_count; i++)
        part->node[part->gates[i]] = NO_INDEX;
    for (size_t i = 0; i < part->variable_count; i++)
        part->node[part->variables[i]] = NO_INDEX;
}

/* ---- Weights ---- */

/* A gate of which all variables have their place has it too. */
static void drop(struct part *part, uint32_t variable) {
    part->left[variable] = 0;
    part->dropped[0] = variable;
    for (size_t count = 1; count > 0;) {
        uint32_t node = part->dropped[--count];
        for (size_t u = part->first_user[node]; u < part->first_user[node + 1]; u++) {
            uint32_t user = part->users[u];
            part->is_stale[user] = true;
            if (--part->left[user] == 0)
                part->dropped[count++] = user;
        }
    }
}

static void weigh_node(struct part *part, size_t node) {
    part->is_stale[node] = false;
    part->weight[node] = 0;
    for (size_t u = part->first_user[node]; u < part->first_user[node + 1]; u++)
        part->weight[node] += part->share[part->users[u]];
}

/* Weighs anew what has no place yet and stands below a node whose weight or share has changed. */
static void weigh(struct part *part) {
    for (size_t i = part->gate_count; i-- > 0;) {
        if (!part->is_stale[i])
            continue;
        weigh_node(part, i);
        double share = (part->weight[i] + part->is_top[i]) * part->shares[part->left[i]];
        if (share == part->share[i])
            continue;
        part->share[i] = share;
        for (size_t a = part->first[i]; a < part->first[i + 1]; a++)
            part->is_stale[part->arguments[a]] = true;
    }
    for (size_t i = part->gate_count; i < part->gate_count + part->variable_count; i++)
        if (part->is_stale[i] && part->left[i] > 0)
            weigh_node(part, i);
}

/* Moves the heaviest of the variables from `placed` on to the front of them; of equals the first. */
static void place_heaviest(struct part *part, size_t placed) {
    size_t heaviest = placed;
    for (size_t i = placed + 1; i < part->variable_count; i++)
        if (part->weight[part->order[i]] > part->weight[part->order[heaviest]])
            heaviest = i;
    uint32_t node = part->order[heaviest];
    memmove(part->order + placed + 1, part->order + placed, (heaviest - placed) * sizeof *part->order);
    part->order[placed] = node;
}

static int by_key(const void *left, const void *right) {
    const struct placed *a = left, *b = right;
    if (a->key != b->key)
        return a->key < b->key ? -1 : 1;
    return a->node < b->node ? -1 : a->node > b->node;
}

static void sort_by_key(struct part *part, size_t from) {
    qsort(part->room + from, part->variable_count - from, sizeof *part->room, by_key);
    for (size_t i = from; i < part->variable_count; i++)
        part->order[i] = part->room[i].node;
}

/* Moves the `count` heaviest of the variables from `placed` on to the front of them. */
static void place_many(struct part *part, size_t placed, size_t count) {
    for (size_t i = placed; i < part->variable_count; i++)
        part->room[i] = (struct placed){-part->weight[part->order[i]], part->order[i]};
    sort_by_key(part, placed);
    if (placed + count < part->variable_count)
        indices_sort(part->order + placed + count, part->variable_count - placed - count);
}

static void order_by_weight(struct part *part) {
    size_t rounds = 1 + WORK / (part->gate_count + part->argument_count + 1);
    size_t batch = (part->variable_count + rounds - 1) / rounds;
    for (size_t i = 0; i < part->gate_count + part->variable_count; i++)
        part->is_stale[i] = true;
    memset(part->share, 0, part->gate_count * sizeof *part->share);
    for (size_t placed = 0; placed < part->variable_count;) {
        weigh(part);
        size_t count = part->variable_count - placed < batch ? part->variable_count - placed : batch;
        if (count == 1)
            place_heaviest(part, placed);
        else
            place_many(part, placed, count);
        for (size_t i = 0; i < count; i++)
            drop(part, part->order[placed++]);
    }
}

/* ---- Drawing together ---- */

/* Sets the spans of the order as it is; returns their sum over all gates. */
static double measure(struct part *part) {
    double sum = 0;
    for (size_t i = 0; i < part->variable_count; i++)
        part->spans[part->order[i]] = (struct span){.low = (double)i, .high = (double)i, .middle = (double)i};
    for (size_t i = 0; i < part->gate_count; i++) {
        struct span span = {.low = INFINITY, .high = -1};
        for (size_t j = 0; j < part->left[i]; j++) {
            const struct span *argument = &part->spans[part->arguments[part->first[i] + j]];
            span.low = argument->low < span.low ? argument->low : span.low;
            span.high = argument->high > span.high ? argument->high : span.high;
            span.middle += argument->middle / part->left[i];
        }
        sum += span.high - span.low;
        part->spans[i] = span;
    }
    return sum;
}

static void draw_together(struct part *part) {
    for (size_t i = 0; i < part->gate_count; i++) {
        const uint32_t *arguments = part->arguments + part->first[i];
        double middle = part->spans[i].middle;
        for (size_t j = 0; j < part->left[i]; j++)
            middle += part->spans[arguments[j]].middle;
        for (size_t j = 0; j < part->left[i]; j++) {
            part->spans[arguments[j]].sum += middle / (part->left[i] + 1);
            part->spans[arguments[j]].degree++;
        }
    }
    for (size_t i = 0; i < part->variable_count; i++) {
        const struct span *span = &part->spans[part->order[i]];
        part->room[i] = (struct placed){span->sum / span->degree, part->order[i]};
    }
    sort_by_key(part, 0);
}

static void centre(struct part *part) {
    double least = INFINITY;
    for (size_t i = 0; i < DRAWINGS; i++) {
        double sum = measure(part);
        if (sum < least) {
            least = sum;
            memcpy(part->best, part->order, part->variable_count * sizeof *part->best);
        }
        draw_together(part);
    }
    memcpy(part->order, part->best, part->variable_count * sizeof *part->order);
}

/* ---- All parts ---- */

static struct part open_part(const struct graph *graph, struct modules *modules, double exponent,
                             struct arena *scratch) {
    size_t count = graph->gate_count, most = 0;
    for (size_t g = 0; g < count; g++)
        most = graph->gates[g].count > most ? graph->gates[g].count : most;
    struct part part = {.graph = graph,
                        .modules = modules,
                        .node = indices_none(scratch, count),
                        .first = arena_alloc(scratch, count + 1, sizeof *part.first),
                        .left = arena_alloc(scratch, count, sizeof *part.left),
                        .arguments = arena_alloc(scratch, graph->argument_count, sizeof *part.arguments),
                        .first_user = arena_alloc(scratch, count + 1, sizeof *part.first_user),
                        .users = arena_alloc(scratch, graph->argument_count, sizeof *part.users),
                        .is_top = arena_alloc(scratch, count, sizeof *part.is_top),
                        .weight = arena_alloc(scratch, count, sizeof *part.weight),
                        .share = arena_alloc(scratch, count, sizeof *part.share),
                        .is_stale = arena_alloc(scratch, count, sizeof *part.is_stale),
                        .shares = arena_alloc(scratch, most + 1, sizeof *part.shares),
                        .order = arena_alloc(scratch, count, sizeof *part.order),
                        .spans = arena_alloc(scratch, count, sizeof *part.spans),
                        .room = arena_alloc(scratch, count, sizeof *part.room),
                        .best = arena_alloc(scratch, count, sizeof *part.best),
                        .dropped = arena_alloc(scratch, count, sizeof *part.dropped),
                        .scratch = scratch};
    ARENA_RESERVE(scratch, part.gates, 0, part.gate_capacity);
    ARENA_RESERVE(scratch, part.variables, 0, part.variable_capacity);
    for (size_t n = 1; n <= most; n++)
        part.shares[n] = pow((double)n, -exponent);
    return part;
}

/* The new order of all gates that have a rank. */
struct sequence {
    uint32_t *gates;
    size_t count;
    bool *is_in;   /* by gate */
    bool *is_part; /* by gate: it belongs to a part that was ordered */
};

static void append(struct sequence *sequence, uint32_t gate) {
    if (sequence->is_in[gate])
        return;
    sequence->is_in[gate] = true;
    sequence->gates[sequence->count++] = gate;
}

static void order_part(struct part *part, const uint32_t *tops, size_t top_count, bool centred,
                       struct sequence *sequence) {
    gather(part, tops, top_count);
    number_nodes(part, tops, top_count);
    list_arguments(part);
    list_users(part);
    order_by_weight(part);
    if (centred) {
        list_arguments(part);
        centre(part);
    }
    for (size_t i = 0; i < part->variable_count; i++)
        append(sequence, part->variables[part->order[i] - part->gate_count]);
    for (size_t i = 0; i < part->gate_count; i++)
        sequence->is_part[part->gates[i]] = true;
    forget(part);
}

void rank_by_weight(const struct graph *graph, struct modules *modules, const uint32_t *roots, size_t root_count,
                    double exponent, bool centred, struct arena *parent) {
    size_t count = graph->gate_count, top_count = 0;
    struct arena *scratch = arena_open(parent);
    struct part part = open_part(graph, modules, exponent, scratch);
    struct sequence sequence = {.gates = arena_alloc(scratch, count, sizeof *sequence.gates),
                                .is_in = arena_alloc(scratch, count, sizeof *sequence.is_in),
                                .is_part = arena_alloc(scratch, count, sizeof *sequence.is_part)};
    uint32_t *tops = arena_alloc(scratch, root_count, sizeof *tops);
    for (size_t r = 0; r < modules->reached; r++) {
        uint32_t gate = modules->by_rank[r];
        if (modules->is_module[gate] && !modules->is_separate[gate])
            order_part(&part, &gate, 1, centred, &sequence);
    }
    for (size_t i = 0; i < root_count; i++) /* those that no module holds */
        if (graph->gates[roots[i]].count > 0 && !sequence.is_part[roots[i]])
            tops[top_count++] = roots[i];
    order_part(&part, tops, top_count, centred, &sequence);
    for (size_t r = 0; r < modules->reached; r++)
        append(&sequence, modules->by_rank[r]);
    modules_rank(modules, sequence.gates);
    arena_close(scratch);
}

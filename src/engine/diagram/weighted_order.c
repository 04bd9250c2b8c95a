#include "engine/diagram/weighted_order.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Weighing anew for each variable costs the square of a large part: there many are taken at once. */
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

static void meet(struct part *p, uint32_t gate, bool is_top) {
    if (p->node[gate] != NO_INDEX)
        return;
    p->node[gate] = 0;
    if (p->modules->is_module[gate] && !is_top) {
        p->variables =
            arena_reserve(p->scratch, p->variables, p->variable_count, &p->variable_capacity, sizeof *p->variables);
        p->variables[p->variable_count++] = gate;
    } else {
        p->gates = arena_reserve(p->scratch, p->gates, p->gate_count, &p->gate_capacity, sizeof *p->gates);
        p->gates[p->gate_count++] = gate;
    }
}

static int ascending(const void *left, const void *right) {
    uint32_t a = *(const uint32_t *)left, b = *(const uint32_t *)right;
    return a < b ? -1 : a > b;
}

static void gather(struct part *p, const uint32_t *tops, size_t top_count) {
    p->gate_count = p->variable_count = 0;
    for (size_t i = 0; i < top_count; i++)
        meet(p, tops[i], true);
    for (size_t i = 0; i < p->gate_count; i++) {
        const struct gate *gate = &p->graph->gates[p->gates[i]];
        for (size_t j = 0; j < gate->count; j++)
            meet(p, p->graph->arguments[gate->first + j], false);
    }
}

/* Numbers the nodes; the variables by their ranks so far. */
static void number_nodes(struct part *p, const uint32_t *tops, size_t top_count) {
    const uint32_t *rank = p->modules->rank, *by_rank = p->modules->by_rank;
    for (size_t i = 0; i < p->variable_count; i++)
        p->variables[i] = rank[p->variables[i]];
    qsort(p->gates, p->gate_count, sizeof *p->gates, ascending);
    if (p->variable_count > 0)
        qsort(p->variables, p->variable_count, sizeof *p->variables, ascending);
    for (size_t i = 0; i < p->gate_count; i++)
        p->node[p->gates[i]] = (uint32_t)i;
    for (size_t i = 0; i < p->variable_count; i++) {
        p->variables[i] = by_rank[p->variables[i]];
        p->node[p->variables[i]] = p->order[i] = (uint32_t)(p->gate_count + i);
    }
    memset(p->is_top, 0, p->gate_count * sizeof *p->is_top);
    for (size_t i = 0; i < top_count; i++)
        p->is_top[p->node[tops[i]]] = true;
}

static void list_arguments(struct part *p) {
    p->argument_count = 0;
    for (size_t i = 0; i < p->gate_count; i++) {
        const struct gate *gate = &p->graph->gates[p->gates[i]];
        p->first[i] = (uint32_t)p->argument_count;
        p->left[i] = gate->count;
        for (size_t j = 0; j < gate->count; j++)
            p->arguments[p->argument_count++] = p->node[p->graph->arguments[gate->first + j]];
    }
    p->first[p->gate_count] = (uint32_t)p->argument_count;
    for (size_t i = 0; i < p->variable_count; i++)
        p->left[p->gate_count + i] = 1;
}

static void list_users(struct part *p) {
    size_t count = p->gate_count + p->variable_count;
    memset(p->first_user, 0, (count + 1) * sizeof *p->first_user);
    for (size_t a = 0; a < p->argument_count; a++)
        p->first_user[p->arguments[a]]++;
    for (size_t i = 1; i <= count; i++)
        p->first_user[i] += p->first_user[i - 1];
    for (uint32_t i = 0; i < p->gate_count; i++)
        for (size_t a = p->first[i]; a < p->first[i + 1]; a++)
            p->users[--p->first_user[p->arguments[a]]] = i;
}

static void forget(struct part *p) {
    for (size_t i = 0; i < p->gate_count; i++)
        p->node[p->gates[i]] = NO_INDEX;
    for (size_t i = 0; i < p->variable_count; i++)
        p->node[p->variables[i]] = NO_INDEX;
}

/* ---- Weights ---- */

/* A gate of which all variables have their place has it too. */
static void drop(struct part *p, uint32_t variable) {
    p->left[variable] = 0;
    p->dropped[0] = variable;
    for (size_t count = 1; count > 0;) {
        uint32_t node = p->dropped[--count];
        for (size_t u = p->first_user[node]; u < p->first_user[node + 1]; u++) {
            uint32_t user = p->users[u];
            p->is_stale[user] = true;
            if (--p->left[user] == 0)
                p->dropped[count++] = user;
        }
    }
}

static void weigh_node(struct part *p, size_t node) {
    p->is_stale[node] = false;
    p->weight[node] = 0;
    for (size_t u = p->first_user[node]; u < p->first_user[node + 1]; u++)
        p->weight[node] += p->share[p->users[u]];
}

/* Only below what has changed, and what has no place yet. */
static void weigh(struct part *p) {
    for (size_t i = p->gate_count; i-- > 0;) {
        if (!p->is_stale[i])
            continue;
        weigh_node(p, i);
        double share = (p->weight[i] + p->is_top[i]) * p->shares[p->left[i]];
        if (share == p->share[i])
            continue;
        p->share[i] = share;
        for (size_t a = p->first[i]; a < p->first[i + 1]; a++)
            p->is_stale[p->arguments[a]] = true;
    }
    for (size_t i = p->gate_count; i < p->gate_count + p->variable_count; i++)
        if (p->is_stale[i] && p->left[i] > 0)
            weigh_node(p, i);
}

/* Moves the heaviest of the variables from `placed` on to the front of them; of equals the first. */
static void place_heaviest(struct part *p, size_t placed) {
    size_t heaviest = placed;
    for (size_t i = placed + 1; i < p->variable_count; i++)
        if (p->weight[p->order[i]] > p->weight[p->order[heaviest]])
            heaviest = i;
    uint32_t node = p->order[heaviest];
    memmove(p->order + placed + 1, p->order + placed, (heaviest - placed) * sizeof *p->order);
    p->order[placed] = node;
}

static int by_key(const void *left, const void *right) {
    const struct placed *a = left, *b = right;
    if (a->key != b->key)
        return a->key < b->key ? -1 : 1;
    return a->node < b->node ? -1 : a->node > b->node;
}

static void sort_by_key(struct part *p, size_t from) {
    qsort(p->room + from, p->variable_count - from, sizeof *p->room, by_key);
    for (size_t i = from; i < p->variable_count; i++)
        p->order[i] = p->room[i].node;
}

/* The same for `count` of them. */
static void place_many(struct part *p, size_t placed, size_t count) {
    for (size_t i = placed; i < p->variable_count; i++)
        p->room[i] = (struct placed){-p->weight[p->order[i]], p->order[i]};
    sort_by_key(p, placed);
    if (placed + count < p->variable_count)
        qsort(p->order + placed + count, p->variable_count - placed - count, sizeof *p->order, ascending);
}

static void order_by_weight(struct part *p) {
    size_t rounds = 1 + WORK / (p->gate_count + p->argument_count + 1);
    size_t batch = (p->variable_count + rounds - 1) / rounds;
    for (size_t i = 0; i < p->gate_count + p->variable_count; i++)
        p->is_stale[i] = true;
    memset(p->share, 0, p->gate_count * sizeof *p->share);
    for (size_t placed = 0; placed < p->variable_count;) {
        weigh(p);
        size_t count = p->variable_count - placed < batch ? p->variable_count - placed : batch;
        if (count == 1)
            place_heaviest(p, placed);
        else
            place_many(p, placed, count);
        for (size_t i = 0; i < count; i++)
            drop(p, p->order[placed++]);
    }
}

/* ---- Drawing together ---- */

/* Sets the spans of the order as it is; returns their sum over all gates. */
static double measure(struct part *p) {
    double sum = 0;
    for (size_t i = 0; i < p->variable_count; i++)
        p->spans[p->order[i]] = (struct span){.low = (double)i, .high = (double)i, .middle = (double)i};
    for (size_t i = 0; i < p->gate_count; i++) {
        struct span span = {.low = INFINITY, .high = -1};
        for (size_t j = 0; j < p->left[i]; j++) {
            const struct span *argument = &p->spans[p->arguments[p->first[i] + j]];
            span.low = argument->low < span.low ? argument->low : span.low;
            span.high = argument->high > span.high ? argument->high : span.high;
            span.middle += argument->middle / p->left[i];
        }
        sum += span.high - span.low;
        p->spans[i] = span;
    }
    return sum;
}

static void draw_together(struct part *p) {
    for (size_t i = 0; i < p->gate_count; i++) {
        const uint32_t *arguments = p->arguments + p->first[i];
        double middle = p->spans[i].middle;
        for (size_t j = 0; j < p->left[i]; j++)
            middle += p->spans[arguments[j]].middle;
        for (size_t j = 0; j < p->left[i]; j++) {
            p->spans[arguments[j]].sum += middle / (p->left[i] + 1);
            p->spans[arguments[j]].degree++;
        }
    }
    for (size_t i = 0; i < p->variable_count; i++) {
        const struct span *span = &p->spans[p->order[i]];
        p->room[i] = (struct placed){span->sum / span->degree, p->order[i]};
    }
    sort_by_key(p, 0);
}

static void centre(struct part *p) {
    double least = INFINITY;
    for (size_t i = 0; i < DRAWINGS; i++) {
        double sum = measure(p);
        if (sum < least) {
            least = sum;
            memcpy(p->best, p->order, p->variable_count * sizeof *p->best);
        }
        draw_together(p);
    }
    memcpy(p->order, p->best, p->variable_count * sizeof *p->order);
}

/* ---- All parts ---- */

static struct part open_part(const struct graph *graph, struct modules *modules, double exponent,
                             struct arena *scratch) {
    size_t count = graph->gate_count, most = 0;
    for (size_t g = 0; g < count; g++)
        most = graph->gates[g].count > most ? graph->gates[g].count : most;
    struct part p = {.graph = graph,
                     .modules = modules,
                     .node = arena_alloc(scratch, count, sizeof *p.node),
                     .first = arena_alloc(scratch, count + 1, sizeof *p.first),
                     .left = arena_alloc(scratch, count, sizeof *p.left),
                     .arguments = arena_alloc(scratch, graph->argument_count, sizeof *p.arguments),
                     .first_user = arena_alloc(scratch, count + 1, sizeof *p.first_user),
                     .users = arena_alloc(scratch, graph->argument_count, sizeof *p.users),
                     .is_top = arena_alloc(scratch, count, sizeof *p.is_top),
                     .weight = arena_alloc(scratch, count, sizeof *p.weight),
                     .share = arena_alloc(scratch, count, sizeof *p.share),
                     .is_stale = arena_alloc(scratch, count, sizeof *p.is_stale),
                     .shares = arena_alloc(scratch, most + 1, sizeof *p.shares),
                     .order = arena_alloc(scratch, count, sizeof *p.order),
                     .spans = arena_alloc(scratch, count, sizeof *p.spans),
                     .room = arena_alloc(scratch, count, sizeof *p.room),
                     .best = arena_alloc(scratch, count, sizeof *p.best),
                     .dropped = arena_alloc(scratch, count, sizeof *p.dropped),
                     .scratch = scratch};
    p.gates = arena_reserve(scratch, NULL, 0, &p.gate_capacity, sizeof *p.gates);
    p.variables = arena_reserve(scratch, NULL, 0, &p.variable_capacity, sizeof *p.variables);
    memset(p.node, 0xff, count * sizeof *p.node);
    for (size_t n = 1; n <= most; n++)
        p.shares[n] = pow((double)n, -exponent);
    return p;
}

static void close_part(struct part *p) {
    size_t count = p->graph->gate_count;
    arena_release(p->scratch, p->gates, p->gate_capacity, sizeof *p->gates);
    arena_release(p->scratch, p->variables, p->variable_capacity, sizeof *p->variables);
    arena_release(p->scratch, p->node, count, sizeof *p->node);
    arena_release(p->scratch, p->first, count + 1, sizeof *p->first);
    arena_release(p->scratch, p->left, count, sizeof *p->left);
    arena_release(p->scratch, p->arguments, p->graph->argument_count, sizeof *p->arguments);
    arena_release(p->scratch, p->first_user, count + 1, sizeof *p->first_user);
    arena_release(p->scratch, p->users, p->graph->argument_count, sizeof *p->users);
    arena_release(p->scratch, p->is_top, count, sizeof *p->is_top);
    arena_release(p->scratch, p->weight, count, sizeof *p->weight);
    arena_release(p->scratch, p->share, count, sizeof *p->share);
    arena_release(p->scratch, p->is_stale, count, sizeof *p->is_stale);
    arena_release(p->scratch, p->order, count, sizeof *p->order);
    arena_release(p->scratch, p->spans, count, sizeof *p->spans);
    arena_release(p->scratch, p->room, count, sizeof *p->room);
    arena_release(p->scratch, p->best, count, sizeof *p->best);
    arena_release(p->scratch, p->dropped, count, sizeof *p->dropped);
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

static void order_part(struct part *p, const uint32_t *tops, size_t top_count, bool centred,
                       struct sequence *sequence) {
    gather(p, tops, top_count);
    number_nodes(p, tops, top_count);
    list_arguments(p);
    list_users(p);
    order_by_weight(p);
    if (centred) {
        list_arguments(p);
        centre(p);
    }
    for (size_t i = 0; i < p->variable_count; i++)
        append(sequence, p->variables[p->order[i] - p->gate_count]);
    for (size_t i = 0; i < p->gate_count; i++)
        sequence->is_part[p->gates[i]] = true;
    forget(p);
}

/* Roots that no module holds, each once. */
static size_t free_roots(const struct graph *graph, const struct sequence *sequence, const uint32_t *roots,
                         size_t root_count, uint32_t *found) {
    size_t count = 0;
    for (size_t i = 0; i < root_count; i++)
        if (graph->gates[roots[i]].count > 0 && !sequence->is_part[roots[i]])
            found[count++] = roots[i];
    return count;
}

void rank_by_weight(const struct graph *graph, struct modules *modules, const uint32_t *roots, size_t root_count,
                    double exponent, bool centred, struct arena *scratch) {
    size_t count = graph->gate_count;
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
    size_t top_count = free_roots(graph, &sequence, roots, root_count, tops);
    order_part(&part, tops, top_count, centred, &sequence);
    for (size_t r = 0; r < modules->reached; r++)
        append(&sequence, modules->by_rank[r]);
    for (uint32_t r = 0; r < sequence.count; r++) {
        modules->by_rank[r] = sequence.gates[r];
        modules->rank[sequence.gates[r]] = r;
    }
    close_part(&part);
    arena_release(scratch, sequence.gates, count, sizeof *sequence.gates);
    arena_release(scratch, sequence.is_in, count, sizeof *sequence.is_in);
    arena_release(scratch, sequence.is_part, count, sizeof *sequence.is_part);
    arena_release(scratch, tops, root_count, sizeof *tops);
}

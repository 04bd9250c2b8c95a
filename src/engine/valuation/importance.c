#include "engine/valuation/importance.h"

#include "base/indices.h"
#include "base/work.h"

#include <math.h>

enum { WORK = 500000000 };

/* A gate with dP(root down) / dP(gate down), and the root's levels in its two cases. */
struct pending_gate {
    uint32_t gate;
    double weight;
    struct level if_up, if_down;
};

/* What the nodes of a diagram come to that test a module. */
struct module_sum {
    double derivative;
    struct level if_up, if_down; /* of the diagram's gate, but for what passes by */
    uint32_t place;              /* among the diagram's variables */
};

struct importance importance_new(const struct valuation *valuation, bool with_levels, struct arena *arena) {
    return (struct importance){
        .valuation = valuation,
        .with_levels = with_levels,
        .work = WORK,
        .arena = arena,
        .room = {.arena = arena},
        .node_weight = arena_alloc(arena, valuation->diagrams->bdd.count, sizeof(double)),
        .node_level = with_levels ? arena_alloc(arena, valuation->diagrams->bdd.count, sizeof(struct level)) : NULL,
        .node_serial = arena_alloc(arena, valuation->diagrams->bdd.count, sizeof(uint32_t)),
        .sums = arena_alloc(arena, valuation->graph->gate_count, sizeof(struct module_sum))};
}

static void push_gate(struct importance *importance, struct pending_gate gate) {
    ARENA_APPEND(importance->arena, importance->gates, importance->gate_count, importance->gate_capacity, gate);
}

/* What lies below the pending gate, by what that gate comes to while this is up and while it is down. */
static void push_below(struct importance *importance, const struct pending_gate *above, uint32_t gate, double pivotal,
                       struct level if_up, struct level if_down) {
    push_gate(importance, (struct pending_gate){.gate = gate,
                                                .weight = above->weight * pivotal,
                                                .if_up = level_mixed(if_up, above->if_up, above->if_down),
                                                .if_down = level_mixed(if_down, above->if_up, above->if_down)});
}

static void add_event(struct importance *importance, const struct pending_gate *pending) {
    ARENA_APPEND(importance->arena, importance->events, importance->event_count, importance->event_capacity,
                 (struct event){.gate = pending->gate,
                                .birnbaum = pending->weight,
                                .phases = 1,
                                .if_up = pending->if_up,
                                .if_down = pending->if_down,
                                .while_down = pending->if_down,
                                .chance = importance->valuation->values.low[pending->gate]});
}

/* ---- Gates that were computed directly ---- */

/* Finds for each argument what all others come to. It multiplies from both ends, so that nothing is divided by 0. */
static void pass_all_or_any(struct importance *importance, const struct gate *gate, const struct pending_gate *above) {
    const struct valuation *valuation = importance->valuation;
    const uint32_t *arguments = &valuation->graph->arguments[gate->first];
    bool is_all = gate->kind == GATE_ALL;
    struct level *behind = argument_levels(valuation->graph, gate, valuation->values.low, &importance->room);
    struct level neutral = is_all ? (struct level){1, 0} : (struct level){0, 1}, decided = level_swapped(neutral);
    for (size_t i = gate->count - 1; i-- > 0;)
        behind[i] = is_all ? level_of_both(behind[i], behind[i + 1]) : level_of_either(behind[i], behind[i + 1]);
    struct level before = neutral;
    for (size_t i = 0; i < gate->count; i++) {
        struct level level = valuation->values.low[arguments[i]], after = i + 1 < gate->count ? behind[i + 1] : neutral;
        struct level others = is_all ? level_of_both(before, after) : level_of_either(before, after);
        push_below(importance, above, arguments[i], (double)(is_all ? others.up : others.down),
                   is_all ? others : decided, is_all ? decided : others);
        before = is_all ? level_of_both(before, level) : level_of_either(before, level);
    }
}

static bool pass_at_least(struct importance *importance, const struct gate *gate, const struct pending_gate *above) {
    const struct valuation *valuation = importance->valuation;
    size_t n = gate->count, k = gate->at_least;
    struct level *levels = argument_levels(valuation->graph, gate, valuation->values.low, &importance->room);
    if (!work_take(&importance->work, k_of_n_given_steps(levels, n, k)))
        return false;
    ARENA_PROVIDE(importance->arena, importance->given, n, importance->given_capacity);
    k_of_n_given_each(levels, n, k, importance->given, scratch_row(&importance->room, k_of_n_given_room(n, k)));
    for (size_t i = 0; i < n; i++) {
        const struct k_of_n_given *given = &importance->given[i];
        push_below(importance, above, valuation->graph->arguments[gate->first + i], (double)given->pivotal,
                   given->if_up, given->if_down);
    }
    return true;
}

/* ---- Diagrams ---- */

static void meet_node(struct importance *importance, uint32_t node) {
    if (node <= BDD_TRUE || importance->node_serial[node] == importance->serial)
        return;
    importance->node_serial[node] = importance->serial;
    importance->node_weight[node] = 0;
    ARENA_APPEND(importance->arena, importance->nodes, importance->node_count, importance->node_capacity, node);
}

/* Lists all nodes below `root`, each before its children. */
static void order_nodes(struct importance *importance, uint32_t root) {
    importance->serial++;
    importance->node_count = 0;
    meet_node(importance, root);
    for (size_t i = 0; i < importance->node_count; i++) {
        struct diagram_node node = importance->valuation->diagrams->bdd.nodes[importance->nodes[i]];
        meet_node(importance, node.low);
        meet_node(importance, node.high);
    }
    if (importance->node_count < root / 16) {
        indices_sort_down(importance->nodes, importance->node_count);
        return;
    }
    size_t kept = 0;
    for (uint32_t node = root; node > BDD_TRUE; node--)
        if (importance->node_serial[node] == importance->serial)
            importance->nodes[kept++] = node;
}

static uint32_t variable_at(const struct importance *importance, uint32_t node) {
    return importance->valuation->diagrams->bdd.nodes[node].variable;
}

/* Lists the modules that the diagram tests, where levels are asked for in the order of its variables: `place` then says
 * where each stands. */
static void order_modules(struct importance *importance) {
    const struct modules *modules = &importance->valuation->modules;
    ARENA_PROVIDE(importance->arena, importance->modules, importance->node_count, importance->module_capacity);
    importance->module_count = 0;
    for (size_t i = 0; i < importance->node_count; i++) {
        uint32_t module = modules->by_rank[variable_at(importance, importance->nodes[i])];
        struct module_sum *sum = &importance->sums[module];
        if (sum->place != NO_INDEX) { /* which stands for one that was met already */
            *sum = (struct module_sum){.place = NO_INDEX};
            importance->modules[importance->module_count++] = modules->rank[module];
        }
    }
    if (importance->with_levels)
        indices_sort(importance->modules, importance->module_count);
    for (size_t i = 0; i < importance->module_count; i++) {
        importance->modules[i] = modules->by_rank[importance->modules[i]];
        importance->sums[importance->modules[i]].place = (uint32_t)i;
    }
}

/* Makes a binary tree whose leaves are the variables. Each of its nodes is to hold what passes by all variables below
 * it. */
static void open_passing(struct importance *importance) {
    size_t count = 2 * importance->module_count;
    ARENA_PROVIDE(importance->arena, importance->passing, count, importance->passing_capacity);
    for (size_t i = 0; i < count; i++)
        importance->passing[i] = (struct level){0, 0};
}

static void add_scaled(struct level *sum, struct level level, long double factor) {
    sum->up += level.up * factor;
    sum->down += level.down * factor;
}

/* What goes on to `node` from the variable in that place, and so passes by those between them. */
static void pass_by(struct importance *importance, size_t from, uint32_t node, struct level level, long double weight) {
    const struct valuation *valuation = importance->valuation;
    size_t count = importance->module_count, to = count;
    if (node > BDD_TRUE)
        to = importance->sums[valuation->modules.by_rank[variable_at(importance, node)]].place;
    for (size_t first = from + 1 + count, end = to + count; first < end; first /= 2, end /= 2) {
        if (first % 2 == 1)
            add_scaled(&importance->passing[first++], level, weight);
        if (end % 2 == 1)
            add_scaled(&importance->passing[--end], level, weight);
    }
}

/* Values all nodes in hand, from the last one on. The diagram's own notes have the digits of doubles, of which the
 * difference of two that are nearly equal has few left. */
static void value_nodes(struct importance *importance) {
    const struct valuation *valuation = importance->valuation;
    struct level *levels = importance->node_level;
    levels[BDD_FALSE] = (struct level){0, 1};
    levels[BDD_TRUE] = (struct level){1, 0};
    for (size_t i = importance->node_count; i-- > 0;) {
        struct diagram_node node = valuation->diagrams->bdd.nodes[importance->nodes[i]];
        struct level level = valuation->values.low[valuation->modules.by_rank[node.variable]];
        levels[importance->nodes[i]] = level_mixed(level, levels[node.high], levels[node.low]);
    }
}

/* By what the one is less often down than the other, found on the side that leaves more digits. */
static long double gain_between(struct level low, struct level high) {
    return low.down < high.up ? low.down - high.down : high.up - low.up;
}

static void pass_node(struct importance *importance, uint32_t index, double weight) {
    const struct valuation *valuation = importance->valuation;
    struct diagram_node node = valuation->diagrams->bdd.nodes[index];
    uint32_t module = valuation->modules.by_rank[node.variable];
    struct module_sum *sum = &importance->sums[module];
    struct level level = valuation->values.low[module];
    importance->node_weight[node.high] += weight * (double)level.up;
    importance->node_weight[node.low] += weight * (double)level.down;
    if (!importance->with_levels) {
        const struct bdd_note *notes = valuation->diagrams->bdd.notes[LOW];
        struct level low = {notes[node.low].up, notes[node.low].down};
        struct level high = {notes[node.high].up, notes[node.high].down};
        sum->derivative += weight * fmax((double)gain_between(low, high), 0);
        return;
    }
    struct level low = importance->node_level[node.low], high = importance->node_level[node.high];
    sum->derivative += weight * fmax((double)gain_between(low, high), 0);
    add_scaled(&sum->if_up, high, weight);
    add_scaled(&sum->if_down, low, weight);
    pass_by(importance, sum->place, node.high, high, weight * level.up);
    pass_by(importance, sum->place, node.low, low, weight * level.down);
}

/* Adds what passes by each variable to both of its cases. */
static void close_passing(struct importance *importance) {
    size_t count = importance->module_count;
    for (size_t i = 2; i < 2 * count; i++)
        add_scaled(&importance->passing[i], importance->passing[i / 2], 1);
    for (size_t i = 0; i < count; i++) {
        struct module_sum *sum = &importance->sums[importance->modules[i]];
        add_scaled(&sum->if_up, importance->passing[count + i], 1);
        add_scaled(&sum->if_down, importance->passing[count + i], 1);
    }
}

static bool pass_diagram(struct importance *importance, uint32_t root, const struct pending_gate *above) {
    order_nodes(importance, root);
    if (!work_take(&importance->work, importance->node_count))
        return false;
    order_modules(importance);
    if (importance->with_levels) {
        open_passing(importance);
        value_nodes(importance);
    }
    importance->node_weight[root] = 1;
    for (size_t i = 0; i < importance->node_count; i++)
        pass_node(importance, importance->nodes[i], importance->node_weight[importance->nodes[i]]);
    if (importance->with_levels)
        close_passing(importance);
    for (size_t i = 0; i < importance->module_count; i++) {
        struct module_sum *sum = &importance->sums[importance->modules[i]];
        if (sum->derivative > 0 || importance->with_levels)
            push_below(importance, above, importance->modules[i], sum->derivative, sum->if_up, sum->if_down);
        sum->place = 0;
    }
    return true;
}

/* ---- One root ---- */

/* Passes on what a gate with arguments has to its arguments. Returns false where it has no diagram, because the
 * frontier found its probability, and where work is spent. */
static bool pass_arguments(struct importance *importance, const struct pending_gate *pending) {
    const struct valuation *valuation = importance->valuation;
    const struct gate *gate = &valuation->graph->gates[pending->gate];
    uint32_t diagram = valuation->diagrams->of_gate[pending->gate];
    if (!valuation->modules.is_separate[pending->gate])
        return diagram != NO_INDEX && pass_diagram(importance, diagram, pending);
    if (gate->kind == GATE_AT_LEAST)
        return pass_at_least(importance, gate, pending);
    pass_all_or_any(importance, gate, pending);
    return true;
}

/* Passes on what a gate has that is valued apart, down to the modules below it. */
static bool pass_apart(struct importance *importance, const struct apart *apart, struct pending_gate above) {
    if (!apart->alone)
        return false;
    struct arena *scratch = arena_open(importance->arena);
    struct importance inner = importance_new(apart->valuation, importance->with_levels, scratch);
    bool known = true;
    inner.work = importance->work;
    above.gate = apart->alone->root;
    push_gate(&inner, above);
    while (known && inner.gate_count > 0) {
        struct pending_gate pending = inner.gates[--inner.gate_count];
        const struct gate *gate = &apart->alone->graph.gates[pending.gate];
        if (gate->kind == GATE_LEAF) {
            pending.gate = apart->alone->stands_for[gate->first];
            push_gate(importance, pending);
        } else {
            known = work_take(&inner.work, 1) && pass_arguments(&inner, &pending);
        }
    }
    importance->work = inner.work;
    arena_close(scratch);
    return known;
}

static bool pass_gate(struct importance *importance, const struct pending_gate *pending) {
    const struct valuation *valuation = importance->valuation;
    if (valuation->graph->gates[pending->gate].kind == GATE_LEAF) {
        add_event(importance, pending);
        return true;
    }
    if (valuation->apart && valuation->apart[pending->gate])
        return pass_apart(importance, valuation->apart[pending->gate], *pending);
    return pass_arguments(importance, pending);
}

static double down_of(const struct importance *importance, uint32_t gate) {
    return (double)importance->valuation->values.low[gate].down;
}

void importance_of(struct importance *importance, uint32_t root) {
    const struct valuation *valuation = importance->valuation;
    importance->event_count = importance->gate_count = 0;
    importance->is_known = true;
    if (root <= GATE_UP || (down_of(importance, root) == 0 && !importance->with_levels))
        return;
    importance->is_known =
        valuation->values.exact[root] && importance->work > 0 && !deadline_is_over(valuation->deadline);
    if (!importance->is_known)
        return;
    push_gate(importance, (struct pending_gate){.gate = root, .weight = 1, .if_up = {1, 0}, .if_down = {0, 1}});
    while (importance->is_known && importance->gate_count > 0) {
        struct pending_gate pending = importance->gates[--importance->gate_count];
        importance->is_known = work_take(&importance->work, 1) && pass_gate(importance, &pending);
    }
    if (!importance->is_known)
        importance->event_count = 0;
    if (valuation->graph->phase_count > 0)
        importance->event_count =
            events_join_phases(valuation->graph, valuation->values.low, importance->events, importance->event_count,
                               importance->with_levels ? &valuation->values.low[root] : NULL, importance->arena);
}

static const struct tie *tie_of(const struct importance *importance, const struct event *event) {
    const struct graph *graph = importance->valuation->graph;
    return leaf_tie(graph, &graph->leaves[graph->gates[event->gate].first]);
}

/* Of the phases of the cause that are read, which are those of the event. */
static long double up_of_cause(const struct importance *importance, const struct event *event, uint32_t cause) {
    const struct graph *graph = importance->valuation->graph;
    uint32_t leaf = graph->gates[event->gate].first, count = phases_from(graph, event->gate);
    const struct phase *phase = leaf_phase(graph, &graph->leaves[leaf]);
    uint32_t first = cause + (phase ? leaf - phase->family : 0);
    long double up = 1;
    for (uint32_t i = 0; i < count; i++)
        up *= importance->valuation->values.low[first + i].up;
    return up;
}

/* Of replicas across places none is down if the first of their leaves and their common cause never are: the share of
 * the one comes on top of that of the other, which is what the gate loses while the other is up. */
double event_share(const struct importance *importance, const struct event *event, uint32_t root) {
    const struct tie *tie = tie_of(importance, event);
    double down = down_of(importance, root);
    double share = event->birnbaum * (double)event->chance.down / down;
    if (tie->role == ROLE_FURTHER)
        share /= (double)up_of_cause(importance, event, tie->own_cause);
    return down > 0 && share > 0 ? fmin(share, 1) : 0;
}

uint32_t event_component(const struct importance *importance, const struct event *event) {
    const struct graph *graph = importance->valuation->graph;
    bool is_first = tie_of(importance, event)->fewer == 0;
    return is_first && event->chance.down > 0 ? graph->leaves[graph->gates[event->gate].first].component : NO_INDEX;
}

double rounded_share(double share) {
    const double grains = 1ULL << 40;
    int exponent;
    double fraction = frexp(share, &exponent);
    return ldexp(round(fraction * grains) / grains, exponent);
}

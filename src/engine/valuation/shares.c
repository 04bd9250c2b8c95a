#include "engine/valuation/shares.h"

#include "engine/graph/at_least.h"

#include <stdlib.h>

/* A gate with dP(root down) / dP(gate down). */
struct pending_gate {
    uint32_t gate;
    double weight;
};

struct shares shares_new(const struct exact *exact, struct arena *arena) {
    return (struct shares){.exact = exact,
                           .arena = arena,
                           .room = {.arena = arena},
                           .node_weight = arena_alloc(arena, exact->diagrams.bdd.count, sizeof(double)),
                           .node_serial = arena_alloc(arena, exact->diagrams.bdd.count, sizeof(uint32_t)),
                           .module_weight = arena_alloc(arena, exact->graph->gate_count, sizeof(double))};
}

static void push_gate(struct shares *s, uint32_t gate, double weight) {
    s->gates = arena_reserve(s->arena, s->gates, s->gate_count, &s->gate_capacity, sizeof *s->gates);
    s->gates[s->gate_count++] = (struct pending_gate){gate, weight};
}

static void add_row(struct shares *s, uint32_t component, double share) {
    s->rows = arena_reserve(s->arena, s->rows, s->row_count, &s->row_capacity, sizeof *s->rows);
    s->rows[s->row_count++] = (struct share_row){component, share < 0 ? 0 : share > 1 ? 1 : share};
}

/* ---- Gates that were computed directly ---- */

/* Products of all arguments' levels but one's own, from both ends, so that nothing is divided by 0. */
static void pass_all_or_any(struct shares *s, const struct gate *gate, double weight) {
    const struct exact *e = s->exact;
    const uint32_t *arguments = &e->graph->arguments[gate->first];
    long double *behind = scratch_row(&s->room, gate->count + 1);
    behind[gate->count] = 1;
    for (size_t i = gate->count; i-- > 0;) {
        struct level level = e->values[LOW][arguments[i]];
        behind[i] = behind[i + 1] * (gate->kind == GATE_ALL ? level.up : level.down);
    }
    long double before = 1;
    for (size_t i = 0; i < gate->count; i++) {
        struct level level = e->values[LOW][arguments[i]];
        push_gate(s, arguments[i], weight * (double)(before * behind[i + 1]));
        before *= gate->kind == GATE_ALL ? level.up : level.down;
    }
}

static void pass_at_least(struct shares *s, const struct gate *gate, double weight) {
    const struct exact *e = s->exact;
    size_t n = gate->count, k = gate->at_least;
    struct level *levels = argument_levels(e->graph, gate, e->values[LOW], &s->room);
    long double *pivotal = scratch_row(&s->room, n + at_least_pivotal_room(n, k));
    at_least_pivotal(levels, n, k, pivotal, pivotal + n);
    for (size_t i = 0; i < n; i++)
        push_gate(s, e->graph->arguments[gate->first + i], weight * (double)pivotal[i]);
}

/* ---- Diagrams ---- */

static void meet_node(struct shares *s, uint32_t node) {
    if (node <= BDD_TRUE || s->node_serial[node] == s->serial)
        return;
    s->node_serial[node] = s->serial;
    s->node_weight[node] = 0;
    s->nodes = arena_reserve(s->arena, s->nodes, s->node_count, &s->node_capacity, sizeof *s->nodes);
    s->nodes[s->node_count++] = node;
}

static int descending(const void *left, const void *right) {
    uint32_t a = *(const uint32_t *)left, b = *(const uint32_t *)right;
    return a > b ? -1 : a < b;
}

/* All nodes below `root`, each before its children. */
static void order_nodes(struct shares *s, uint32_t root) {
    s->serial++;
    s->node_count = 0;
    meet_node(s, root);
    for (size_t i = 0; i < s->node_count; i++) {
        struct bdd_node node = s->exact->diagrams.bdd.nodes[s->nodes[i]];
        meet_node(s, node.low);
        meet_node(s, node.high);
    }
    if (s->node_count < root / 16) {
        qsort(s->nodes, s->node_count, sizeof *s->nodes, descending);
        return;
    }
    size_t kept = 0;
    for (uint32_t node = root; node > BDD_TRUE; node--)
        if (s->node_serial[node] == s->serial)
            s->nodes[kept++] = node;
}

static void add_module_weight(struct shares *s, uint32_t module, double weight) {
    if (s->module_weight[module] == 0) {
        s->modules = arena_reserve(s->arena, s->modules, s->module_count, &s->module_capacity, sizeof *s->modules);
        s->modules[s->module_count++] = module;
    }
    s->module_weight[module] += weight;
}

static void pass_node(struct shares *s, uint32_t index, double weight) {
    const struct exact *e = s->exact;
    struct bdd_node node = e->diagrams.bdd.nodes[index];
    uint32_t module = e->modules.by_rank[node.variable];
    struct level level = e->values[LOW][module];
    const struct bdd_note *values = e->diagrams.bdd.notes[LOW];
    s->node_weight[node.high] += weight * (double)level.up;
    s->node_weight[node.low] += weight * (double)level.down;
    double gain = weight * (values[node.low].down - values[node.high].down);
    if (gain > 0)
        add_module_weight(s, module, gain);
}

static void pass_diagram(struct shares *s, uint32_t root, double weight) {
    order_nodes(s, root);
    s->module_count = 0;
    s->node_weight[root] = weight;
    for (size_t i = 0; i < s->node_count; i++)
        pass_node(s, s->nodes[i], s->node_weight[s->nodes[i]]);
    for (size_t i = 0; i < s->module_count; i++) {
        push_gate(s, s->modules[i], s->module_weight[s->modules[i]]);
        s->module_weight[s->modules[i]] = 0;
    }
}

/* ---- One root ---- */

/* Returns false where a gate has no diagram, because a sweep found its probability. */
static bool pass_gate(struct shares *s, struct pending_gate pending, double root_down) {
    const struct exact *e = s->exact;
    const struct gate *gate = &e->graph->gates[pending.gate];
    if (gate->kind == GATE_LEAF) {
        uint32_t component = e->graph->leaves[gate->first].component;
        if (component != NO_INDEX && e->values[LOW][pending.gate].down > 0)
            add_row(s, component, pending.weight * (double)e->values[LOW][pending.gate].down / root_down);
    } else if (!e->modules.is_separate[pending.gate]) {
        if (e->diagrams.of_gate[pending.gate] == NO_INDEX)
            return false;
        pass_diagram(s, e->diagrams.of_gate[pending.gate], pending.weight);
    } else if (gate->kind == GATE_AT_LEAST) {
        pass_at_least(s, gate, pending.weight);
    } else {
        pass_all_or_any(s, gate, pending.weight);
    }
    return true;
}

void shares_of(struct shares *shares, uint32_t root) {
    shares->row_count = shares->gate_count = 0;
    double root_down = (double)shares->exact->values[LOW][root].down;
    if (root <= GATE_UP || root_down == 0 || !shares->exact->is_exact[root])
        return;
    push_gate(shares, root, 1);
    bool known = true;
    while (known && shares->gate_count > 0)
        known = pass_gate(shares, shares->gates[--shares->gate_count], root_down);
    if (!known)
        shares->row_count = 0;
}

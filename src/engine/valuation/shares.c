#include "engine/valuation/shares.h"

#include "base/indices.h"
#include "base/work.h"
#include "engine/graph/k_of_n.h"

#include <math.h>

enum { WORK = 500000000 };

/* A gate with dP(root down) / dP(gate down). */
struct pending_gate {
    uint32_t gate;
    double weight;
};

struct shares shares_new(const struct valuation *valuation, struct arena *arena) {
    return (struct shares){.valuation = valuation,
                           .work = WORK,
                           .arena = arena,
                           .room = {.arena = arena},
                           .node_weight = arena_alloc(arena, valuation->diagrams->bdd.count, sizeof(double)),
                           .node_serial = arena_alloc(arena, valuation->diagrams->bdd.count, sizeof(uint32_t)),
                           .module_weight = arena_alloc(arena, valuation->graph->gate_count, sizeof(double))};
}

static void push_gate(struct shares *shares, uint32_t gate, double weight) {
    shares->gates =
        arena_reserve(shares->arena, shares->gates, shares->gate_count, &shares->gate_capacity, sizeof *shares->gates);
    shares->gates[shares->gate_count++] = (struct pending_gate){gate, weight};
}

static void add_row(struct shares *shares, uint32_t component, double share) {
    shares->rows =
        arena_reserve(shares->arena, shares->rows, shares->row_count, &shares->row_capacity, sizeof *shares->rows);
    shares->rows[shares->row_count++] = (struct share_row){component, share < 0 ? 0 : share > 1 ? 1 : share};
}

/* ---- Gates that were computed directly ---- */

/* Products of all arguments' levels but one's own, from both ends, so that nothing is divided by 0. */
static void pass_all_or_any(struct shares *shares, const struct gate *gate, double weight) {
    const struct valuation *valuation = shares->valuation;
    const uint32_t *arguments = &valuation->graph->arguments[gate->first];
    long double *behind = scratch_row(&shares->room, gate->count + 1);
    behind[gate->count] = 1;
    for (size_t i = gate->count; i-- > 0;) {
        struct level level = valuation->values.low[arguments[i]];
        behind[i] = behind[i + 1] * (gate->kind == GATE_ALL ? level.up : level.down);
    }
    long double before = 1;
    for (size_t i = 0; i < gate->count; i++) {
        struct level level = valuation->values.low[arguments[i]];
        push_gate(shares, arguments[i], weight * (double)(before * behind[i + 1]));
        before *= gate->kind == GATE_ALL ? level.up : level.down;
    }
}

static bool pass_at_least(struct shares *shares, const struct gate *gate, double weight) {
    const struct valuation *valuation = shares->valuation;
    size_t n = gate->count, k = gate->at_least;
    struct level *levels = argument_levels(valuation->graph, gate, valuation->values.low, &shares->room);
    if (!work_take(&shares->work, k_of_n_pivotal_steps(levels, n, k)))
        return false;
    long double *pivotal = scratch_row(&shares->room, n + k_of_n_pivotal_room(n, k));
    k_of_n_pivotal(levels, n, k, pivotal, pivotal + n);
    for (size_t i = 0; i < n; i++)
        push_gate(shares, valuation->graph->arguments[gate->first + i], weight * (double)pivotal[i]);
    return true;
}

/* ---- Diagrams ---- */

static void meet_node(struct shares *shares, uint32_t node) {
    if (node <= BDD_TRUE || shares->node_serial[node] == shares->serial)
        return;
    shares->node_serial[node] = shares->serial;
    shares->node_weight[node] = 0;
    shares->nodes =
        arena_reserve(shares->arena, shares->nodes, shares->node_count, &shares->node_capacity, sizeof *shares->nodes);
    shares->nodes[shares->node_count++] = node;
}

/* All nodes below `root`, each before its children. */
static void order_nodes(struct shares *shares, uint32_t root) {
    shares->serial++;
    shares->node_count = 0;
    meet_node(shares, root);
    for (size_t i = 0; i < shares->node_count; i++) {
        struct bdd_node node = shares->valuation->diagrams->bdd.nodes[shares->nodes[i]];
        meet_node(shares, node.low);
        meet_node(shares, node.high);
    }
    if (shares->node_count < root / 16) {
        indices_sort_down(shares->nodes, shares->node_count);
        return;
    }
    size_t kept = 0;
    for (uint32_t node = root; node > BDD_TRUE; node--)
        if (shares->node_serial[node] == shares->serial)
            shares->nodes[kept++] = node;
}

static void add_module_weight(struct shares *shares, uint32_t module, double weight) {
    if (shares->module_weight[module] == 0) {
        shares->modules = arena_reserve(shares->arena, shares->modules, shares->module_count, &shares->module_capacity,
                                        sizeof *shares->modules);
        shares->modules[shares->module_count++] = module;
    }
    shares->module_weight[module] += weight;
}

static void pass_node(struct shares *shares, uint32_t index, double weight) {
    const struct valuation *valuation = shares->valuation;
    struct bdd_node node = valuation->diagrams->bdd.nodes[index];
    uint32_t module = valuation->modules.by_rank[node.variable];
    struct level level = valuation->values.low[module];
    const struct bdd_note *values = valuation->diagrams->bdd.notes[LOW];
    shares->node_weight[node.high] += weight * (double)level.up;
    shares->node_weight[node.low] += weight * (double)level.down;
    double gain = weight * (values[node.low].down - values[node.high].down);
    if (gain > 0)
        add_module_weight(shares, module, gain);
}

static bool pass_diagram(struct shares *shares, uint32_t root, double weight) {
    order_nodes(shares, root);
    if (!work_take(&shares->work, shares->node_count))
        return false;
    shares->module_count = 0;
    shares->node_weight[root] = weight;
    for (size_t i = 0; i < shares->node_count; i++)
        pass_node(shares, shares->nodes[i], shares->node_weight[shares->nodes[i]]);
    for (size_t i = 0; i < shares->module_count; i++) {
        push_gate(shares, shares->modules[i], shares->module_weight[shares->modules[i]]);
        shares->module_weight[shares->modules[i]] = 0;
    }
    return true;
}

/* ---- One root ---- */

/* Of a gate with arguments. Returns false where it has no diagram, because the frontier found its probability, and
 * where work is spent. */
static bool pass_arguments(struct shares *shares, struct pending_gate pending) {
    const struct valuation *valuation = shares->valuation;
    const struct gate *gate = &valuation->graph->gates[pending.gate];
    uint32_t diagram = valuation->diagrams->of_gate[pending.gate];
    if (!valuation->modules.is_separate[pending.gate])
        return diagram != NO_INDEX && pass_diagram(shares, diagram, pending.weight);
    if (gate->kind == GATE_AT_LEAST)
        return pass_at_least(shares, gate, pending.weight);
    pass_all_or_any(shares, gate, pending.weight);
    return true;
}

/* Down to the modules below a gate that is valued apart. */
static bool pass_apart(struct shares *shares, const struct apart *apart, double weight) {
    if (!apart->alone)
        return false;
    struct arena *scratch = arena_open(shares->arena);
    struct shares inner = shares_new(apart->valuation, scratch);
    bool known = true;
    inner.work = shares->work;
    push_gate(&inner, apart->alone->root, weight);
    while (known && inner.gate_count > 0) {
        struct pending_gate pending = inner.gates[--inner.gate_count];
        const struct gate *gate = &apart->alone->graph.gates[pending.gate];
        if (gate->kind == GATE_LEAF)
            push_gate(shares, apart->alone->stands_for[gate->first], pending.weight);
        else
            known = work_take(&inner.work, 1) && pass_arguments(&inner, pending);
    }
    shares->work = inner.work;
    arena_close(scratch);
    return known;
}

static bool pass_gate(struct shares *shares, struct pending_gate pending, double root_down) {
    const struct valuation *valuation = shares->valuation;
    const struct gate *gate = &valuation->graph->gates[pending.gate];
    if (gate->kind == GATE_LEAF) {
        uint32_t component = valuation->graph->leaves[gate->first].component;
        if (component != NO_INDEX && valuation->values.low[pending.gate].down > 0)
            add_row(shares, component, pending.weight * (double)valuation->values.low[pending.gate].down / root_down);
        return true;
    }
    if (valuation->apart && valuation->apart[pending.gate])
        return pass_apart(shares, valuation->apart[pending.gate], pending.weight);
    return pass_arguments(shares, pending);
}

void shares_of(struct shares *shares, uint32_t root) {
    shares->row_count = shares->gate_count = 0;
    double root_down = (double)shares->valuation->values.low[root].down;
    shares->is_known = true;
    if (root <= GATE_UP || root_down == 0)
        return;
    shares->is_known =
        shares->valuation->values.exact[root] && shares->work > 0 && !deadline_is_over(shares->valuation->deadline);
    if (!shares->is_known)
        return;
    push_gate(shares, root, 1);
    while (shares->is_known && shares->gate_count > 0)
        shares->is_known =
            work_take(&shares->work, 1) && pass_gate(shares, shares->gates[--shares->gate_count], root_down);
    if (!shares->is_known)
        shares->row_count = 0;
}

double rounded_share(double share) {
    const double grains = 1ULL << 40;
    int exponent;
    double fraction = frexp(share, &exponent);
    return ldexp(round(fraction * grains) / grains, exponent);
}

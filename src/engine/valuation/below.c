#include "engine/valuation/below.h"

#include "base/indices.h"

struct below below_new(const struct valuation *valuation, struct arena *arena) {
    return (struct below){.valuation = valuation,
                          .is_met = arena_alloc(arena, valuation->graph->gate_count, sizeof(bool)),
                          .node_serial = arena_alloc(arena, valuation->diagrams->bdd.count, sizeof(uint32_t)),
                          .arena = arena};
}

static void meet_gate(struct below *below, uint32_t gate) {
    if (below->is_met[gate])
        return;
    below->is_met[gate] = true;
    ARENA_APPEND(below->arena, below->gates, below->gate_count, below->gate_capacity, gate);
}

static void meet_node(struct below *below, uint32_t node) {
    if (node <= BDD_TRUE || below->node_serial[node] == below->serial)
        return;
    below->node_serial[node] = below->serial;
    ARENA_APPEND(below->arena, below->nodes, below->node_count, below->node_capacity, node);
}

static bool meet_diagram(struct below *below, uint32_t root) {
    const struct valuation *valuation = below->valuation;
    size_t first = below->node_count;
    if (root == NO_INDEX)
        return false;
    meet_node(below, root);
    for (size_t i = first; i < below->node_count; i++) {
        struct diagram_node node = valuation->diagrams->bdd.nodes[below->nodes[i]];
        meet_gate(below, valuation->modules.by_rank[node.variable]);
        meet_node(below, node.low);
        meet_node(below, node.high);
    }
    return true;
}

static bool meet_below(struct below *below, uint32_t index) {
    const struct valuation *valuation = below->valuation;
    const struct gate *gate = &valuation->graph->gates[index];
    if (gate->kind <= GATE_LEAF)
        return true;
    if (valuation->apart && valuation->apart[index]) {
        const struct alone *alone = valuation->apart[index]->alone;
        for (size_t i = 0; alone && i < alone->graph.leaf_count; i++)
            meet_gate(below, alone->stands_for[i]);
        return alone;
    }
    if (!valuation->modules.is_separate[index])
        return meet_diagram(below, valuation->diagrams->of_gate[index]);
    for (size_t i = 0; i < gate->count; i++)
        meet_gate(below, valuation->graph->arguments[gate->first + i]);
    return true;
}

/* Many are found faster by going through all of the diagrams' nodes than by sorting. */
static void order_nodes(struct below *below) {
    size_t all = below->valuation->diagrams->bdd.count;
    if (below->node_count < all / 16) {
        indices_sort(below->nodes, below->node_count);
        return;
    }
    below->node_count = 0;
    for (uint32_t node = BDD_TRUE + 1; node < all; node++)
        if (below->node_serial[node] == below->serial)
            below->nodes[below->node_count++] = node;
}

bool below_search(struct below *below, uint32_t root) {
    return below_search_all(below, &root, 1);
}

bool below_search_all(struct below *below, const uint32_t *roots, size_t count) {
    bool all = true;
    below->gate_count = below->node_count = 0;
    below->serial++;
    for (size_t i = 0; i < count; i++)
        meet_gate(below, roots[i]);
    for (size_t i = 0; all && i < below->gate_count; i++)
        all = meet_below(below, below->gates[i]);
    for (size_t i = 0; i < below->gate_count; i++)
        below->is_met[below->gates[i]] = false;
    indices_sort(below->gates, below->gate_count);
    order_nodes(below);
    return all;
}

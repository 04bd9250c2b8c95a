#include "engine/graph/graph.h"

#include <assert.h>
#include <math.h>

size_t gate_least_up(const struct gate *gate, size_t count) {
    return gate->kind == GATE_ALL ? count : gate->kind == GATE_ANY ? 1 : gate->at_least;
}

const struct tie *leaf_tie(const struct graph *graph, const struct leaf *leaf) {
    static const struct tie none = {.role = ROLE_REPLICAS, .beta = {0, 1}, .group_cause = NO_INDEX};
    return leaf->tie == NO_INDEX ? &none : &graph->ties[leaf->tie];
}

const struct phase *leaf_phase(const struct graph *graph, const struct leaf *leaf) {
    return leaf->phase == NO_INDEX ? NULL : &graph->phases[leaf->phase];
}

uint32_t phases_from(const struct graph *graph, uint32_t gate) {
    uint32_t leaf = graph->gates[gate].first, count = 1;
    while (leaf_phase(graph, &graph->leaves[leaf]) && !graph->phases[graph->leaves[leaf].phase].is_last) {
        leaf++;
        count++;
    }
    return count;
}

/* What is down for good has been so for longer than any time. */
static bool lasts(const struct graph *graph, const struct leaf *leaf) {
    return leaf->phase == NO_INDEX || graph->phases[leaf->phase].is_last;
}

bool is_forced_up(const struct graph *graph, const struct leaf *leaf, const bool *forced) {
    return leaf->component != NO_INDEX && forced[leaf->component] && !lasts(graph, leaf);
}

bool is_forced_down(const struct graph *graph, const struct leaf *leaf, const bool *forced) {
    return leaf->component != NO_INDEX && forced[leaf->component] && leaf_tie(graph, leaf)->role != ROLE_FURTHER &&
           lasts(graph, leaf);
}

bool graph_is_switch(const struct graph *graph, uint32_t gate) {
    return graph->gates[gate].kind == GATE_LEAF && graph->leaves[graph->gates[gate].first].component == NO_INDEX;
}

bool graph_is_tied(const struct graph *graph) {
    bool is_tied = graph->groups.count > 0 || graph->phase_count > 0;
    for (size_t t = 0; t < graph->tie_count && !is_tied; t++)
        is_tied = graph->ties[t].role != ROLE_REPLICAS;
    return is_tied;
}

static void check_leaf(const struct graph *graph, uint32_t gate) {
    assert(graph->gates[gate].first < graph->leaf_count);
    const struct leaf *leaf = &graph->leaves[graph->gates[gate].first];
    assert(leaf->needs == NO_INDEX || leaf->needs < gate);
    assert(leaf->quorum >= 1 && leaf->quorum <= leaf->replicas);
    assert(leaf->level.up >= 0 && leaf->level.down >= 0 && fabsl(leaf->level.up + leaf->level.down - 1) < 1e-9L);
}

void graph_check(const struct graph *graph) {
    assert(graph->gates[GATE_DOWN].kind == GATE_DOWN && graph->gates[GATE_UP].kind == GATE_UP);
    for (uint32_t gate = GATE_UP + 1; gate < graph->gate_count; gate++) {
        const struct gate *self = &graph->gates[gate];
        assert(self->kind >= GATE_LEAF && self->kind <= GATE_AT_LEAST);
        if (self->kind == GATE_LEAF) {
            check_leaf(graph, gate);
            continue;
        }
        assert(self->count >= 2 && self->first + self->count <= graph->argument_count);
        assert(self->kind != GATE_AT_LEAST || (1 < self->at_least && self->at_least < self->count));
        for (uint32_t i = 0; i < self->count; i++) {
            uint32_t argument = graph->arguments[self->first + i];
            assert(argument > GATE_UP && argument < gate);
        }
    }
}

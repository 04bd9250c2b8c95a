#include "engine/valuation/scaled.h"

#include "engine/graph/k_of_n.h"
#include "engine/valuation/values.h"

#include <math.h>

struct scaled scaled_new(const struct valuation *valuation, struct arena *arena) {
    size_t gates = valuation->graph->gate_count, nodes = valuation->diagrams->bdd.count;
    return (struct scaled){.below = below_new(valuation, arena),
                           .levels = arena_alloc(arena, gates, sizeof(struct level)),
                           .notes = arena_alloc(arena, nodes, sizeof(struct bdd_note)),
                           .apart = valuation->apart ? arena_alloc(arena, gates, sizeof(struct scaled *)) : NULL,
                           .room = {.arena = arena},
                           .arena = arena};
}

/* ---- What lies below a root ---- */

static bool take_apart(struct scaled *scaled, uint32_t gate) {
    const struct apart *apart = scaled->below.valuation->apart[gate];
    struct scaled *inner = arena_alloc(scaled->of_root, 1, sizeof *inner);
    *inner = scaled_new(apart->valuation, scaled->of_root);
    scaled->apart[gate] = inner;
    bool is_known = scaled_take(inner, apart->alone->root);
    scaled->steps += inner->steps;
    return is_known;
}

static void take_leaf(struct scaled *scaled, const struct leaf *leaf) {
    scaled->steps += leaf_steps(scaled->below.valuation->graph, leaf);
    if (leaf->component != NO_INDEX && leaf->level.down > 0)
        scaled->least_down = fminl(scaled->least_down, leaf->level.down);
}

static bool take_gate(struct scaled *scaled, uint32_t index) {
    const struct valuation *valuation = scaled->below.valuation;
    const struct gate *gate = &valuation->graph->gates[index];
    if (scaled->apart && valuation->apart[index])
        return take_apart(scaled, index);
    if (gate->kind == GATE_LEAF)
        take_leaf(scaled, &valuation->graph->leaves[gate->first]);
    else if (gate->kind == GATE_AT_LEAST && valuation->modules.is_separate[index])
        scaled->steps += k_of_n_independent_steps(
            argument_levels(valuation->graph, gate, valuation->values.low, &scaled->room), gate->count, gate->at_least);
    else
        scaled->steps += gate->count;
    return true;
}

bool scaled_take(struct scaled *scaled, uint32_t root) {
    scaled->root = root;
    return scaled_take_all(scaled, &root, 1);
}

bool scaled_take_all(struct scaled *scaled, const uint32_t *roots, size_t count) {
    if (scaled->of_root)
        arena_close(scaled->of_root);
    scaled->of_root = arena_open(scaled->arena);
    scaled->least_down = 1;
    bool is_known = below_search_all(&scaled->below, roots, count);
    scaled->steps = scaled->below.gate_count + scaled->below.node_count;
    for (size_t i = 0; is_known && i < scaled->below.gate_count; i++)
        is_known = take_gate(scaled, scaled->below.gates[i]);
    return is_known;
}

/* ---- Levels ---- */

static struct level scaled_by(struct level level, long double factor) {
    long double down = fminl(level.down * factor, 1);
    return factor == 1 ? level : (struct level){1 - down, down};
}

/* Of a component, or of what takes several of them down. */
static struct level level_of_part(const struct scaled *scaled, const struct leaf *leaf, long double factor) {
    const struct graph *graph = scaled->below.valuation->graph;
    uint32_t cause = leaf_tie(graph, leaf)->group_cause;
    struct level common = {1, 0};
    if (cause != NO_INDEX) /* whatever its phase, of which not all need to be read */
        common = scaled_by(graph->leaves[graph->gates[cause].first].level, factor);
    return leaf_level_by(graph, leaf, scaled_by(leaf->level, factor), common);
}

/* Goes on through the nodes in their order, up to `last`. */
static struct level level_of_diagram(struct scaled *scaled, uint32_t last, size_t *next) {
    const struct valuation *valuation = scaled->below.valuation;
    for (; *next < scaled->below.node_count && scaled->below.nodes[*next] <= last; ++*next) {
        uint32_t index = scaled->below.nodes[*next];
        const struct diagram_node *node = &valuation->diagrams->bdd.nodes[index];
        scaled->notes[index] = node_note(scaled->levels[valuation->modules.by_rank[node->variable]],
                                         scaled->notes[node->high], scaled->notes[node->low]);
    }
    return level_of_note(scaled->notes[last]);
}

/* Where the levels of leaves come from. */
struct leaf_source {
    long double factor;
    const bool *forced;
    const struct alone *alone;  /* its leaves have the levels of what they stand for; NULL: of the whole graph */
    const struct level *levels; /* of that, by gate */
};

static void evaluate(struct scaled *scaled, const struct leaf_source *source);

static struct level level_apart(struct scaled *scaled, uint32_t gate) {
    const struct leaf_source source = {.alone = scaled->below.valuation->apart[gate]->alone, .levels = scaled->levels};
    evaluate(scaled->apart[gate], &source);
    return scaled->apart[gate]->levels[scaled->apart[gate]->root];
}

static struct level level_of_leaf(const struct scaled *scaled, const struct gate *gate,
                                  const struct leaf_source *source) {
    const struct graph *graph = scaled->below.valuation->graph;
    const struct leaf *leaf = &graph->leaves[gate->first];
    if (source->alone)
        return source->levels[source->alone->stands_for[gate->first]];
    if (leaf->component == NO_INDEX && leaf->chance != CHANCE_CAUSE)
        return leaf_level(graph, gate);
    if (source->forced && is_forced_down(graph, leaf, source->forced))
        return (struct level){0, 1};
    if (source->forced && is_forced_up(graph, leaf, source->forced))
        return (struct level){1, 0};
    return level_of_part(scaled, leaf, source->factor);
}

static struct level level_of_gate(struct scaled *scaled, uint32_t index, const struct leaf_source *source,
                                  size_t *next) {
    const struct valuation *valuation = scaled->below.valuation;
    const struct gate *gate = &valuation->graph->gates[index];
    if (gate->kind == GATE_LEAF)
        return level_of_leaf(scaled, gate, source);
    if (scaled->apart && valuation->apart[index])
        return level_apart(scaled, index);
    if (gate->kind > GATE_LEAF && !valuation->modules.is_separate[index])
        return level_of_diagram(scaled, valuation->diagrams->of_gate[index], next);
    return gate_level(valuation->graph, gate, scaled->levels, &scaled->room);
}

static void evaluate(struct scaled *scaled, const struct leaf_source *source) {
    size_t next = 0;
    scaled->notes[BDD_FALSE] = (struct bdd_note){0, 1};
    scaled->notes[BDD_TRUE] = (struct bdd_note){1, 0};
    for (size_t i = 0; i < scaled->below.gate_count; i++) {
        uint32_t gate = scaled->below.gates[i];
        scaled->levels[gate] = level_of_gate(scaled, gate, source, &next);
    }
}

struct level scaled_level(struct scaled *scaled, long double factor, const bool *forced) {
    const struct leaf_source source = {.factor = factor, .forced = forced};
    evaluate(scaled, &source);
    return scaled->levels[scaled->root];
}

const struct level *scaled_levels(struct scaled *scaled) {
    evaluate(scaled, &(struct leaf_source){.factor = 1});
    return scaled->levels;
}

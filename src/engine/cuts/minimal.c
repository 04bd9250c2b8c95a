#include "engine/cuts/minimal.h"

#include "base/indices.h"

static struct cut_space space_new(const struct valuation *valuation, struct arena *arena) {
    size_t nodes = valuation->diagrams->bdd.count;
    return (struct cut_space){.valuation = valuation,
                              .node_serial = arena_alloc(arena, nodes, sizeof(uint32_t)),
                              .family_of = arena_alloc(arena, nodes, sizeof(uint32_t)),
                              .is_met = arena_alloc(arena, valuation->graph->gate_count, sizeof(bool))};
}

struct minimal_cuts minimal_cuts_new(const struct valuation *valuation, const struct timed *timed,
                                     struct arena *arena) {
    return (struct minimal_cuts){.timed = timed, .whole = space_new(valuation, arena), .arena = arena};
}

/* ---- What lies below a root ---- */

static void meet_gate(struct minimal_cuts *cuts, struct cut_space *space, uint32_t gate) {
    if (space->is_met[gate])
        return;
    space->is_met[gate] = true;
    space->gates =
        arena_reserve(cuts->arena, space->gates, space->gate_count, &space->gate_capacity, sizeof *space->gates);
    space->gates[space->gate_count++] = gate;
}

static void meet_node(struct minimal_cuts *cuts, struct cut_space *space, uint32_t node) {
    if (node <= BDD_TRUE || space->node_serial[node] == cuts->serial)
        return;
    space->node_serial[node] = cuts->serial;
    space->nodes =
        arena_reserve(cuts->arena, space->nodes, space->node_count, &space->node_capacity, sizeof *space->nodes);
    space->nodes[space->node_count++] = node;
}

static bool meet_diagram(struct minimal_cuts *cuts, struct cut_space *space, uint32_t root) {
    const struct valuation *valuation = space->valuation;
    size_t first = space->node_count;
    if (root == NO_INDEX)
        return false;
    meet_node(cuts, space, root);
    for (size_t i = first; i < space->node_count; i++) {
        struct diagram_node node = valuation->diagrams->bdd.nodes[space->nodes[i]];
        meet_gate(cuts, space, valuation->modules.by_rank[node.variable]);
        meet_node(cuts, space, node.low);
        meet_node(cuts, space, node.high);
    }
    return true;
}

static bool meet_below(struct minimal_cuts *cuts, struct cut_space *space, uint32_t index) {
    const struct valuation *valuation = space->valuation;
    const struct gate *gate = &valuation->graph->gates[index];
    if (gate->kind <= GATE_LEAF)
        return true;
    if (valuation->apart && valuation->apart[index]) {
        const struct alone *alone = valuation->apart[index]->alone;
        for (size_t i = 0; alone && i < alone->graph.leaf_count; i++)
            meet_gate(cuts, space, alone->stands_for[i]);
        return alone;
    }
    if (!valuation->modules.is_separate[index])
        return meet_diagram(cuts, space, valuation->diagrams->of_gate[index]);
    for (size_t i = 0; i < gate->count; i++)
        meet_gate(cuts, space, valuation->graph->arguments[gate->first + i]);
    return true;
}

/* Lists the gates and the nodes of diagrams that the family of the root is made of, arguments before users. */
static bool meet_all(struct minimal_cuts *cuts, struct cut_space *space, uint32_t root) {
    bool all = true;
    space->gate_count = space->node_count = 0;
    meet_gate(cuts, space, root);
    for (size_t i = 0; all && i < space->gate_count; i++)
        all = meet_below(cuts, space, space->gates[i]);
    for (size_t i = 0; i < space->gate_count; i++)
        space->is_met[space->gates[i]] = false;
    indices_sort(space->gates, space->gate_count);
    indices_sort(space->nodes, space->node_count);
    return all;
}

/* ---- Events ---- */

static uint32_t add_part(struct minimal_cuts *cuts, struct cut_part part) {
    cuts->parts = arena_reserve(cuts->arena, cuts->parts, cuts->part_count, &cuts->part_capacity, sizeof *cuts->parts);
    cuts->parts[cuts->part_count] = part;
    return (uint32_t)cuts->part_count++;
}

static uint32_t family_of_part(struct minimal_cuts *cuts, uint32_t variable) {
    return cuts->parts[variable].is_event ? families_make(&cuts->families, variable, FAMILY_EMPTY, FAMILY_BASE)
                                          : cuts->parts[variable].family;
}

/* The slices in which the component is outside of its own hours. */
static uint64_t uncovered_slices(const struct minimal_cuts *cuts, uint32_t component) {
    uint64_t slices = 0;
    if (!cuts->service || component == NO_INDEX)
        return 0;
    uint32_t class = cuts->timed->timetable.classes.of_component[component];
    for (size_t i = 0; class != NO_INDEX && i < cuts->slice_count; i++)
        slices |= (uint64_t)bits_have(cuts->service->slices.slices[i].uncovered, class) << i;
    return slices;
}

/* A component that leaves hours uncovered is down by either of two events. */
static struct cut_part leaf_part(struct minimal_cuts *cuts, uint32_t gate) {
    const struct graph *graph = cuts->whole.valuation->graph;
    const struct leaf *leaf = &graph->leaves[graph->gates[gate].first];
    uint64_t uncovered = uncovered_slices(cuts, leaf->component);
    struct cut_part own = {
        .is_event = true, .gate = gate, .chance = cuts->whole.valuation->values.low[gate].down, .slices = UINT64_MAX};
    if (uncovered == 0)
        return own.chance > 0 ? own : (struct cut_part){.family = FAMILY_EMPTY};
    struct cut_part hours = {.is_event = true, .gate = gate, .is_hours = true, .chance = 1, .slices = uncovered};
    if (own.chance <= 0)
        return hours;
    uint32_t first = add_part(cuts, own), second = add_part(cuts, hours);
    uint32_t family = families_make(&cuts->families, second, FAMILY_EMPTY, FAMILY_BASE);
    return (struct cut_part){.family = families_make(&cuts->families, first, family, FAMILY_BASE)};
}

/* ---- Families ---- */

/* Brings down what needs all of them, or at least so many. */
static uint32_t separate_family(struct minimal_cuts *cuts, const struct cut_space *space, const struct gate *gate) {
    const struct modules *modules = &space->valuation->modules;
    const uint32_t *arguments = &space->valuation->graph->arguments[gate->first];
    size_t downs = gate->count - gate_least_up(gate, gate->count) + 1;
    struct arena *temporary = arena_open(cuts->arena);
    uint32_t *ranks = arena_alloc(temporary, gate->count, sizeof *ranks);
    uint32_t *row = arena_alloc(temporary, downs + 1, sizeof *row); /* by number of those that are still to be down */
    row[0] = FAMILY_BASE;
    for (size_t i = 0; i < gate->count; i++)
        ranks[i] = modules->rank[arguments[i]];
    indices_sort_down(ranks, gate->count);
    for (size_t i = 0; i < gate->count; i++) {
        size_t most = i + 1 < downs ? i + 1 : downs, left = gate->count - 1 - i;
        for (size_t j = most; j > 0 && j + left >= downs; j--)
            row[j] = families_make(&cuts->families, space->base + ranks[i], row[j], row[j - 1]);
    }
    uint32_t family = row[downs];
    arena_close(temporary);
    return family;
}

/* Goes on through the nodes that were met, in their order, up to `last`. */
static uint32_t diagram_family(struct minimal_cuts *cuts, struct cut_space *space, uint32_t last, size_t *next) {
    const struct bdd *bdd = &space->valuation->diagrams->bdd;
    space->family_of[BDD_FALSE] = FAMILY_BASE;
    space->family_of[BDD_TRUE] = FAMILY_EMPTY;
    for (; *next < space->node_count && space->nodes[*next] <= last; ++*next) {
        uint32_t index = space->nodes[*next];
        struct diagram_node node = bdd->nodes[index];
        const struct lifted up = {bdd, node.high, space->base};
        uint32_t more = families_let_through(&cuts->families, space->family_of[node.low], up);
        space->family_of[index] =
            families_make(&cuts->families, space->base + node.variable, space->family_of[node.high], more);
        if (space->family_of[index] == FAMILY_SPENT)
            return FAMILY_SPENT;
    }
    return space->family_of[last];
}

static void open_parts(struct minimal_cuts *cuts, struct cut_space *space) {
    space->base = (uint32_t)cuts->part_count;
    for (size_t rank = 0; rank < space->valuation->modules.reached; rank++)
        add_part(cuts, (struct cut_part){0});
}

/* Sets the parts of a space whose leaves are known; `alone` is NULL for the whole graph. */
static bool fill_parts(struct minimal_cuts *cuts, struct cut_space *space, const struct alone *alone);

static bool fill_apart(struct minimal_cuts *cuts, const struct apart *apart, struct cut_part *part) {
    struct cut_space space = space_new(apart->valuation, cuts->arena);
    open_parts(cuts, &space);
    if (!meet_all(cuts, &space, apart->alone->root) || !fill_parts(cuts, &space, apart->alone))
        return false;
    *part = cuts->parts[space.base + space.valuation->modules.rank[apart->alone->root]];
    return true;
}

static bool fill_part(struct minimal_cuts *cuts, struct cut_space *space, const struct alone *alone, uint32_t index,
                      size_t *next) {
    const struct valuation *valuation = space->valuation;
    const struct gate *gate = &valuation->graph->gates[index];
    struct cut_part part = {0};
    bool is_filled = true;
    if (gate->kind == GATE_LEAF)
        part = alone
                   ? cuts->parts[cuts->whole.base + cuts->whole.valuation->modules.rank[alone->stands_for[gate->first]]]
                   : leaf_part(cuts, index);
    else if (valuation->apart && valuation->apart[index])
        is_filled = fill_apart(cuts, valuation->apart[index], &part);
    else if (valuation->modules.is_separate[index])
        part.family = separate_family(cuts, space, gate);
    else
        part.family = diagram_family(cuts, space, valuation->diagrams->of_gate[index], next);
    cuts->parts[space->base + valuation->modules.rank[index]] = part;
    return is_filled && part.family != FAMILY_SPENT;
}

static bool fill_parts(struct minimal_cuts *cuts, struct cut_space *space, const struct alone *alone) {
    size_t next = 0;
    for (size_t i = 0; i < space->gate_count; i++)
        if (!fill_part(cuts, space, alone, space->gates[i], &next))
            return false;
    return true;
}

/* ---- One root ---- */

static void open_hours(struct minimal_cuts *cuts, const struct timed_service *service) {
    cuts->service = service;
    cuts->slice_count = service ? service->slices.count : 1;
    cuts->promised = service ? service->slices.promised : 1;
    uint32_t *minutes = arena_alloc(cuts->arena, cuts->slice_count, sizeof *minutes);
    for (size_t i = 0; i < cuts->slice_count; i++)
        minutes[i] = service ? service->slices.slices[i].minutes : 1;
    cuts->minutes = minutes;
}

bool minimal_cuts_of(struct minimal_cuts *cuts, uint32_t root, const struct timed_service *service, size_t max_nodes,
                     struct arena *scratch) {
    struct valuation const *valuation = cuts->whole.valuation;
    cuts->arena = scratch;
    cuts->families = families_new(scratch, max_nodes, valuation->deadline);
    cuts->part_capacity = valuation->modules.reached + 1;
    cuts->parts = arena_alloc(scratch, cuts->part_capacity, sizeof *cuts->parts);
    cuts->part_count = 0;
    cuts->whole.gates = cuts->whole.nodes = NULL;
    cuts->whole.gate_capacity = cuts->whole.node_capacity = 0;
    cuts->serial++;
    open_hours(cuts, service);
    if (root <= GATE_UP) {
        cuts->root = root == GATE_UP ? FAMILY_EMPTY : FAMILY_BASE;
        return true;
    }
    if (cuts->slice_count > CUT_SLICES_MAX)
        return false;
    open_parts(cuts, &cuts->whole);
    if (!meet_all(cuts, &cuts->whole, root) || !fill_parts(cuts, &cuts->whole, NULL))
        return false;
    cuts->root = family_of_part(cuts, cuts->whole.base + valuation->modules.rank[root]);
    return cuts->root != FAMILY_SPENT;
}

long double minimal_cuts_share(const struct minimal_cuts *cuts, uint64_t slices) {
    long double minutes = 0;
    if (!cuts->service)
        return 1;
    for (size_t i = 0; i < cuts->slice_count; i++)
        minutes += slices >> i & 1 ? cuts->minutes[i] : 0;
    return minutes / cuts->promised;
}

#include "engine/cuts/minimal.h"

#include "base/indices.h"

static struct cut_space space_new(const struct valuation *valuation, struct arena *arena) {
    return (struct cut_space){.below = below_new(valuation, arena),
                              .family_of = arena_alloc(arena, valuation->diagrams->bdd.count, sizeof(uint32_t)),
                              .links = arena_alloc(arena, valuation->diagrams->bdd.count, sizeof(struct link))};
}

struct minimal_cuts minimal_cuts_new(const struct valuation *valuation, const struct timed *timed,
                                     struct arena *arena) {
    return (struct minimal_cuts){.timed = timed, .whole = space_new(valuation, arena), .arena = arena};
}

/* ---- Events ---- */

static uint32_t add_part(struct minimal_cuts *cuts, struct cut_part part) {
    ARENA_APPEND(cuts->arena, cuts->parts, cuts->part_count, cuts->part_capacity, part);
    return (uint32_t)cuts->part_count - 1;
}

static uint32_t family_of_part(struct minimal_cuts *cuts, uint32_t variable) {
    return cuts->parts[variable].is_event ? families_make(&cuts->families, variable, FAMILY_EMPTY, FAMILY_BASE)
                                          : cuts->parts[variable].family;
}

/* The slices in which the leaf's component is outside of its own hours; of replicas across places one leaf has them. */
static uint64_t uncovered_slices(const struct minimal_cuts *cuts, const struct leaf *leaf) {
    const struct graph *graph = cuts->whole.below.valuation->graph;
    uint64_t slices = 0;
    if (!cuts->service || leaf->component == NO_INDEX || leaf_tie(graph, leaf)->role == ROLE_FURTHER ||
        (leaf->phase != NO_INDEX && !graph->phases[leaf->phase].is_last))
        return 0;
    uint32_t class = cuts->timed->timetable.classes.of_component[leaf->component];
    for (size_t i = 0; class != NO_INDEX && i < cuts->slice_count; i++)
        slices |= (uint64_t)bits_have(cuts->service->slices.slices[i].uncovered, class) << i;
    return slices;
}

/* A component that leaves hours uncovered is down by either of two events. */
static struct cut_part leaf_part(struct minimal_cuts *cuts, uint32_t gate) {
    const struct graph *graph = cuts->whole.below.valuation->graph;
    const struct leaf *leaf = &graph->leaves[graph->gates[gate].first];
    uint64_t uncovered = uncovered_slices(cuts, leaf);
    struct cut_part own = {.is_event = true,
                           .gate = gate,
                           .chance = cuts->whole.below.valuation->values.low[gate].down,
                           .slices = UINT64_MAX};
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

/* The family of a gate whose arguments share nothing: any so many of them bring it down as leave fewer than it needs.
 */
static uint32_t separate_family(struct minimal_cuts *cuts, const struct cut_space *space, const struct gate *gate) {
    const struct modules *modules = &space->below.valuation->modules;
    const uint32_t *arguments = &space->below.valuation->graph->arguments[gate->first];
    size_t downs = gate->count - gate_least_up(gate, gate->count) + 1;
    bool is_spent = false;
    struct arena *temporary = arena_open(cuts->arena);
    uint32_t *ranks = arena_alloc(temporary, gate->count, sizeof *ranks);
    uint32_t *row = arena_alloc(temporary, downs + 1, sizeof *row); /* by number of those that are still to be down */
    row[0] = FAMILY_BASE;
    for (size_t i = 0; i < gate->count; i++)
        ranks[i] = modules->rank[arguments[i]];
    indices_sort_down(ranks, gate->count);
    for (size_t i = 0; !is_spent && i < gate->count; i++) {
        size_t most = i + 1 < downs ? i + 1 : downs, left = gate->count - 1 - i;
        for (size_t j = most; !is_spent && j > 0 && j + left >= downs; j--) {
            row[j] = families_make(&cuts->families, space->base + ranks[i], row[j], row[j - 1]);
            is_spent = row[j] == FAMILY_SPENT;
        }
    }
    uint32_t family = is_spent ? FAMILY_SPENT : row[downs];
    arena_close(temporary);
    return family;
}

/* The family of the diagram whose topmost node is `last`. Makes the families of all nodes below it that have none yet,
 * in the order in which they stand. */
static uint32_t diagram_family(struct minimal_cuts *cuts, struct cut_space *space, uint32_t last, size_t *next) {
    const struct bdd *bdd = &space->below.valuation->diagrams->bdd;
    space->family_of[BDD_FALSE] = FAMILY_BASE;
    space->family_of[BDD_TRUE] = FAMILY_EMPTY;
    space->links[BDD_FALSE].variable = space->links[BDD_TRUE].variable = UINT32_MAX;
    for (; *next < space->below.node_count && space->below.nodes[*next] <= last; ++*next) {
        uint32_t index = space->below.nodes[*next];
        struct diagram_node node = bdd->nodes[index];
        space->links[index] = (struct link){node.variable, node.high};
        const struct lifted up = {bdd, space->links, space->family_of, node.high, space->base};
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
    for (size_t rank = 0; rank < space->below.valuation->modules.reached; rank++)
        add_part(cuts, (struct cut_part){0});
}

/* Sets the parts of all gates of a space. `alone` is the graph of the gate that is valued apart; NULL for the whole
 * one. */
static bool fill_parts(struct minimal_cuts *cuts, struct cut_space *space, const struct alone *alone);

static bool fill_apart(struct minimal_cuts *cuts, const struct apart *apart, struct cut_part *part) {
    struct cut_space space = space_new(apart->valuation, cuts->arena);
    open_parts(cuts, &space);
    if (!below_search(&space.below, apart->alone->root) || !fill_parts(cuts, &space, apart->alone))
        return false;
    *part = cuts->parts[space.base + space.below.valuation->modules.rank[apart->alone->root]];
    return true;
}

static bool fill_part(struct minimal_cuts *cuts, struct cut_space *space, const struct alone *alone, uint32_t index,
                      size_t *next) {
    const struct valuation *valuation = space->below.valuation;
    const struct gate *gate = &valuation->graph->gates[index];
    struct cut_part part = {0};
    bool is_filled = true;
    if (gate->kind == GATE_LEAF)
        part = alone ? cuts->parts[cuts->whole.base +
                                   cuts->whole.below.valuation->modules.rank[alone->stands_for[gate->first]]]
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
    for (size_t i = 0; i < space->below.gate_count; i++)
        if (!fill_part(cuts, space, alone, space->below.gates[i], &next))
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

/* Leaves none of the families that are no part of the root's: those are nearly all. */
static void keep_reached(struct minimal_cuts *cuts) {
    struct diagram_node *nodes = cuts->families.nodes;
    struct arena *temporary = arena_open(cuts->arena);
    uint32_t *place =
        arena_alloc(temporary, (size_t)cuts->root + 2, sizeof *place); /* 1 where it is reached at first */
    place[cuts->root] = 1;
    for (uint32_t i = cuts->root; i > FAMILY_BASE; i--) {
        if (place[i] == 0)
            continue;
        place[nodes[i].low] = place[nodes[i].high] = 1;
        if (!cuts->parts[nodes[i].variable].is_event)
            place[cuts->parts[nodes[i].variable].family] = 1;
    }
    uint32_t count = FAMILY_BASE + 1;
    for (uint32_t i = FAMILY_EMPTY; i <= FAMILY_BASE; i++)
        place[i] = i;
    for (uint32_t i = FAMILY_BASE + 1; i <= cuts->root; i++) {
        if (place[i] == 0)
            continue;
        place[i] = count;
        nodes[count++] = (struct diagram_node){nodes[i].variable, place[nodes[i].low], place[nodes[i].high]};
    }
    for (size_t i = 0; i < cuts->part_count; i++)
        if (!cuts->parts[i].is_event)
            cuts->parts[i].family = cuts->parts[i].family <= cuts->root ? place[cuts->parts[i].family] : FAMILY_EMPTY;
    cuts->root = place[cuts->root];
    cuts->families.count = count;
    arena_close(temporary);
}

/* Returns false where that is too much work. */
static bool find_families(struct minimal_cuts *cuts, uint32_t root, bool has_diagrams) {
    const struct modules *modules = &cuts->whole.below.valuation->modules;
    if (root <= GATE_UP) {
        cuts->root = root == GATE_UP ? FAMILY_EMPTY : FAMILY_BASE;
        return true;
    }
    if (cuts->slice_count > CUT_SLICES_MAX)
        return false;
    open_parts(cuts, &cuts->whole);
    if (!has_diagrams || !fill_parts(cuts, &cuts->whole, NULL))
        return false;
    cuts->root = family_of_part(cuts, cuts->whole.base + modules->rank[root]);
    return cuts->root != FAMILY_SPENT;
}

bool minimal_cuts_of(struct minimal_cuts *cuts, uint32_t root, const struct timed_service *service, size_t max_nodes,
                     struct arena *scratch) {
    const struct valuation *valuation = cuts->whole.below.valuation;
    struct below *below = &cuts->whole.below;
    cuts->made = 0;
    if (deadline_is_over(valuation->deadline))
        return false;
    bool is_constant = root <= GATE_UP, has_diagrams = is_constant || below_search(below, root);
    cuts->arena = scratch;
    cuts->families = families_new(scratch, max_nodes, is_constant ? 0 : 4 * below->node_count, valuation->deadline);
    cuts->part_capacity = valuation->modules.reached + 1;
    cuts->parts = arena_alloc(scratch, cuts->part_capacity, sizeof *cuts->parts);
    cuts->part_count = 0;
    open_hours(cuts, service);
    bool is_found = find_families(cuts, root, has_diagrams);
    cuts->made = cuts->families.count;
    if (is_found)
        keep_reached(cuts);
    return is_found;
}

long double minimal_cuts_share(const struct minimal_cuts *cuts, uint64_t slices) {
    long double minutes = 0;
    if (!cuts->service)
        return 1;
    for (size_t i = 0; i < cuts->slice_count; i++)
        minutes += slices >> i & 1 ? cuts->minutes[i] : 0;
    return minutes / cuts->promised;
}

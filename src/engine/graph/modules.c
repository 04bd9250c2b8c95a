#include "engine/graph/modules.h"

#include "base/indices.h"

/* Dates of a traversal that meets a gate once for each way that leads to it, but enters it the first time only. */
struct dates {
    uint32_t first;            /* when it was first met */
    uint32_t left;             /* when all below it had been visited */
    uint32_t last;             /* when it was last met */
    uint32_t earliest, latest; /* first and last dates of all below it */
};

struct visit {
    uint32_t gate, next; /* argument to go to */
};

struct traversal {
    const struct graph *graph;
    struct modules modules;
    struct dates *dates; /* by gate; first is 0 until it is met */
    struct visit *stack;
    size_t depth, capacity;
    uint32_t clock;
    struct arena *scratch;
};

static void meet(struct traversal *traversal, uint32_t gate) {
    struct dates *dates = &traversal->dates[gate];
    dates->last = ++traversal->clock;
    if (dates->first != 0)
        return;
    dates->first = traversal->clock;
    traversal->modules.rank[gate] = (uint32_t)traversal->modules.reached;
    traversal->modules.by_rank[traversal->modules.reached++] = gate;
    ARENA_APPEND(traversal->scratch, traversal->stack, traversal->depth, traversal->capacity, (struct visit){gate, 0});
}

static void traverse(struct traversal *traversal, uint32_t root) {
    meet(traversal, root);
    while (traversal->depth > 0) {
        struct visit *visit = &traversal->stack[traversal->depth - 1];
        const struct gate *gate = &traversal->graph->gates[visit->gate];
        if (visit->next < gate->count) {
            meet(traversal, traversal->graph->arguments[gate->first + visit->next++]);
        } else {
            traversal->dates[visit->gate].left = traversal->dates[visit->gate].last = ++traversal->clock;
            traversal->depth--;
        }
    }
}

static void decide(struct traversal *traversal, uint32_t index) {
    const struct gate *gate = &traversal->graph->gates[index];
    struct dates *self = &traversal->dates[index];
    self->earliest = self->first;
    self->latest = self->last;
    bool module = true;
    for (size_t i = 0; i < gate->count; i++) {
        const struct dates *below = &traversal->dates[traversal->graph->arguments[gate->first + i]];
        module = module && below->earliest > self->first && below->latest < self->left;
        self->earliest = below->earliest < self->earliest ? below->earliest : self->earliest;
        self->latest = below->latest > self->latest ? below->latest : self->latest;
    }
    traversal->modules.is_module[index] = module;
}

/* ---- Separate arguments ---- */

/* Walks that find nothing twice could add up to the square of a large graph. Past this many steps, beside those to each
 * gate's own arguments, a gate counts as not separate, which costs time and sharpness, never correctness. */
enum { WALK_STEPS_PER_GATE = 64, WALK_STEPS_MIN = 1 << 20 };

struct walk {
    const struct graph *graph;
    const struct modules *modules;
    uint32_t *met_for; /* by gate: the gate whose walk met it last */
    uint32_t *stack;
    size_t depth, capacity;
    size_t steps;
    struct arena *scratch;
};

/* Pushes the arguments of `gate` that were not met before; false where one was. */
static bool meet_arguments(struct walk *walk, uint32_t gate, uint32_t root) {
    const struct gate *self = &walk->graph->gates[gate];
    for (size_t i = 0; i < self->count; i++) {
        uint32_t argument = walk->graph->arguments[self->first + i];
        if (walk->met_for[argument] == root || walk->steps == 0)
            return false;
        walk->steps--;
        walk->met_for[argument] = root;
        if (walk->modules->is_module[argument])
            continue;
        if (!walk->modules->is_separate[argument])
            return false;
        ARENA_APPEND(walk->scratch, walk->stack, walk->depth, walk->capacity, argument);
    }
    return true;
}

static bool separate(struct walk *walk, uint32_t root) {
    walk->depth = 0;
    bool apart = meet_arguments(walk, root, root);
    while (apart && walk->depth > 0)
        apart = meet_arguments(walk, walk->stack[--walk->depth], root);
    return apart;
}

static void find_separate(struct traversal *traversal, struct arena *arena, struct arena *parent) {
    struct arena *scratch = arena_open(parent);
    size_t count = traversal->graph->gate_count;
    traversal->modules.is_separate = arena_alloc(arena, count, sizeof *traversal->modules.is_separate);
    struct walk walk = {.graph = traversal->graph,
                        .modules = &traversal->modules,
                        .met_for = arena_alloc(scratch, count, sizeof *walk.met_for),
                        .steps = count * WALK_STEPS_PER_GATE + WALK_STEPS_MIN + traversal->graph->argument_count,
                        .scratch = scratch};
    for (uint32_t gate = 0; gate < count; gate++)
        if (traversal->modules.rank[gate] != NO_INDEX)
            traversal->modules.is_separate[gate] = separate(&walk, gate);
    arena_close(scratch);
}

struct modules modules_find(const struct graph *graph, const uint32_t *roots, size_t root_count, struct arena *arena,
                            struct arena *parent) {
    size_t count = graph->gate_count;
    struct arena *scratch = arena_open(parent);
    struct traversal traversal = {.graph = graph,
                                  .scratch = scratch,
                                  .dates = arena_alloc(scratch, count, sizeof(struct dates)),
                                  .modules = {.is_module = arena_alloc(arena, count, sizeof(bool)),
                                              .rank = indices_none(arena, count),
                                              .by_rank = arena_alloc(arena, count, sizeof(uint32_t))}};
    /* A gate stands behind what it needs, so from the highest root down each traversal starts at a gate that nothing
     * above it uses: starting at a root does not count as a second way to it. */
    const uint32_t *sorted = indices_copy_down(scratch, roots, root_count);
    for (size_t i = 0; i < root_count; i++)
        if (traversal.dates[sorted[i]].first == 0)
            traverse(&traversal, sorted[i]);
    for (uint32_t gate = 0; gate < count; gate++)
        if (traversal.dates[gate].first != 0)
            decide(&traversal, gate);
    arena_close(scratch);
    find_separate(&traversal, arena, parent);
    return traversal.modules;
}

void modules_rank(struct modules *modules, const uint32_t *by_rank) {
    for (uint32_t rank = 0; rank < modules->reached; rank++) {
        modules->by_rank[rank] = by_rank[rank];
        modules->rank[by_rank[rank]] = rank;
    }
}

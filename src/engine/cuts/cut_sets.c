#include "engine/cuts/cut_sets.h"

#include "base/work.h"
#include "engine/cuts/count.h"
#include "engine/diagram/bdd.h"

#include <string.h>

enum { WORK_PER_NODE = 100 };

/* ---- Any of some sets ---- */

/* The diagram of "any of them", over their events. */
struct either {
    const struct minimal_cuts *cuts;
    const struct likeliest *likeliest;
    struct bdd bdd;
    uint32_t *functions; /* of sets */
    double *values;      /* by node */
    size_t value_capacity;
    struct arena *arena;
};

/* The function that all events of the set happen. Hours are left out: in these slices they are certain. */
static uint32_t set_function(struct either *either, const struct cut_set *set) {
    uint32_t function = BDD_TRUE;
    for (size_t i = set->event_count; i-- > 0;)
        if (!either->cuts->parts[set->events[i]].is_hours)
            function = bdd_and(&either->bdd, bdd_variable(&either->bdd, set->events[i]), function);
    return function;
}

static double node_value(struct either *either, uint32_t root) {
    const struct bdd *bdd = &either->bdd;
    ARENA_PROVIDE(either->arena, either->values, bdd->count, either->value_capacity);
    either->values[BDD_FALSE] = 0;
    either->values[BDD_TRUE] = 1;
    for (uint32_t i = BDD_TRUE + 1; i <= root; i++) {
        const struct diagram_node *node = &bdd->nodes[i];
        uint32_t gate = either->cuts->parts[node->variable].gate;
        struct level level = either->cuts->whole.below.valuation->values.low[gate];
        either->values[i] = (double)(level.down * either->values[node->high] + level.up * either->values[node->low]);
    }
    return either->values[root];
}

/* The probability that any of the sets happens in that slice; negative where the budget is spent. */
static double any_in_slice(struct either *either, size_t slice) {
    size_t count = 0;
    for (size_t i = 0; i < either->likeliest->count; i++)
        if (either->likeliest->sets[i].slices >> slice & 1)
            either->functions[count++] = set_function(either, &either->likeliest->sets[i]);
    uint32_t any = bdd_any(&either->bdd, either->functions, count);
    return any == BDD_SPENT ? -1 : node_value(either, any);
}

static long double any_of(const struct minimal_cuts *cuts, const struct likeliest *likeliest, size_t max_nodes,
                          struct arena *arena) {
    struct either either = {.cuts = cuts, .likeliest = likeliest, .arena = arena_open(arena)};
    either.bdd = bdd_new(either.arena, max_nodes);
    either.bdd.deadline = cuts->families.deadline;
    either.functions = arena_alloc(either.arena, likeliest->count, sizeof *either.functions);
    long double sum = 0;
    for (size_t slice = 0; sum >= 0 && slice < cuts->slice_count; slice++) {
        double value = any_in_slice(&either, slice);
        sum = value < 0 ? -1 : sum + value * cuts->minutes[slice] / cuts->promised;
    }
    arena_close(either.arena);
    return sum;
}

/* ---- All ---- */

struct cut_sets cut_sets_of(struct minimal_cuts *cuts, uint32_t root, const struct timed_service *service,
                            size_t wanted, size_t max_nodes, struct arena *arena) {
    struct cut_sets sets = {.is_known = minimal_cuts_of(cuts, root, service, max_nodes, arena)};
    if (!sets.is_known)
        return sets;
    size_t work = work_for(max_nodes, WORK_PER_NODE);
    sets.count = count_minimal_cuts(cuts, &work, arena);
    size_t steps = max_nodes; /* each keeps some memory, as a node does */
    sets.likeliest = likeliest_cuts(cuts, wanted, &steps, arena);
    sets.together = any_of(cuts, &sets.likeliest, max_nodes, arena);
    return sets;
}

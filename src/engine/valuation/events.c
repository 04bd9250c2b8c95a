#include "engine/valuation/events.h"

#include <math.h>
#include <stdlib.h>

/* The phases of one outage that are read. */
struct outage {
    uint32_t gate;      /* of the youngest phase */
    uint32_t count;     /* of phases */
    bool is_switched;   /* the youngest phase comes first */
    struct event *seen; /* by phase: what its leaf means to the root */
    long double *alone; /* by place in the order, and one more: R(k) */
    long double *own;   /* by phase: its probability p(k) */
    long double *worth; /* by phase: D(k) */
};

static uint32_t phase_at(const struct outage *outage, uint32_t place) {
    return outage->is_switched ? place : outage->count - 1 - place;
}

/* What a leaf that decides nothing anywhere means: nothing. */
static struct event event_without_effect(uint32_t gate, struct level root) {
    return (struct event){.gate = gate, .if_up = root, .if_down = root, .while_down = root, .phases = 1};
}

static struct outage open_outage(const struct graph *graph, const struct level *values, const struct event *found,
                                 size_t count, struct level root, struct arena *arena) {
    struct outage outage = {.gate = found[0].gate, .count = phases_from(graph, found[0].gate)};
    uint32_t n = outage.count;
    outage.is_switched = graph->phases[graph->leaves[graph->gates[outage.gate].first].phase].is_switched;
    outage.seen = arena_alloc(arena, n, sizeof *outage.seen);
    outage.alone = arena_alloc(arena, n + 1, sizeof *outage.alone);
    outage.own = arena_alloc(arena, n, sizeof *outage.own);
    outage.worth = arena_alloc(arena, n, sizeof *outage.worth);
    for (uint32_t phase = 0; phase < n; phase++)
        outage.seen[phase] = event_without_effect(outage.gate + phase, root);
    for (size_t i = 0; i < count; i++)
        outage.seen[found[i].gate - outage.gate] = found[i];
    outage.alone[0] = 1;
    for (uint32_t k = 0; k < n; k++) {
        struct level level = values[outage.gate + phase_at(&outage, k)];
        outage.own[phase_at(&outage, k)] = outage.alone[k] * level.down;
        outage.alone[k + 1] = outage.alone[k] * level.up;
    }
    return outage;
}

static void find_worth(struct outage *outage, const struct level *values) {
    for (uint32_t k = outage->count; k-- > 0;) {
        uint32_t phase = phase_at(outage, k);
        long double worth = outage->alone[k] > 0 ? outage->seen[phase].birnbaum / outage->alone[k] : 0, rest = 1;
        for (uint32_t i = k + 1; i < outage->count; i++) {
            struct level level = values[outage->gate + phase_at(outage, i)];
            worth += rest * level.down * outage->worth[phase_at(outage, i)];
            rest *= level.up;
        }
        outage->worth[phase] = worth;
    }
}

/* A level of which the part `rest` is left where the average over all and the sum of the others are known. */
static struct level level_left(struct level average, struct level others, long double rest) {
    struct level left = {fmaxl(average.up - others.up, 0), fmaxl(average.down - others.down, 0)};
    long double sum = left.up + left.down;
    return rest > 0 && sum > 0 ? (struct level){left.up / sum, left.down / sum} : average;
}

/* The levels of the root while there is an outage, where it never ends, and while there is none. */
static void find_levels(const struct outage *outage, struct event *joined) {
    struct level sum = {0, 0};
    long double chance = joined->chance.down;
    for (uint32_t k = 0; k < outage->count; k++) {
        uint32_t phase = phase_at(outage, k);
        if (k + 1 == outage->count)
            joined->if_up = level_left(outage->seen[phase].if_up, sum, outage->alone[k]);
        struct level within = level_left(outage->seen[phase].if_down, sum, outage->alone[k]);
        sum.up += outage->own[phase] * within.up;
        sum.down += outage->own[phase] * within.down;
        if (phase + 1 == outage->count)
            joined->if_down = within; /* what is down for good */
    }
    joined->while_down = chance > 0 ? (struct level){sum.up / chance, sum.down / chance} : joined->if_down;
}

/* An outage takes the root down when it comes to an age at which somebody notices it. Where it is switched away from,
 * it does so as it begins, and never later. */
static double *find_begins(const struct outage *outage, struct arena *arena) {
    double *begins = arena_alloc(arena, outage->count, sizeof *begins);
    begins[0] = (double)outage->worth[0];
    for (uint32_t phase = 1; phase < outage->count && !outage->is_switched; phase++)
        begins[phase] = (double)fmaxl(outage->worth[phase] - outage->worth[phase - 1], 0);
    return begins;
}

/* `found` are the leaves of one outage, ascending. */
static struct event join(const struct graph *graph, const struct level *values, const struct event *found, size_t count,
                         const struct level *root, struct arena *arena) {
    struct arena *scratch = arena_open(arena);
    struct outage outage = open_outage(graph, values, found, count, root ? *root : (struct level){1, 0}, scratch);
    struct event joined = {.gate = outage.gate, .phases = outage.count};
    long double cost = 0;
    find_worth(&outage, values);
    for (uint32_t phase = 0; phase < outage.count; phase++) {
        cost += outage.own[phase] * outage.worth[phase];
        joined.chance.down += outage.own[phase];
    }
    joined.chance.up = outage.alone[outage.count];
    joined.birnbaum = (double)(joined.chance.down > 0 ? cost / joined.chance.down : outage.worth[outage.count - 1]);
    joined.begins = find_begins(&outage, arena);
    if (root)
        find_levels(&outage, &joined);
    arena_close(scratch);
    return joined;
}

static int by_gate(const void *left, const void *right) {
    const struct event *a = left, *b = right;
    return a->gate < b->gate ? -1 : a->gate > b->gate;
}

/* The first leaf of the outages of all ages; NO_INDEX where ages are not told apart. */
static uint32_t family_of(const struct graph *graph, uint32_t gate) {
    const struct phase *phase = leaf_phase(graph, &graph->leaves[graph->gates[gate].first]);
    return phase ? phase->family : NO_INDEX;
}

size_t events_join_phases(const struct graph *graph, const struct level *values, struct event *events, size_t count,
                          const struct level *root, struct arena *arena) {
    size_t kept = 0;
    if (count > 1)
        qsort(events, count, sizeof *events, by_gate);
    for (size_t i = 0, next; i < count; i = next) {
        uint32_t family = family_of(graph, events[i].gate);
        for (next = i + 1; next < count && family != NO_INDEX && family_of(graph, events[next].gate) == family; next++)
            ;
        events[kept++] = family == NO_INDEX ? events[i] : join(graph, values, &events[i], next - i, root, arena);
    }
    return kept;
}

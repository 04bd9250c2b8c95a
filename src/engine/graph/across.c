#include "engine/graph/across.h"

#include "base/indices.h"
#include "model/places.h"

struct across across_of(const struct slacalc_model *model, uint32_t component) {
    struct across across = {.replicas = model_number(model, component, KEY_REPLICAS),
                            .quorum = model_number(model, component, KEY_QUORUM),
                            .places = place_count(model, places_of(model, component))};
    across.fuller = across.replicas % across.places;
    return across;
}

/* How many places of the others it takes, beside so many fuller ones, for that number of replicas. */
static uint32_t others_beside(const struct across *across, uint32_t replicas, uint32_t fuller) {
    uint32_t each = across->replicas / across->places, there = fuller * (each + 1);
    return there >= replicas ? 0 : (replicas - there + each - 1) / each;
}

/* The numbers of replicas that can have their place and are a quorum, ascending: at least one. */
static uint32_t *numbers_of(const struct across *across, size_t *count, struct arena *arena) {
    uint32_t each = across->replicas / across->places, others = across->places - across->fuller;
    uint32_t *numbers = arena_alloc(arena, (size_t)(across->fuller + 1) * (others + 1), sizeof *numbers);
    size_t found = 0, kept = 0;
    for (uint32_t i = 0; i <= across->fuller; i++)
        for (uint32_t j = 0; j <= others; j++)
            if (i * (each + 1) + j * each >= across->quorum)
                numbers[found++] = i * (each + 1) + j * each;
    indices_sort(numbers, found);
    for (size_t i = 0; i < found; i++)
        if (i == 0 || numbers[i] != numbers[i - 1])
            numbers[kept++] = numbers[i];
    *count = kept;
    return numbers;
}

/* ---- Leaves ---- */

uint32_t across_leaves(struct gate_maker *maker, const struct across *across, struct leaf leaf, struct level beta,
                       const struct phasing *phasing, uint32_t *cause) {
    struct arena *scratch = arena_open(maker->scratch);
    size_t count;
    const uint32_t *numbers = numbers_of(across, &count, scratch);
    uint32_t fewer = 0, first = NO_INDEX;
    leaf.tie = make_tie(maker, (struct tie){.role = ROLE_CAUSE, .beta = beta, .group_cause = NO_INDEX});
    *cause = make_phases(maker, leaf, phasing);
    for (size_t i = 0; i < count; i++) {
        leaf.tie = make_tie(
            maker,
            (struct tie){
                .role = ROLE_FURTHER, .beta = beta, .fewer = fewer, .group_cause = NO_INDEX, .own_cause = *cause});
        leaf.replicas = fewer = numbers[i];
        uint32_t gate = make_phases(maker, leaf, phasing);
        first = i == 0 ? gate : first;
    }
    arena_close(scratch);
    return first;
}

uint32_t single_leaves(struct gate_maker *maker, const struct across *across, struct leaf leaf,
                       const struct phasing *phasing) {
    leaf.replicas = leaf.quorum = 1;
    uint32_t first = make_phases(maker, leaf, phasing);
    for (uint32_t i = 1; i < across->replicas; i++)
        make_phases(maker, leaf, phasing);
    return first;
}

/* ---- Gates ---- */

static uint32_t read_leaf(struct gate_maker *maker, const struct leaves_read *leaves, uint32_t index) {
    return phases_gate(maker, leaves->first + index * leaves->phases + leaves->from, leaves->phases - leaves->from);
}

/* At least so many of the places from `first` on, as many as `count`. */
static uint32_t places_gate(struct gate_maker *maker, const uint32_t *first, uint32_t count, uint32_t at_least) {
    size_t base = maker->stack_count;
    for (uint32_t i = 0; i < count; i++)
        push_argument(maker, first[i]);
    return make_at_least(maker, base, at_least);
}

/* At least `replicas` of the replicas have their place. */
static uint32_t placed_gate(struct gate_maker *maker, const struct across *across, const uint32_t *places,
                            uint32_t replicas) {
    size_t base = maker->stack_count;
    uint32_t before = NO_INDEX;
    for (uint32_t fuller = 0; fuller <= across->fuller; fuller++) {
        uint32_t others = others_beside(across, replicas, fuller);
        if (others > across->places - across->fuller || others == before)
            continue;
        before = others;
        uint32_t of_fuller = places_gate(maker, places, across->fuller, fuller);
        uint32_t of_others = places_gate(maker, places + across->fuller, across->places - across->fuller, others);
        push_argument(maker, make_pair(maker, GATE_ALL, of_fuller, of_others));
    }
    return make_all_or_any(maker, GATE_ANY, base);
}

/* Each replica by itself, in its place. */
static uint32_t single_gate(struct gate_maker *maker, const struct across *across, const uint32_t *places,
                            const struct leaves_read *leaves) {
    size_t base = maker->stack_count;
    for (uint32_t i = 0; i < across->replicas; i++) {
        uint32_t replica = read_leaf(maker, leaves, i);
        push_argument(maker, make_pair(maker, GATE_ALL, replica, places[i % across->places]));
    }
    return make_at_least(maker, base, across->quorum);
}

/* Keeps which places the gate has; where no more than one leaf is read, that is a quorum like any other. */
static void add_spread(struct gate_maker *maker, uint32_t gate, uint32_t leaf, const uint32_t *places, uint32_t count) {
    struct graph *graph = maker->graph;
    struct spread spread = {gate, leaf, (uint32_t)graph->place_count, count};
    if (graph->gates[gate].kind != GATE_ANY)
        return;
    ARENA_APPEND(maker->arena, graph->spreads, graph->spread_count, graph->spread_capacity, spread);
    for (uint32_t i = 0; i < count; i++)
        ARENA_APPEND(maker->arena, graph->places, graph->place_count, graph->place_capacity, places[i]);
}

uint32_t across_gate(struct gate_maker *maker, const struct across *across, size_t base,
                     const struct leaves_read *leaves) {
    struct arena *scratch = arena_open(maker->scratch);
    const uint32_t *places = arena_copy(scratch, &maker->stack[base], across->places, sizeof *places);
    size_t count;
    const uint32_t *numbers = numbers_of(across, &count, scratch);
    maker->stack_count = base;
    uint32_t gate;
    if (leaves->first == NO_INDEX) {
        gate = placed_gate(maker, across, places, numbers[0]);
    } else if (leaves->are_single) {
        gate = single_gate(maker, across, places, leaves);
    } else {
        for (uint32_t i = 0; i < count; i++) {
            uint32_t further = read_leaf(maker, leaves, i);
            push_argument(maker, make_pair(maker, GATE_ALL, further, placed_gate(maker, across, places, numbers[i])));
        }
        gate = make_all_or_any(maker, GATE_ANY, base);
        if (leaves->is_spread)
            add_spread(maker, gate, leaves->first, places, across->places);
    }
    arena_close(scratch);
    return gate;
}

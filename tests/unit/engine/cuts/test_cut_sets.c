/* Minimal cut sets against trying every state of the leaves. */
#include "engine/cuts/cut_sets.h"
#include "engine/valuation/apart.h"
#include "engine/valuation/budget.h"
#include "gates.h"
#include "near.h"
#include "runs.h"

#include <stdlib.h>
#include <string.h>

enum { GATES_MAX = 40, MAX_NODES = 1000000 };

struct run {
    struct gates gates;
    uint32_t roots[GATES_MAX];
    size_t root_count;
    struct valuation valuation;
    struct minimal_cuts cuts;
    struct arena *scratch; /* of the root in hand */
    struct cut_sets sets;
};

static void run_open(struct run *run) {
    *run = (struct run){.scratch = NULL};
    gates_init(&run->gates);
}

static void run_evaluate(struct run *run, bool apart) {
    const struct valuing valuing = {
        .graph = &run->gates.graph, .roots = run->roots, .root_count = run->root_count, .max_nodes = MAX_NODES};
    struct arena *arena = &run->gates.arena;
    run->valuation = valuation_of(&valuing, arena, arena);
    if (apart) {
        struct valuation other = valuation_open(&valuing, arena, arena);
        if (valuation_needs_diagrams(&other) && value_apart(&other, &valuing))
            run->valuation = other;
    }
    run->cuts = minimal_cuts_new(&run->valuation, NULL, arena);
}

static void ask(struct run *run, uint32_t root, size_t wanted) {
    if (run->scratch)
        arena_close(run->scratch);
    run->scratch = arena_open(&run->gates.arena);
    run->sets = cut_sets_of(&run->cuts, root, NULL, wanted, MAX_NODES, run->scratch);
}

static void run_close(struct run *run) {
    gates_free(&run->gates);
}

/* Bits of leaves. */
static size_t state_of(const struct run *run, const struct cut_set *set) {
    size_t state = 0;
    for (size_t i = 0; i < set->event_count; i++) {
        const struct cut_part *part = &run->cuts.parts[set->events[i]];
        assert_true(part->is_event && !part->is_hours);
        state |= (size_t)1 << run->gates.graph.gates[part->gate].first;
    }
    return state;
}

/* ---- At random ---- */

static bool is_down(const struct graph *graph, uint32_t root, size_t down, bool *up) {
    gates_in_state(graph, (((size_t)1 << graph->leaf_count) - 1) & ~down, up);
    return !up[root];
}

static bool is_minimal(const struct graph *graph, uint32_t root, size_t down, bool *up) {
    if (!is_down(graph, root, down, up))
        return false;
    for (size_t leaf = 0; leaf < graph->leaf_count; leaf++)
        if (down >> leaf & 1 && is_down(graph, root, down & ~((size_t)1 << leaf), up))
            return false;
    return true;
}

static quad chance_of(const struct graph *graph, size_t down) {
    quad chance = 1;
    for (size_t leaf = 0; leaf < graph->leaf_count; leaf++)
        chance *= down >> leaf & 1 ? gates_leaf_ratio(&graph->leaves[leaf]).down : 1;
    return chance;
}

static void assert_all(struct run *run, uint32_t root, quad root_down) {
    const struct graph *graph = &run->gates.graph;
    bool *up = calloc(graph->gate_count, sizeof *up);
    char count[32];
    size_t expected = 0;
    ask(run, root, SIZE_MAX);
    assert_true(run->sets.is_known);
    assert_true(run->sets.likeliest.is_all);
    for (size_t down = 0; down < (size_t)1 << graph->leaf_count; down++)
        expected += is_minimal(graph, root, down, up);
    snprintf(count, sizeof count, "%zu", expected);
    assert_string_equal(run->sets.count, count);
    assert_int_equal(run->sets.likeliest.count, expected);
    for (size_t i = 0; i < expected; i++) {
        const struct cut_set *set = &run->sets.likeliest.sets[i];
        size_t state = state_of(run, set);
        assert_true(is_minimal(graph, root, state, up));
        assert_near(set->probability, chance_of(graph, state), 1e-12);
        assert_true(i == 0 || set->probability <= set[-1].probability * (1 + 1e-12L));
        for (size_t j = 0; j < i; j++)
            assert_true(state_of(run, &run->sets.likeliest.sets[j]) != state);
    }
    assert_near(run->sets.together, root_down, 1e-9);
    free(up);
}

/* The first of all, by their probability. */
static void assert_some(struct run *run, uint32_t root, size_t wanted) {
    long double *all = calloc(run->sets.likeliest.count, sizeof *all);
    size_t count = run->sets.likeliest.count;
    for (size_t i = 0; i < count; i++)
        all[i] = run->sets.likeliest.sets[i].probability;
    ask(run, root, wanted);
    assert_int_equal(run->sets.likeliest.count, count < wanted ? count : wanted);
    for (size_t i = 0; i < run->sets.likeliest.count; i++)
        assert_near(run->sets.likeliest.sets[i].probability, all[i], 1e-12);
    free(all);
}

static void random_graphs_agree_with_enumeration(void **state) {
    (void)state;
    uint64_t seed = runs_seed();
    print_message("SLACALC_SEED=%llu\n", (unsigned long long)seed);
    for (size_t i = 0, count = runs_models(1000); i < count; i++) {
        struct generator random = {.state = seed + i};
        struct run run;
        run_open(&run);
        gates_random(&run.gates, &random, 2 + generator_draw(&random, 10), 1 + generator_draw(&random, 14));
        run.root_count = gates_roots(&run.gates, &random, run.roots);
        run_evaluate(&run, i % 2 == 1);
        struct ratio *truth = calloc(run.gates.graph.gate_count, sizeof *truth);
        gates_enumerate(&run.gates.graph, NO_INDEX, truth);
        for (size_t r = 0; r < run.root_count; r++) {
            assert_all(&run, run.roots[r], truth[run.roots[r]].down);
            assert_some(&run, run.roots[r], 1 + generator_draw(&random, 5));
        }
        free(truth);
        run_close(&run);
    }
}

/* ---- By hand ---- */

static void a_shared_part_and_a_pair_are_the_ways(void **state) {
    (void)state;
    struct run run;
    run_open(&run);
    struct gates *g = &run.gates;
    uint32_t dc = gates_leaf(g, 1e-4L), a = gates_leaf(g, 0.006L), b = gates_leaf(g, 0.008L);
    run.roots[run.root_count++] = gates_two(g, GATE_ANY, gates_two(g, GATE_ALL, a, dc), gates_two(g, GATE_ALL, b, dc));
    run_evaluate(&run, false);
    ask(&run, run.roots[0], 10);
    assert_string_equal(run.sets.count, "2");
    assert_int_equal(state_of(&run, &run.sets.likeliest.sets[0]), 1);
    assert_near(run.sets.likeliest.sets[0].probability, 1e-4, 1e-15);
    assert_int_equal(state_of(&run, &run.sets.likeliest.sets[1]), 6);
    assert_near(run.sets.likeliest.sets[1].probability, 4.8e-5, 1e-15);
    assert_near(run.sets.together, 1.479952e-4, 1e-12);
    run_close(&run);
}

static void constants_are_never_down_or_always(void **state) {
    (void)state;
    struct run run;
    run_open(&run);
    run.roots[run.root_count++] = gates_leaf(&run.gates, 0.5L);
    run_evaluate(&run, false);
    ask(&run, GATE_UP, 10);
    assert_string_equal(run.sets.count, "0");
    assert_near(run.sets.together, 0, 0);
    ask(&run, GATE_DOWN, 10);
    assert_string_equal(run.sets.count, "1");
    assert_int_equal(run.sets.likeliest.sets[0].event_count, 0);
    assert_near(run.sets.together, 1, 0);
    run_close(&run);
}

/* 2^200 ways: of each of 200 pairs in parallel either. */
static void more_sets_are_counted_than_any_word_holds(void **state) {
    (void)state;
    enum { PAIRS = 200 };
    struct run run;
    uint32_t pairs[PAIRS];
    run_open(&run);
    for (size_t i = 0; i < PAIRS; i++) {
        uint32_t left = gates_leaf(&run.gates, 0.5L), right = gates_leaf(&run.gates, 0.25L);
        pairs[i] = gates_two(&run.gates, GATE_ALL, left, right);
    }
    run.roots[run.root_count++] = gates_add(&run.gates, GATE_ANY, pairs, PAIRS, 0);
    run_evaluate(&run, false);
    ask(&run, run.roots[0], 3);
    assert_string_equal(run.sets.count, "1606938044258990275541962092341162602522202993782792835301376");
    assert_near(run.sets.likeliest.sets[0].probability, ldexp(1, -PAIRS), 1e-12);
    assert_near(run.sets.likeliest.sets[1].probability, ldexp(1, -PAIRS - 1), 1e-12);
    assert_false(run.sets.likeliest.is_all);
    run_close(&run);
}

/* A diagram, and more families than one node may be. */
static void a_spent_budget_is_told(void **state) {
    (void)state;
    struct run run;
    run_open(&run);
    struct gates *g = &run.gates;
    uint32_t a = gates_leaf(g, 0.1L), b = gates_leaf(g, 0.1L), c = gates_leaf(g, 0.1L);
    run.roots[run.root_count++] = gates_two(g, GATE_ANY, gates_two(g, GATE_ALL, a, b), gates_two(g, GATE_ALL, a, c));
    run_evaluate(&run, false);
    run.scratch = arena_open(&run.gates.arena);
    assert_false(cut_sets_of(&run.cuts, run.roots[0], NULL, 1, 1, run.scratch).is_known);
    run_close(&run);
}

/* Families that no diagram lets through are made without a step: making them looks at the clock. */
static void making_families_ends_with_the_time(void **state) {
    (void)state;
    enum { FAMILIES = 100000 };
    struct arena arena;
    struct deadline passed = {.is_set = true};
    arena_init(&arena, NULL);
    struct families families = families_new(&arena, MAX_NODES, 0, &passed);
    uint32_t variable = 0;
    while (variable < FAMILIES && families_make(&families, variable, FAMILY_EMPTY, FAMILY_BASE) != FAMILY_SPENT)
        variable++;
    assert_in_range(variable, 1, FAMILIES - 1);
    arena_free(&arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(random_graphs_agree_with_enumeration),
        cmocka_unit_test(a_shared_part_and_a_pair_are_the_ways),
        cmocka_unit_test(constants_are_never_down_or_always),
        cmocka_unit_test(more_sets_are_counted_than_any_word_holds),
        cmocka_unit_test(a_spent_budget_is_told),
        cmocka_unit_test(making_families_ends_with_the_time),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* Bounds from the graph that a root has alone: the closed form of what is needed by several ways, and of random graphs
 * that they are never wider than what is composed, and hold what independent parts come to. */
#include "engine/bounds/alone_bounds.h"
#include "gates.h"
#include "near.h"
#include "runs.h"

#include <stdlib.h>

enum { GATES_MAX = 40, MUCH = 1000000 };

struct composed {
    struct gates gates;
    struct modules modules;
    struct bounds bounds;
    uint32_t roots[GATES_MAX];
    size_t root_count;
};

static void compose(struct composed *composed) {
    struct gates *gates = &composed->gates;
    composed->modules =
        modules_find(&gates->graph, composed->roots, composed->root_count, &gates->arena, &gates->arena);
    composed->bounds = bounds_compose(&gates->graph, &composed->modules, &gates->arena, &gates->arena);
}

static void tighten(struct composed *composed, size_t work, struct deadline *deadline) {
    bounds_tighten_alone(&composed->bounds, &composed->gates.graph, &composed->modules, composed->roots,
                         composed->root_count, &work, deadline, &composed->gates.arena);
}

/* Four ways to the same part, each with one of its own: 0.3 counts once. */
static void several_ways(struct composed *composed) {
    enum { WAYS = 4 };
    struct gates *gates = &composed->gates;
    uint32_t ways[WAYS];
    gates_init(gates);
    uint32_t common = gates_leaf(gates, 0.3L);
    for (size_t i = 0; i < WAYS; i++)
        ways[i] = gates_two(gates, GATE_ALL, common, gates_leaf(gates, 0.01L));
    composed->roots[0] = gates_add(gates, GATE_ALL, ways, WAYS, 0);
    composed->root_count = 1;
    compose(composed);
}

static void what_is_needed_by_several_ways_counts_once(void **state) {
    (void)state;
    struct composed composed = {.root_count = 0};
    several_ways(&composed);
    uint32_t root = composed.roots[0];
    assert_near(composed.bounds.worst[root].down, 1, 1e-12);
    tighten(&composed, MUCH, NULL);
    assert_near(composed.bounds.worst[root].down, 0.34, 1e-12);
    assert_near(composed.bounds.best[root].down, 0.3, 1e-12);
    assert_false(composed.bounds.sharp[root]);
    gates_free(&composed.gates);
}

/* Each step of its graph is worth many. */
static void without_work_or_time_they_stay(void **state) {
    (void)state;
    struct composed composed = {.root_count = 0};
    struct deadline over = {.is_set = true, .is_over = true};
    several_ways(&composed);
    tighten(&composed, 200, NULL);
    assert_near(composed.bounds.worst[composed.roots[0]].down, 1, 1e-12);
    tighten(&composed, MUCH, &over);
    assert_near(composed.bounds.worst[composed.roots[0]].down, 1, 1e-12);
    gates_free(&composed.gates);
}

static void random_bounds_hold_the_truth(void **state) {
    (void)state;
    uint64_t seed = runs_seed();
    size_t narrower = 0;
    print_message("SLACALC_SEED=%llu\n", (unsigned long long)seed);
    for (size_t i = 0, count = runs_models(1000); i < count; i++) {
        struct generator random = {.state = seed + i};
        struct composed composed;
        struct gates *gates = &composed.gates;
        gates_init(gates);
        gates_random(gates, &random, 2 + generator_draw(&random, 9), 1 + generator_draw(&random, 14));
        composed.root_count = gates_roots(gates, &random, composed.roots);
        compose(&composed);
        struct ratio *truth = calloc(gates->graph.gate_count, sizeof *truth);
        gates_enumerate(&gates->graph, NO_INDEX, truth);
        const slacalc_level *worst =
            arena_copy(&gates->arena, composed.bounds.worst, gates->graph.gate_count, sizeof *worst);
        tighten(&composed, MUCH, NULL);
        for (size_t r = 0; r < composed.root_count; r++) {
            uint32_t root = composed.roots[r];
            assert_true(composed.bounds.worst[root].down <= worst[root].down);
            assert_true(composed.bounds.worst[root].down >= (double)truth[root].down * (1 - 1e-9));
            assert_true(composed.bounds.best[root].down <= (double)truth[root].down * (1 + 1e-9));
            narrower += composed.bounds.worst[root].down < worst[root].down * (1 - 1e-9);
        }
        free(truth);
        gates_free(gates);
    }
    assert_true(narrower > 0 || runs_models(1000) < 100); /* few models may have none */
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(what_is_needed_by_several_ways_counts_once),
                                       cmocka_unit_test(without_work_or_time_they_stay),
                                       cmocka_unit_test(random_bounds_hold_the_truth)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}

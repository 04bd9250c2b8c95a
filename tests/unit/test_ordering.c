/* Orders of variables: each ranks what is reached, once, and in the way that it says. */
#include "engine/ordering.h"
#include "gates.h"
#include "near.h"
#include "runs.h"

#include <stdlib.h>

enum { GATES_MAX = 40 };

static void assert_ranks_each_once(const struct graph *graph, const struct modules *modules, const bool *reached) {
    size_t ranked = 0;
    for (uint32_t gate = 0; gate < graph->gate_count; gate++) {
        assert_int_equal(modules->rank[gate] != NO_INDEX, reached[gate]);
        if (!reached[gate])
            continue;
        assert_true(modules->rank[gate] < modules->reached);
        assert_int_equal(modules->by_rank[modules->rank[gate]], gate);
        ranked++;
    }
    assert_int_equal(ranked, modules->reached);
}

static void every_order_ranks_what_is_reached(void **state) {
    (void)state;
    uint64_t seed = runs_seed();
    print_message("SLACALC_SEED=%llu\n", (unsigned long long)seed);
    for (size_t i = 0, count = runs_models(500); i < count; i++) {
        struct generator random = {.state = seed + i};
        struct gates gates;
        uint32_t roots[GATES_MAX];
        bool reached[GATES_MAX];
        gates_init(&gates);
        gates_random(&gates, &random, 2 + generator_draw(&random, 9), 1 + generator_draw(&random, 14));
        size_t root_count = gates_roots(&gates, &random, roots);
        struct modules modules = modules_find(&gates.graph, roots, root_count, &gates.arena, &gates.arena);
        for (uint32_t gate = 0; gate < gates.graph.gate_count; gate++)
            reached[gate] = modules.rank[gate] != NO_INDEX;
        for (enum ordering ordering = AS_WRITTEN; ordering < ORDERINGS; ordering++) {
            ordering_apply(ordering, &gates.graph, &modules, roots, root_count, &gates.arena);
            assert_ranks_each_once(&gates.graph, &modules, reached);
        }
        gates_free(&gates);
    }
}

/* all(any(a, b, c), d, any(e, f)) */
static void small_and_large_arguments_change_places(void **state) {
    (void)state;
    struct gates gates;
    gates_init(&gates);
    uint32_t leaf[6];
    for (size_t i = 0; i < 6; i++)
        leaf[i] = gates_leaf(&gates, 0.001L);
    uint32_t three = gates_add(&gates, GATE_ANY, leaf, 3, 0), two = gates_two(&gates, GATE_ANY, leaf[4], leaf[5]);
    uint32_t parts[] = {three, leaf[3], two};
    uint32_t root = gates_add(&gates, GATE_ALL, parts, 3, 0);
    struct modules modules = modules_find(&gates.graph, &root, 1, &gates.arena, &gates.arena);
    const uint32_t expected[ORDERINGS][3] = {[AS_WRITTEN] = {three, leaf[3], two},
                                             [SMALL_FIRST] = {leaf[3], two, three},
                                             [LARGE_FIRST] = {three, two, leaf[3]}};
    for (enum ordering ordering = AS_WRITTEN; ordering < ORDERINGS; ordering++) {
        ordering_apply(ordering, &gates.graph, &modules, &root, 1, &gates.arena);
        assert_int_equal(modules.rank[root], 0);
        assert_true(modules.rank[expected[ordering][0]] < modules.rank[expected[ordering][1]]);
        assert_true(modules.rank[expected[ordering][1]] < modules.rank[expected[ordering][2]]);
        assert_true(modules.rank[leaf[0]] < modules.rank[leaf[1]]);
    }
    gates_free(&gates);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_order_ranks_what_is_reached),
        cmocka_unit_test(small_and_large_arguments_change_places),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

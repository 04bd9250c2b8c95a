/* Equal gates are one gate however many there are. */
#include "engine/graph/gate_maker.h"
#include "near.h"

enum { LEAVES = 40 };

static void equal_gates_are_one_gate(void **state) {
    (void)state;
    struct arena arena;
    struct memory_guard guard;
    arena_init(&arena, &guard);
    struct graph graph = {0};
    struct gate_maker maker = gate_maker_new(&graph, &arena, &arena);
    uint32_t leaves[LEAVES], pairs[LEAVES][LEAVES];
    for (size_t i = 0; i < LEAVES; i++)
        leaves[i] = make_leaf(&maker, (struct leaf){.level = {0.5L, 0.5L}, .replicas = 1, .quorum = 1});
    for (size_t i = 0; i < LEAVES; i++)
        for (size_t j = 0; j < LEAVES; j++)
            pairs[i][j] = make_pair(&maker, GATE_ANY, leaves[i], leaves[j]);
    size_t count = graph.gate_count;
    assert_int_equal(count, 2 + LEAVES + LEAVES * (LEAVES - 1)); /* the constants, and pairs of two that differ */
    for (size_t i = 0; i < LEAVES; i++)
        for (size_t j = 0; j < LEAVES; j++)
            assert_int_equal(make_pair(&maker, GATE_ANY, leaves[i], leaves[j]), pairs[i][j]);
    assert_int_equal(graph.gate_count, count);
    assert_int_equal(make_pair(&maker, GATE_ALL, leaves[0], leaves[1]), count);
    arena_free(&arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(equal_gates_are_one_gate)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}

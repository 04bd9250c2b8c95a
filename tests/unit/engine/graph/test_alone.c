/* The graph that a gate has alone: what it needs by way of others stands in it once, and factors stand by themselves.
 */
#include "engine/graph/alone.h"
#include "gates.h"
#include "near.h"

struct run {
    struct gates gates;
    struct modules modules;
    struct alone alone;
};

static void run_open(struct run *run) {
    gates_init(&run->gates);
}

static void run_alone(struct run *run, uint32_t root, const uint32_t *roots, size_t root_count) {
    struct arena *arena = &run->gates.arena;
    run->modules = modules_find(&run->gates.graph, roots, root_count, arena, arena);
    struct alone_room room = alone_room_new(&run->gates.graph, &run->modules, arena);
    run->alone = alone_of(&room, root, arena);
}

static const struct gate *argument_of(const struct run *run, const struct gate *gate, uint32_t index) {
    const struct graph *graph = &run->alone.graph;
    assert_true(index < gate->count);
    return &graph->gates[graph->arguments[gate->first + index]];
}

static void assert_leaf(const struct run *run, const struct gate *gate, uint32_t stands_for) {
    assert_int_equal(gate->kind, GATE_LEAF);
    assert_int_equal(run->alone.stands_for[gate->first], stands_for);
}

/* Two services with an own part each, over two pairs that share b: the pairs are one factor, the own parts two. */
static void what_is_needed_by_way_of_others_stands_there_once(void **state) {
    (void)state;
    struct run run;
    run_open(&run);
    struct gates *g = &run.gates;
    uint32_t a = gates_leaf(g, 0.1L), b = gates_leaf(g, 0.1L), c = gates_leaf(g, 0.1L);
    uint32_t own = gates_leaf(g, 0.1L), other = gates_leaf(g, 0.1L);
    uint32_t first = gates_two(g, GATE_ANY, a, b), second = gates_two(g, GATE_ANY, b, c);
    uint32_t below = gates_add(g, GATE_ALL, (uint32_t[]){other, first, second}, 3, 0);
    uint32_t root = gates_add(g, GATE_ALL, (uint32_t[]){own, below, second}, 3, 0);
    run_alone(&run, root, (uint32_t[]){root, below, first, second}, 4);
    const struct gate *top = &run.alone.graph.gates[run.alone.root];
    assert_int_equal(top->kind, GATE_ALL);
    assert_int_equal(top->count, 3);
    assert_leaf(&run, argument_of(&run, top, 0), own);
    assert_leaf(&run, argument_of(&run, top, 1), other);
    const struct gate *pairs = argument_of(&run, top, 2);
    assert_int_equal(pairs->kind, GATE_ALL);
    assert_int_equal(pairs->count, 2);
    assert_int_equal(argument_of(&run, pairs, 0)->kind, GATE_ANY);
    assert_int_equal(argument_of(&run, pairs, 1)->kind, GATE_ANY);
    gates_free(g);
}

/* Equal arguments count as often as they stand there. */
static void a_gate_of_k_of_n_stays_as_it_is(void **state) {
    (void)state;
    struct run run;
    run_open(&run);
    struct gates *g = &run.gates;
    uint32_t zone = gates_leaf(g, 0.1L), copies[4];
    copies[0] = gates_two(g, GATE_ALL, zone, gates_leaf(g, 0.1L));
    copies[1] = copies[0];
    copies[2] = gates_two(g, GATE_ALL, zone, gates_leaf(g, 0.1L));
    copies[3] = gates_leaf(g, 0.1L);
    uint32_t root = gates_add(g, GATE_AT_LEAST, copies, 4, 2);
    run_alone(&run, root, &root, 1);
    const struct gate *top = &run.alone.graph.gates[run.alone.root];
    assert_int_equal(top->kind, GATE_AT_LEAST);
    assert_int_equal(top->at_least, 2);
    assert_int_equal(top->count, 4);
    assert_ptr_equal(argument_of(&run, top, 0), argument_of(&run, top, 1));
    assert_leaf(&run, argument_of(&run, top, 3), copies[3]);
    gates_free(g);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(what_is_needed_by_way_of_others_stands_there_once),
                                       cmocka_unit_test(a_gate_of_k_of_n_stays_as_it_is)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* Cones, their diagrams, and what becomes of intervals by them, against trying every state of the leaves. */
#include "engine/parts.h"

#include "engine/cone.h"
#include "engine/cone_diagram.h"
#include "gates.h"
#include "near.h"
#include "runs.h"

#include <string.h>

#define EXACT 1e-11

enum { LEAVES = 9, OTHERS = 14, GATES = LEAVES + OTHERS + 2 };

/* A graph of which nothing is known but its leaves. */
struct run {
    struct gates gates;
    struct exact exact;
    uint32_t top;
    struct ratio truth[GATES];
    bool is_down[GATES];
    struct arena scratch;
};

static void run_open(struct run *run, uint64_t seed) {
    struct generator random = {.state = seed};
    memset(run, 0, sizeof *run);
    gates_init(&run->gates);
    arena_init(&run->scratch, NULL);
    gates_random(&run->gates, &random, LEAVES, OTHERS);
    const struct graph *graph = &run->gates.graph;
    assert_true(graph->gate_count <= GATES);
    run->top = (uint32_t)graph->gate_count - 1;
    run->exact.graph = graph;
    run->exact.modules = modules_find(graph, &run->top, 1, &run->scratch, &run->scratch);
    run->exact.is_exact = arena_alloc(&run->scratch, GATES, sizeof(bool));
    for (int side = LOW; side < SIDES; side++)
        run->exact.values[side] = arena_alloc(&run->scratch, GATES, sizeof(struct level));
    for (uint32_t g = 0; g < graph->gate_count; g++) {
        const struct gate *gate = &graph->gates[g];
        bool known = gate->kind <= GATE_LEAF;
        struct level level = gate->kind == GATE_LEAF ? leaf_level(graph, gate)
                                                     : (struct level){gate->kind == GATE_UP, gate->kind == GATE_DOWN};
        run->exact.is_exact[g] = known;
        run->exact.values[LOW][g] = known ? level : (struct level){0, 1};
        run->exact.values[HIGH][g] = known ? level : (struct level){1, 0};
    }
    gates_enumerate(graph, NO_INDEX, run->truth);
}

static void run_close(struct run *run) {
    arena_free(&run->scratch);
    gates_free(&run->gates);
}

/* P(gate is down, given that all those are). */
static quad truth_given(struct run *run, uint32_t gate) {
    struct graph *graph = &run->gates.graph;
    struct leaf *leaves = arena_alloc(&run->scratch, graph->leaf_count, sizeof *leaves), *own = graph->leaves;
    struct ratio truth[GATES];
    memcpy(leaves, own, graph->leaf_count * sizeof *leaves);
    for (uint32_t g = 0; g < graph->gate_count; g++)
        if (run->is_down[g]) {
            assert_int_equal(graph->gates[g].kind, GATE_LEAF);
            leaves[graph->gates[g].first] = (struct leaf){{0, 1}, 1, 1, NO_INDEX};
        }
    graph->leaves = leaves;
    gates_enumerate(graph, NO_INDEX, truth);
    graph->leaves = own;
    return truth[gate].down;
}

static struct cone_probability draw(struct run *run, size_t max_nodes, bool joined) {
    struct cone cone = cone_new(&run->exact, run->top, run->is_down, &run->scratch);
    struct cone_probability found = {1, 1, 0};
    if (joined)
        cone_join(&cone);
    if (cone.top != CONE_DOWN)
        found = cone_diagram(&cone, max_nodes, UINT64_MAX, NULL);
    cone_release(&cone);
    return found;
}

static void forget_down(struct run *run) {
    memset(run->is_down, 0, sizeof run->is_down);
}

/* ---- Cones ---- */

static void diagrams_of_cones_are_exact_or_pessimistic(void **state) {
    (void)state;
    uint64_t seed = runs_seed();
    size_t rounded = 0;
    print_message("SLACALC_SEED=%llu\n", (unsigned long long)seed);
    for (size_t i = 0; i < runs_models(500); i++) {
        struct run run;
        run_open(&run, seed + i);
        for (uint32_t g = 0; g < run.top; g++) /* some leaves are known to be down in every second graph */
            run.is_down[g] = i % 2 && run.gates.graph.gates[g].kind == GATE_LEAF && (g + i) % 5 == 0;
        double truth = (double)truth_given(&run, run.top);
        for (size_t joined = 0; joined < 2; joined++) {
            struct cone_probability exact = draw(&run, SIZE_MAX / 8, joined), small = draw(&run, 2, joined);
            assert_near(exact.most, truth, EXACT);
            assert_near(exact.least, truth, EXACT);
            assert_true((double)small.most >= truth * (1 - EXACT) && small.most <= 1);
            assert_true((double)small.least <= truth * (1 + EXACT));
            rounded += small.least < small.most * 0.99L;
        }
        run_close(&run);
    }
    assert_true(rounded > 0);
}

static void what_is_necessary_is_a_factor(void **state) {
    (void)state;
    uint64_t seed = runs_seed();
    size_t factors = 0;
    print_message("SLACALC_SEED=%llu\n", (unsigned long long)seed);
    for (size_t i = 0; i < runs_models(2000); i++) {
        struct run run;
        long double probability[SIDES];
        run_open(&run, seed + i);
        struct cone cone = cone_new(&run.exact, run.top, run.is_down, &run.scratch);
        if (cone_necessary(&cone, run.is_down, probability)) {
            assert_true(probability[LOW] == probability[HIGH]);
            assert_near(probability[LOW] * truth_given(&run, run.top), run.truth[run.top].down, EXACT);
            factors++;
        } else {
            assert_true(probability[LOW] == 1 && probability[HIGH] == 1);
        }
        forget_down(&run);
        run_close(&run);
    }
    assert_true(factors > 0);
}

static void enclosed_gates_hold_the_truth(void **state) {
    (void)state;
    uint64_t seed = runs_seed();
    print_message("SLACALC_SEED=%llu\n", (unsigned long long)seed);
    for (size_t i = 0; i < runs_models(500); i++) {
        struct run run;
        run_open(&run, seed + i);
        struct cone cone = cone_new(&run.exact, run.top, run.is_down, &run.scratch);
        cone_enclose(&cone, &run.exact);
        for (size_t g = 0; g < cone.gate_count; g++) {
            double truth = (double)run.truth[cone.gates[g].gate].down;
            assert_true((double)cone.gates[g].level[HIGH].down <= truth * (1 + EXACT));
            assert_true((double)cone.gates[g].level[LOW].down >= truth * (1 - EXACT));
        }
        run_close(&run);
    }
}

/* x or y is read together by two gates, and is one variable; z is not. */
static void what_is_always_read_together_is_one_variable(void **state) {
    (void)state;
    struct run run;
    run_open(&run, 1);
    struct gates *g = &run.gates;
    uint32_t x = gates_leaf(g, 0.1L), y = gates_leaf(g, 0.2L), z = gates_leaf(g, 0.3L), w = gates_leaf(g, 0.4L);
    uint32_t first = gates_add(g, GATE_ALL, (uint32_t[]){x, gates_two(g, GATE_ALL, y, z)}, 2, 0);
    uint32_t second = gates_add(g, GATE_ALL, (uint32_t[]){y, x, w}, 3, 0);
    uint32_t top = gates_two(g, GATE_ANY, first, second);
    struct exact exact = exact_evaluate(&g->graph, &top, 1, 0, NULL, NULL, &run.scratch, &run.scratch);
    bool is_down[64] = {false};
    struct cone cone = cone_new(&exact, top, is_down, &run.scratch);
    cone_join(&cone);
    size_t variables = 0, gates = 0;
    for (size_t i = 0; i < cone.gate_count; i++) {
        const struct cone_gate *gate = &cone.gates[i];
        variables += gate->is_needed && gate->kind == GATE_LEAF;
        gates += gate->is_needed && gate->kind != GATE_LEAF;
        if (gate->is_needed && gate->kind == GATE_LEAF && gate->gate == x)
            assert_near(gate->level[LOW].down, 0.28, 1e-15);
    }
    assert_int_equal(variables, 3);
    assert_int_equal(gates, 3);
    struct cone_probability found = cone_diagram(&cone, 100, UINT64_MAX, NULL);
    assert_near(found.most, 0.28 + 0.72 * 0.3 * 0.4, EXACT);
    run_close(&run);
}

/* ---- Parts ---- */

static void tops_hold_the_truth_and_become_narrow(void **state) {
    (void)state;
    uint64_t seed = runs_seed();
    size_t wide = 0;
    print_message("SLACALC_SEED=%llu\n", (unsigned long long)seed);
    for (size_t i = 0; i < runs_models(300); i++)
        for (size_t max_nodes = 1; max_nodes <= 100000; max_nodes *= 100000) {
            struct run run;
            run_open(&run, seed + i);
            double truth = (double)run.truth[run.top].down;
            parts_narrow(&run.exact, max_nodes, &run.scratch);
            double least = (double)run.exact.values[HIGH][run.top].down;
            double most = (double)run.exact.values[LOW][run.top].down;
            assert_true(least <= truth * (1 + EXACT) && truth * (1 - EXACT) <= most);
            assert_true(max_nodes == 1 || truth > 0.49 || most - least <= 0.01 * most);
            wide += most - least > 0.01 * most;
            run_close(&run);
        }
    assert_true(wide > 0);
}

static void the_same_work_gives_the_same_interval(void **state) {
    (void)state;
    struct interval {
        long double least, most;
    } found[2];
    for (size_t i = 0; i < 2; i++) {
        struct run run;
        run_open(&run, 7);
        parts_narrow(&run.exact, 3, &run.scratch);
        found[i].least = run.exact.values[HIGH][run.top].down;
        found[i].most = run.exact.values[LOW][run.top].down;
        run_close(&run);
    }
    assert_true(found[0].least == found[1].least && found[0].most == found[1].most);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(diagrams_of_cones_are_exact_or_pessimistic),
        cmocka_unit_test(what_is_necessary_is_a_factor),
        cmocka_unit_test(enclosed_gates_hold_the_truth),
        cmocka_unit_test(what_is_always_read_together_is_one_variable),
        cmocka_unit_test(tops_hold_the_truth_and_become_narrow),
        cmocka_unit_test(the_same_work_gives_the_same_interval),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

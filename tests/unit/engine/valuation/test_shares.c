/* Shares of downtime, against computing everything again with a component that is never down. */
#include "engine/valuation/budget.h"
#include "engine/valuation/shares.h"
#include "evaluate.h"
#include "gates.h"
#include "near.h"
#include "runs.h"

#include <stdlib.h>

struct run {
    struct gates gates;
    struct arena scratch;
    struct valuation valuation;
    struct shares shares;
};

static void run_open(struct run *run) {
    gates_init(&run->gates);
    arena_init(&run->scratch, NULL);
}

static void run_evaluate(struct run *run, const uint32_t *roots, size_t count, size_t max_nodes) {
    const struct valuing valuing = {
        .graph = &run->gates.graph, .roots = roots, .root_count = count, .max_nodes = max_nodes};
    run->valuation = valuation_of(&valuing, &run->gates.arena, &run->scratch);
    run->shares = shares_new(&run->valuation, &run->scratch);
}

static void run_close(struct run *run) {
    arena_free(&run->scratch);
    gates_free(&run->gates);
}

/* The component's share, 0 where it has no row. No component has two. */
static double share_of(const struct run *run, uint32_t component) {
    double share = 0;
    size_t rows = 0;
    for (size_t i = 0; i < run->shares.row_count; i++) {
        if (run->shares.rows[i].component != component)
            continue;
        share = run->shares.rows[i].share;
        rows++;
    }
    assert_true(rows <= 1);
    assert_true(share >= 0 && share <= 1);
    return share;
}

/* ---- By hand ---- */

static void components_in_series_share_by_their_downtime(void **state) {
    (void)state;
    struct run run;
    run_open(&run);
    uint32_t a = gates_leaf(&run.gates, 0.01L), b = gates_leaf(&run.gates, 0.03L);
    uint32_t both = gates_two(&run.gates, GATE_ALL, a, b);
    run_evaluate(&run, &both, 1, 0);
    shares_of(&run.shares, both);
    assert_int_equal(run.shares.row_count, 2);
    assert_near(share_of(&run, 0), 0.01 * 0.97 / 0.0397, 1e-12);
    assert_near(share_of(&run, 1), 0.03 * 0.99 / 0.0397, 1e-12);
    run_close(&run);
}

/* Either one alone could save the service. */
static void redundant_components_have_all_of_it_each(void **state) {
    (void)state;
    struct run run;
    run_open(&run);
    uint32_t a = gates_leaf(&run.gates, 1e-9L), b = gates_replicas(&run.gates, 0.01L, 3, 2);
    uint32_t either = gates_two(&run.gates, GATE_ANY, a, b);
    run_evaluate(&run, &either, 1, 0);
    shares_of(&run.shares, either);
    assert_near(share_of(&run, 0), 1, 1e-12);
    assert_near(share_of(&run, 1), 1, 1e-12);
    run_close(&run);
}

static void constants_and_intervals_have_no_shares(void **state) {
    (void)state;
    struct run run;
    run_open(&run);
    struct gates *g = &run.gates;
    uint32_t a = gates_leaf(g, 0.1L), b = gates_leaf(g, 0.1L), c = gates_leaf(g, 0.1L);
    uint32_t shared = gates_two(g, GATE_ALL, gates_two(g, GATE_ANY, a, b), gates_two(g, GATE_ANY, a, c));
    run_evaluate(&run, (uint32_t[]){GATE_UP, GATE_DOWN, shared, a}, 4, 0);
    shares_of(&run.shares, a);
    assert_int_equal(run.shares.row_count, 1);
    assert_near(share_of(&run, 0), 1, 1e-15);
    for (size_t i = 0; i < 3; i++) {
        shares_of(&run.shares, (uint32_t[]){GATE_UP, GATE_DOWN, shared}[i]);
        assert_int_equal(run.shares.row_count, 0);
    }
    run_close(&run);
}

static void a_switch_has_no_share(void **state) {
    (void)state;
    struct run run;
    run_open(&run);
    struct gates *g = &run.gates;
    uint32_t first = gates_leaf(g, 0.01L), later = gates_leaf(g, 0.02L), change = gates_switch(g, 0.1L);
    uint32_t failover = gates_two(g, GATE_ANY, first, gates_two(g, GATE_ALL, change, later));
    run_evaluate(&run, &failover, 1, 0);
    shares_of(&run.shares, failover);
    assert_int_equal(run.shares.row_count, 2);
    assert_near(share_of(&run, 0), 1, 1e-12);
    assert_near(share_of(&run, 1), 0.02 * 0.9 / (0.1 + 0.9 * 0.02), 1e-12);
    run_close(&run);
}

static size_t rows_when(bool asked) {
    slacalc_options options = slacalc_options_default();
    options.shares = asked;
    slacalc_result *result =
        evaluate_text("components:\n  a: 99%\n  s: {sla: 98%, depends_on: [a]}\n", NULL, &options, NULL);
    assert_non_null(result);
    size_t count = service_named(result, "s")->share_count;
    slacalc_result_free(result);
    return count;
}

static void shares_are_made_only_when_asked_for(void **state) {
    (void)state;
    assert_int_equal(rows_when(true), 1);
    assert_int_equal(rows_when(false), 0);
}

/* ---- At random ---- */

/* What is left of the share by subtraction is worth a part of 10^15 of the whole; quads see more than that. */
static bool agrees(double share, quad down, quad down_without) {
    quad want = (down - down_without) / down;
    want = want < 0 ? 0 : want;
    return is_near(share, (double)want, 1e-9) || fabs(share - (double)want) < 1e-14;
}

static void assert_shares(struct run *run, const uint32_t *roots, size_t root_count, uint64_t seed) {
    const struct graph *graph = &run->gates.graph;
    struct ratio *truth = calloc(graph->gate_count, sizeof *truth);
    struct ratio *without = calloc(graph->gate_count * graph->leaf_count, sizeof *without);
    gates_enumerate(graph, NO_INDEX, truth);
    for (uint32_t leaf = 0; leaf < graph->leaf_count; leaf++)
        gates_enumerate(graph, leaf, &without[leaf * graph->gate_count]);
    for (size_t i = 0; i < root_count; i++) {
        uint32_t root = roots[i];
        shares_of(&run->shares, root);
        for (uint32_t leaf = 0; leaf < graph->leaf_count; leaf++) {
            quad down_without = without[leaf * graph->gate_count + root].down;
            if (graph->leaves[leaf].component == NO_INDEX)
                assert_near(share_of(run, leaf), 0, 0);
            else if (!agrees(share_of(run, leaf), truth[root].down, down_without))
                fail_msg("gate %u, leaf %u: got %.17g, want %.17g; repeat with SLACALC_SEED=%llu", root, leaf,
                         share_of(run, leaf), (double)(1 - down_without / truth[root].down), (unsigned long long)seed);
        }
    }
    free(without);
    free(truth);
}

static void random_graphs_agree_with_recomputation(void **state) {
    (void)state;
    uint64_t seed = runs_seed();
    for (size_t i = 0, count = runs_models(500); i < count; i++) {
        struct generator random = {.state = seed + i};
        struct run run;
        uint32_t roots[40];
        run_open(&run);
        gates_random(&run.gates, &random, 2 + generator_draw(&random, 7), 1 + generator_draw(&random, 12));
        size_t root_count = gates_roots(&run.gates, &random, roots);
        run_evaluate(&run, roots, root_count, 100000);
        assert_shares(&run, roots, root_count, seed + i);
        run_close(&run);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(components_in_series_share_by_their_downtime),
        cmocka_unit_test(redundant_components_have_all_of_it_each),
        cmocka_unit_test(constants_and_intervals_have_no_shares),
        cmocka_unit_test(a_switch_has_no_share),
        cmocka_unit_test(shares_are_made_only_when_asked_for),
        cmocka_unit_test(random_graphs_agree_with_recomputation),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

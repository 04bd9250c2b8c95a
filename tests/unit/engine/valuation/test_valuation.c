/* Probabilities of gates against trying every state of the leaves; intervals where the budget is small. */
#include "engine/graph/interval.h"
#include "engine/valuation/budget.h"
#include "engine/valuation/values.h"
#include "gates.h"
#include "near.h"
#include "runs.h"

#include <stdlib.h>

/* The promised accuracy; what plain double can hold where there is no long double. */
#define EXACT 1e-12

struct run {
    struct gates gates;
    struct arena scratch;
    struct valuation valuation;
};

static void run_open(struct run *run) {
    gates_init(&run->gates);
    arena_init(&run->scratch, NULL);
}

/* May be called again with other roots or another budget. */
static void run_evaluate(struct run *run, const uint32_t *roots, size_t count, size_t max_nodes) {
    const struct valuing valuing = {
        .graph = &run->gates.graph, .roots = roots, .root_count = count, .max_nodes = max_nodes};
    run->valuation = valuation_of(&valuing, &run->gates.arena, &run->scratch);
    arena_free(&run->scratch);
}

static void run_close(struct run *run) {
    gates_free(&run->gates);
}

static void assert_value(const struct run *run, uint32_t gate, quad down) {
    assert_true(run->valuation.values.exact[gate]);
    assert_near(run->valuation.values.low[gate].down, down, EXACT);
    assert_near(run->valuation.values.low[gate].up, 1 - down, EXACT);
    assert_near(run->valuation.values.high[gate].down, run->valuation.values.low[gate].down, 0);
}

/* ---- By hand ---- */

static void leaves_and_constants_are_worth_what_they_say(void **state) {
    (void)state;
    struct run run;
    run_open(&run);
    uint32_t leaf = gates_leaf(&run.gates, 1e-9L), few = gates_replicas(&run.gates, 0.01L, 3, 2);
    run_evaluate(&run, (uint32_t[]){few, GATE_UP, leaf, GATE_DOWN, leaf}, 5, 0);
    assert_value(&run, GATE_UP, 0);
    assert_value(&run, GATE_DOWN, 1);
    assert_value(&run, leaf, (quad)1e-9L);
    assert_value(&run, few, 3 * (quad)0.01L * (quad)0.01L * (quad)0.99L + (quad)0.01L * (quad)0.01L * (quad)0.01L);
    run_close(&run);
}

/* Two ways of two links each with a cross link between them: P(up) = 2p^2 + 2p^3 - 5p^4 + 2p^5. */
static void the_bridge_is_exact(void **state) {
    (void)state;
    struct run run;
    run_open(&run);
    struct gates *g = &run.gates;
    uint32_t link[5], ways[4];
    for (size_t i = 0; i < 5; i++)
        link[i] = gates_leaf(g, 0.1L);
    ways[0] = gates_two(g, GATE_ALL, link[0], link[3]);
    ways[1] = gates_two(g, GATE_ALL, link[1], link[4]);
    ways[2] = gates_add(g, GATE_ALL, (uint32_t[]){link[0], link[2], link[4]}, 3, 0);
    ways[3] = gates_add(g, GATE_ALL, (uint32_t[]){link[1], link[2], link[3]}, 3, 0);
    uint32_t bridge = gates_add(g, GATE_ANY, ways, 4, 0);
    run_evaluate(&run, &bridge, 1, 1000);
    assert_value(&run, bridge, 1 - (quad)0.97848L);
    run_close(&run);
}

/* Three copies of which two are needed, two of them in one zone. */
static void two_of_three_with_a_shared_zone_is_exact(void **state) {
    (void)state;
    struct run run;
    run_open(&run);
    struct gates *g = &run.gates;
    uint32_t zone = gates_leaf(g, 1e-4L), copies[3];
    for (size_t i = 0; i < 3; i++)
        copies[i] = gates_leaf(g, 1e-3L);
    copies[0] = gates_two(g, GATE_ALL, copies[0], zone);
    copies[1] = gates_two(g, GATE_ALL, copies[1], zone);
    uint32_t service = gates_add(g, GATE_AT_LEAST, copies, 3, 2);
    run_evaluate(&run, &service, 1, 1000);
    quad d = (quad)1e-3L, z = (quad)1e-4L, two_down = 3 * d * d * (1 - d) + d * d * d;
    assert_value(&run, service, z + (1 - z) * two_down);
    run_close(&run);
}

/* Nine nines of nine nines: nothing of it would be left of 1 minus the other side. */
static void small_sides_keep_their_digits(void **state) {
    (void)state;
    struct run run;
    run_open(&run);
    struct gates *g = &run.gates;
    uint32_t a = gates_leaf(g, 1e-9L), b = gates_leaf(g, 1e-9L), c = gates_leaf(g, 1e-12L);
    uint32_t pair = gates_two(g, GATE_ANY, a, b), with_a = gates_two(g, GATE_ANY, a, c);
    uint32_t both = gates_two(g, GATE_ALL, pair, with_a);
    run_evaluate(&run, &both, 1, 1000);
    quad down = (quad)1e-9L * ((quad)1e-9L + (1 - (quad)1e-9L) * (quad)1e-12L);
    assert_value(&run, both, down);
    run_close(&run);
}

/* ---- At random ---- */

static void random_open(struct run *run, struct generator *random, uint32_t *roots, size_t *root_count,
                        struct ratio **truth) {
    run_open(run);
    gates_random(&run->gates, random, 2 + generator_draw(random, 9), 1 + generator_draw(random, 14));
    *root_count = gates_roots(&run->gates, random, roots);
    *truth = calloc(run->gates.graph.gate_count, sizeof **truth);
    gates_enumerate(&run->gates.graph, NO_INDEX, *truth);
}

static void random_graphs_are_exact(void **state) {
    (void)state;
    uint64_t seed = runs_seed();
    print_message("SLACALC_SEED=%llu\n", (unsigned long long)seed);
    for (size_t i = 0, count = runs_models(1000); i < count; i++) {
        struct generator random = {.state = seed + i};
        struct run run;
        uint32_t roots[40];
        size_t root_count;
        struct ratio *truth;
        random_open(&run, &random, roots, &root_count, &truth);
        run_evaluate(&run, roots, root_count, 1000000);
        for (uint32_t gate = 0; gate < run.gates.graph.gate_count; gate++) {
            if (run.valuation.modules.rank[gate] == NO_INDEX)
                continue;
            assert_true(run.valuation.values.exact[gate]);
            assert_near(run.valuation.values.low[gate].down, truth[gate].down, EXACT);
            assert_near(run.valuation.values.low[gate].up, truth[gate].up, EXACT);
        }
        free(truth);
        run_close(&run);
    }
}

/* Both sides of the truth lie between both ends, give or take the rounding. */
static void assert_encloses(const struct valuation *valuation, uint32_t gate, struct ratio truth) {
    slacalc_estimate estimate = estimate_of(valuation_interval(valuation, gate));
    double up = (double)truth.up, down = (double)truth.down, little = valuation->values.exact[gate] ? EXACT : 1e-14;
    assert_true(estimate.exact == valuation->values.exact[gate]);
    assert_true(estimate.low.up <= up * (1 + little) && up <= estimate.high.up * (1 + little));
    assert_true(estimate.high.down <= down * (1 + little) && down <= estimate.low.down * (1 + little));
    assert_true(estimate.low.up <= estimate.value.up && estimate.value.up <= estimate.high.up);
    assert_true(estimate.high.down <= estimate.value.down && estimate.value.down <= estimate.low.down);
    assert_true(estimate.high.up <= 1 && estimate.low.down <= 1);
}

/* Returns how many gates got an interval. */
static size_t assert_all_enclosed(struct run *run, const uint32_t *roots, size_t root_count, size_t max_nodes,
                                  const struct ratio *truth) {
    size_t intervals = 0;
    run_evaluate(run, roots, root_count, max_nodes);
    assert_true(run->valuation.diagrams->bdd.count <= max_nodes + 2);
    for (uint32_t gate = 0; gate < run->gates.graph.gate_count; gate++) {
        if (run->valuation.modules.rank[gate] == NO_INDEX)
            continue;
        assert_encloses(&run->valuation, gate, truth[gate]);
        intervals += !run->valuation.values.exact[gate];
    }
    return intervals;
}

static void intervals_hold_the_truth(void **state) {
    (void)state;
    uint64_t seed = runs_seed();
    size_t rounds = runs_models(1000), intervals = 0;
    print_message("SLACALC_SEED=%llu\n", (unsigned long long)seed);
    for (size_t i = 0; i < rounds; i++) {
        struct generator random = {.state = seed + i};
        struct run run;
        uint32_t roots[40];
        size_t root_count;
        struct ratio *truth;
        random_open(&run, &random, roots, &root_count, &truth);
        for (size_t max_nodes = 0; max_nodes < 50; max_nodes += 1 + max_nodes / 3)
            intervals += assert_all_enclosed(&run, roots, root_count, max_nodes, truth);
        free(truth);
        run_close(&run);
    }
    assert_true(intervals > rounds);
}

static void assert_interval(const struct run *run, uint32_t gate, quad low_down, quad high_down) {
    assert_true(!run->valuation.values.exact[gate]);
    assert_near(run->valuation.values.low[gate].down, low_down, EXACT);
    assert_near(run->valuation.values.low[gate].up, 1 - low_down, EXACT);
    assert_near(run->valuation.values.high[gate].down, high_down, EXACT);
    assert_near(run->valuation.values.high[gate].up, 1 - high_down, EXACT);
}

/* Associated variables: between independent ones and one and the same. k of n: between the extremes of all joint
 * behaviours. What is computed from an interval passes its ends on. */
static void without_any_budget_intervals_have_known_ends(void **state) {
    (void)state;
    struct run run;
    run_open(&run);
    struct gates *g = &run.gates;
    uint32_t zone = gates_leaf(g, 0.4L), other = gates_leaf(g, 0.2L), parts[3];
    static const long double own[] = {0.1L, 0.5L, 0.2L};
    quad down[3];
    for (size_t i = 0; i < 3; i++) {
        parts[i] = gates_two(g, GATE_ALL, zone, gates_leaf(g, own[i]));
        down[i] = 1 - (1 - (quad)0.4L) * (1 - (quad)own[i]);
    }
    uint32_t all = gates_add(g, GATE_ALL, parts, 3, 0), any = gates_add(g, GATE_ANY, parts, 3, 0);
    uint32_t two = gates_add(g, GATE_AT_LEAST, parts, 3, 2), above = gates_two(g, GATE_ALL, any, other);
    run_evaluate(&run, (uint32_t[]){all, any, two}, 3, 0);
    quad all_up = (1 - down[0]) * (1 - down[1]) * (1 - down[2]), any_down = down[0] * down[1] * down[2];
    assert_interval(&run, all, 1 - all_up, down[1]);
    assert_interval(&run, any, down[0], any_down);
    assert_interval(&run, two, (down[0] + down[1] + down[2]) / 2, (down[0] + down[1] + down[2] - 1) / 2);
    run_evaluate(&run, &above, 1, 0);
    quad rest = 1 - (quad)0.2L;
    assert_interval(&run, above, 1 - (1 - down[0]) * rest, 1 - (1 - any_down) * rest);
    run_close(&run);
}

/* Two ways that share a zone: with the zone down there is none, whatever is known of their diagrams. */
static void intervals_follow_what_is_forced_down(void **state) {
    (void)state;
    struct run run;
    run_open(&run);
    struct gates *g = &run.gates;
    uint32_t zone = gates_leaf(g, 0.4L);
    uint32_t left = gates_two(g, GATE_ALL, zone, gates_leaf(g, 0.1L));
    uint32_t any = gates_two(g, GATE_ANY, left, gates_two(g, GATE_ALL, zone, gates_leaf(g, 0.5L)));
    const bool forced[] = {true, false, false};
    const struct valuing valuing = {.graph = &g->graph, .roots = &any, .root_count = 1};
    run.valuation = valuation_of(&valuing, &g->arena, &run.scratch);
    quad best = (1 - (quad)0.6L * (quad)0.9L) * (1 - (quad)0.6L * (quad)0.5L);
    assert_interval(&run, any, 1 - (quad)0.6L * (quad)0.9L, best);
    assert_true(values_compute_again(&run.valuation, forced));
    assert_interval(&run, any, 1, 1);
    values_restore(&run.valuation);
    assert_interval(&run, any, 1 - (quad)0.6L * (quad)0.9L, best);
    arena_free(&run.scratch);
    run_close(&run);
}

/* ---- Depth ---- */

enum { DEPTH = 1000000, SHARED_DEPTH = 200000 };

static size_t depth_of(size_t usual) {
    return has_long_double() ? usual : usual / 100;
}

/* Every gate of the chain is a root, as the components of a model are. */
static void a_chain_of_a_million_is_not_recursed_into(void **state) {
    (void)state;
    struct run run;
    run_open(&run);
    size_t depth = depth_of(DEPTH);
    uint32_t *roots = malloc((depth + 1) * sizeof *roots);
    quad up = 1 - (quad)1e-7L, down = (quad)1e-7L;
    roots[0] = gates_leaf(&run.gates, 1e-7L);
    for (size_t i = 1; i <= depth; i++) {
        uint32_t own = gates_leaf(&run.gates, 1e-7L);
        roots[i] = gates_two(&run.gates, GATE_ALL, i % 2 == 0 ? own : roots[i - 1], i % 2 == 0 ? roots[i - 1] : own);
        down += up * (quad)1e-7L;
        up *= 1 - (quad)1e-7L;
    }
    run_evaluate(&run, roots, depth + 1, 0);
    assert_true(run.valuation.values.exact[roots[depth]]);
    assert_near(run.valuation.values.low[roots[depth]].down, down, has_long_double() ? EXACT : 1e-9);
    assert_near(run.valuation.values.low[roots[depth]].up, up, has_long_double() ? EXACT : 1e-9);
    free(roots);
    run_close(&run);
}

/* Each gate needs the one before it or a spare that all of them share. */
static void a_deep_diagram_is_not_recursed_into(void **state) {
    (void)state;
    struct run run;
    run_open(&run);
    size_t depth = depth_of(SHARED_DEPTH);
    struct gates *g = &run.gates;
    uint32_t spare = gates_leaf(g, 0.01L), chain = gates_leaf(g, 1e-6L);
    quad without_spare = 1 - (quad)1e-6L;
    for (size_t i = 0; i < depth; i++) {
        uint32_t own = gates_leaf(g, 1e-6L);
        chain = gates_two(g, GATE_ALL, own, gates_two(g, GATE_ANY, spare, chain));
        without_spare *= 1 - (quad)1e-6L;
    }
    run_evaluate(&run, &chain, 1, 8000000);
    quad up = (quad)0.99L * (1 - (quad)1e-6L) + (quad)0.01L * without_spare;
    assert_true(run.valuation.values.exact[chain]);
    assert_near(run.valuation.values.low[chain].up, up, EXACT);
    assert_near(run.valuation.values.low[chain].down, 1 - up, has_long_double() ? EXACT : 1e-9);
    run_evaluate(&run, &chain, 1, 1000);
    assert_encloses(&run.valuation, chain, (struct ratio){up, 1 - up});
    run_close(&run);
}

/* ---- Work ---- */

static size_t count_exact(struct run *run, const uint32_t *roots, size_t root_count, size_t max_nodes) {
    size_t exact = 0;
    run_evaluate(run, roots, root_count, max_nodes);
    for (size_t i = 0; i < root_count; i++)
        exact += run->valuation.values.exact[roots[i]];
    return exact;
}

/* To about a hundredth. */
static size_t least_budget(struct run *run, const uint32_t *roots, size_t root_count) {
    size_t short_of = 0, enough = 1;
    for (; count_exact(run, roots, root_count, enough) < root_count; enough *= 2)
        short_of = enough;
    while (enough - short_of > 1 + enough / 128) {
        size_t middle = (short_of + enough) / 2;
        *(count_exact(run, roots, root_count, middle) == root_count ? &enough : &short_of) = middle;
    }
    return enough;
}

/* Those of all that nothing uses. */
static size_t nodes_without_used(struct run *run, const uint32_t *roots, size_t root_count) {
    bool *kept = calloc(run->gates.graph.gate_count, sizeof *kept);
    const struct valuing valuing = {
        .graph = &run->gates.graph, .roots = roots, .root_count = root_count, .max_nodes = 1000000, .kept = kept};
    run->valuation = valuation_of(&valuing, &run->gates.arena, &run->scratch);
    arena_free(&run->scratch);
    free(kept);
    return run->valuation.diagrams->bdd.count;
}

static size_t open_graph(struct run *run, uint64_t seed, size_t leaves, size_t others, uint32_t *roots) {
    struct generator random = {.state = seed};
    run_open(run);
    gates_random(&run->gates, &random, leaves, others);
    return gates_roots(&run->gates, &random, roots);
}

/* The same graphs each time; the figures are what was measured. What makes diagrams larger changes no figure while the
 * budget lasts: here it shows. */
static void no_graph_needs_a_larger_budget_than_it_did(void **state) {
    (void)state;
    double budgets = 0;
    for (uint64_t seed = 1; seed <= 20; seed++) {
        struct run run;
        uint32_t roots[100];
        size_t root_count = open_graph(&run, seed, 40, 56, roots);
        budgets += log2((double)least_budget(&run, roots, root_count));
        run_close(&run);
    }
    print_message("log2 of all budgets %.6f\n", budgets);
    if (has_long_double())
        assert_true(budgets < 176.27);
}

/* Where the first order that is tried does not do, and diagrams that are needed no more make room. */
static void no_order_is_chosen_that_needs_more_nodes(void **state) {
    (void)state;
    double nodes = 0;
    size_t exact = 0;
    for (uint64_t seed = 1; seed <= 20; seed++) {
        struct run run;
        uint32_t roots[200];
        size_t root_count = open_graph(&run, seed, 60, 100, roots);
        exact += count_exact(&run, roots, root_count, 5000);
        assert_int_equal(count_exact(&run, roots, root_count, 1000000), root_count);
        nodes += log2((double)run.valuation.diagrams->bdd.count);
        nodes += log2((double)nodes_without_used(&run, roots, root_count));
        run_close(&run);
    }
    print_message("log2 of all nodes %.6f, %zu exact\n", nodes, exact);
    if (has_long_double())
        assert_true(nodes < 320.94 && exact >= 786);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(leaves_and_constants_are_worth_what_they_say),
        cmocka_unit_test(the_bridge_is_exact),
        cmocka_unit_test(two_of_three_with_a_shared_zone_is_exact),
        cmocka_unit_test(small_sides_keep_their_digits),
        cmocka_unit_test(random_graphs_are_exact),
        cmocka_unit_test(intervals_hold_the_truth),
        cmocka_unit_test(without_any_budget_intervals_have_known_ends),
        cmocka_unit_test(intervals_follow_what_is_forced_down),
        cmocka_unit_test(a_chain_of_a_million_is_not_recursed_into),
        cmocka_unit_test(a_deep_diagram_is_not_recursed_into),
        cmocka_unit_test(no_graph_needs_a_larger_budget_than_it_did),
        cmocka_unit_test(no_order_is_chosen_that_needs_more_nodes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

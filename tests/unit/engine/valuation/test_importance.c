/* What events mean to a root, against computing everything again with an event that is sure, and that never happens. */
#include "engine/valuation/budget.h"
#include "engine/valuation/importance.h"
#include "evaluate.h"
#include "gates.h"
#include "near.h"
#include "runs.h"

#include <stdlib.h>

struct run {
    struct gates gates;
    struct arena scratch;
    struct valuation valuation;
    struct importance importance;
    uint32_t root; /* that was asked about last */
};

static void run_open(struct run *run) {
    gates_init(&run->gates);
    arena_init(&run->scratch, NULL);
}

static void run_evaluate(struct run *run, const uint32_t *roots, size_t count, size_t max_nodes) {
    const struct valuing valuing = {
        .graph = &run->gates.graph, .roots = roots, .root_count = count, .max_nodes = max_nodes};
    run->valuation = valuation_of(&valuing, &run->gates.arena, &run->scratch);
    run->importance = importance_new(&run->valuation, false, &run->scratch);
}

static void run_close(struct run *run) {
    arena_free(&run->scratch);
    gates_free(&run->gates);
}

static void ask(struct run *run, uint32_t root) {
    run->root = root;
    importance_of(&run->importance, root);
}

/* The event of the leaf; NULL where there is none. No leaf has two. */
static const struct event *event_of(const struct run *run, uint32_t leaf) {
    const struct event *found = NULL;
    for (size_t i = 0; i < run->importance.event_count; i++) {
        const struct event *event = &run->importance.events[i];
        if (run->gates.graph.gates[event->gate].first != leaf)
            continue;
        assert_null(found);
        found = event;
    }
    return found;
}

static double share_of(const struct run *run, uint32_t leaf) {
    const struct event *event = event_of(run, leaf);
    double share = event ? event_share(&run->importance, event, run->root) : 0;
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
    ask(&run, both);
    assert_int_equal(run.importance.event_count, 2);
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
    ask(&run, either);
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
    ask(&run, a);
    assert_int_equal(run.importance.event_count, 1);
    assert_near(share_of(&run, 0), 1, 1e-15);
    for (size_t i = 0; i < 3; i++) {
        ask(&run, (uint32_t[]){GATE_UP, GATE_DOWN, shared}[i]);
        assert_int_equal(run.importance.event_count, 0);
    }
    run_close(&run);
}

static void a_switch_is_an_event_of_no_component(void **state) {
    (void)state;
    struct run run;
    run_open(&run);
    struct gates *g = &run.gates;
    uint32_t first = gates_leaf(g, 0.01L), later = gates_leaf(g, 0.02L), change = gates_switch(g, 0.1L);
    uint32_t failover = gates_two(g, GATE_ANY, first, gates_two(g, GATE_ALL, change, later));
    run_evaluate(&run, &failover, 1, 0);
    ask(&run, failover);
    assert_int_equal(run.importance.event_count, 3);
    assert_near(share_of(&run, 0), 1, 1e-12);
    assert_near(share_of(&run, 1), 0.02 * 0.9 / (0.1 + 0.9 * 0.02), 1e-12);
    assert_near(share_of(&run, 2), 0.1 * 0.98 / (0.1 + 0.9 * 0.02), 1e-12);
    assert_int_equal(event_component(&run.importance, event_of(&run, 1)), 1);
    assert_int_equal(event_component(&run.importance, event_of(&run, 2)), NO_INDEX);
    run_close(&run);
}

/* What is behind `nearly` is 1 - 2e-9 by a diagram: where that costs the digits of a double, 8 of the 16 digits of the
 * difference are gone. */
static void a_difference_of_nearly_equal_levels_keeps_its_digits(void **state) {
    (void)state;
    struct run run;
    run_open(&run);
    struct gates *g = &run.gates;
    uint32_t tiny = gates_leaf(g, 2e-9L), some = gates_leaf(g, 0.01L), likely = gates_leaf(g, 0.6561L);
    uint32_t nearly = gates_add(g, GATE_AT_LEAST, (uint32_t[]){tiny, tiny, tiny, tiny, tiny}, 5, 4);
    uint32_t either = gates_two(g, GATE_ANY, some, nearly);
    uint32_t root = gates_add(g, GATE_AT_LEAST, (uint32_t[]){either, either, either, likely, likely}, 5, 4);
    uint32_t five = gates_add(g, GATE_AT_LEAST, (uint32_t[]){either, either, either, either, either}, 5, 2);
    uint32_t other = gates_two(g, GATE_ANY, gates_two(g, GATE_ALL, five, either), some);
    uint32_t roots[] = {root, other};
    run_evaluate(&run, roots, 2, 1000);
    run.importance = importance_new(&run.valuation, true, &run.scratch);
    ask(&run, root);
    assert_near(event_of(&run, 1)->birnbaum, 0.3439 * 2e-9, has_long_double() ? 1e-10 : 1e-6);
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

/* ---- Rows ---- */

static void assert_row(const slacalc_importance *row, slacalc_event_kind kind, double chance, double criticality) {
    assert_int_equal(row->event.kind, kind);
    assert_near(row->level.down, chance, 1e-15);
    assert_near(row->criticality, criticality, 1e-9);
}

static slacalc_result *evaluate_why(const char *text) {
    slacalc_options options = slacalc_options_default();
    options.why = true;
    slacalc_result *result = evaluate_text(text, NULL, &options, NULL);
    assert_non_null(result);
    return result;
}

static void rows_say_how_important_each_component_is(void **state) {
    (void)state;
    slacalc_result *result = evaluate_why("components:\n  dc: 99.99%\n  a: {slo: 99.4%, depends_on: [dc]}\n"
                                          "  b: {slo: 99.2%, depends_on: [dc]}\n  s: {depends_on: [{any: [a, b]}]}\n");
    const slacalc_service *service = service_named(result, "s");
    assert_int_equal(service->importance_count, 3);
    assert_row(&service->importance[0], SLACALC_EVENT_COMPONENT, 1e-4, 1e-4 * 0.999952 / 1.479952e-4);
    const slacalc_importance *a = &service->importance[1];
    assert_row(a, SLACALC_EVENT_COMPONENT, 0.006, 0.3243024098);
    assert_near(a->diagnostic, 0.3283565953, 1e-9);
    assert_near(a->raw, 54.72609922, 1e-9);
    assert_near(a->rrw, 1.479952, 1e-9);
    assert_near(a->if_perfect.down, 1e-4, 1e-12);
    slacalc_result_free(result);
}

/* A switch and a share of traffic belong to the component that states them. */
static void rows_of_requirements_name_who_states_them(void **state) {
    (void)state;
    slacalc_result *result = evaluate_why("components:\n  p: 99.9%\n  q: 99.5%\n"
                                          "  w:\n    depends_on: [{any: [p, q], failover: 95%}]\n"
                                          "  x: {slo: 99%, replicas: 3, quorum: 2}\n"
                                          "  s:\n    depends_on:\n      - w\n      - {needs: x, traffic: 20%}\n");
    const slacalc_service *service = service_named(result, "s");
    double down = service->availability.value.down;
    assert_int_equal(service->importance_count, 5);
    const slacalc_importance *rows = service->importance;
    assert_row(&rows[1], SLACALC_EVENT_TRAFFIC, 0.2, rows[0].criticality);
    assert_row(&rows[0], SLACALC_EVENT_REPLICAS, 3 * 1e-4 * 0.99 + 1e-6,
               0.2 * rows[0].level.down * (1 - 5.475e-5) / down);
    assert_int_equal(rows[1].event.line, 10);
    assert_string_equal(slacalc_result_component(result, rows[1].event.component)->name, "s");
    assert_string_equal(slacalc_result_component(result, rows[1].event.part)->name, "x");
    assert_row(&rows[3], SLACALC_EVENT_SWITCH, 0.05, 0.05 * 0.001 * 0.995 * (1 - 0.2 * rows[0].level.down) / down);
    assert_int_equal(rows[3].event.line, 5);
    assert_string_equal(slacalc_result_component(result, rows[3].event.component)->name, "w");
    assert_string_equal(slacalc_result_component(result, rows[3].event.part)->name, "q");
    slacalc_result_free(result);
}

/* ---- At random ---- */

/* A derivative is a sum of differences of figures whose digits end at a part of 10^19 each. */
static bool is_derivative(double got, quad want) {
    return is_near(got, (double)want, 1e-9) || fabs(got - (double)want) < (has_long_double() ? 1e-17 : 1e-14);
}

static bool is_level(struct level got, struct ratio want) {
    return is_near((double)got.up, (double)want.up, 1e-9) && is_near((double)got.down, (double)want.down, 1e-9);
}

static void assert_event(const struct run *run, uint32_t leaf, struct ratio if_up, struct ratio if_down,
                         uint64_t seed) {
    const struct event *event = event_of(run, leaf);
    if (!event)
        assert_near(if_up.down, if_down.down, 1e-14);
    else if (!is_derivative(event->birnbaum, if_down.down - if_up.down) || !is_level(event->if_up, if_up) ||
             !is_level(event->if_down, if_down))
        fail_msg("root %u, leaf %u: %.17g, up %.17Lg, %.17Lg, down %.17Lg, %.17Lg; repeat with SLACALC_SEED=%llu",
                 run->root, leaf, event->birnbaum, event->if_up.up, event->if_up.down, event->if_down.up,
                 event->if_down.down, (unsigned long long)seed);
}

static void assert_importance(struct run *run, const uint32_t *roots, size_t root_count, uint64_t seed) {
    const struct graph *graph = &run->gates.graph;
    struct ratio *if_up = calloc(graph->gate_count, sizeof *if_up);
    struct ratio *if_down = calloc(graph->gate_count, sizeof *if_down);
    run->importance = importance_new(&run->valuation, true, &run->scratch);
    for (uint32_t leaf = 0; leaf < graph->leaf_count; leaf++) {
        gates_enumerate_given(graph, leaf, true, if_up);
        gates_enumerate_given(graph, leaf, false, if_down);
        for (size_t i = 0; i < root_count; i++) {
            ask(run, roots[i]);
            assert_true(run->importance.is_known);
            assert_event(run, leaf, if_up[roots[i]], if_down[roots[i]], seed);
        }
    }
    free(if_down);
    free(if_up);
}

static void random_graphs_agree_with_recomputation(void **state) {
    (void)state;
    uint64_t seed = runs_seed();
    for (size_t i = 0, count = runs_models(1000); i < count; i++) {
        struct generator random = {.state = seed + i};
        struct run run;
        uint32_t roots[40];
        run_open(&run);
        gates_random(&run.gates, &random, 2 + generator_draw(&random, 7), 1 + generator_draw(&random, 12));
        size_t root_count = gates_roots(&run.gates, &random, roots);
        run_evaluate(&run, roots, root_count, 100000);
        assert_importance(&run, roots, root_count, seed + i);
        run_close(&run);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(components_in_series_share_by_their_downtime),
        cmocka_unit_test(redundant_components_have_all_of_it_each),
        cmocka_unit_test(constants_and_intervals_have_no_shares),
        cmocka_unit_test(a_switch_is_an_event_of_no_component),
        cmocka_unit_test(a_difference_of_nearly_equal_levels_keeps_its_digits),
        cmocka_unit_test(shares_are_made_only_when_asked_for),
        cmocka_unit_test(rows_say_how_important_each_component_is),
        cmocka_unit_test(rows_of_requirements_name_who_states_them),
        cmocka_unit_test(random_graphs_agree_with_recomputation),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* Gates that are valued apart, against trying every state of the leaves and against valuations in one order. */
#include "engine/valuation/apart.h"
#include "engine/valuation/budget.h"
#include "engine/valuation/importance.h"
#include "engine/valuation/scaled.h"
#include "engine/valuation/values.h"
#include "gates.h"
#include "near.h"
#include "runs.h"

#include <stdlib.h>

#define EXACT 1e-12

enum { GATES_MAX = 40, MAX_NODES = 1000000 };

struct run {
    struct gates gates;
    uint32_t roots[GATES_MAX];
    size_t root_count;
    struct valuation together, apart;
    bool forced[GATES_MAX];
    bool keeps_nothing;
    slacalc_progress told;
    struct tracing tracing;
};

static void listen(void *context, const slacalc_progress *progress) {
    struct run *run = context;
    assert_true(progress->done >= run->told.done && progress->done <= progress->count);
    assert_true(run->told.count == 0 || progress->count == run->told.count);
    run->told = *progress;
}

static void value_together(struct run *run, const struct valuing *valuing) {
    run->together = valuation_of(valuing, &run->gates.arena, &run->gates.arena);
}

/* Returns whether a gate needs a diagram. */
static bool value_by_themselves(struct run *run, const struct valuing *valuing) {
    run->apart = valuation_open(valuing, &run->gates.arena, &run->gates.arena);
    if (!valuation_needs_diagrams(&run->apart))
        return false;
    assert_true(value_apart(&run->apart, valuing));
    assert_int_equal(run->told.done, valuing->counted_roots);
    assert_int_equal(run->told.count, valuing->counted_roots);
    return true;
}

/* Returns whether there is anything to be compared. */
static bool run_open(struct run *run, struct generator *random) {
    struct gates *gates = &run->gates;
    gates_init(gates);
    gates_random(gates, random, 2 + generator_draw(random, 9), 1 + generator_draw(random, 14));
    run->root_count = gates_roots(gates, random, run->roots);
    for (size_t i = 0; i < gates->graph.leaf_count; i++)
        run->forced[i] = generator_draw(random, 3) == 0;
    const bool *nothing = arena_alloc(&gates->arena, gates->graph.gate_count, sizeof *nothing);
    run->tracing = (struct tracing){.progress = listen, .progress_context = run};
    struct valuing valuing = {.graph = &gates->graph,
                              .roots = run->roots,
                              .root_count = run->root_count,
                              .counted_roots = generator_draw(random, run->root_count + 1),
                              .max_nodes = MAX_NODES,
                              .kept = run->keeps_nothing ? nothing : NULL};
    value_together(run, &valuing);
    valuing.tracing = &run->tracing;
    return value_by_themselves(run, &valuing);
}

static void run_close(struct run *run) {
    gates_free(&run->gates);
}

static void assert_true_values(const struct run *run) {
    struct ratio *truth = calloc(run->gates.graph.gate_count, sizeof *truth);
    gates_enumerate(&run->gates.graph, NO_INDEX, truth);
    for (size_t i = 0; i < run->root_count; i++)
        assert_true(valuation_has(&run->apart, run->roots[i]));
    for (uint32_t gate = 0; gate < run->gates.graph.gate_count; gate++) {
        if (!valuation_has(&run->apart, gate))
            continue;
        assert_true(run->apart.values.exact[gate]);
        assert_near(run->apart.values.low[gate].down, truth[gate].down, EXACT);
        assert_near(run->apart.values.low[gate].up, truth[gate].up, EXACT);
    }
    free(truth);
}

static void assert_same_values(const struct run *run) {
    for (uint32_t gate = 0; gate < run->gates.graph.gate_count; gate++)
        if (valuation_has(&run->apart, gate)) {
            assert_near(run->apart.values.low[gate].down, run->together.values.low[gate].down, EXACT);
            assert_near(run->apart.values.low[gate].up, run->together.values.low[gate].up, EXACT);
        }
}

/* Of what is forced down, and as it was before. */
static void assert_same_again(struct run *run) {
    assert_true(values_compute_again(&run->apart, run->forced));
    assert_true(values_compute_again(&run->together, run->forced));
    assert_same_values(run);
    values_restore(&run->apart);
    values_restore(&run->together);
    assert_true_values(run);
}

static const struct event *event_of(const struct importance *importance, uint32_t gate) {
    for (size_t i = 0; i < importance->event_count; i++)
        if (importance->events[i].gate == gate)
            return &importance->events[i];
    return NULL;
}

static void assert_same_level(struct level got, struct level want) {
    assert_near(got.up, want.up, EXACT);
    assert_near(got.down, want.down, EXACT);
}

static void assert_same_importance(struct run *run) {
    struct importance together = importance_new(&run->together, true, &run->gates.arena);
    struct importance apart = importance_new(&run->apart, true, &run->gates.arena);
    for (size_t i = 0; i < run->root_count; i++) {
        importance_of(&together, run->roots[i]);
        importance_of(&apart, run->roots[i]);
        assert_true(together.is_known && apart.is_known);
        for (uint32_t gate = 0; gate < run->gates.graph.gate_count; gate++) {
            const struct event *one = event_of(&together, gate), *other = event_of(&apart, gate);
            if (!one || !other)
                continue; /* the service does not depend on it, which one of the two graphs does not show */
            assert_true(fabs(one->birnbaum - other->birnbaum) < 1e-9);
            assert_same_level(one->if_up, other->if_up);
            assert_same_level(one->if_down, other->if_down);
        }
    }
}

/* With every part as it is, down half as often, and three times as often. */
static void assert_same_scaled(struct run *run) {
    struct scaled together = scaled_new(&run->together, &run->gates.arena);
    struct scaled apart = scaled_new(&run->apart, &run->gates.arena);
    for (size_t i = 0; i < run->root_count; i++) {
        assert_true(scaled_take(&together, run->roots[i]) && scaled_take(&apart, run->roots[i]));
        assert_same_level(scaled_level(&apart, 1, NULL), run->apart.values.low[run->roots[i]]);
        assert_same_level(scaled_level(&apart, 0.5L, NULL), scaled_level(&together, 0.5L, NULL));
        assert_same_level(scaled_level(&apart, 3, run->forced), scaled_level(&together, 3, run->forced));
    }
}

static void random_graphs_come_to_the_same(void **state) {
    (void)state;
    uint64_t seed = runs_seed();
    print_message("SLACALC_SEED=%llu\n", (unsigned long long)seed);
    for (size_t i = 0, count = runs_models(1000); i < count; i++) {
        struct generator random = {.state = seed + i};
        struct run run = {.keeps_nothing = false};
        if (run_open(&run, &random)) {
            assert_true_values(&run);
            assert_same_importance(&run);
            assert_same_scaled(&run);
            assert_same_again(&run);
            assert_same_importance(&run);
        }
        run_close(&run);
    }
}

static void values_stay_where_diagrams_are_not_kept(void **state) {
    (void)state;
    uint64_t seed = runs_seed();
    print_message("SLACALC_SEED=%llu\n", (unsigned long long)seed);
    for (size_t i = 0, count = runs_models(200); i < count; i++) {
        struct generator random = {.state = seed + i};
        struct run run = {.keeps_nothing = true};
        if (run_open(&run, &random))
            assert_true_values(&run);
        run_close(&run);
    }
}

/* ---- Where one of them does not come through ---- */

enum { PARTS = 48, TANGLES = 160, LITTLE = 25000 };

/* A gate over many of the parts at random, whose diagram is large in every order. */
static uint32_t tangle(struct gates *gates, const uint32_t *parts, struct generator *random) {
    uint32_t ways[TANGLES];
    for (size_t i = 0; i < TANGLES; i++)
        ways[i] = gates_add(gates, GATE_ANY,
                            (uint32_t[]){parts[generator_draw(random, PARTS / 2)],
                                         parts[PARTS / 2 + generator_draw(random, PARTS / 2)]},
                            2, 0);
    return gates_add(gates, GATE_ALL, ways, TANGLES, 0);
}

static void what_comes_through_is_exact_beside_what_does_not(void **state) {
    (void)state;
    struct generator random = {.state = 7};
    struct gates gates;
    uint32_t parts[PARTS];
    gates_init(&gates);
    for (size_t i = 0; i < PARTS; i++)
        parts[i] = gates_leaf(&gates, 0.01L);
    uint32_t pairs[] = {gates_two(&gates, GATE_ANY, parts[0], parts[1]),
                        gates_two(&gates, GATE_ANY, parts[1], parts[2])};
    uint32_t large = tangle(&gates, parts, &random), small = gates_two(&gates, GATE_ALL, pairs[0], pairs[1]);
    const struct valuing valuing = {
        .graph = &gates.graph, .roots = (uint32_t[]){large, small}, .root_count = 2, .max_nodes = LITTLE};
    struct valuation valuation = valuation_of(&valuing, &gates.arena, &gates.arena);
    assert_false(valuation.values.exact[large]);
    assert_true(valuation.values.exact[small]);
    quad down = (quad)0.01L; /* the middle one with either of the others */
    assert_near(valuation.values.low[small].down, 2 * down * down - down * down * down, EXACT);
    assert_non_null(valuation.apart[small]);
    assert_null(valuation.apart[large]);
    gates_free(&gates);
}

/* ---- Where one of them needs no diagram ---- */

/* Of a root: x twice, once by way of another gate, and two of three parts, one of which another root needs too. Alone
 * it has nothing twice. */
static void what_needs_no_diagram_alone_is_computed_again(void **state) {
    (void)state;
    struct run run = {.keeps_nothing = false};
    struct gates *gates = &run.gates;
    gates_init(gates);
    uint32_t x = gates_leaf(gates, 0.01L), parts[3];
    for (size_t i = 0; i < 3; i++)
        parts[i] = gates_leaf(gates, 0.1L);
    uint32_t most = gates_add(gates, GATE_AT_LEAST, parts, 3, 2);
    run.roots[0] = gates_two(gates, GATE_ALL, x, gates_two(gates, GATE_ALL, x, most));
    run.roots[1] = gates_two(gates, GATE_ANY, parts[0], x);
    run.root_count = 2;
    const struct valuing valuing = {
        .graph = &gates->graph, .roots = run.roots, .root_count = run.root_count, .max_nodes = MAX_NODES};
    value_together(&run, &valuing);
    assert_true(value_by_themselves(&run, &valuing));
    assert_true(run.apart.values.exact[run.roots[0]]);
    assert_true_values(&run);
    for (size_t i = 0; i < 3; i++) {
        run.forced[i] = true;
        assert_same_again(&run);
    }
    run_close(&run);
}

/* ---- Where there is no room for all diagrams ---- */

enum { MEMBERS = 120, HALF = 60, MANY_ROOTS = 24 };

/* Each root has a diagram of some 3,600 nodes by itself, and all of them more than three budgets of LITTLE. */
static void large_roots(struct run *run) {
    struct gates *gates = &run->gates;
    uint32_t members[MEMBERS];
    gates_init(gates);
    for (size_t i = 0; i < MEMBERS; i++)
        members[i] = gates_leaf(gates, 0.4L);
    uint32_t half = gates_add(gates, GATE_AT_LEAST, members, MEMBERS, HALF);
    for (size_t i = 0; i < MANY_ROOTS; i++)
        run->roots[i] =
            gates_two(gates, GATE_ALL, half, gates_two(gates, GATE_ANY, members[2 * i], members[2 * i + 1]));
    run->root_count = MANY_ROOTS;
}

static void values_are_right_where_not_all_diagrams_are_kept(void **state) {
    (void)state;
    struct run run = {.keeps_nothing = false};
    large_roots(&run);
    bool *kept = arena_alloc(&run.gates.arena, run.gates.graph.gate_count, sizeof *kept);
    for (size_t i = 0; i < MANY_ROOTS; i++)
        kept[run.roots[i]] = true;
    const struct valuing valuing = {
        .graph = &run.gates.graph, .roots = run.roots, .root_count = run.root_count, .max_nodes = LITTLE, .kept = kept};
    assert_true(value_by_themselves(&run, &valuing));
    struct importance importance = importance_new(&run.apart, false, &run.gates.arena);
    for (size_t i = 0; i < MANY_ROOTS; i++) {
        assert_true(run.apart.values.exact[run.roots[i]]);
        assert_near(run.apart.values.low[run.roots[i]].down, run.apart.values.low[run.roots[0]].down, EXACT);
    }
    importance_of(&importance, run.roots[0]);
    assert_true(importance.is_known);
    importance_of(&importance, run.roots[MANY_ROOTS - 1]);
    assert_false(importance.is_known);
    run_close(&run);
}

/* What is computed again needs all of them: without, there would be values of before. */
static void without_room_what_is_needed_again_does_not_come_through(void **state) {
    (void)state;
    struct run run = {.keeps_nothing = false};
    large_roots(&run);
    const struct valuing valuing = {
        .graph = &run.gates.graph, .roots = run.roots, .root_count = run.root_count, .max_nodes = LITTLE};
    run.apart = valuation_open(&valuing, &run.gates.arena, &run.gates.arena);
    assert_false(value_apart(&run.apart, &valuing));
    run_close(&run);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(random_graphs_come_to_the_same),
                                       cmocka_unit_test(values_stay_where_diagrams_are_not_kept),
                                       cmocka_unit_test(what_comes_through_is_exact_beside_what_does_not),
                                       cmocka_unit_test(what_needs_no_diagram_alone_is_computed_again),
                                       cmocka_unit_test(values_are_right_where_not_all_diagrams_are_kept),
                                       cmocka_unit_test(without_room_what_is_needed_again_does_not_come_through)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* Orders of the steps of a sweep, against what their header says of each figure. */
#include "engine/frontier/step_order.h"
#include "gates.h"
#include "near.h"
#include "runs.h"

#include <stdlib.h>

enum { GATES_MAX = 100 };

/* A whole graph as one group, its leaves the variables. */
struct sample {
    struct gates gates;
    struct frontier_plan plan;
};

static void sample_open(struct sample *sample, struct generator *random, size_t leaves, size_t others, bool split) {
    struct graph *graph = &sample->gates.graph;
    struct arena *arena = &sample->gates.arena;
    uint32_t swept[GATES_MAX];
    size_t swept_count = 0;
    gates_init(&sample->gates);
    gates_random(&sample->gates, random, leaves, others);
    size_t count = graph->gate_count;
    bool *is_module = arena_alloc(arena, count, sizeof *is_module),
         *is_swept = arena_alloc(arena, count, sizeof *is_swept);
    bool *is_wanted = arena_alloc(arena, count, sizeof *is_wanted);
    uint32_t *step_of = arena_alloc(arena, count, sizeof *step_of);
    for (uint32_t g = 0; g < count; g++) {
        step_of[g] = NO_INDEX;
        is_swept[g] = graph->gates[g].kind > GATE_LEAF;
        is_wanted[g] = g + 1 == count || (is_swept[g] && generator_draw(random, 8) == 0);
        if (is_swept[g])
            swept[swept_count++] = g;
    }
    const struct frontier_sources sources = {.graph = graph,
                                             .is_module = is_module,
                                             .is_swept = is_swept,
                                             .is_wanted = is_wanted,
                                             .uses = arena_alloc(arena, count, sizeof(uint32_t)),
                                             .step_of = step_of,
                                             .read_by = arena_alloc(arena, count, sizeof(uint32_t))};
    sample->plan = frontier_plan_new(&sources, swept, swept_count, split, arena);
}

static void assert_each_step_stands_behind_its_inputs(const struct frontier_plan *plan,
                                                      const struct step_order *order) {
    for (uint32_t position = 0; position < plan->step_count; position++)
        assert_int_equal(order->position[order->steps[position]], position);
    for (uint32_t step = 0; step < plan->step_count; step++) {
        assert_int_equal(order->steps[order->position[step]], step);
        for (uint32_t i = 0; i < plan->steps[step].inputs.count; i++)
            assert_true(order->position[plan->inputs[plan->steps[step].inputs.first + i]] < order->position[step]);
    }
}

static void assert_last_readers(const struct frontier_plan *plan, const struct step_order *order) {
    for (uint32_t step = 0; step < plan->step_count; step++) {
        bool found = order->last[step] == order->position[step];
        for (uint32_t i = 0; i < plan->steps[step].readers.count; i++) {
            uint32_t position = order->position[plan->readers[plan->steps[step].readers.first + i]];
            assert_true(position <= order->last[step]);
            found = found || position == order->last[step];
        }
        assert_true(found);
    }
}

static bool is_live(const struct frontier_plan *plan, const struct step_order *order, uint32_t step,
                    uint32_t position) {
    return plan->steps[step].has_bit && order->position[step] <= position && position <= order->last[step];
}

/* No two live bits have one place, no place is in vain, and the states are counted. */
static void assert_places(const struct frontier_plan *plan, const struct step_order *order) {
    size_t most = 0;
    double states = 0;
    for (uint32_t position = 0; position < plan->step_count; position++) {
        bool taken[GATES_MAX] = {false};
        size_t live = 0;
        for (uint32_t step = 0; step < plan->step_count; step++) {
            if (!is_live(plan, order, step, position))
                continue;
            assert_true(order->slot[step] < order->slot_count && !taken[order->slot[step]]);
            taken[order->slot[step]] = true;
            live++;
        }
        most = live > most ? live : most;
        states += ldexp(1, (int)live);
    }
    assert_int_equal(order->slot_count, most);
    assert_near(order->states, states, 0);
}

static void orders_are_what_they_say(void **state) {
    (void)state;
    uint64_t seed = runs_seed();
    print_message("SLACALC_SEED=%llu\n", (unsigned long long)seed);
    for (size_t i = 0, count = runs_models(500); i < count; i++) {
        struct generator random = {.state = seed + i};
        struct sample sample;
        sample_open(&sample, &random, 2 + i % 13, 1 + i % 21, i % 2 == 0);
        for (enum step_ordering ordering = STEPS_AS_WRITTEN; ordering < STEP_ORDERINGS; ordering++) {
            struct step_order order = step_order_new(&sample.plan, ordering, &sample.gates.arena);
            assert_each_step_stands_behind_its_inputs(&sample.plan, &order);
            assert_last_readers(&sample.plan, &order);
            assert_places(&sample.plan, &order);
        }
        gates_free(&sample.gates);
    }
}

/* The same graphs each time; the figures are what was measured. */
static void no_order_has_more_states_than_it_had(void **state) {
    (void)state;
    static const double known[2][STEP_ORDERINGS] = {{1205.06, 1232.35, 1228.16, 1280.20},
                                                    {1211.51, 1251.05, 1272.48, 1355.70}};
    for (int split = 0; split < 2; split++) {
        double states[STEP_ORDERINGS] = {0};
        for (uint64_t seed = 1; seed <= 50; seed++) {
            struct generator random = {.state = seed};
            struct sample sample;
            sample_open(&sample, &random, 30, 40, split);
            for (enum step_ordering ordering = STEPS_AS_WRITTEN; ordering < STEP_ORDERINGS; ordering++)
                states[ordering] += log2(step_order_new(&sample.plan, ordering, &sample.gates.arena).states);
            gates_free(&sample.gates);
        }
        for (enum step_ordering ordering = STEPS_AS_WRITTEN; ordering < STEP_ORDERINGS; ordering++)
            assert_true(states[ordering] < known[split][ordering]);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(orders_are_what_they_say),
        cmocka_unit_test(no_order_has_more_states_than_it_had),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

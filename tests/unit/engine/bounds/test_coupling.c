/* What the programs of sharp bounds cost. That they are right is tested against an oracle by test_sharp. */
#include "engine/bounds/coupling.h"
#include "generator.h"
#include "near.h"
#include "runs.h"

#include <math.h>

enum { VARIABLES = 16, GROUPS = 8, MEMBERS = 5, EXAMPLES = 30 };

struct example {
    struct arena arena, temporary;
    struct bdd bdd;
    struct coupled variables[VARIABLES];
    uint32_t root;
    long double weight;
    size_t work;
};

/* At least half of the groups, each at least some of variables that are in other groups too. The `kinds` of budgets are
 * few, as in a model whose parts promise the same. The last `switches` of the variables are no outages. */
static void draw_example(struct example *e, uint64_t seed, size_t kinds, uint32_t switches) {
    struct generator random = {.state = seed};
    uint32_t groups[2 * GROUPS + 1], members[2 * MEMBERS + 1];
    *e = (struct example){.weight = 1};
    arena_init(&e->arena, NULL);
    arena_init(&e->temporary, NULL);
    e->bdd = bdd_new(&e->arena, 1000000);
    for (uint32_t v = 0; v < VARIABLES; v++) {
        long double budget = 0.01L * (long double)(1 + generator_draw(&random, kinds));
        e->variables[v] = (struct coupled){.budget = budget, .nudge = coupling_nudge(v, budget)};
        if (v >= VARIABLES - switches)
            e->variables[v] = (struct coupled){.is_switch = true, .level = {0.75L, 0.25L}};
    }
    for (size_t g = 0; g < GROUPS; g++) {
        for (size_t m = 0; m < MEMBERS; m++)
            members[m] = bdd_variable(&e->bdd, (uint32_t)generator_draw(&random, VARIABLES));
        groups[g] = bdd_at_least(&e->bdd, members, MEMBERS, 2 + generator_draw(&random, 3));
    }
    e->root = bdd_at_least(&e->bdd, groups, GROUPS, GROUPS / 2);
}

static struct coupling_result solve(struct example *e, enum coupling_goal goal, size_t work) {
    const struct coupling coupling = {.bdd = &e->bdd,
                                      .root = e->root,
                                      .goal = goal,
                                      .variables = e->variables,
                                      .slice_count = 1,
                                      .weights = &e->weight,
                                      .work = &e->work};
    e->work = work;
    struct coupling_result result = coupling_solve(&coupling, &e->temporary);
    arena_free(&e->temporary);
    return result;
}

/* The same functions each time; the figure is what was measured. What makes a program find fewer columns, or worse
 * ones, changes no bound while its work lasts: here it shows. */
static void no_program_takes_more_work_than_it_did(void **state) {
    (void)state;
    const size_t plenty = 1000000000;
    double works = 0;
    for (uint64_t seed = 1; seed <= EXAMPLES; seed++) {
        struct example e;
        draw_example(&e, seed, 1 + seed % 3, 0);
        assert_true(solve(&e, MOST_DOWN, plenty).is_sharp);
        works += log2((double)(plenty - e.work));
        assert_true(solve(&e, MOST_UP, plenty).is_sharp);
        works += log2((double)(plenty - e.work));
        arena_free(&e.arena);
    }
    print_message("log2 of all works %.3f\n", works);
    if (has_long_double())
        assert_true(works < 1050);
}

/* With less work than it takes a bound is valid, and never below the sharp one, which averaging over switches leaves a
 * trace above the optimum. */
static void assert_valid_without_enough_work(enum coupling_goal goal, uint32_t switches, double trace) {
    size_t valid = 0;
    for (uint64_t seed = 1; seed <= EXAMPLES; seed++) {
        struct example e;
        draw_example(&e, seed, 1 + seed % 3, switches);
        struct coupling_result sharp = solve(&e, goal, 1000000000);
        for (size_t work = 1; work < 1 << 20; work *= 2) {
            struct coupling_result result = solve(&e, goal, work);
            assert_true(result.value >= sharp.value * (1 - (long double)trace));
            assert_true(result.value <= e.weight);
            if (result.is_sharp)
                assert_near(result.value, sharp.value, trace);
            valid += !result.is_sharp;
        }
        arena_free(&e.arena);
    }
    assert_true(valid > EXAMPLES);
}

static void bounds_without_enough_work_are_valid(void **state) {
    (void)state;
    assert_valid_without_enough_work(MOST_DOWN, 0, 1e-12);
    assert_valid_without_enough_work(MOST_UP, 0, 1e-12);
}

static void averaged_bounds_without_enough_work_are_valid(void **state) {
    (void)state;
    assert_valid_without_enough_work(MOST_DOWN, 3, 1e-9);
    assert_valid_without_enough_work(MOST_UP, 3, 1e-9);
}

/* Averaging over switches leaves a trace that is as large as such a bound may be: it stays valid, but is not the
 * maximum to all of its digits. */
static void an_averaged_bound_as_small_as_rounding_is_valid_only(void **state) {
    (void)state;
    for (uint32_t switches = 0; switches <= 3; switches += 3) {
        struct example e;
        draw_example(&e, 1, 1, switches);
        for (uint32_t v = 0; v < VARIABLES; v++) {
            e.variables[v].budget *= 1e-11L;
            e.variables[v].nudge *= 1e-11L;
        }
        struct coupling_result result = solve(&e, MOST_DOWN, 1000000000);
        assert_true(result.value > 0 && result.value < 1e-11L);
        assert_int_equal(result.is_sharp, switches == 0);
        arena_free(&e.arena);
    }
}

/* What is left of the work is that of other programs. */
static void a_hopeless_program_is_given_up_early(void **state) {
    (void)state;
    size_t early = 0, unfinished = 0;
    for (uint64_t seed = 1; seed <= EXAMPLES; seed++) {
        struct example e;
        draw_example(&e, seed, 1 + seed % 3, 0);
        for (size_t work = 1 << 16; work < 1 << 20; work *= 2) {
            if (solve(&e, MOST_DOWN, work).is_sharp)
                continue;
            unfinished++;
            early += e.work > work / 2;
        }
        arena_free(&e.arena);
    }
    assert_true(unfinished > EXAMPLES && 2 * early > unfinished);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_program_takes_more_work_than_it_did),
        cmocka_unit_test(bounds_without_enough_work_are_valid),
        cmocka_unit_test(a_hopeless_program_is_given_up_early),
        cmocka_unit_test(averaged_bounds_without_enough_work_are_valid),
        cmocka_unit_test(an_averaged_bound_as_small_as_rounding_is_valid_only),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

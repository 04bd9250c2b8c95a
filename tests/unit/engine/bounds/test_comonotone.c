/* Nested outages, against worst bounds that are known. */
#include "engine/bounds/comonotone.h"
#include "evaluate.h"
#include "gates.h"
#include "near.h"

#include <stdio.h>
#include <stdlib.h>

/* ---- One gate ---- */

/* Whether the composed bound of the last gate is attained so; sets how long it is down. */
static bool reaches(struct gates *gates, enum coupling_goal goal, double *down) {
    const struct graph *graph = &gates->graph;
    uint32_t root = (uint32_t)graph->gate_count - 1;
    bool *is_variable = arena_alloc(&gates->arena, graph->gate_count, sizeof *is_variable);
    struct modules modules = modules_find(graph, &root, 1, &gates->arena, &gates->arena);
    struct bounds bounds = bounds_compose(graph, &modules, &gates->arena, &gates->arena);
    for (uint32_t gate = 0; gate < graph->gate_count; gate++)
        is_variable[gate] = graph->gates[gate].kind <= GATE_LEAF;
    struct nested nested = nested_new(graph, &bounds, is_variable, &gates->arena);
    for (uint32_t gate = 0; gate < graph->gate_count; gate++)
        if (!is_variable[gate])
            nested_visit(&nested, gate, &gates->arena);
    *down = nested.down[goal][root];
    return nested_reaches(&nested, root, goal);
}

/* Two ways that share their first link: the shorter one is as good as the bound says. */
static void ways_of_a_network_reach_the_bound(void **state) {
    (void)state;
    struct gates gates;
    double down;
    gates_init(&gates);
    uint32_t shared = gates_leaf(&gates, 0.1L);
    uint32_t left = gates_two(&gates, GATE_ALL, shared, gates_leaf(&gates, 0.2L));
    uint32_t right = gates_two(&gates, GATE_ALL, shared, gates_leaf(&gates, 0.3L));
    gates_two(&gates, GATE_ANY, left, right);
    assert_true(reaches(&gates, MOST_DOWN, &down));
    assert_near(down, 0.3, 1e-15);
    gates_free(&gates);
}

/* No more than all the time. */
static void what_is_behind_ends_with_the_time(void **state) {
    (void)state;
    struct gates gates;
    double down;
    gates_init(&gates);
    uint32_t shared = gates_leaf(&gates, 0.7L);
    uint32_t left = gates_two(&gates, GATE_ALL, shared, gates_leaf(&gates, 0.4L));
    uint32_t right = gates_two(&gates, GATE_ALL, shared, gates_leaf(&gates, 0.6L));
    gates_two(&gates, GATE_ANY, left, right);
    assert_true(reaches(&gates, MOST_DOWN, &down));
    assert_near(down, 1, 0);
    gates_free(&gates);
}

/* What others see starts at 0, so two of them are down no longer than one: the bound stays out of reach. */
static void what_is_shared_is_not_put_behind(void **state) {
    (void)state;
    struct gates gates;
    double down;
    gates_init(&gates);
    uint32_t shared = gates_leaf(&gates, 0.1L), other = gates_leaf(&gates, 0.2L);
    uint32_t pair = gates_two(&gates, GATE_ALL, shared, other);
    gates_add(&gates, GATE_AT_LEAST, (uint32_t[]){pair, shared, other}, 3, 2);
    assert_false(reaches(&gates, MOST_DOWN, &down));
    assert_near(down, 0.2, 1e-15);
    gates_free(&gates);
}

/* Down while the second longest is. */
static void two_of_three_are_down_with_the_second(void **state) {
    (void)state;
    struct gates gates;
    double down;
    gates_init(&gates);
    uint32_t a = gates_leaf(&gates, 0.1L), b = gates_leaf(&gates, 0.3L), c = gates_leaf(&gates, 0.2L);
    gates_add(&gates, GATE_AT_LEAST, (uint32_t[]){a, b, c}, 3, 2);
    reaches(&gates, MOST_DOWN, &down);
    assert_near(down, 0.2, 1e-15);
    gates_free(&gates);
}

/* The same with up for down: 0.3 and then 0.2 of the time on one side, 0.3 and 0.3 on the other. */
static void cuts_of_a_network_reach_the_best_bound(void **state) {
    (void)state;
    struct gates gates;
    double down;
    gates_init(&gates);
    uint32_t shared = gates_leaf(&gates, 0.7L);
    uint32_t left = gates_two(&gates, GATE_ANY, shared, gates_leaf(&gates, 0.8L));
    uint32_t right = gates_two(&gates, GATE_ANY, shared, gates_leaf(&gates, 0.7L));
    gates_two(&gates, GATE_ALL, left, right);
    assert_true(reaches(&gates, MOST_UP, &down));
    assert_near(down, 0.5, 1e-15);
    gates_free(&gates);
}

/* Two of three are up with the second, and either of two shared ones is up no longer than one. */
static void what_is_shared_is_up_from_the_start(void **state) {
    (void)state;
    struct gates gates;
    double down;
    gates_init(&gates);
    uint32_t a = gates_leaf(&gates, 0.7L), b = gates_leaf(&gates, 0.8L), c = gates_leaf(&gates, 0.9L);
    gates_add(&gates, GATE_AT_LEAST, (uint32_t[]){a, b, c}, 3, 2);
    reaches(&gates, MOST_UP, &down);
    assert_near(down, 0.8, 1e-15);
    uint32_t either = gates_two(&gates, GATE_ANY, a, b);
    gates_add(&gates, GATE_ANY, (uint32_t[]){either, a, b, c}, 4, 1);
    assert_false(reaches(&gates, MOST_UP, &down));
    assert_near(down, 0.7, 1e-15);
    gates_free(&gates);
}

/* ---- A service ---- */

enum { CROSSINGS = 8 };

static void write_crossing(FILE *text, int row, int column) {
    if (row > 0)
        fprintf(text, "  down-%d-%d: 99%%\n", row, column);
    if (column > 0)
        fprintf(text, "  right-%d-%d: 99%%\n", row, column);
    fprintf(text, "  at-%d-%d: {depends_on: [{any: [", row, column);
    if (row > 0)
        fprintf(text, "{all: [at-%d-%d, down-%d-%d]}, ", row - 1, column, row, column);
    if (column > 0)
        fprintf(text, "{all: [at-%d-%d, right-%d-%d]}", row, column - 1, row, column);
    fprintf(text, "]}]}\n");
}

/* 14 links are between the corners; the program of that size would be given up. */
static void a_grid_is_down_no_longer_than_its_shortest_way(void **state) {
    (void)state;
    char *model = NULL;
    size_t length;
    FILE *text = open_memstream(&model, &length);
    assert_non_null(text);
    fprintf(text, "components:\n  at-0-0: 100%%\n");
    for (int row = 0; row < CROSSINGS; row++)
        for (int column = row == 0; column < CROSSINGS; column++)
            write_crossing(text, row, column);
    assert_int_equal(fclose(text), 0);
    slacalc_options options = slacalc_options_default();
    slacalc_result *result = evaluate_text(model, NULL, &options, NULL);
    const slacalc_service *service = service_named(result, "at-7-7");
    assert_non_null(service);
    assert_true(service->sharp);
    assert_near(service->worst.down, 0.14, 1e-12);
    assert_near(service->best.down, 0, 0);
    slacalc_result_free(result);
    free(model);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ways_of_a_network_reach_the_bound),
        cmocka_unit_test(what_is_behind_ends_with_the_time),
        cmocka_unit_test(what_is_shared_is_not_put_behind),
        cmocka_unit_test(two_of_three_are_down_with_the_second),
        cmocka_unit_test(cuts_of_a_network_reach_the_best_bound),
        cmocka_unit_test(what_is_shared_is_up_from_the_start),
        cmocka_unit_test(a_grid_is_down_no_longer_than_its_shortest_way),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

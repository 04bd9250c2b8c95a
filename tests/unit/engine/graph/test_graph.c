/* The graph that is made of a model. */
#include "engine/graph/build.h"
#include "evaluate.h"
#include "near.h"

/* However often a condition is written. */
static void equal_gates_are_one(void **state) {
    (void)state;
    static const char text[] = "components:\n"
                               "  a: 99%\n"
                               "  b: 99%\n"
                               "  x: {depends_on: [{any: [a, b]}]}\n"
                               "  y: {slo: 99%, depends_on: [{any: [a, b]}]}\n"
                               "  z: {depends_on: [x, y]}\n";
    enum { A, B, X, Y, Z, CONSTANTS = 2, LEAVES = 3, OTHERS = 3 };
    slacalc_diagnostics *problems = slacalc_diagnostics_new();
    slacalc_model *model = checked_model(text, problems);
    assert_non_null(model);
    struct arena arena;
    arena_init(&arena, NULL);
    const struct scope scope = scope_of(model, SLACALC_BASIS_SLO, false, &arena);
    const struct own_levels own = {.model = model, .basis = SLACALC_BASIS_SLO};
    const struct building building = {.model = model, .scope = &scope, .own = &own};
    const struct graph graph = graph_build(&building, &arena, &arena);
    const struct gate *y = &graph.gates[graph.of_component[Y]];
    assert_int_equal(graph.gate_count, CONSTANTS + LEAVES + OTHERS);
    assert_int_equal(y->kind, GATE_ALL);
    assert_int_equal(graph.arguments[y->first + 1], graph.of_component[X]);
    arena_free(&arena);
    slacalc_model_free(model);
    slacalc_diagnostics_free(problems);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(equal_gates_are_one),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

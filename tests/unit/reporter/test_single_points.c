/* Single points of failure by the structure against the engine: with such a component down, the service never is up. */
#include "drawn.h"
#include "evaluate.h"
#include "near.h"
#include "runs.h"

#include "engine/rows/result.h"
#include "reporter/single_points.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The availability of every service with that component down, by row of component. */
static void availabilities(const struct drawn *drawn, const char *down, double *up) {
    slacalc_diagnostics *problems = slacalc_diagnostics_new();
    slacalc_model *model = slacalc_model_new();
    slacalc_options options = slacalc_options_default();
    options.basis = slacalc_result_basis(drawn->result);
    assert_true(slacalc_model_read_text(model, "drawn", drawn->text, strlen(drawn->text), problems));
    assert_true(slacalc_model_down(model, down, problems));
    for (size_t i = 0; i < drawn->result->service_count; i++)
        slacalc_model_select(model, slacalc_result_component(drawn->result, drawn->result->services[i].component)->name,
                             problems);
    assert_true(slacalc_model_check(model, problems));
    slacalc_result *result = slacalc_evaluate(model, &options, problems);
    assert_non_null(result);
    for (size_t i = 0; i < result->service_count; i++)
        up[i] = result->services[i].availability.value.up;
    slacalc_result_free(result);
    slacalc_model_free(model);
    slacalc_diagnostics_free(problems);
}

/* Beside what is never up, a single point may not look like one. */
static bool has_dead_component(const slacalc_result *result) {
    for (size_t c = 0; c < result->component_count; c++)
        if (slacalc_result_component(result, c)->own.up <= 0)
            return true;
    return false;
}

static size_t compare(struct drawn *drawn) {
    const slacalc_result *result = drawn->result;
    struct memory_guard guard;
    struct arena arena;
    size_t found = 0;
    arena_init(&arena, &guard);
    struct single_points points = single_points_new(result, &arena);
    double *up = calloc(result->service_count, sizeof *up);
    for (size_t c = 0; c < result->component_count; c++) {
        const slacalc_component *component = slacalc_result_component(result, c);
        bool may_be = component->figure != SLACALC_FIGURE_NONE && component->quorum == component->replicas;
        availabilities(drawn, component->name, up);
        for (size_t i = 0; i < result->service_count; i++) {
            const slacalc_service *service = &result->services[i];
            single_points_of(&points, &service->component, 1);
            bool single = is_single_point(&points, c);
            found += single && c != service->component;
            expect(&drawn->trial, single == (may_be && up[i] <= 0), "%s is %s single point of %s", component->name,
                   single ? "a" : "no", slacalc_result_component(result, service->component)->name);
        }
    }
    free(up);
    arena_free(&arena);
    return found;
}

static void random_models_agree(void **state) {
    (void)state;
    uint64_t seed = runs_seed();
    size_t count = runs_models(300), found = 0;
    print_message("%zu models from SLACALC_SEED=%llu on\n", count, (unsigned long long)seed);
    for (size_t i = 0; i < count; i++) {
        struct drawn drawn;
        struct generator generator = {.state = seed + i, .elements = 2 + (seed + i) % (ORACLE_ELEMENTS - 1)};
        drawn_init(&drawn, generator, slacalc_options_default(), true);
        if (drawn.result != NULL && !has_dead_component(drawn.result))
            found += compare(&drawn);
        drawn_finish(&drawn);
    }
    print_message("%zu single points\n", found);
    assert_true(found > 0);
}

/* One is asked about after another: what is known of the first must not leak into the second. */
static void services_are_asked_about_one_after_another(void **state) {
    (void)state;
    slacalc_options options = slacalc_options_default();
    slacalc_result *result = evaluate_text("components:\n  a: 99%\n  b: 99%\n  twin: {slo: 99%, replicas: 2}\n"
                                           "  first: {depends_on: [a, twin]}\n"
                                           "  second: {depends_on: [{any: [a, b]}, {needs: b, traffic: 100%}]}\n",
                                           NULL, &options, NULL);
    assert_non_null(result);
    struct memory_guard guard;
    struct arena arena;
    arena_init(&arena, &guard);
    struct single_points points = single_points_new(result, &arena);
    size_t row[4];
    static const char *const names[] = {"a", "b", "first", "second"};
    for (size_t i = 0; i < 4; i++)
        row[i] = (size_t)(component_named(result, names[i]) - result->components);
    single_points_of(&points, &row[2], 1);
    assert_true(is_single_point(&points, row[0]));
    assert_false(is_single_point(&points, row[1]));
    single_points_of(&points, &row[3], 1);
    assert_false(is_single_point(&points, row[0]));
    assert_true(is_single_point(&points, row[1]));
    single_points_of(&points, &row[2], 2);
    assert_true(is_single_point(&points, row[0]) && is_single_point(&points, row[1]));
    assert_false(is_single_point(&points, (size_t)(component_named(result, "twin") - result->components)));
    arena_free(&arena);
    slacalc_result_free(result);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(services_are_asked_about_one_after_another),
        cmocka_unit_test(random_models_agree),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* Single points of failure against brute force: one element is down, everything else is up, and the service is not. */
#include "drawn.h"
#include "evaluate.h"
#include "near.h"
#include "runs.h"

#include "engine/rows/result.h"
#include "engine/rows/single_points.h"

#include <stdlib.h>
#include <string.h>

/* Beside what is never up, a single point may not look like one. */
static bool has_dead_component(const slacalc_result *result) {
    for (size_t c = 0; c < result->component_count; c++)
        if (slacalc_result_component(result, c)->own.up <= 0 || slacalc_result_component(result, c)->checked.up <= 0)
            return true;
    return false;
}

/* Marks the components of which one replica, while everything else is up, takes the service down, but perhaps for
 * switches and shares of the traffic that are rarer than this. */
static void mark_deadly_elements(const struct drawn *drawn, size_t service, bool *deadly) {
    const quad rare = 1e-20;
    struct oracle_outages outages;
    slacalc_basis basis = slacalc_result_basis(drawn->result);
    assert_true(oracle_outages(&drawn->model, basis, service, ORACLE_ELEMENTS, &outages));
    unsigned all_up = (1U << outages.count) - 1;
    for (size_t e = 0; e < outages.count; e++)
        deadly[outages.component[e]] |= outages.loss[all_up & ~(1U << e)] > 1 - rare;
    free(outages.loss);
}

/* By component of the drawn model; `truths` are by the component that is down. What is up for sure by its level has no
 * states to try: it is down as a whole, if it has no redundancy. No state of the rest, however rare, may then bring the
 * service up. */
static void find_by_force(const struct drawn *drawn, const struct oracle_truth *truths, size_t service, bool *single) {
    const struct oracle_model *model = &drawn->model;
    slacalc_basis basis = slacalc_result_basis(drawn->result);
    bool deadly[ORACLE_COMPONENTS] = {false};
    mark_deadly_elements(drawn, service, deadly);
    for (size_t c = 0; c < model->component_count; c++) {
        slacalc_figure figure;
        struct ratio own = (c == service ? oracle_checked : oracle_own)(model, c, basis, &figure);
        bool is_part = c != service && oracle_is_whole(model, c, basis); /* of 100 %: there is no such element */
        if (own.down <= 0)
            deadly[c] = figure != SLACALC_FIGURE_NONE && !is_part &&
                        model->components[c].quorum == model->components[c].replicas;
        single[c] = deadly[c] && truths[c].judged[service].up <= 0;
    }
}

static bool has_gap(const slacalc_service *service, size_t row) {
    for (size_t g = 0; g < service->gap_count; g++)
        if (service->gaps[g].kind == SLACALC_GAP_NOT_OPTIONAL && service->gaps[g].component == row)
            return true;
    return false;
}

struct counts {
    size_t points, redundant, gaps;
};

static void compare(struct drawn *drawn, struct counts *counts) {
    const slacalc_result *result = drawn->result;
    struct memory_guard guard;
    struct arena arena;
    arena_init(&arena, &guard);
    struct single_points points = single_points_new(result, &arena);
    struct oracle_truth truths[ORACLE_COMPONENTS];
    for (unsigned c = 0; c < drawn->model.component_count; c++)
        oracle_evaluate_uncovered(&drawn->model, slacalc_result_basis(result), 0, 1U << c, &truths[c]);
    for (size_t i = 0; i < result->service_count; i++) {
        const slacalc_service *service = &result->services[i];
        size_t own = drawn_component(drawn, service->component);
        bool single[ORACLE_COMPONENTS], optional[ORACLE_COMPONENTS] = {false}, required[ORACLE_COMPONENTS] = {false};
        find_by_force(drawn, truths, own, single);
        oracle_degraded_by(&drawn->model, own, optional);
        oracle_reach(&drawn->model, own, false, required);
        single_points_of(&points, &service->component, 1);
        for (size_t row = result->component_count; row-- > 0;) {
            const slacalc_component *component = slacalc_result_component(result, row);
            size_t c = drawn_component(drawn, row);
            bool gap = has_gap(service, row), named = service->promise_count > 0 && optional[c] && required[c];
            expect(&drawn->trial, is_single_point(&points, row) == single[c], "%s is %s single point of %s",
                   component->name, single[c] ? "a" : "no", slacalc_result_component(result, service->component)->name);
            expect(&drawn->trial, gap == (named && single[c] && c != own), "%s is %s gap of %s", component->name,
                   gap ? "a" : "no", slacalc_result_component(result, service->component)->name);
            counts->points += single[c] && c != own;
            counts->redundant += named && !single[c];
            counts->gaps += gap;
        }
    }
    arena_free(&arena);
}

static void random_models_agree(void **state) {
    (void)state;
    uint64_t seed = runs_seed();
    size_t count = runs_models(300);
    struct counts counts = {0};
    print_message("%zu models from SLACALC_SEED=%llu on\n", count, (unsigned long long)seed);
    for (size_t i = 0; i < count; i++) {
        struct drawn drawn;
        struct generator generator = {.state = seed + i, .elements = 2 + (seed + i) % (ORACLE_ELEMENTS - 1)};
        drawn_init(&drawn, generator, slacalc_options_default(), true);
        if (drawn.result != NULL && !has_dead_component(drawn.result))
            compare(&drawn, &counts);
        drawn_finish(&drawn);
    }
    print_message("%zu single points, %zu gaps, %zu that are named optional, required too and no single point\n",
                  counts.points, counts.gaps, counts.redundant);
    assert_true(counts.points > 0);
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

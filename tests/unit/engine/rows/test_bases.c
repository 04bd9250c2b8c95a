/* Three bases side by side: each is what an evaluation by that basis alone says. */
#include "drawn.h"
#include "evaluate.h"
#include "near.h"
#include "runs.h"

static void expect_same(struct drawn *drawn, const slacalc_estimate *got, const slacalc_estimate *want,
                        const char *name) {
    expect_near(&drawn->trial, got->value.up, want->value.up, 1e-14, "up by its own basis", name);
    expect_near(&drawn->trial, got->value.down, want->value.down, 1e-14, "down by its own basis", name);
    expect(&drawn->trial, got->exact == want->exact, "exact by its own basis of %s differs", name);
}

static void compare_basis(struct drawn *drawn, slacalc_basis basis) {
    slacalc_options options = slacalc_options_default();
    options.basis = basis;
    slacalc_result *alone = evaluate_text(drawn->text, &drawn->model, &options, NULL);
    if (!expect(&drawn->trial, alone != NULL, "it is not evaluated by basis %d", (int)basis))
        return;
    expect(&drawn->trial, !slacalc_result_all_bases(alone), "it claims all bases");
    for (size_t i = 0; i < slacalc_result_service_count(drawn->result); i++) {
        const slacalc_service *service = slacalc_result_service(drawn->result, i);
        const char *name = slacalc_result_component(drawn->result, service->component)->name;
        const slacalc_service *same = service_named(alone, name);
        if (!expect(&drawn->trial, same != NULL, "%s is not reported by basis %d", name, (int)basis))
            continue;
        expect_same(drawn, &service->by_basis[basis], &same->availability, name);
        if (basis == drawn->trial.basis)
            expect_same(drawn, &service->availability, &same->availability, name);
    }
    slacalc_result_free(alone);
}

static void bases_side_by_side_are_those_alone(void **state) {
    (void)state;
    uint64_t seed = runs_seed();
    size_t count = runs_models(500);
    slacalc_options options = slacalc_options_default();
    options.all_bases = true;
    print_message("%zu models from SLACALC_SEED=%llu on\n", count, (unsigned long long)seed);
    for (size_t i = 0; i < count; i++) {
        struct generator generator = {.state = seed + i, .elements = 10, .hours = (seed + i) % 2 * 40};
        struct drawn drawn;
        drawn_init(&drawn, generator, options, true);
        if (drawn.result != NULL && expect(&drawn.trial, slacalc_result_all_bases(drawn.result), "bases are missing"))
            for (slacalc_basis basis = SLACALC_BASIS_SLO; basis <= SLACALC_BASIS_SLA; basis++)
                compare_basis(&drawn, basis);
        drawn_finish(&drawn);
    }
}

static void contract_plan_and_measurement_stand_side_by_side(void **state) {
    (void)state;
    slacalc_options options = slacalc_options_default();
    options.all_bases = true;
    slacalc_result *result = evaluate_text("components: {a: {sla: 99%, slo: 99.9%, measured: 99.5%},"
                                           " s: {depends_on: [a], sla: 99%}}",
                                           NULL, &options, NULL);
    assert_non_null(result);
    const slacalc_service *service = service_named(result, "s");
    assert_near(service->by_basis[SLACALC_BASIS_SLA].value.down, 0.01, 1e-12);
    assert_near(service->by_basis[SLACALC_BASIS_SLO].value.down, 0.001, 1e-12);
    assert_near(service->by_basis[SLACALC_BASIS_MEASURED].value.down, 0.005, 1e-12);
    slacalc_result_free(result);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(contract_plan_and_measurement_stand_side_by_side),
        cmocka_unit_test(bases_side_by_side_are_those_alone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

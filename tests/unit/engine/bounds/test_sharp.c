/*
 * Sharp bounds of structures that share components, against the linear program over all joint states. SLACALC_MODELS
 * says how many models with sharing, SLACALC_SEED where to start.
 */
#include "drawn.h"
#include "lp.h"
#include "near.h"
#include "runs.h"

#include <stdlib.h>

enum { MOST_ELEMENTS = 12 };

/* The tableau's rounding may leave something of a zero, and so may the library's. */
static bool agrees(double got, quad want) {
    return fabs(got - (double)want) <= 1e-9 && (is_near(got, (double)want, 1e-6) || fabs(got - (double)want) <= 1e-18);
}

/* The digits are promised for the unavailability, and for the other side what follows from it. */
static bool is_up(double got, quad down) {
    return fabs(got - (double)(1 - down)) <= 1e-9;
}

/* A best bound next to 1, or a very small worst one, that is averaged over switches and shares keeps too few digits to
 * be called sharp. */
static bool may_be_valid(const slacalc_service *service, bool outages_only) {
    return !outages_only && (!has_long_double() || service->best.down < 1e-8 || service->worst.down < 1e-11);
}

static void expect_sharp(struct drawn *drawn, const slacalc_service *service, const struct oracle_outages *outages,
                         bool outages_only) {
    const char *name = slacalc_result_component(drawn->result, service->component)->name;
    quad best, worst;
    lp_extremes(outages, &best, &worst);
    expect(&drawn->trial, service->sharp || may_be_valid(service, outages_only), "bounds of %s are not sharp", name);
    expect(&drawn->trial, service->best.down <= (double)best * (1 + 1e-9) + 1e-18,
           "best of %s: down %.17g, above %.17g", name, service->best.down, (double)best);
    expect(&drawn->trial, !service->sharp || agrees(service->best.down, best), "best of %s: down %.17g, want %.17g",
           name, service->best.down, (double)best);
    expect(&drawn->trial, service->worst.down >= (double)worst * (1 - 1e-9) - 1e-18,
           "worst of %s: down %.17g, below %.17g", name, service->worst.down, (double)worst);
    expect(&drawn->trial, (!service->sharp && service->worst.down < 1e-11) || agrees(service->worst.down, worst),
           "worst of %s: down %.17g, want %.17g", name, service->worst.down, (double)worst);
    expect(&drawn->trial, is_up(service->best.up, best), "best of %s: up %.17g, want %.17g", name, service->best.up,
           (double)(1 - best));
    expect(&drawn->trial, is_up(service->worst.up, worst), "worst of %s: up %.17g, want %.17g", name, service->worst.up,
           (double)(1 - worst));
}

/* Returns how many services of at least that size share components or are averaged over; closed forms do the others. */
static size_t compare_services(struct drawn *drawn, size_t least, bool outages_only) {
    size_t compared = 0;
    for (size_t i = 0; i < slacalc_result_service_count(drawn->result); i++) {
        const slacalc_service *service = slacalc_result_service(drawn->result, i);
        size_t component = drawn_component(drawn, service->component);
        struct oracle_outages outages;
        drawn_expect_order(drawn, service);
        if (oracle_composes(&drawn->model, component) ||
            !oracle_outages(&drawn->model, drawn->trial.basis, component, MOST_ELEMENTS, &outages))
            continue;
        expect_sharp(drawn, service, &outages, outages_only);
        free(outages.loss);
        compared += outages.count >= least;
    }
    return compared;
}

/* Most random services are small, so more are drawn until one has as many elements as the turn asks for. */
static void compare_models(bool outages_only) {
    uint64_t seed = runs_seed();
    size_t wanted = runs_models(500) / 2, compared = 0, models = 0;
    for (; compared < wanted; models++) {
        struct generator generator = {.state = seed + models, .outages_only = outages_only};
        generator.elements = ORACLE_ELEMENTS - generator.state % 4;
        struct drawn drawn;
        drawn_init(&drawn, generator, slacalc_options_default(), false);
        if (drawn.result != NULL)
            compared += compare_services(&drawn, 2 + compared % (MOST_ELEMENTS - 1), outages_only) > 0;
        drawn_finish(&drawn);
    }
    print_message("%zu models of %zu from SLACALC_SEED=%llu on\n", compared, models, (unsigned long long)seed);
}

static void shared_components_have_sharp_bounds(void **state) {
    (void)state;
    compare_models(true);
}

static void switches_and_shares_stay_independent_of_outages(void **state) {
    (void)state;
    compare_models(false);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(shared_components_have_sharp_bounds),
        cmocka_unit_test(switches_and_shares_stay_independent_of_outages),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* The overlap bounds against the linear program over all joint states, and against formulas of the literature. */
#include "engine/bounds/composed.h"
#include "evaluate.h"
#include "gates.h"
#include "lp.h"
#include "near.h"
#include "runs.h"
#include "verify.h"
#include "writer.h"

#include <stdio.h>
#include <stdlib.h>

/* The promised accuracy of sharp bounds, in unavailability. */
#define SHARP 1e-9

enum { LP_ELEMENTS = 7 };

static void expect_bounds(struct trial *trial, const slacalc_service *service, const char *name, quad best,
                          quad worst) {
    /* The tableau's rounding may leave something of a zero: so small a figure is taken on trust. */
    const double trace = 1e-24;
    double low = best < (quad)trace && service->best.down < trace ? service->best.down : (double)best;
    double high = (double)worst;
    if (service->sharp) {
        expect(trial, is_near(service->best.down, low, SHARP), "best of %s: down %.17g, want %.17g", name,
               service->best.down, low);
        expect(trial, is_near(service->worst.down, high, SHARP), "worst of %s: down %.17g, want %.17g", name,
               service->worst.down, high);
        return;
    }
    expect(trial, service->best.down <= low * (1 + SHARP), "best of %s: down %.17g, above the possible %.17g", name,
           service->best.down, low);
    expect(trial, service->worst.down >= high * (1 - SHARP), "worst of %s: down %.17g, below the possible %.17g", name,
           service->worst.down, high);
}

/* A best bound next to 1 that is averaged over switches and shares keeps too few digits to be called sharp. */
static bool may_be_valid(const slacalc_service *service, bool outages_only) {
    return !outages_only && service->best.down < 1e-8;
}

/* Returns how many services were small enough for the linear program. */
static size_t compare_with_lp(struct trial *trial, const slacalc_result *result, bool outages_only) {
    size_t services[ORACLE_COMPONENTS], count = oracle_services(trial->model, trial->basis, services), compared = 0;
    for (size_t i = 0; i < count; i++) {
        const char *name = trial->model->components[services[i]].name;
        const slacalc_service *service = service_named(result, name);
        if (!expect(trial, service != NULL, "service %s is missing", name))
            return compared;
        expect(trial,
               service->sharp || may_be_valid(service, outages_only) || !oracle_composes(trial->model, services[i]),
               "bounds of %s are not sharp", name);
        struct oracle_outages outages;
        if (!oracle_outages(trial->model, trial->basis, services[i], LP_ELEMENTS, &outages))
            continue;
        quad best, worst;
        lp_extremes(&outages, &best, &worst);
        expect_bounds(trial, service, name, best, worst);
        free(outages.loss);
        compared++;
    }
    return compared;
}

static size_t compare_model(uint64_t seed) {
    struct oracle_model model;
    struct generator generator = {.state = seed, .outages_only = seed % 3 != 0};
    generator.elements = 3 + generator_draw(&generator, LP_ELEMENTS - 2);
    generator_model(&generator, &model);
    char *text = writer_text(&generator, &model);
    slacalc_options options = slacalc_options_default();
    options.basis = (slacalc_basis)generator_draw(&generator, 3);
    struct trial trial = {.seed = seed, .model = &model, .text = text, .basis = options.basis};
    slacalc_result *result = evaluate_text(text, &model, &options, NULL);
    size_t compared = 0;
    if (expect(&trial, result != NULL, "it is not evaluated"))
        compared = compare_with_lp(&trial, result, generator.outages_only);
    slacalc_result_free(result);
    free(text);
    if (trial.failures > 0)
        fail_msg("repeat with SLACALC_SEED=%llu", (unsigned long long)seed);
    return compared;
}

static void random_bounds_agree_with_the_linear_program(void **state) {
    (void)state;
    uint64_t seed = runs_seed();
    size_t count = runs_models(2000), compared = 0;
    print_message("%zu models from SLACALC_SEED=%llu on\n", count, (unsigned long long)seed);
    for (size_t i = 0; i < count; i++)
        compared += compare_model(seed + i);
    assert_true(compared >= count);
}

/* Checks the unavailabilities at both ends of the service 's', sharp ones. */
static void assert_bounds(const char *text, double best, double worst) {
    slacalc_result *result = evaluate_plain(text);
    const slacalc_service *service = service_named(result, "s");
    assert_non_null(service);
    assert_true(service->sharp);
    assert_near(service->best.down, best, SHARP);
    assert_near(service->worst.down, worst, SHARP);
    assert_near(service->best.up, 1 - best, SHARP);
    assert_near(service->worst.up, 1 - worst, SHARP);
    slacalc_result_free(result);
}

static void series_and_parallel_have_frechet_bounds(void **state) {
    (void)state;
    assert_bounds("components: {a: 99%, b: 98%, c: 99.5%, s: {depends_on: [a, b, c]}}", 0.02, 0.035);
    assert_bounds("components: {a: 99%, b: 98%, c: 99.5%, s: {depends_on: {any: [a, b, c]}}}", 0, 0.005);
    assert_bounds("components: {a: 40%, b: 30%, s: {depends_on: {any: [a, b]}}}", 0.3, 0.6);
    assert_bounds("components: {a: 40%, b: 30%, s: {depends_on: [a, b]}}", 0.7, 1);
    assert_bounds("components: {a: 99.9999999%, b: 99.999999%, s: {slo: 99.99999999%, depends_on: [a, b]}}", 1e-8,
                  1.11e-8);
    assert_bounds("components: {a: 100%, b: 0%, s: {depends_on: {any: [a, b]}}}", 0, 0);
    assert_bounds("components: {a: 100%, b: 0%, s: {depends_on: [a, b]}}", 1, 1);
}

/* A mirrored pair in each of two providers, either of which will do. */
static void parts_that_share_nothing_compose(void **state) {
    (void)state;
    assert_bounds(
        "components: {a: 99%, b: 98%, c: 97%, d: 96%, s: {depends_on: {any: [{all: [a, b]}, {all: [c, d]}]}}}", 0,
        0.03);
    assert_bounds("components: {a: {slo: 60%, replicas: 2}, b: 70%, s: {slo: 90%, depends_on: [a, b]}}", 0.3, 0.8);
}

/* The same provider on both ways: both copies go down with it, whatever else happens. */
static void a_shared_provider_is_counted_once(void **state) {
    (void)state;
    slacalc_result *result =
        evaluate_plain("components: {zone: 99%, a: {slo: 98%, depends_on: zone}, b: {slo: 97%, depends_on: zone},"
                       " s: {depends_on: {any: [a, b]}}}");
    const slacalc_service *service = service_named(result, "s");
    assert_near(service->availability.value.down, 0.01 + 0.99 * 0.02 * 0.03, 1e-12);
    assert_true(service->best.down <= 0.01 * (1 + SHARP));
    assert_true(service->worst.down >= 0.03 * (1 - SHARP));
    if (service->sharp) {
        assert_near(service->best.down, 0.01, SHARP);
        assert_near(service->worst.down, 0.03, SHARP);
    }
    slacalc_result_free(result);
}

/* A share is independent of every outage, so it scales the loss and nothing else. */
static void a_traffic_share_scales_the_bounds(void **state) {
    (void)state;
    slacalc_result *result =
        evaluate_plain("components: {a: 99%, b: 98%, s: {depends_on: {needs: {all: [a, b]}, traffic: 20%}}}");
    const slacalc_service *service = service_named(result, "s");
    assert_near(service->availability.value.down, 0.2 * (0.01 + 0.02 - 0.01 * 0.02), 1e-12);
    assert_true(service->best.down <= 0.2 * 0.02 * (1 + SHARP));
    assert_true(service->worst.down >= 0.2 * 0.03 * (1 - SHARP));
    if (service->sharp) {
        assert_near(service->best.down, 0.2 * 0.02, SHARP);
        assert_near(service->worst.down, 0.2 * 0.03, SHARP);
    }
    slacalc_result_free(result);
}

static void assert_bounds_hold(const char *text, double down) {
    slacalc_result *result = evaluate_plain(text);
    const slacalc_service *service = service_named(result, "s");
    assert_non_null(service);
    assert_near(service->availability.value.down, down, 1e-12);
    assert_true(service->best.down <= down * (1 + SHARP));
    assert_true(service->worst.down >= down * (1 - SHARP));
    slacalc_result_free(result);
}

/* The switch stays independent of the outages: where it works both parts count, and else the first one. */
static void a_failover_mixes_two_structures(void **state) {
    (void)state;
    assert_bounds("components: {a: 90%, b: 99.9%, s: {depends_on: [{any: [a, b], failover: 99%}]}}", 0.01 * 0.1,
                  0.99 * 0.001 + 0.01 * 0.1);
    assert_bounds("components: {a: 1%, b: 2%, s: {depends_on: [{any: [a, b], failover: 10%}]}}",
                  1 - 0.1 * 0.03 - 0.9 * 0.01, 1 - 0.1 * 0.02 - 0.9 * 0.01);
}

/* With a component that is always down, a requirement comes down to its share alone, which may then be shared itself.
 */
static void a_share_may_be_all_that_is_left(void **state) {
    (void)state;
    assert_bounds_hold("components: {a: 0%, b: {depends_on: {needs: a, traffic: 99%}},"
                       " s: {depends_on: [b, {any: [a, b], failover: 99%}]}}",
                       1 - 0.01 * 0.99);
    assert_bounds_hold("components: {a: 0%, b: 99%, s: {depends_on:"
                       " {at_least: 2, of: [{needs: a, traffic: 20%}, {needs: a, traffic: 30%}, b]}}}",
                       1 - (0.8 * 0.7 + 0.8 * 0.3 * 0.99 + 0.2 * 0.7 * 0.99));
    assert_bounds_hold("components: {a: 0%, b: 99%, s: {depends_on:"
                       " {at_least: 3, of: [{needs: a, traffic: 20%}, {needs: a, traffic: 30%}, b, b]}}}",
                       1 - 0.99 * (1 - 0.2 * 0.3));
}

/* The largest P(at least `k` of the events) over all joint distributions, Rueger 1978; `p` ascends. */
static quad most_at_least(const quad *p, size_t count, size_t k) {
    quad most = 1;
    for (size_t leave = 0; leave < k; leave++) {
        quad sum = 0;
        for (size_t i = 0; i < count - leave; i++)
            sum += p[i];
        sum /= (quad)(k - leave);
        most = sum < most ? sum : most;
    }
    return most;
}

/* `units` are levels in hundredths of a percent, descending. */
static void assert_k_of_n(const unsigned *units, size_t count, size_t k) {
    quad down[64], up[64];
    char text[4096];
    size_t used = (size_t)snprintf(text, sizeof text, "components:\n");
    for (size_t i = 0; i < count; i++) {
        struct ratio level = ratio_of(units[i], 4);
        down[i] = level.down;
        up[count - 1 - i] = level.up;
        used +=
            (size_t)snprintf(text + used, sizeof text - used, "  c%zu: %u.%02u%%\n", i, units[i] / 100, units[i] % 100);
    }
    used += (size_t)snprintf(text + used, sizeof text - used, "  s: {depends_on: {at_least: %zu, of: [", k);
    for (size_t i = 0; i < count; i++)
        used += (size_t)snprintf(text + used, sizeof text - used, "%sc%zu", i == 0 ? "" : ", ", i);
    snprintf(text + used, sizeof text - used, "]}}\n");
    quad best_up = most_at_least(up, count, k);
    assert_bounds(text, (double)(1 - best_up), (double)most_at_least(down, count, count - k + 1));
}

static void k_of_n_with_unequal_levels_has_ruegers_bounds(void **state) {
    (void)state;
    static const unsigned few[] = {9999, 9990, 9500, 9000, 5000};
    static const unsigned low[] = {6000, 4000, 3000, 2500, 1000, 500};
    for (size_t k = 1; k <= 5; k++)
        assert_k_of_n(few, 5, k);
    for (size_t k = 1; k <= 6; k++)
        assert_k_of_n(low, 6, k);
    unsigned many[40];
    for (unsigned i = 0; i < 40; i++)
        many[i] = 9900 - i * i * 5;
    for (size_t k = 1; k <= 40; k++)
        assert_k_of_n(many, 40, k);
}

/* Two of three replicas: a pair of outages costs two shares of the three. */
static void replicas_are_elements_of_their_own(void **state) {
    (void)state;
    assert_bounds("components: {s: {slo: 99%, replicas: 3, quorum: 2, sla: 98%}}", 0, 0.015);
    assert_bounds("components: {s: {slo: 99%, replicas: 3, quorum: 3, sla: 98%}}", 0.01, 0.03);
    assert_bounds("components: {s: {slo: 99%, replicas: 3, quorum: 1, sla: 98%}}", 0, 0.01);
    assert_bounds("components: {s: {slo: 50%, replicas: 100000, quorum: 60000, sla: 98%}}", 1.0 / 6, 1);
    assert_bounds("components: {s: {slo: 70%, replicas: 100000, quorum: 60000, sla: 98%}}", 0, 30000.0 / 40001);
}

/* The yardstick itself, where the answer is known. */
static void the_linear_program_finds_known_extremes(void **state) {
    (void)state;
    quad two_of_three[8], least, most;
    for (unsigned up = 0; up < 8; up++)
        two_of_three[up] = (up & 1) + (up >> 1 & 1) + (up >> 2 & 1) < 2;
    struct oracle_outages outages = {.count = 3, .loss = two_of_three};
    static const double cases[][5] = {
        {0.1, 0.1, 0.1, 0, 0.15}, {0.5, 0.1, 0.05, 0, 0.15}, {0.9, 0.8, 0.7, 0.7, 1}, {0.5, 0.5, 0.5, 0.25, 0.75}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        for (size_t e = 0; e < 3; e++)
            outages.down[e] = cases[i][e];
        lp_extremes(&outages, &least, &most);
        assert_true(fabs((double)least - cases[i][3]) < 1e-15);
        assert_near(most, cases[i][4], 1e-15);
    }
}

/* ---- Composed gate by gate, without what sharpens them afterwards ---- */

/* The bounds of a gate of two leaves and two switches, each side's level. */
static void assert_composed(enum gate_kind kind, const long double leaves[2], const long double switches[2],
                            slacalc_level best, slacalc_level worst) {
    struct gates gates;
    struct arena scratch;
    gates_init(&gates);
    arena_init(&scratch, NULL);
    uint32_t arguments[] = {gates_switch(&gates, switches[0]), gates_leaf(&gates, leaves[0]),
                            gates_switch(&gates, switches[1]), gates_leaf(&gates, leaves[1])};
    uint32_t root = gates_add(&gates, kind, arguments, 4, 0);
    struct modules modules = modules_find(&gates.graph, &root, 1, &gates.arena, &scratch);
    struct bounds bounds = bounds_compose(&gates.graph, &modules, &gates.arena, &scratch);
    assert_near(bounds.best[root].up, best.up, 1e-14);
    assert_near(bounds.best[root].down, best.down, 1e-14);
    assert_near(bounds.worst[root].up, worst.up, 1e-14);
    assert_near(bounds.worst[root].down, worst.down, 1e-14);
    arena_free(&scratch);
    gates_free(&gates);
}

/* No outage, nothing to overlap. */
static void switches_may_be_all_that_there_is(void **state) {
    (void)state;
    static const struct {
        enum gate_kind kind;
        double down;
    } cases[] = {{GATE_ALL, 1 - 0.8 * 0.25}, {GATE_ANY, 0.2 * 0.75}};
    for (size_t i = 0; i < 2; i++) {
        struct gates gates;
        struct arena scratch;
        gates_init(&gates);
        arena_init(&scratch, NULL);
        uint32_t left = gates_switch(&gates, 0.2L), right = gates_switch(&gates, 0.75L);
        uint32_t root = gates_two(&gates, cases[i].kind, left, right);
        struct modules modules = modules_find(&gates.graph, &root, 1, &gates.arena, &scratch);
        struct bounds bounds = bounds_compose(&gates.graph, &modules, &gates.arena, &scratch);
        assert_near(bounds.best[root].down, cases[i].down, 1e-14);
        assert_near(bounds.worst[root].down, cases[i].down, 1e-14);
        assert_near(bounds.worst[root].up, 1 - cases[i].down, 1e-14);
        arena_free(&scratch);
        gates_free(&gates);
    }
}

/* Each switch is independent of the other and of the leaves, whose outages are together or apart. */
static void switches_average_what_is_composed(void **state) {
    (void)state;
    const long double leaves[] = {0.3L, 0.8L}, switches[] = {0.2L, 0.75L};
    const double both = 0.8 * 0.25, neither = 0.2 * 0.75;
    assert_composed(GATE_ALL, leaves, switches, (slacalc_level){both * 0.2, 1 - both * 0.2}, (slacalc_level){0, 1});
    assert_composed(GATE_ANY, leaves, switches, (slacalc_level){1 - neither * 0.1, neither * 0.1},
                    (slacalc_level){1 - neither * 0.3, neither * 0.3});
    const long double rare[] = {0.1L, 0.2L};
    assert_composed(GATE_ALL, rare, switches, (slacalc_level){both * 0.8, 1 - both * 0.8},
                    (slacalc_level){both * 0.7, 1 - both * 0.7});
    assert_composed(GATE_ANY, rare, switches, (slacalc_level){1, 0}, (slacalc_level){1 - neither * 0.1, neither * 0.1});
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_linear_program_finds_known_extremes),
        cmocka_unit_test(series_and_parallel_have_frechet_bounds),
        cmocka_unit_test(parts_that_share_nothing_compose),
        cmocka_unit_test(a_shared_provider_is_counted_once),
        cmocka_unit_test(a_traffic_share_scales_the_bounds),
        cmocka_unit_test(a_failover_mixes_two_structures),
        cmocka_unit_test(switches_may_be_all_that_there_is),
        cmocka_unit_test(switches_average_what_is_composed),
        cmocka_unit_test(a_share_may_be_all_that_is_left),
        cmocka_unit_test(k_of_n_with_unequal_levels_has_ruegers_bounds),
        cmocka_unit_test(replicas_are_elements_of_their_own),
        cmocka_unit_test(random_bounds_agree_with_the_linear_program),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

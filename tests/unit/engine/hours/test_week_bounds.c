/*
 * Bounds with hours against the linear program over slices and states: outages range over when they fall and over what
 * they fall together with. SLACALC_MODELS says how many models, SLACALC_SEED where to start.
 */
#include "drawn.h"
#include "evaluate.h"
#include "lp.h"
#include "near.h"
#include "pieces.h"
#include "runs.h"

#include <stdlib.h>

enum { MOST_ELEMENTS = 6, MOST_SLICES = 6 };

/* The week of one service: P(slice t and state s) is variable t * states + s. Row t says what share of the week slice t
 * takes, the rows after them how often each element is down within the hours of its component. */
struct schedule {
    const struct oracle_model *model;
    slacalc_basis basis;
    size_t service;
    struct piece slices[PIECES];
    size_t slice_count;
    size_t element_count;
    struct lp lp;
    uint32_t *columns;
    quad *costs;
    unsigned promised; /* minutes */
};

static bool is_promised(const struct schedule *schedule, size_t slice) {
    return !(schedule->slices[slice].uncovered >> schedule->service & 1);
}

static void fill_rights(struct schedule *schedule, const struct oracle_outages *outages) {
    for (size_t e = 0; e < outages->count; e++)
        schedule->lp.right[schedule->slice_count + e] = 0;
    for (size_t t = 0; t < schedule->slice_count; t++) {
        quad share = (quad)schedule->slices[t].minutes / WEEK_MINUTES;
        schedule->lp.right[t] = share;
        for (size_t e = 0; e < outages->count; e++)
            if (!(schedule->slices[t].uncovered >> outages->component[e] & 1))
                schedule->lp.right[schedule->slice_count + e] += share * outages->down[e];
    }
}

static void fill_slice(struct schedule *schedule, size_t t, const struct oracle_outages *outages, int sign) {
    size_t states = (size_t)1 << outages->count;
    for (size_t up = 0; up < states; up++) {
        uint32_t rows = (uint32_t)1 << t;
        for (size_t e = 0; e < outages->count; e++)
            if (!(up >> e & 1) && !(schedule->slices[t].uncovered >> outages->component[e] & 1))
                rows |= (uint32_t)1 << (schedule->slice_count + e);
        schedule->columns[t * states + up] = rows;
        quad loss = is_promised(schedule, t) ? outages->loss[up] * WEEK_MINUTES / schedule->promised : 0;
        schedule->costs[t * states + up] = sign * loss;
    }
}

/* The smallest unavailability within the promised hours, or with `sign` -1 the largest one below zero. */
static quad extreme(struct schedule *schedule, int sign) {
    for (size_t t = 0; t < schedule->slice_count; t++) {
        struct oracle_outages outages;
        oracle_outages_uncovered(schedule->model, schedule->basis, schedule->service, MOST_ELEMENTS,
                                 schedule->slices[t].uncovered, sign > 0, &outages);
        if (t == 0)
            fill_rights(schedule, &outages);
        fill_slice(schedule, t, &outages, sign);
        free(outages.loss);
    }
    return lp_minimum(&schedule->lp);
}

static void schedule_solve(struct schedule *schedule, quad *best, quad *worst) {
    size_t states = (size_t)1 << schedule->element_count;
    schedule->lp.row_count = schedule->slice_count + schedule->element_count;
    schedule->lp.column_count = schedule->slice_count * states;
    schedule->columns = calloc(schedule->lp.column_count, sizeof *schedule->columns);
    schedule->costs = calloc(schedule->lp.column_count, sizeof *schedule->costs);
    if (schedule->columns == NULL || schedule->costs == NULL)
        abort();
    schedule->lp.columns = schedule->columns;
    schedule->lp.costs = schedule->costs;
    for (size_t t = 0; t < schedule->slice_count; t++)
        schedule->promised += is_promised(schedule, t) ? schedule->slices[t].minutes : 0;
    *best = extreme(schedule, 1);
    *worst = -extreme(schedule, -1);
    free(schedule->columns);
    free(schedule->costs);
}

/* Returns whether the week of the service is cut, yet small enough for the linear program. */
static bool schedule_init(struct schedule *schedule, const struct drawn *drawn, size_t service) {
    struct oracle_outages outages;
    *schedule = (struct schedule){.model = &drawn->model, .basis = drawn->trial.basis, .service = service};
    schedule->slice_count = pieces_find(&drawn->model, pieces_needed(&drawn->model, service), schedule->slices);
    if (schedule->slice_count < 2 || schedule->slice_count > MOST_SLICES ||
        !oracle_outages(&drawn->model, drawn->trial.basis, service, MOST_ELEMENTS, &outages))
        return false;
    schedule->element_count = outages.count;
    free(outages.loss);
    return true;
}

/* `sign` 1: `got` may not be below `want`; -1: not above. */
static bool agrees(double got, quad want, bool sharp, int sign) {
    double difference = got - (double)want, rounding = 1e-9 * (double)want + 1e-20;
    return sharp ? fabs(difference) <= rounding : sign * difference >= -rounding;
}

/* A best bound next to 1 that is averaged over switches keeps too few digits to be called sharp. */
static bool may_be_valid(const slacalc_service *service, bool outages_only) {
    return !outages_only && service->best.down * service->hours_per_week / 168 < 1e-8;
}

static void expect_bounds(struct drawn *drawn, const slacalc_service *service, struct schedule *schedule) {
    const char *name = drawn->model.components[schedule->service].name;
    quad best, worst;
    schedule_solve(schedule, &best, &worst);
    expect(&drawn->trial, agrees(service->best.down, best, service->sharp, -1), "best of %s: down %.17g, want %.17g",
           name, service->best.down, (double)best);
    expect(&drawn->trial, agrees(service->worst.down, worst, service->sharp, 1), "worst of %s: down %.17g, want %.17g",
           name, service->worst.down, (double)worst);
    drawn_expect_order(drawn, service);
}

struct tally {
    size_t compared, sharp;
};

static void compare_services(struct drawn *drawn, bool outages_only, struct tally *tally) {
    struct schedule *schedule = malloc(sizeof *schedule);
    if (schedule == NULL)
        abort();
    for (size_t i = 0; i < slacalc_result_service_count(drawn->result); i++) {
        const slacalc_service *service = slacalc_result_service(drawn->result, i);
        if (!schedule_init(schedule, drawn, drawn_component(drawn, service->component)))
            continue;
        expect_bounds(drawn, service, schedule);
        tally->compared++;
        tally->sharp += service->sharp || may_be_valid(service, outages_only);
    }
    free(schedule);
}

static void random_hours_agree_with_the_linear_program(void **state) {
    (void)state;
    uint64_t seed = runs_seed();
    size_t wanted = runs_models(300), models = 0;
    struct tally tally = {0, 0};
    for (; tally.compared < wanted; models++) {
        struct generator generator = {.state = seed + models, .outages_only = (seed + models) % 3 != 0, .hours = 30};
        generator.elements = 2 + generator_draw(&(struct generator){.state = seed + models}, MOST_ELEMENTS - 1);
        struct drawn drawn;
        drawn_init(&drawn, generator, slacalc_options_default(), false);
        if (drawn.result != NULL)
            compare_services(&drawn, generator.outages_only, &tally);
        drawn_finish(&drawn);
    }
    print_message("%zu services in %zu models from SLACALC_SEED=%llu on, %zu sharp, or too near 1\n", tally.compared,
                  models, (unsigned long long)seed, tally.sharp);
    assert_int_equal(tally.sharp, tally.compared);
}

static void assert_bounds(const char *text, double best, double independent, double worst) {
    slacalc_options options = slacalc_options_default();
    slacalc_result *result = evaluate_text(text, NULL, &options, NULL);
    assert_non_null(result);
    const slacalc_service *service = service_named(result, "s");
    assert_non_null(service);
    assert_near(service->best.down, best, 1e-9);
    assert_near(service->availability.value.down, independent, 1e-12);
    assert_near(service->worst.down, worst, 1e-9);
    slacalc_result_free(result);
}

/* A vendor may spend the downtime of all its hours inside the ones that matter, or none of it. */
static void outages_choose_when_to_fall(void **state) {
    (void)state;
    assert_bounds("components: {vendor: 99.9%, s: {hours: \"Mon-Fri 08:00-18:00\", depends_on: [vendor]}}", 0, 0.001,
                  0.001 * 168 / 50);
    assert_bounds("components: {vendor: 99.9%, s: {hours: \"Mon-Fri 08:00-18:00\", depends_on: {any: [vendor]}}}", 0,
                  0.001, 0.001 * 168 / 50);
    assert_bounds("components: {vendor: 40%, s: {hours: \"Mon-Fri 08:00-18:00\", depends_on: [vendor]}}", 0, 0.6, 1);
    assert_bounds("components: {vendor: 20%, s: {hours: \"00:00-18:00\", depends_on: [vendor]}}", (0.8 * 24 - 6) / 18,
                  0.8, 1);
}

/* Next to 1, too. */
static void best_figures_keep_their_digits(void **state) {
    (void)state;
    assert_bounds("components: {vendor: {slo: 99.999999999%, hours: \"08:00-18:00\"},"
                  " s: {hours: \"08:00-18:00\", depends_on: [vendor]}}",
                  1e-11, 1e-11, 1e-11);
    assert_bounds("components: {v: {slo: 99.9999999999%, hours: \"08:00-18:00\", replicas: 3, quorum: 2},"
                  " w: {slo: 99.9999999997%, hours: \"08:00-18:00\"},"
                  " s: {hours: \"08:00-18:00\", depends_on: [w, v]}}",
                  3e-12, 3e-12 + 3e-24, 3e-12 + 1.5e-12);
}

/* Nobody knows what a partner does outside its hours. */
static void the_uncovered_are_down_at_worst_and_up_at_best(void **state) {
    (void)state;
    assert_bounds("components: {partner: {sla: 99%, hours: \"12:00-24:00\"}, s: {sla: 40%, depends_on: [partner]}}",
                  0.005, 0.505, 0.505);
    assert_bounds("components: {a: {sla: 99%, hours: \"00:00-12:00\"}, b: {sla: 98%, hours: \"12:00-24:00\"},"
                  " s: {sla: 40%, depends_on: {any: [a, b]}}}",
                  0, 0.015, 0.015);
}

/* Each provider alone would do, but their bad hours may be the same ones, and those that are promised. */
static void providers_may_meet_inside_the_promised_hours(void **state) {
    (void)state;
    assert_bounds("components: {a: 99%, b: 98%, s: {hours: \"09:00-15:00\", depends_on: {any: [a, b]}}}", 0, 0.0002,
                  0.04);
}

/* Hours of what does not matter beside a part that never, or always, fails. */
static void what_is_certain_is_certain_at_any_hours(void **state) {
    (void)state;
    assert_bounds("components: {partner: {slo: 99%, hours: \"12:00-24:00\"}, perfect: 100%,"
                  " s: {depends_on: {any: [partner, perfect]}}}",
                  0, 0, 0);
    assert_bounds("components: {partner: {slo: 99%, hours: \"12:00-24:00\"}, dead: 0%,"
                  " s: {depends_on: [partner, dead]}}",
                  1, 1, 1);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(outages_choose_when_to_fall),
        cmocka_unit_test(best_figures_keep_their_digits),
        cmocka_unit_test(the_uncovered_are_down_at_worst_and_up_at_best),
        cmocka_unit_test(providers_may_meet_inside_the_promised_hours),
        cmocka_unit_test(what_is_certain_is_certain_at_any_hours),
        cmocka_unit_test(random_hours_agree_with_the_linear_program),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

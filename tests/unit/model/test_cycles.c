/*
 * Components that need each other, against every state: what is up is the greatest solution of the equations, found by
 * starting from "all are up" and taking away what is not, until nothing changes.
 */
#include "evaluate.h"
#include "near.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { COMPONENTS = 6, NEEDS_MAX = 3, PARTS = 3, CHANCES_MAX = 4, REPLICAS_MAX = 3, DAYS = 7, MODELS = 400 };

enum form { FORM_NAME, FORM_ALL, FORM_ANY, FORM_TWO_OF, FORM_OPTIONAL, FORM_FAILOVER, FORM_TRAFFIC, FORMS };

struct need {
    enum form form;
    unsigned parts[PARTS]; /* components; only the first one of a name, of optional, and of traffic */
    unsigned chance;       /* the first one of a failover's switches, or a share that does not need the part */
};

struct drawn_component {
    unsigned level, objective; /* percent */
    unsigned replicas, quorum;
    unsigned first_day, last_day; /* of its hours; all days where it has none */
    struct need needs[NEEDS_MAX];
    size_t need_count;
};

struct drawn_model {
    struct drawn_component components[COMPONENTS];
    unsigned chances[CHANCES_MAX]; /* percent */
    unsigned chance_count;
    bool has_hours;
};

static unsigned draw(unsigned *seed, unsigned below) {
    *seed = *seed * 1664525u + 1013904223u;
    return (*seed >> 8) % below;
}

/* Another component than `self`: a component that needs itself directly is another matter. */
static unsigned draw_other(unsigned *seed, unsigned self) {
    return (self + 1 + draw(seed, COMPONENTS - 1)) % COMPONENTS;
}

/* A share is up for the traffic that does not need the part. */
static void draw_chances(unsigned *seed, struct drawn_model *model, struct need *need) {
    unsigned count = need->form == FORM_FAILOVER ? PARTS - 1 : need->form == FORM_TRAFFIC ? 1 : 0;
    if (model->chance_count + count > CHANCES_MAX) {
        need->form = FORM_ANY;
        return;
    }
    unsigned level = 1 + draw(seed, 99);
    need->chance = model->chance_count;
    for (unsigned i = 0; i < count; i++)
        model->chances[model->chance_count++] = level;
}

/* What may be drawn of each. */
struct range {
    enum form forms;
    bool replicas, hours;
};

static void draw_component(unsigned *seed, struct drawn_model *model, unsigned c, struct range range) {
    struct drawn_component *self = &model->components[c];
    *self = (struct drawn_component){
        .level = 1 + draw(seed, 99), .objective = 1 + draw(seed, 99), .replicas = 1, .quorum = 1};
    self->last_day = DAYS - 1;
    if (range.replicas && draw(seed, 3) == 0) {
        self->replicas = 1 + draw(seed, REPLICAS_MAX);
        self->quorum = 1 + draw(seed, self->replicas);
    }
    if (range.hours && draw(seed, 3) == 0) {
        self->first_day = draw(seed, DAYS);
        self->last_day = self->first_day + draw(seed, DAYS - self->first_day);
        model->has_hours = true;
    }
    self->need_count = draw(seed, NEEDS_MAX);
    for (size_t n = 0; n < self->need_count; n++) {
        self->needs[n].form = (enum form)draw(seed, range.forms);
        for (size_t p = 0; p < PARTS; p++)
            self->needs[n].parts[p] = draw_other(seed, c);
        draw_chances(seed, model, &self->needs[n]);
    }
}

static struct drawn_model draw_model(unsigned *seed, struct range range) {
    struct drawn_model model = {0};
    for (unsigned c = 0; c < COMPONENTS; c++)
        draw_component(seed, &model, c, range);
    return model;
}

/* ---- As text ---- */

static void write_need(FILE *stream, const struct drawn_model *model, const struct need *need) {
    static const char *const opens[] = {
        [FORM_ALL] = "{all: ", [FORM_ANY] = "{any: ", [FORM_TWO_OF] = "{at_least: 2, of: ", [FORM_FAILOVER] = "{any: "};
    const unsigned *p = need->parts;
    if (need->form == FORM_NAME)
        fprintf(stream, "c%u", p[0]);
    else if (need->form == FORM_OPTIONAL)
        fprintf(stream, "{optional: c%u}", p[0]);
    else if (need->form == FORM_TRAFFIC)
        fprintf(stream, "{needs: c%u, traffic: %u%%}", p[0], 100 - model->chances[need->chance]);
    else
        fprintf(stream, "%s[c%u, c%u, c%u]", opens[need->form], p[0], p[1], p[2]);
    if (need->form == FORM_FAILOVER)
        fprintf(stream, ", failover: %u%%", model->chances[need->chance]);
    if (need->form >= FORM_ALL && need->form != FORM_OPTIONAL && need->form != FORM_TRAFFIC)
        fputs("}", stream);
}

static void write_component(FILE *stream, const struct drawn_model *model, unsigned c) {
    static const char *const days[DAYS] = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
    const struct drawn_component *self = &model->components[c];
    fprintf(stream, "  c%u: {slo: %u%%, objective: %u%%, replicas: %u, quorum: %u, ", c, self->level, self->objective,
            self->replicas, self->quorum);
    if (self->first_day > 0 || self->last_day < DAYS - 1)
        fprintf(stream, "hours: \"%s-%s 00:00-24:00\", ", days[self->first_day], days[self->last_day]);
    fputs("depends_on: [", stream);
    for (size_t n = 0; n < self->need_count; n++) {
        fputs(n > 0 ? ", " : "", stream);
        write_need(stream, model, &self->needs[n]);
    }
    fputs("]}\n", stream);
}

static char *write_model(const struct drawn_model *model) {
    char *text = NULL;
    size_t length = 0;
    FILE *stream = open_memstream(&text, &length);
    assert_non_null(stream);
    fputs("cycles: together\ncomponents:\n", stream);
    for (unsigned c = 0; c < COMPONENTS; c++)
        write_component(stream, model, c);
    assert_int_equal(fclose(stream), 0);
    return text;
}

/* ---- By every state ---- */

static bool is_met(const struct need *need, unsigned up, unsigned chances, bool undegraded) {
    unsigned met = 0, passed = chances >> need->chance;
    bool first = up >> need->parts[0] & 1u;
    for (size_t p = 0; p < PARTS; p++)
        met += up >> need->parts[p] & 1u;
    switch (need->form) {
    case FORM_NAME:
        return first;
    case FORM_OPTIONAL:
        return !undegraded || first;
    case FORM_TRAFFIC:
        return (!undegraded && (passed & 1u)) || first;
    case FORM_FAILOVER:
        return first || (passed & 1u & up >> need->parts[1]) || (passed >> 1 & 1u & up >> need->parts[2]);
    case FORM_ALL:
        return met == PARTS;
    case FORM_ANY:
        return met > 0;
    default:
        return met >= 2;
    }
}

static unsigned greatest_solution(const struct drawn_model *model, unsigned own, unsigned chances, bool undegraded) {
    for (unsigned up = own, before = ~up;; before = up) {
        for (unsigned c = 0; c < COMPONENTS; c++)
            for (size_t n = 0; n < model->components[c].need_count; n++)
                if (!is_met(&model->components[c].needs[n], up, chances, undegraded))
                    up &= ~(1u << c);
        if (up == before)
            return up;
    }
}

static double probability_of(unsigned set, const double *levels, unsigned count) {
    double probability = 1;
    for (unsigned i = 0; i < count; i++)
        probability *= set >> i & 1u ? levels[i] : 1 - levels[i];
    return probability;
}

/* Adds, for those components that are up with these of their own up, how often they are by the chances alone. */
static void add_state(const struct drawn_model *model, unsigned own, bool undegraded, double weight,
                      double *available) {
    double levels[CHANCES_MAX];
    for (unsigned i = 0; i < model->chance_count; i++)
        levels[i] = model->chances[i] / 100.0;
    for (unsigned chances = 0; chances < 1u << model->chance_count; chances++) {
        unsigned up = greatest_solution(model, own, chances, undegraded);
        double probability = weight * probability_of(chances, levels, model->chance_count);
        for (unsigned c = 0; c < COMPONENTS; c++)
            available[c] += up >> c & 1u ? probability : 0;
    }
}

static double own_availability(const struct drawn_component *self) {
    double up = 0, level = self->level / 100.0;
    for (unsigned set = 0; set < 1u << self->replicas; set++) {
        double levels[REPLICAS_MAX] = {level, level, level};
        unsigned count = (set & 1u) + (set >> 1 & 1u) + (set >> 2 & 1u);
        up += count >= self->quorum ? probability_of(set, levels, self->replicas) : 0;
    }
    return up;
}

static bool is_covered(const struct drawn_component *self, unsigned day) {
    return day >= self->first_day && day <= self->last_day;
}

/* Of each component, the mean over the days of its own hours. */
static void enumerate(const struct drawn_model *model, bool undegraded, double *available) {
    double levels[COMPONENTS];
    memset(available, 0, COMPONENTS * sizeof *available);
    for (unsigned c = 0; c < COMPONENTS; c++)
        levels[c] = own_availability(&model->components[c]);
    for (unsigned day = 0; day < (model->has_hours ? DAYS : 1); day++) {
        unsigned covered = 0;
        for (unsigned c = 0; c < COMPONENTS; c++)
            covered |= (unsigned)is_covered(&model->components[c], day) << c;
        for (unsigned own = 0; own < 1u << COMPONENTS; own++)
            add_state(model, own & (model->has_hours ? covered : ~0u), undegraded,
                      probability_of(own, levels, COMPONENTS), available);
    }
    for (unsigned c = 0; c < COMPONENTS && model->has_hours; c++)
        available[c] /= model->components[c].last_day - model->components[c].first_day + 1;
}

/* ---- Tests ---- */

/* Whether the level lies between both, but for rounding. */
static bool lies_within(double level, slacalc_level low, slacalc_level high) {
    return level >= low.up - 1e-12 && level <= high.up + 1e-12;
}

static bool is_right(const slacalc_promise *promise, double available, double objective) {
    bool kept = promise->verdict == SLACALC_HOLDS || promise->verdict == SLACALC_GUARANTEED;
    return !promise->decided || fabs(available - objective) < 1e-12 || kept == (available > objective);
}

/* The figures against those by every state, and what is said of them. With the default limits they are exact. */
static void compare_service(const struct drawn_model *model, const slacalc_service *service, unsigned c,
                            double available, double undegraded, bool is_limited) {
    double objective = model->components[c].objective / 100.0;
    bool within = lies_within(available, service->availability.low, service->availability.high) &&
                  lies_within(undegraded, service->undegraded.low, service->undegraded.high);
    bool near = is_near(service->availability.value.up, available, 1e-12) &&
                is_near(service->undegraded.value.up, undegraded, 1e-12);
    bool bounded = lies_within(available, service->worst, service->best) &&
                   lies_within(service->availability.value.up, service->worst, service->best);
    if (within && (near || is_limited) && bounded && is_right(&service->promises[0], available, objective))
        return;
    char *text = write_model(model);
    fail_msg("c%u: %.15g (%.15g to %.15g) instead of %.15g, undegraded %.15g instead of %.15g, worst %.15g, best "
             "%.15g, verdict %d\n%s",
             c, service->availability.value.up, service->availability.low.up, service->availability.high.up, available,
             service->undegraded.value.up, undegraded, service->worst.up, service->best.up,
             service->promises[0].verdict, text);
}

static slacalc_result *evaluate_model(const struct drawn_model *model, const slacalc_options *options) {
    char *text = write_model(model);
    slacalc_result *result = evaluate_text(text, NULL, options, NULL);
    assert_non_null(result);
    free(text);
    return result;
}

static const slacalc_service *service_of(const slacalc_result *result, unsigned c) {
    char name[8];
    snprintf(name, sizeof name, "c%u", c);
    const slacalc_service *service = service_named(result, name);
    assert_non_null(service);
    return service;
}

static void compare(const struct drawn_model *model, const slacalc_options *options, bool is_limited) {
    double available[COMPONENTS], undegraded[COMPONENTS];
    slacalc_result *result = evaluate_model(model, options);
    enumerate(model, false, available);
    enumerate(model, true, undegraded);
    for (unsigned c = 0; c < COMPONENTS; c++)
        compare_service(model, service_of(result, c), c, available[c], undegraded[c], is_limited);
    slacalc_result_free(result);
}

static void compare_models(unsigned seed, struct range range) {
    slacalc_options options = slacalc_options_default();
    for (int i = 0; i < MODELS; i++) {
        struct drawn_model model = draw_model(&seed, range);
        compare(&model, &options, false);
    }
}

static void components_in_series_stand_or_fall_together(void **state) {
    (void)state;
    compare_models(1, (struct range){.forms = FORM_ALL});
}

static void alternatives_within_a_cycle_are_solved_exactly(void **state) {
    (void)state;
    compare_models(2, (struct range){.forms = FORM_FAILOVER});
}

static void switches_and_shares_within_a_cycle_are_solved_exactly(void **state) {
    (void)state;
    compare_models(3, (struct range){.forms = FORMS, .replicas = true});
}

static void hours_within_a_cycle_are_solved_exactly(void **state) {
    (void)state;
    compare_models(4, (struct range){.forms = FORMS, .replicas = true, .hours = true});
}

/* A switch within a cycle stands in several gates. */
static void what_is_said_within_a_spent_budget_is_right(void **state) {
    (void)state;
    static const size_t budgets[] = {1, 1, 3, 10, 30, 100};
    unsigned seed = 5;
    for (size_t i = 0; i < 2 * MODELS; i++) {
        slacalc_options options = slacalc_options_default();
        options.max_nodes = budgets[i % (sizeof budgets / sizeof *budgets)];
        options.sharp = i % 2 == 0;
        options.time_limit_s = i % 5 == 0 ? 1e-9 : 0;
        struct drawn_model model =
            draw_model(&seed, (struct range){.forms = FORMS, .replicas = true, .hours = i % 4 == 0});
        compare(&model, &options, true);
    }
}

/* Of a hundred parts of the time, each replica is down in those that follow its own first one. */
static void draw_joint_behaviour(const struct drawn_model *model, unsigned *seed, double *available) {
    unsigned firsts[COMPONENTS][REPLICAS_MAX];
    for (unsigned c = 0; c < COMPONENTS; c++)
        for (unsigned i = 0; i < REPLICAS_MAX; i++)
            firsts[c][i] = draw(seed, 2) == 0 ? 0 : draw(seed, 100);
    memset(available, 0, COMPONENTS * sizeof *available);
    for (unsigned part = 0; part < 100; part++) {
        unsigned own = 0;
        for (unsigned c = 0; c < COMPONENTS; c++) {
            const struct drawn_component *self = &model->components[c];
            unsigned up = 0;
            for (unsigned i = 0; i < self->replicas; i++)
                up += (part + 100 - firsts[c][i]) % 100 >= 100 - self->level;
            own |= (unsigned)(up >= self->quorum) << c;
        }
        add_state(model, own, false, 0.01, available);
    }
}

static void bounds_hold_however_outages_overlap(void **state) {
    (void)state;
    enum { BEHAVIOURS = 8 };
    unsigned seed = 6;
    for (size_t i = 0; i < MODELS; i++) {
        slacalc_options options = slacalc_options_default();
        options.max_nodes = i % 3 == 0 ? options.max_nodes : i % 3;
        options.sharp = i % 2 == 0;
        struct drawn_model model = draw_model(&seed, (struct range){.forms = FORMS, .replicas = true});
        slacalc_result *result = evaluate_model(&model, &options);
        for (int behaviour = 0; behaviour < BEHAVIOURS; behaviour++) {
            double available[COMPONENTS];
            draw_joint_behaviour(&model, &seed, available);
            for (unsigned c = 0; c < COMPONENTS; c++) {
                const slacalc_service *service = service_of(result, c);
                if (!lies_within(available[c], service->worst, service->best))
                    fail_msg("c%u: %.15g is possible, not within %.15g and %.15g\n%s", c, available[c],
                             service->worst.up, service->best.up, write_model(&model));
            }
        }
        slacalc_result_free(result);
    }
}

/* Reports what the model implies, or `selected` alone where that is not NULL. */
static slacalc_result *evaluate_cycle(const char *text, const char *selected) {
    struct oracle_model asked = {.component_count = 1, .selected_count = selected != NULL};
    snprintf(asked.components[0].name, sizeof asked.components[0].name, "%s", selected ? selected : "");
    slacalc_options options = slacalc_options_default();
    slacalc_result *result = evaluate_text(text, &asked, &options, NULL);
    assert_non_null(result);
    return result;
}

static void a_cycle_is_needed_whole_but_does_not_need_its_users(void **state) {
    (void)state;
    static const char text[] =
        "cycles: together\n"
        "components: {db: 99%, a: {slo: 99%, depends_on: [b, db]}, b: {slo: 99%, depends_on: [a]},"
        " user: {slo: 99%, depends_on: [b]}}";
    slacalc_result *result = evaluate_cycle(text, "b");
    assert_int_equal(slacalc_result_component_count(result), 3);
    assert_null(component_named(result, "user"));
    assert_non_null(component_named(result, "a"));
    assert_int_equal(slacalc_result_cycle_count(result), 1);
    slacalc_result_free(result);
    result = evaluate_cycle(text, "db");
    assert_int_equal(slacalc_result_component_count(result), 1);
    assert_int_equal(slacalc_result_cycle_count(result), 0);
    slacalc_result_free(result);
}

static void a_cycle_is_reported_where_nothing_else_needs_it(void **state) {
    (void)state;
    slacalc_result *result = evaluate_cycle("cycles: together\n"
                                            "components: {db: 99%, a: {slo: 99%, depends_on: [b, db]},"
                                            " b: {slo: 99%, depends_on: [a]}, user: {slo: 99%, depends_on: [b]}}",
                                            NULL);
    assert_int_equal(slacalc_result_service_count(result), 1);
    assert_non_null(service_named(result, "user"));
    slacalc_result_free(result);
    result = evaluate_cycle("cycles: together\n"
                            "components: {disk: 99%, db: {slo: 99%, depends_on: [disk]},"
                            " a: {slo: 99%, depends_on: [b, db]}, b: {slo: 99%, depends_on: [a]},"
                            " other: {slo: 99%, depends_on: [disk]}}",
                            NULL);
    assert_int_equal(slacalc_result_service_count(result), 3);
    assert_null(service_named(result, "db"));
    slacalc_result_free(result);
}

/* Whichever of them the optional need stands at, and whichever is needed. */
static void what_one_of_a_cycle_can_do_without_degrades_who_needs_another(void **state) {
    (void)state;
    for (int at = 0; at < 3; at++) {
        const char *optional[3] = {"", "", ""};
        char text[512];
        optional[at] = ", {optional: cache}";
        snprintf(text, sizeof text,
                 "cycles: together\n"
                 "components:\n"
                 "  cache: 99%%\n"
                 "  a: {slo: 99%%, depends_on: [b%s]}\n"
                 "  b: {slo: 99%%, depends_on: [c%s]}\n"
                 "  c: {slo: 99%%, depends_on: [a%s]}\n"
                 "  of_a: {slo: 99%%, depends_on: [a]}\n"
                 "  of_b: {slo: 99%%, depends_on: [b]}\n"
                 "  of_c: {slo: 99%%, depends_on: [c]}\n",
                 optional[0], optional[1], optional[2]);
        slacalc_result *result = evaluate_cycle(text, NULL);
        assert_int_equal(slacalc_result_service_count(result), 3);
        for (size_t i = 0; i < 3; i++) {
            const slacalc_service *service = slacalc_result_service(result, i);
            assert_int_equal(service->degraded_by_count, 1);
            assert_string_equal(slacalc_result_component(result, service->degraded_by[0])->name, "cache");
        }
        slacalc_result_free(result);
    }
}

/* Each needs the next one, the last one the first, and one of the two that follow that; or the next one only. */
static char *write_ring(unsigned count, bool with_alternatives) {
    char *text = NULL;
    size_t length = 0;
    FILE *stream = open_memstream(&text, &length);
    assert_non_null(stream);
    fputs("cycles: together\ncomponents:\n", stream);
    for (unsigned c = 0; c < count; c++) {
        fprintf(stream, "  c%u: {sla: 99%%, depends_on: [c%u", c, (c + 1) % count);
        if (with_alternatives)
            fprintf(stream, ", any: [c%u, c%u]", (c + count / 2) % count, (c + count / 3) % count);
        fputs("]}\n", stream);
    }
    assert_int_equal(fclose(stream), 0);
    return text;
}

/* Whether the ring passes the check; with `selected`, where only that service is asked for. */
static bool ring_passes(unsigned count, bool with_alternatives, const char *selected) {
    char *text = write_ring(count, with_alternatives);
    slacalc_diagnostics *problems = slacalc_diagnostics_new();
    slacalc_model *model = slacalc_model_new();
    assert_true(slacalc_model_read_text(model, "ring", text, strlen(text), problems));
    assert_true(!selected || slacalc_model_select(model, selected, problems));
    bool passes = slacalc_model_check(model, problems);
    assert_int_equal(slacalc_diagnostics_count(problems, SLACALC_ERROR), passes ? 0 : 1);
    slacalc_model_free(model);
    slacalc_diagnostics_free(problems);
    free(text);
    return passes;
}

/* What all solutions take is counted before: rounds for each promise that is a figure for the whole. */
static void cycles_that_take_too_many_steps_are_refused(void **state) {
    (void)state;
    assert_true(ring_passes(60, true, NULL));
    assert_false(ring_passes(300, true, NULL));
    assert_true(ring_passes(300, true, "c7"));
    assert_false(ring_passes(3000, true, "c7"));
    assert_true(ring_passes(3000, false, NULL));
    assert_false(ring_passes(5000, false, NULL));
    assert_true(ring_passes(5000, false, "c7"));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(components_in_series_stand_or_fall_together),
        cmocka_unit_test(alternatives_within_a_cycle_are_solved_exactly),
        cmocka_unit_test(switches_and_shares_within_a_cycle_are_solved_exactly),
        cmocka_unit_test(hours_within_a_cycle_are_solved_exactly),
        cmocka_unit_test(what_is_said_within_a_spent_budget_is_right),
        cmocka_unit_test(bounds_hold_however_outages_overlap),
        cmocka_unit_test(a_cycle_is_needed_whole_but_does_not_need_its_users),
        cmocka_unit_test(what_one_of_a_cycle_can_do_without_degrades_who_needs_another),
        cmocka_unit_test(a_cycle_is_reported_where_nothing_else_needs_it),
        cmocka_unit_test(cycles_that_take_too_many_steps_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

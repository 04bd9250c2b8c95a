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

enum { COMPONENTS = 6, NEEDS_MAX = 3, PARTS = 3, MODELS = 400 };

enum form { FORM_NAME, FORM_ALL, FORM_ANY, FORM_TWO_OF, FORM_OPTIONAL, FORMS };

struct need {
    enum form form;
    unsigned parts[PARTS]; /* components; FORM_NAME and FORM_OPTIONAL: the first one only */
};

struct drawn_model {
    unsigned levels[COMPONENTS]; /* percent */
    struct need needs[COMPONENTS][NEEDS_MAX];
    size_t need_counts[COMPONENTS];
};

static unsigned draw(unsigned *seed, unsigned below) {
    *seed = *seed * 1664525u + 1013904223u;
    return (*seed >> 8) % below;
}

/* Another component than `self`: a component that needs itself directly is another matter. */
static unsigned draw_other(unsigned *seed, unsigned self) {
    return (self + 1 + draw(seed, COMPONENTS - 1)) % COMPONENTS;
}

static struct drawn_model draw_model(unsigned *seed, bool direct) {
    struct drawn_model model = {0};
    for (unsigned c = 0; c < COMPONENTS; c++) {
        model.levels[c] = 50 + draw(seed, 50);
        model.need_counts[c] = draw(seed, NEEDS_MAX);
        for (size_t n = 0; n < model.need_counts[c]; n++) {
            model.needs[c][n].form = direct ? FORM_NAME : (enum form)draw(seed, FORMS);
            for (size_t p = 0; p < PARTS; p++)
                model.needs[c][n].parts[p] = draw_other(seed, c);
        }
    }
    return model;
}

/* ---- As text ---- */

static void write_need(FILE *stream, const struct need *need) {
    static const char *const opens[] = {
        [FORM_ALL] = "{all: ", [FORM_ANY] = "{any: ", [FORM_TWO_OF] = "{at_least: 2, of: "};
    const unsigned *p = need->parts;
    if (need->form == FORM_NAME)
        fprintf(stream, "c%u", p[0]);
    else if (need->form == FORM_OPTIONAL)
        fprintf(stream, "{optional: c%u}", p[0]);
    else
        fprintf(stream, "%s[c%u, c%u, c%u]}", opens[need->form], p[0], p[1], p[2]);
}

static char *write_model(const struct drawn_model *model) {
    char *text = NULL;
    size_t length = 0;
    FILE *stream = open_memstream(&text, &length);
    assert_non_null(stream);
    fputs("cycles: together\ncomponents:\n", stream);
    for (unsigned c = 0; c < COMPONENTS; c++) {
        fprintf(stream, "  c%u: {slo: %u%%, objective: 1%%, depends_on: [", c, model->levels[c]);
        for (size_t n = 0; n < model->need_counts[c]; n++) {
            fputs(n > 0 ? ", " : "", stream);
            write_need(stream, &model->needs[c][n]);
        }
        fputs("]}\n", stream);
    }
    assert_int_equal(fclose(stream), 0);
    return text;
}

/* ---- By every state ---- */

static bool is_met(const struct need *need, unsigned up, bool undegraded) {
    unsigned met = 0;
    for (size_t p = 0; p < PARTS; p++)
        met += up >> need->parts[p] & 1u;
    switch (need->form) {
    case FORM_NAME:
        return up >> need->parts[0] & 1u;
    case FORM_OPTIONAL:
        return !undegraded || (up >> need->parts[0] & 1u);
    case FORM_ALL:
        return met == PARTS;
    case FORM_ANY:
        return met > 0;
    default:
        return met >= 2;
    }
}

static unsigned greatest_solution(const struct drawn_model *model, unsigned own, bool undegraded) {
    for (unsigned up = own, before = ~up;; before = up) {
        for (unsigned c = 0; c < COMPONENTS; c++)
            for (size_t n = 0; n < model->need_counts[c]; n++)
                if (!is_met(&model->needs[c][n], up, undegraded))
                    up &= ~(1u << c);
        if (up == before)
            return up;
    }
}

static void enumerate(const struct drawn_model *model, bool undegraded, double *available) {
    memset(available, 0, COMPONENTS * sizeof *available);
    for (unsigned own = 0; own < 1u << COMPONENTS; own++) {
        double probability = 1;
        for (unsigned c = 0; c < COMPONENTS; c++)
            probability *= (own >> c & 1u ? model->levels[c] : 100 - model->levels[c]) / 100.0;
        unsigned up = greatest_solution(model, own, undegraded);
        for (unsigned c = 0; c < COMPONENTS; c++)
            available[c] += up >> c & 1u ? probability : 0;
    }
}

/* ---- Tests ---- */

static void compare(const struct drawn_model *model) {
    char *text = write_model(model);
    slacalc_options options = slacalc_options_default();
    double available[COMPONENTS], undegraded[COMPONENTS];
    slacalc_result *result = evaluate_text(text, NULL, &options, NULL);
    enumerate(model, false, available);
    enumerate(model, true, undegraded);
    assert_non_null(result);
    for (unsigned c = 0; c < COMPONENTS; c++) {
        char name[8];
        snprintf(name, sizeof name, "c%u", c);
        const slacalc_service *service = service_named(result, name);
        if (!is_near(service->availability.value.up, available[c], 1e-12) ||
            !is_near(service->undegraded.value.up, undegraded[c], 1e-12))
            fail_msg("%s: %.15g instead of %.15g, undegraded %.15g instead of %.15g\n%s", name,
                     service->availability.value.up, available[c], service->undegraded.value.up, undegraded[c], text);
    }
    slacalc_result_free(result);
    free(text);
}

static void components_in_series_stand_or_fall_together(void **state) {
    (void)state;
    unsigned seed = 1;
    for (int i = 0; i < MODELS; i++) {
        struct drawn_model model = draw_model(&seed, true);
        compare(&model);
    }
}

static void alternatives_within_a_cycle_are_solved_exactly(void **state) {
    (void)state;
    unsigned seed = 2;
    for (int i = 0; i < MODELS; i++) {
        struct drawn_model model = draw_model(&seed, false);
        compare(&model);
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

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(components_in_series_stand_or_fall_together),
        cmocka_unit_test(alternatives_within_a_cycle_are_solved_exactly),
        cmocka_unit_test(a_cycle_is_needed_whole_but_does_not_need_its_users),
        cmocka_unit_test(what_one_of_a_cycle_can_do_without_degrades_who_needs_another),
        cmocka_unit_test(a_cycle_is_reported_where_nothing_else_needs_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/*
 * Valid models against brute force. The bytes of an input are the choices of the generator of random models, so that
 * each input is a model, and a changed byte another one. The first byte chooses the options.
 */
#include "check.h"
#include "drawn.h"
#include "evaluate.h"
#include "near.h"
#include "reports.h"
#include "runs.h"
#include "writer.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct trying {
    struct drawn drawn;
    struct oracle_truth truth;
    struct generator generator;
    slacalc_options options;
    bool hours, every, shares;
};

static void trying_init(struct trying *t, const uint8_t *bytes, size_t length) {
    static const size_t budgets[] = {1, 3, 10, 40};
    uint8_t choice = bytes[0];
    t->options = slacalc_options_default();
    t->hours = choice % 4 == 0;
    t->every = choice / 4 % 2 == 0;
    t->options.max_nodes = budgets[choice / 8 % 4];
    t->options.all_bases = choice / 32 % 2 == 0;
    t->shares = choice / 64 == 0;
    t->generator = (struct generator){
        .elements = 4 + length % 5, .hours = t->hours ? 40 : 0, .choices = bytes + 1, .choice_count = length - 1};
}

static slacalc_options with_budget(slacalc_options options, size_t max_nodes) {
    options.max_nodes = max_nodes;
    return options;
}

static void expect_orders(struct drawn *drawn) {
    for (size_t s = 0; s < slacalc_result_service_count(drawn->result); s++)
        drawn_expect_order(drawn, slacalc_result_service(drawn->result, s));
}

/* The oracle knows no hours: `worst <= availability <= best` has to do there. */
static void expect_truth(struct trying *t, bool inexact) {
    t->drawn.trial.max_nodes = inexact ? t->options.max_nodes : 0;
    if (!t->hours)
        verify_result(&t->drawn.trial, t->drawn.result, &t->truth, inexact);
    if (!t->hours && !inexact && t->shares)
        verify_shares(&t->drawn.trial, t->drawn.result, &t->truth);
    expect_orders(&t->drawn);
    demand_good_reports(t->drawn.result, NULL);
}

/* Halves P(down) of the figure that was taken; returns false where there is none to be raised. */
static bool raise(struct written *figure) {
    long double down = (long double)figure->ratio.down / 2;
    if (!figure->given || down <= 0)
        return false;
    figure->ratio = (struct ratio){(quad)(1 - down), (quad)down};
    snprintf(figure->text, sizeof figure->text, "%.30Lf", 1 - down);
    return true;
}

static void expect_not_lower(struct trial *trial, slacalc_level before, slacalc_level after, const char *name) {
    expect(trial, after.up >= before.up * (1 - 1e-12) && after.down <= before.down * (1 + 1e-12),
           "%s falls from %.17g to %.17g where a level is raised", name, before.up, after.up);
}

static void expect_no_falls(struct trying *t, const slacalc_result *raised) {
    const slacalc_result *before = t->drawn.result;
    for (size_t i = 0; i < slacalc_result_component_count(before); i++) {
        const slacalc_component *component = slacalc_result_component(before, i);
        const slacalc_component *after = component_named(raised, component->name);
        if (expect(&t->drawn.trial, after != NULL, "%s is gone", component->name))
            expect_not_lower(&t->drawn.trial, component->availability.value, after->availability.value,
                             component->name);
    }
    for (size_t s = 0; s < slacalc_result_service_count(before); s++) {
        const slacalc_service *service = slacalc_result_service(before, s);
        const slacalc_service *after = slacalc_result_service(raised, s);
        const char *name = slacalc_result_component(before, service->component)->name;
        expect_not_lower(&t->drawn.trial, service->availability.value, after->availability.value, name);
        expect_not_lower(&t->drawn.trial, service->undegraded.value, after->undegraded.value, name);
    }
}

/* Where two whole figures share a need, a better need explains less of both: then they fail together less often. */
static void expect_monotony(struct trying *t) {
    if (oracle_any_whole(&t->drawn.model, t->drawn.trial.basis))
        return;
    struct oracle_model model = t->drawn.model;
    struct generator generator = t->generator;
    size_t chosen = generator_draw(&generator, model.component_count);
    slacalc_figure figure;
    oracle_own(&model, chosen, t->drawn.trial.basis, &figure);
    if (figure == SLACALC_FIGURE_MTBF || !raise(&model.components[chosen].figures[figure]))
        return;
    slacalc_options options = slacalc_options_default();
    options.basis = t->drawn.trial.basis;
    char *text = writer_text(&generator, &model);
    slacalc_result *raised = evaluate_text(text, &model, &options, NULL);
    if (expect(&t->drawn.trial, raised != NULL, "%s cannot be raised", model.components[chosen].name))
        expect_no_falls(t, raised);
    slacalc_result_free(raised);
    free(text);
}

/* Draws the same model each time; the caller looks at the result. */
static void draw(struct trying *t, size_t max_nodes) {
    drawn_init(&t->drawn, t->generator, with_budget(t->options, max_nodes), t->every);
    demand(t->drawn.trial.failures == 0);
    oracle_evaluate(&t->drawn.model, t->drawn.trial.basis, 0, &t->truth);
}

static void finish(struct trying *t) {
    demand(t->drawn.trial.failures == 0);
    slacalc_result_free(t->drawn.result);
    free(t->drawn.text);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length) {
    if (length == 0 || !has_long_double())
        return -1;
    struct trying t;
    trying_init(&t, bytes, length);
    draw(&t, slacalc_options_default().max_nodes);
    expect_truth(&t, false);
    expect_monotony(&t);
    finish(&t);
    draw(&t, t.options.max_nodes);
    /* With a spent budget own parts of whole figures are worse than the truth: test_random looks at these. */
    if (!oracle_any_whole(&t.drawn.model, t.drawn.trial.basis))
        expect_truth(&t, true);
    finish(&t);
    return 0;
}

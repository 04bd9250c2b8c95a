#include "chain.h"

#include "check.h"
#include "reports.h"

#include <stdlib.h>
#include <string.h>

static slacalc_result *evaluate_quickly(const slacalc_model *model, slacalc_diagnostics *problems) {
    slacalc_options options = slacalc_options_default();
    options.max_nodes = 20000;
    options.sharp = options.shares = false;
    slacalc_result *result = slacalc_evaluate(model, &options, problems);
    demand(result);
    return result;
}

static void demand_same_level(slacalc_level a, slacalc_level b) {
    demand(memcmp(&a.up, &b.up, sizeof a.up) == 0 && memcmp(&a.down, &b.down, sizeof a.down) == 0);
}

static void demand_same_services(const slacalc_result *result, const slacalc_result *again) {
    demand(slacalc_result_service_count(again) == slacalc_result_service_count(result));
    for (size_t i = 0; i < slacalc_result_service_count(result); i++) {
        const slacalc_service *one = slacalc_result_service(result, i), *other = slacalc_result_service(again, i);
        demand(strcmp(slacalc_result_component(result, one->component)->name,
                      slacalc_result_component(again, other->component)->name) == 0);
        demand(one->promise_count == other->promise_count);
        demand_same_level(one->availability.value, other->availability.value);
        demand_same_level(one->worst, other->worst);
        demand_same_level(one->best, other->best);
    }
}

/* What a model prints as is a model, and gives the same figures. */
static void demand_good_print(const slacalc_model *model, slacalc_diagnostics *problems) {
    size_t length;
    char *text = slacalc_model_print(model, &length);
    slacalc_model *printed = slacalc_model_new();
    demand(text);
    demand_safe_text(text, length, false, false);
    demand(slacalc_model_read_text(printed, "printed", text, length, problems));
    demand(slacalc_model_check(printed, problems));
    slacalc_result *result = evaluate_quickly(model, problems), *again = evaluate_quickly(printed, problems);
    demand_same_services(result, again);
    slacalc_result_free(result);
    slacalc_result_free(again);
    slacalc_model_free(printed);
    free(text);
}

static void choose_import(slacalc_model *model, size_t length, slacalc_diagnostics *problems) {
    static const char *const unresolved[] = {"error", "warn", "99.9%"};
    static const char *const picks[] = {"min", "max", "latency"};
    slacalc_import import = {.unresolved = unresolved[length % 3],
                             .slo_pick = picks[length / 3 % 3],
                             .slo_as = length % 2 == 0 ? "objective" : "own"};
    demand(slacalc_model_import(model, &import, problems));
}

void demand_good_chain(const char *text, size_t length) {
    slacalc_diagnostics *problems = slacalc_diagnostics_new();
    slacalc_model *model = slacalc_model_new();
    choose_import(model, length, problems);
    bool read = slacalc_model_read_text(model, "/nowhere/fuzz\033[2J.yaml", text, length, problems);
    bool good = slacalc_model_check(model, problems);
    demand(read || !good);
    if (good) {
        demand_good_evaluation(model, length, problems);
        if (!OWN_CODE_ONLY) /* it is read again as YAML */
            demand_good_print(model, problems);
    }
    if (!OWN_CODE_ONLY)
        demand_good_problems(problems, !good);
    slacalc_model_free(model);
    slacalc_diagnostics_free(problems);
}

#include "chain.h"

#include "check.h"
#include "read_back.h"
#include "reports.h"

#include <stdlib.h>

/* What a model prints as is a model, and says the same. */
static void demand_good_print(slacalc_model *model) {
    slacalc_options options = slacalc_options_default();
    options.max_nodes = 20000;
    options.sharp = options.shares = false;
    size_t length;
    char *text = slacalc_model_print(model, &length);
    demand(text);
    demand_safe_text(text, length, false, false);
    free(text);
    char *difference = read_back_difference(model, &options);
    if (difference)
        fputs(difference, stderr);
    demand(!difference);
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
            demand_good_print(model);
    }
    if (!OWN_CODE_ONLY)
        demand_good_problems(problems, !good);
    slacalc_model_free(model);
    slacalc_diagnostics_free(problems);
}

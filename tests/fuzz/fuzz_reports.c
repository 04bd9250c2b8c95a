/* The whole chain: an input is the bytes of a model file. */
#include "check.h"
#include "reports.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length) {
    slacalc_diagnostics *problems = slacalc_diagnostics_new();
    slacalc_model *model = slacalc_model_new();
    bool read = slacalc_model_read_text(model, "fuzz\033[2J.yaml", (const char *)bytes, length, problems);
    bool good = slacalc_model_check(model, problems);
    demand(read || !good);
    if (good)
        demand_good_evaluation(model, length, problems);
    demand_good_problems(problems, !good);
    slacalc_model_free(model);
    slacalc_diagnostics_free(problems);
    return 0;
}

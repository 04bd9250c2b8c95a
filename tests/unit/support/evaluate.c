#include "evaluate.h"

#include "near.h"

#include <stdio.h>
#include <string.h>

static bool ask(slacalc_model *model, const struct oracle_model *asked, slacalc_diagnostics *problems) {
    for (size_t i = 0; i < asked->selected_count; i++)
        if (!slacalc_model_select(model, asked->components[asked->selected[i]].name, problems))
            return false;
    for (size_t c = 0; c < asked->component_count; c++) {
        const struct oracle_component *component = &asked->components[c];
        char requirement[80];
        snprintf(requirement, sizeof requirement, "%s=%s", component->name, component->required.text);
        if (component->required.given && !slacalc_model_require(model, requirement, problems))
            return false;
    }
    return true;
}

slacalc_model *checked_model(const char *text, slacalc_diagnostics *problems) {
    slacalc_model *model = slacalc_model_new();
    if (slacalc_model_read_text(model, "test.yaml", text, strlen(text), problems) &&
        slacalc_model_check(model, problems))
        return model;
    slacalc_model_free(model);
    return NULL;
}

slacalc_result *evaluate_text(const char *text, const struct oracle_model *asked, const slacalc_options *options,
                              size_t *warnings) {
    slacalc_diagnostics *problems = slacalc_diagnostics_new();
    slacalc_model *model = slacalc_model_new();
    slacalc_result *result = NULL;
    size_t before = 0;
    if (slacalc_model_read_text(model, "test.yaml", text, strlen(text), problems) &&
        (asked == NULL || ask(model, asked, problems)) && slacalc_model_check(model, problems)) {
        before = slacalc_diagnostics_count(problems, SLACALC_WARNING);
        result = slacalc_evaluate(model, options, problems);
    }
    if (result == NULL)
        slacalc_diagnostics_print(problems, stderr, false);
    if (warnings != NULL)
        *warnings = slacalc_diagnostics_count(problems, SLACALC_WARNING) - before;
    slacalc_model_free(model);
    slacalc_diagnostics_free(problems);
    return result;
}

slacalc_result *evaluate_plain(const char *text) {
    slacalc_options options = slacalc_options_default();
    slacalc_result *result = evaluate_text(text, NULL, &options, NULL);
    assert_non_null(result);
    return result;
}

const slacalc_component *component_named(const slacalc_result *result, const char *name) {
    for (size_t i = 0; i < slacalc_result_component_count(result); i++)
        if (strcmp(slacalc_result_component(result, i)->name, name) == 0)
            return slacalc_result_component(result, i);
    return NULL;
}

const slacalc_service *service_named(const slacalc_result *result, const char *name) {
    for (size_t i = 0; i < slacalc_result_service_count(result); i++) {
        const slacalc_service *service = slacalc_result_service(result, i);
        if (strcmp(slacalc_result_component(result, service->component)->name, name) == 0)
            return service;
    }
    return NULL;
}

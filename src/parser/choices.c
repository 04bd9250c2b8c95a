/* How imports are to be read, as the user chooses it. */
#include "base/setting_names.h"
#include "base/shown.h"
#include "base/version.h"
#include "parser/encoding.h"
#include "parser/imports.h"
#include "parser/quantity.h"

#include <string.h>

struct choosing {
    struct slacalc_model *model;
    slacalc_import import;
    slacalc_diagnostics *problems;
};

static void read_level(const struct choosing *choosing, const char *value) {
    struct slacalc_model *model = choosing->model;
    struct imports *imports = imports_of(model);
    struct quantities quantities;
    struct text text = text_of(value);
    uint32_t source;
    text.at = text_copy(&model->arena, text);
    if (!model_add_source(model, hint_name(model->hint_names, SLACALC_HINT_UNRESOLVED), text, choosing->problems,
                          &source) ||
        !encoding_check(text, source, choosing->problems))
        return;
    imports->unresolved_where = (struct position){
        .offset = 0, .source = (uint16_t)source, .length = (uint16_t)(text.length < 1000 ? text.length : 1000)};
    quantities_init(&quantities, choosing->problems, &model->arena);
    struct written written = {text, imports->unresolved_where};
    if (quantity_level(&quantities, written, &imports->unresolved_level))
        imports->unresolved_mode = UNRESOLVED_LEVEL;
}

/* A level begins with a digit; anything else is a word. */
static void choose_unresolved(const struct choosing *choosing, const char *value) {
    struct imports *imports = imports_of(choosing->model);
    struct nearest nearest = nearest_to(text_of(value));
    if (strcmp(value, "error") == 0)
        imports->unresolved_mode = UNRESOLVED_ERROR;
    else if (strcmp(value, "warn") == 0)
        imports->unresolved_mode = UNRESOLVED_WARN;
    else if ((*value >= '0' && *value <= '9') || *value == '.')
        read_level(choosing, value);
    else {
        nearest_offer(&nearest, text_of("error"));
        nearest_offer(&nearest, text_of("warn"));
        diagnose_hint(choosing->problems, SLACALC_ERROR, nowhere, SLACALC_HINT_UNRESOLVED, &nearest,
                      "%s takes error, warn or a level such as 99.9%%, not '" SHOWN "'",
                      hint_name(choosing->model->hint_names, SLACALC_HINT_UNRESOLVED), SHOWN_ARGS(text_of(value)));
    }
}

static void choose(void *context) {
    const struct choosing *choosing = context;
    const slacalc_import *import = &choosing->import;
    struct imports *imports = imports_of(choosing->model);
    if (import->unresolved)
        choose_unresolved(choosing, import->unresolved);
    if (import->slo_pick)
        imports->pick = text_copy(&choosing->model->arena, text_of(import->slo_pick));
    imports->name_skipped = import->name_skipped;
    imports->own = import->slo_as && strcmp(import->slo_as, "own") == 0;
    if (import->slo_as && !imports->own && strcmp(import->slo_as, "objective") != 0)
        diagnose_hint(choosing->problems, SLACALC_ERROR, nowhere, SLACALC_HINT_SLO_AS, NULL,
                      "%s takes own or objective, not '" SHOWN "'",
                      hint_name(choosing->model->hint_names, SLACALC_HINT_SLO_AS), SHOWN_ARGS(text_of(import->slo_as)));
}

bool slacalc_model_import(slacalc_model *model, const slacalc_import *import, slacalc_diagnostics *problems) {
    struct choosing choosing = {.model = model, .problems = problems};
    if (!VERSION_TAKE(&choosing.import, import, slo_as)) {
        diagnose(problems, SLACALC_ERROR, nowhere, LATER_VERSION, "slacalc_import");
        return false;
    }
    return model_run(model, problems, choose, &choosing);
}

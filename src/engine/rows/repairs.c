#include "engine/rows/repairs.h"

#include "base/diagnostics.h"
#include "base/setting_names.h"
#include "base/shown.h"

struct refusing {
    const struct slacalc_model *model;
    slacalc_result *result;
    slacalc_diagnostics *problems;
    bool is_refused;
};

/* All that some service cannot do without; what is only optional begins no outage, but may pay back. */
static struct needs_search required_by_services(const struct refusing *refusing) {
    const slacalc_result *result = refusing->result;
    struct arena *arena = &refusing->result->arena;
    struct needs *needs = arena_alloc(arena, 1, sizeof *needs);
    *needs = needs_of(refusing->model, arena);
    struct needs_search search = needs_search_new(needs, NULL, arena);
    needs_search_begin(&search);
    for (size_t i = 0; i < result->service_count; i++)
        needs_search_meet(&search, result->component_of[result->services[i].component]);
    needs_search_follow(&search, result->money ? NEEDS_ANY : NEEDS_REQUIRED);
    return search;
}

static void refuse_without_repair(void *context) {
    struct refusing *refusing = context;
    const struct slacalc_model *model = refusing->model;
    struct sources places = sources_view(&model->sources, &refusing->result->arena);
    struct sources *outer = diagnostics_bind(refusing->problems, &places);
    const struct needs_search required = required_by_services(refusing);
    for (size_t i = 0; i < refusing->result->component_count; i++) {
        const slacalc_component *row = &refusing->result->components[i];
        const struct component *self = &model->components[refusing->result->component_of[i]];
        bool is_needed = needs_search_met(&required, refusing->result->component_of[i]);
        if (!is_needed || row->mttr_s > 0 || row->own.down <= 0 || row->own.up <= 0)
            continue;
        refusing->is_refused = true;
        diagnose_hint(refusing->problems, SLACALC_ERROR, self->where, SLACALC_HINT_MTTR, NULL,
                      "'" SHOWN
                      "' has no mttr, so nobody can say how often it is down (add mttr: 1h beside its figure, "
                      "or assume one for all that have none: %s 1h)",
                      SHOWN_ARGS(self->name), hint_name(model->hint_names, SLACALC_HINT_MTTR));
    }
    diagnostics_bind(refusing->problems, outer);
}

bool has_all_repairs(const struct slacalc_model *model, slacalc_result *result, slacalc_diagnostics *problems) {
    struct refusing refusing = {model, result, problems, false};
    if (!memory_attempt(&result->guard, refuse_without_repair, &refusing)) {
        diagnose_out_of_memory(problems);
        return false;
    }
    return !refusing.is_refused;
}

bool has_any_fee(const struct slacalc_model *model, slacalc_diagnostics *problems) {
    if (!model_states(model, KEY_FEE))
        diagnose(problems, SLACALC_ERROR, nowhere,
                 "no component states a fee, so nobody can say what credits come to (add fee: 12000 EUR beside its sla "
                 "and credits)");
    return model_states(model, KEY_FEE);
}

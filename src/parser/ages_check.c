#include "parser/ages_check.h"

#include "base/setting_names.h"
#include "base/shown.h"
#include "model/ages.h"
#include "model/repair.h"

/* What is always up has no outages, and what is always down is so for longer than any time. */
static bool has_outages(const struct slacalc_model *model, uint32_t component) {
    if (model->components[component].down)
        return false;
    for (uint32_t a = model->components[component].attributes; a != NO_INDEX; a = model->attributes[a].next) {
        const struct attribute *figure = &model->attributes[a];
        if (figure->key == KEY_MTBF || (figure->key <= KEY_OBJECTIVE && figure->level.up > 0 && figure->level.down > 0))
            return true;
    }
    return false;
}

static void report_no_repair(const struct slacalc_model *model, const struct ages *ages, uint32_t component,
                             slacalc_diagnostics *problems) {
    uint32_t tolerated = ages->tolerated_by[component];
    diagnose_hint(problems, SLACALC_ERROR, model->components[component].where, SLACALC_HINT_MTTR, NULL,
                  "'" SHOWN
                  "' has no mttr, so nobody can say how many of its outages last that long (add mttr: 1h beside its "
                  "figure, or assume one for all that have none: %s 1h)",
                  SHOWN_ARGS(model->components[component].name), hint_name(model->hint_names, SLACALC_HINT_MTTR));
    if (tolerated != NO_INDEX)
        diagnose(problems, SLACALC_NOTE, model->requirements[tolerated].where, "they are tolerated for a time here");
    else
        diagnose(problems, SLACALC_NOTE, model->requirements[ages->switched_by[component]].where,
                 "the switch away from it takes time here");
}

static void report_both(const struct slacalc_model *model, const struct ages *ages, uint32_t component,
                        slacalc_diagnostics *problems) {
    diagnose(problems, SLACALC_ERROR, model->requirements[ages->tolerated_by[component]].where,
             "outages of '" SHOWN
             "' are tolerated here, while a switch away from it takes time elsewhere: a component can have one of the "
             "two (leave out 'tolerates', or write the failover without 'takes')",
             SHOWN_ARGS(model->components[component].name));
    diagnose(problems, SLACALC_NOTE, model->requirements[ages->switched_by[component]].where, "the failover is here");
}

void ages_check(const struct slacalc_model *model, struct arena *scratch, slacalc_diagnostics *problems) {
    const struct ages ages = ages_of(model, scratch);
    if (ages.in_cycle != NO_INDEX)
        diagnose(problems, SLACALC_ERROR, model->requirements[ages.in_cycle].where,
                 "what is needed here stands in a cycle of dependencies, whose outages are noticed at once (write it "
                 "without 'tolerates' and 'takes')");
    if (ages.too_many != NO_INDEX)
        diagnose(problems, SLACALC_ERROR, model->components[ages.too_many].where,
                 "outages of '" SHOWN
                 "' are told apart by more than %d times: the tolerances on each way to it add up (write fewer "
                 "different ones)",
                 SHOWN_ARGS(model->components[ages.too_many].name), AGES_MAX);
    for (uint32_t c = 0; c < model->component_count; c++) {
        bool is_tolerated = ages.tolerated_by[c] != NO_INDEX, is_switched = ages.switched_by[c] != NO_INDEX;
        if (!(is_tolerated || is_switched) || !has_outages(model, c))
            continue;
        if (is_tolerated && is_switched)
            report_both(model, &ages, c, problems);
        else if (!(repair_time_of(model, c).seconds > 0))
            report_no_repair(model, &ages, c, problems);
    }
}

#include "engine/rows/as_of.h"

#include "base/date.h"
#include "base/diagnostics.h"
#include "base/setting_names.h"

void as_of_judge(const struct slacalc_result *result, slacalc_component *component) {
    long age = component->as_of && result->today > 0 ? result->today - date_days(component->as_of) : -1;
    component->age_days = age < 0 ? -1 : age;
    component->outdated = age >= 0 && (double)component->age_days * DAY_S > result->max_age_s;
}

void as_of_warn(const struct slacalc_result *result, slacalc_diagnostics *problems) {
    const slacalc_component *oldest = NULL;
    size_t outdated = 0;
    for (size_t i = 0; i < result->component_count; i++) {
        const slacalc_component *component = &result->components[i];
        outdated += component->outdated;
        if (component->outdated && (!oldest || component->age_days > oldest->age_days))
            oldest = component;
    }
    const char *name = hint_name(result->hint_names, SLACALC_HINT_MAX_AGE);
    if (outdated == 1)
        diagnose_hint(problems, SLACALC_WARNING, nowhere, SLACALC_HINT_MAX_AGE, NULL,
                      "the figures of '%s' are as of %s (check whether they still hold, or raise %s)", oldest->name,
                      oldest->as_of, name);
    else if (oldest)
        diagnose_hint(problems, SLACALC_WARNING, nowhere, SLACALC_HINT_MAX_AGE, NULL,
                      "the figures of '%s' are as of %s, those of %zu more are outdated too (check whether they still "
                      "hold, or raise %s)",
                      oldest->name, oldest->as_of, outdated - 1, name);
}

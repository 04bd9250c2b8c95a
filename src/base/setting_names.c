#include "base/setting_names.h"

#include <string.h>

static const char *own_name(slacalc_hint hint) {
    static const char *const names[] = {
        [SLACALC_HINT_NONE] = "",
        [SLACALC_HINT_MAX_NODES] = "slacalc_options.max_nodes",
        [SLACALC_HINT_TIME_LIMIT] = "slacalc_options.time_limit_s",
        [SLACALC_HINT_MAX_AGE] = "slacalc_options.max_age_s",
        [SLACALC_HINT_STRICT] = "slacalc_options.strict",
        [SLACALC_HINT_UNRESOLVED] = "slacalc_import.unresolved",
        [SLACALC_HINT_SLO_PICK] = "slacalc_import.slo_pick",
        [SLACALC_HINT_SLO_AS] = "slacalc_import.slo_as",
        [SLACALC_HINT_NAME_SKIPPED] = "slacalc_import.name_skipped",
        [SLACALC_HINT_SET] = "slacalc_model_set",
        [SLACALC_HINT_DOWN] = "slacalc_model_down",
        [SLACALC_HINT_SELECT] = "slacalc_model_select",
        [SLACALC_HINT_REQUIRE] = "slacalc_model_require",
        [SLACALC_HINT_GAPS] = "slacalc_layout.gaps",
        [SLACALC_HINT_DEPTH] = "slacalc_layout.depth",
        [SLACALC_HINT_VENDORS] = "slacalc_vendors",
        [SLACALC_HINT_ALL] = "slacalc_layout.all",
        [SLACALC_HINT_NEED] = "slacalc_options.need",
        [SLACALC_HINT_BETA] = "slacalc_model_assume_beta",
        [SLACALC_HINT_MTTR] = "slacalc_model_assume_mttr",
        [SLACALC_HINT_MIN_KEPT] = "slacalc_options.min_kept",
        [SLACALC_HINT_FROM] = "'from' of slacalc_model_windows",
        [SLACALC_HINT_TO] = "'to' of slacalc_model_windows",
        [SLACALC_HINT_PERIOD] = "'period' of slacalc_model_windows",
        [SLACALC_HINT_STARTER] = "slacalc_starter",
    };
    return names[hint];
}

const char *hint_name(slacalc_hint_name *names, slacalc_hint hint) {
    const char *name = names && hint != SLACALC_HINT_NONE ? names(hint) : NULL;
    return name ? name : own_name(hint);
}

bool hint_names_place(slacalc_hint_name *names, const char *file) {
    static const slacalc_hint places[] = {
        SLACALC_HINT_UNRESOLVED, SLACALC_HINT_SET,  SLACALC_HINT_DOWN, SLACALC_HINT_SELECT, SLACALC_HINT_REQUIRE,
        SLACALC_HINT_BETA,       SLACALC_HINT_MTTR, SLACALC_HINT_FROM, SLACALC_HINT_TO,     SLACALC_HINT_PERIOD};
    for (size_t i = 0; i < sizeof places / sizeof *places; i++)
        if (strcmp(file, hint_name(names, places[i])) == 0)
            return true;
    return false;
}

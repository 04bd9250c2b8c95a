#include "cli/option_names.h"

const char *hint_option(slacalc_hint hint) {
    static const char *const options[] = {
        [SLACALC_HINT_MAX_NODES] = "--max-nodes",
        [SLACALC_HINT_TIME_LIMIT] = "--time-limit",
        [SLACALC_HINT_MAX_AGE] = "--max-age",
        [SLACALC_HINT_STRICT] = "--strict",
        [SLACALC_HINT_UNRESOLVED] = "--unresolved",
        [SLACALC_HINT_SLO_PICK] = "--slo-pick",
        [SLACALC_HINT_SLO_AS] = "--slo-as",
        [SLACALC_HINT_NAME_SKIPPED] = "--verbose",
        [SLACALC_HINT_SET] = "--set",
        [SLACALC_HINT_DOWN] = "--down",
        [SLACALC_HINT_SELECT] = "--service",
        [SLACALC_HINT_REQUIRE] = "--require",
        [SLACALC_HINT_GAPS] = "--gaps",
        [SLACALC_HINT_DEPTH] = "--depth",
        [SLACALC_HINT_VENDORS] = "--vendors",
        [SLACALC_HINT_ALL] = "--all",
        [SLACALC_HINT_NEED] = "--need",
        [SLACALC_HINT_BETA] = "--beta",
        [SLACALC_HINT_MTTR] = "--mttr",
        [SLACALC_HINT_MIN_KEPT] = "--min-kept",
        [SLACALC_HINT_FROM] = "--from",
        [SLACALC_HINT_TO] = "--to",
        [SLACALC_HINT_PERIOD] = "--period",
        [SLACALC_HINT_STARTER] = "--init",
    };
    return hint < sizeof options / sizeof *options ? options[hint] : NULL;
}

#include "cli/exit_status.h"

enum exit_status exit_status_of(const slacalc_result *result, const struct options *options) {
    const slacalc_against *against = slacalc_result_against(result);
    bool is_kept = against ? against->newly_broken == 0 : slacalc_result_kept(result);
    return options->exit_zero || is_kept ? STATUS_KEPT : STATUS_BROKEN;
}

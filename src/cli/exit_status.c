#include "cli/exit_status.h"

enum exit_status exit_status_of(const slacalc_result *result, const struct options *options) {
    return options->exit_zero || slacalc_result_kept(result) ? STATUS_KEPT : STATUS_BROKEN;
}

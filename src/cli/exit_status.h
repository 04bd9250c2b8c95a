/* What the program says by its exit status. */
#ifndef CLI_EXIT_STATUS_H
#define CLI_EXIT_STATUS_H

#include "cli/options.h"

enum exit_status { STATUS_KEPT = 0, STATUS_BROKEN = 1, STATUS_FAULT = 2 };

/* Of a report that was written: whether all promises are kept; against an older model, whether none is newly broken.
 * --strict asks more of them, --exit-zero nothing. */
enum exit_status exit_status_of(const slacalc_result *result, const struct options *options);

#endif

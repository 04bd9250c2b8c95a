/* The promises with their verdicts, the worst first, a line each. */
#ifndef REPORTER_TABLE_VERDICT_GRID_H
#define REPORTER_TABLE_VERDICT_GRID_H

#include "reporter/composing/attention.h"
#include "reporter/table/screen.h"

/* Where services are left out of the report, each line has the largest cause of the downtime, and what is left out of
 * the lines is counted below them. */
void screen_verdicts(struct screen *screen, const slacalc_result *result, const struct attention *attention);

#endif

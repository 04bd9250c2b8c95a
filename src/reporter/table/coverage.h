/* When a service is promised, and how much of that is covered by all that it needs. */
#ifndef REPORTER_TABLE_COVERAGE_H
#define REPORTER_TABLE_COVERAGE_H

#include "base/deadline.h"
#include "reporter/table/screen.h"

/* The promised hours, those that are covered, and who leaves which ones uncovered. */
void screen_coverage(struct screen *screen, const slacalc_result *result, const slacalc_service *service);

/* The grid of what is uncovered together, with the availability meanwhile; of many names the first ones, unless all
 * are asked for and there is time for them. */
void screen_slices(struct screen *screen, const slacalc_result *result, const slacalc_service *service, bool all,
                   struct deadline *deadline);

#endif

/* When a service is promised, and how much of that is covered by all that it needs. */
#ifndef REPORTER_COVERAGE_H
#define REPORTER_COVERAGE_H

#include "reporter/screen.h"

/* Whether hours say anything about the service. */
bool has_hours(const slacalc_service *service);

/* How much of the period the service is promised for, in seconds. */
double promised_s(const slacalc_service *service);

/* The promised hours, those that are covered, and who leaves which ones uncovered. */
void screen_coverage(struct screen *screen, const slacalc_result *result, const slacalc_service *service);

/* The grid of what is uncovered together, with the availability meanwhile. */
void screen_slices(struct screen *screen, const slacalc_result *result, const slacalc_service *service);

#endif

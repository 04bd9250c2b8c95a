/* What a promise lacks behind it, a gap a line. */
#ifndef REPORTER_TABLE_GAPS_H
#define REPORTER_TABLE_GAPS_H

#include "reporter/table/screen.h"

/* A heading: the promise with its verdict, and `what` behind it. */
void screen_promise(struct screen *screen, const slacalc_result *result, const slacalc_service *service, size_t promise,
                    const char *what);

/* The promise with its verdict, and every gap. Takes the index of one of the service's promises. */
void screen_gaps(struct screen *screen, const slacalc_result *result, const slacalc_service *service, size_t promise);

/* The few gaps that tell most. Nothing where all that is missing is what the verdict says already. */
void screen_gaps_in_short(struct screen *screen, const slacalc_result *result, const slacalc_service *service,
                          size_t promise);

#endif

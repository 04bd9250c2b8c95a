/* What each part would have to deliver for the promises of a service. */
#ifndef REPORTER_TABLE_NEEDED_H
#define REPORTER_TABLE_NEEDED_H

#include "reporter/table/screen.h"

/* Nothing where that is not known, or there is no promise. */
void screen_needed(struct screen *screen, const slacalc_result *result, const slacalc_service *service);

#endif

/* What begins the outages of a service, as a table. */
#ifndef REPORTER_TABLE_OUTAGES_H
#define REPORTER_TABLE_OUTAGES_H

#include "reporter/table/screen.h"

void screen_outages(struct screen *screen, const slacalc_result *result, const slacalc_service *service);

#endif

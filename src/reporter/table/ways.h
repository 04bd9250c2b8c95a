/* What brings a service down. */
#ifndef REPORTER_TABLE_WAYS_H
#define REPORTER_TABLE_WAYS_H

#include "reporter/table/screen.h"

/* A table of its minimal cut sets and one of its events; `period` is that of the service. */
void screen_ways(struct screen *screen, const slacalc_result *result, const slacalc_service *service,
                 const char *period);

#endif

/* The grid of a service by contract, by plan and as seen. */
#ifndef REPORTER_TABLE_BASES_H
#define REPORTER_TABLE_BASES_H

#include "reporter/table/screen.h"

/* The downtime is over the service's period, of which `period` is the text. */
void screen_bases(struct screen *screen, const slacalc_service *service, const char *period);

#endif

/* What the table says first of promises that are not kept. */
#ifndef REPORTER_TABLE_UNKEPT_H
#define REPORTER_TABLE_UNKEPT_H

#include "reporter/table/screen.h"

/* Below each promise of the service that is not enough: where it is broken the largest causes of the downtime, what
 * would keep it, and how many gaps it has beside that; otherwise the gaps that weigh most. */
void screen_unkept(struct screen *screen, const slacalc_result *result, const slacalc_service *service);

/* Among the figures of a service: what would keep each promise that is broken. */
void screen_mending(struct screen *screen, const slacalc_result *result, const slacalc_service *service);

#endif

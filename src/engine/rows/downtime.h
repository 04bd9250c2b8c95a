/* What follows from the rows of a service by a multiplication or a comparison, so that no report has to compute it. */
#ifndef ENGINE_ROWS_DOWNTIME_H
#define ENGINE_ROWS_DOWNTIME_H

#include "slacalc.h"

/* Whether hours say anything about the service. */
bool has_hours(const slacalc_service *service);

/* How long the service is down in the promised hours of its period if its availability is that estimate's: by another
 * basis, or without what degrades it. In seconds. */
double downtime_by(const slacalc_service *service, const slacalc_estimate *availability);

/* Whether a service is worth another figure without what degrades it: by more than rounding, or perhaps. */
bool undegraded_differs(const slacalc_service *service);

#endif

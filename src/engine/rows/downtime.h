/* What follows from the rows of a service by a multiplication or a comparison, so that no report has to compute it. */
#ifndef ENGINE_ROWS_DOWNTIME_H
#define ENGINE_ROWS_DOWNTIME_H

#include "slacalc.h"

/* Whether hours say anything about the service. */
bool has_hours(const slacalc_service *service);

/* How long the service is down in the promised hours of its period if its availability is that estimate's: by another
 * basis, or without what degrades it. In seconds. */
double downtime_by(const slacalc_service *service, const slacalc_estimate *availability);

/* What the margin of a promise is of the downtime that it allows, in steps of 1e-9, as verdicts count: smaller
 * differences are those of rounding. Where no downtime is allowed, any at all is infinitely too much. */
double spare_part(const slacalc_service *service, const slacalc_promise *promise);

/* Adds to the share of the downtime that each row has those of all rows that stand below it, in steps of 1e-9, so that
 * rounding makes no difference. By row, its parent stands before it; SLACALC_NONE: it has none. */
void add_up_shares(double *shares, const size_t *parents, size_t count);

/* The part of the downtime that the component causes by its own level and by its hours. */
double share_in_all(const slacalc_share *share);

/* All shares of a service together: more than 1 where some of its downtime takes several outages at a time, since that
 * is a part of each of their shares. */
double shares_together(const slacalc_service *service);

/* The one with the largest part of the service's downtime; NULL where that is not known. */
const slacalc_share *largest_cause(const slacalc_service *service);

/* Whether a service is worth another figure without what degrades it: by more than rounding, or perhaps. */
bool undegraded_differs(const slacalc_service *service);

#endif

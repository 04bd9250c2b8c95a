/* What follows from the rows of a service by a multiplication or a comparison, so that no report has to compute it. */
#ifndef ENGINE_ROWS_DOWNTIME_H
#define ENGINE_ROWS_DOWNTIME_H

#include "slacalc.h"

/* Whether hours say anything about the service. */
bool has_hours(const slacalc_service *service);

/* How long the service is down in the promised hours of its period if its availability is that estimate's: by another
 * basis, or without what degrades it. In seconds. */
double downtime_by(const slacalc_service *service, const slacalc_estimate *availability);

/* The margin of a promise as a part of the downtime that it allows, in steps of 1e-9: verdicts see no smaller
 * difference, which rounding may make. Where no downtime is allowed, any at all is infinitely too much. */
double spare_part(const slacalc_service *service, const slacalc_promise *promise);

/* Adds to the share of each row in the downtime the shares of all rows below it. The sums are in steps of 1e-9, so that
 * rounding makes no difference. `parents` has for each row the one above it, which stands before it; SLACALC_NONE:
 * none. */
void add_up_shares(double *shares, const size_t *parents, size_t count);

/* The part of the downtime that the component causes by its own level and by its hours. */
double share_in_all(const slacalc_share *share);

/* All shares of a service together: more than 1 where some of its downtime takes several outages at a time, since that
 * is a part of each of their shares. */
double shares_together(const slacalc_service *service);

/* Whether the service has another figure without what degrades it: one that differs by more than rounding, or that is
 * not known exactly. */
bool undegraded_differs(const slacalc_service *service);

#endif

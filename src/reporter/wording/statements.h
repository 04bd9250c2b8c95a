/* What is said in one line each of promises, gaps and catalogues. Names are as the model has them, so that the format
 * escapes the whole. */
#ifndef REPORTER_WORDING_STATEMENTS_H
#define REPORTER_WORDING_STATEMENTS_H

#include "reporter/wording/printable.h"
#include "slacalc.h"

/* "3 promises: 1 is guaranteed, 2 are broken", by the number of promises that each verdict has. */
const char *statement_of_verdicts(const struct wording *wording, const size_t *counts, const char *noun);

/* "3 promises: 1 is guaranteed, 2 are broken; 4 gaps", "2 promises: both hold", "1 promise: broken" */
const char *summary_of_verdicts(const struct wording *wording, const slacalc_result *result);

/* "sla 99.9 % of checkout is broken: 99.854 % computed, 20m 01s downtime too much per 30d; 2 gaps" */
const char *statement_of_promise(const struct wording *wording, const slacalc_result *result,
                                 const slacalc_service *service, size_t promise);

/* "db has neither sla nor ola, only an slo" */
const char *statement_of_gap(const struct wording *wording, const slacalc_result *result,
                             const slacalc_service *service, const slacalc_gap *gap);

/* "ola 99.5 % of network, 99.9 % counted on" */
const char *statement_of_weak_part(const struct wording *wording, const slacalc_result *result,
                                   const slacalc_weak_part *part);

/* "shares add up to 134.2 %: downtime that takes several outages counts for each"; NULL where they come to no more than
 * the whole, or than rounded figures may. */
const char *statement_of_shares(const struct wording *wording, const slacalc_service *service);

/* "4 references of the catalogue are unresolved"; NULL where they are not counted. */
const char *statement_of_unresolved(const struct wording *wording, const slacalc_result *result);

#endif

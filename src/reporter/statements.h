/* What is said of promises and gaps in one line each. Names are as the model has them: the format escapes the whole. */
#ifndef REPORTER_STATEMENTS_H
#define REPORTER_STATEMENTS_H

#include "base/arena.h"
#include "slacalc.h"

/* Whether a place is standard input, or an option of the command line. */
bool is_no_file(const char *file);

bool promise_is_kept(const slacalc_promise *promise);

/* By its verdict, and where the result is strict by its gaps too. */
bool promise_is_enough(const slacalc_result *result, const slacalc_service *service, size_t promise);

size_t gap_count(const slacalc_service *service, size_t promise);

/* How many promises of all verdicts there are. */
size_t promise_count(const slacalc_result *result);

/* "3 promises: 1 guaranteed, 2 broken" */
const char *summary_of_verdicts(struct arena *arena, const slacalc_result *result);

/* "sla 99.9 %" */
const char *name_of_promise(struct arena *arena, const slacalc_promise *promise);

/* Both ends where they differ as shown. */
const char *text_of_range(struct arena *arena, slacalc_level low, slacalc_level high);

/* Both ends where the answer is an interval. */
const char *text_of_estimate(struct arena *arena, const slacalc_estimate *estimate);

/* The same beside a promise: with as many digits as it takes to see on which side of it the figure lies. */
const char *text_against(struct arena *arena, const slacalc_service *service, const slacalc_promise *promise);

/* "sla 99.9 % of checkout is broken: 99.854 % computed, 20m 01s downtime too much per 30d" */
const char *statement_of_promise(struct arena *arena, const slacalc_result *result, const slacalc_service *service,
                                 size_t promise);

const char *title_of_gap(slacalc_gap_kind kind);

/* "db has neither sla nor ola, only an slo" */
const char *statement_of_gap(struct arena *arena, const slacalc_result *result, const slacalc_service *service,
                             const slacalc_gap *gap);

#endif

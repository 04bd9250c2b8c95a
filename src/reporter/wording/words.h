/* The words of the public names, as every format has them. */
#ifndef REPORTER_WORDING_WORDS_H
#define REPORTER_WORDING_WORDS_H

#include "slacalc.h"

/* "sla" */
const char *word_of_basis(slacalc_basis basis);

/* "contract (sla)" */
const char *title_of_basis(slacalc_basis basis);

/* The order in which they are shown: what may be claimed, what is aimed at, what the customer gets. */
extern const slacalc_basis bases_in_order[SLACALC_BASES];

const char *word_of_promise(slacalc_promise_kind kind);
const char *word_of_verdict(slacalc_verdict verdict);
const char *word_of_figure(slacalc_figure figure);
const char *word_of_stated(slacalc_stated_kind kind);

/* "at-least" */
const char *word_of_kept(slacalc_kept_kind kind);

/* "at-least-as-much-lost", "at-most-as-much-lost" */
const char *word_of_chance_side(const slacalc_log_chance *chance);

/* "exact", "at-most", "approximate" */
const char *word_of_chance(slacalc_chance_kind kind);

/* "weak-agreement" */
const char *word_of_gap(slacalc_gap_kind kind);

/* "weak agreement" */
const char *title_of_gap(slacalc_gap_kind kind);

/* "replicas" */
const char *word_of_event(slacalc_event_kind kind);

/* Why a figure is not exact: "node budget spent". */
const char *word_of_limit(const slacalc_result *result);

/* What is said where slacalc_service.degraded_by_unknown is set. */
#define TOO_MANY_DEGRADING "too many parts to look for"

#endif

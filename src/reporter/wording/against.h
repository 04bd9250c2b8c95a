/* What is said of a change of a model. Names are as the model has them, so that the format escapes the whole. */
#ifndef REPORTER_WORDING_AGAINST_H
#define REPORTER_WORDING_AGAINST_H

#include "reporter/wording/printable.h"
#include "slacalc.h"

/* "db.slo", "cache" */
const char *name_of_change(const struct wording *wording, const slacalc_change *change);

/* "99.95 %"; "-" where there is none; the new one is "added" or "removed" where the component is. */
const char *old_value_of_change(const struct wording *wording, const slacalc_change *change);
const char *new_value_of_change(const struct wording *wording, const slacalc_change *change);

/* "db.slo 99.95 % -> 99.9 %", "cache added" */
const char *statement_of_change(const struct wording *wording, const slacalc_change *change);

/* "+12m", "0s"; "?" where it is not known. */
const char *phrase_more(const struct wording *wording, double seconds);

/* The service that an effect is on, and how much more it is down, alone and as a share. Where there is no effect: empty
 * where the change is known to have none, and "?" where what it reaches is not known. */
const char *service_of_effect(const slacalc_against *against, const slacalc_change *change,
                              const slacalc_effect *effect);
const char *phrase_alone(const struct wording *wording, const slacalc_change *change, const slacalc_effect *effect);
const char *phrase_share(const struct wording *wording, const slacalc_change *change, const slacalc_effect *effect);

/* "99.95 %"; "-" of a service that is not in that model. */
const char *availability_before(const struct wording *wording, const slacalc_compared_service *service);
const char *availability_after(const struct wording *wording, const slacalc_compared_service *service);

/* "+12m per 30d"; "new" or "gone" of a service that is in one model only. */
const char *phrase_difference(const struct wording *wording, const slacalc_compared_service *service);

/* "holds"; "-" where there was no such promise. */
const char *verdict_before(const slacalc_compared_promise *promise);

/* "sla 99.9 %", "sla 99.5 % -> 99.9 %" */
const char *phrase_compared_promise(const struct wording *wording, const slacalc_compared_promise *promise);

/* "checkout: holds -> broken (12m more downtime per 30d): db.slo 99.95 % -> 99.9 %" */
const char *statement_of_turn(const struct wording *wording, const slacalc_against *against,
                              const slacalc_compared_promise *promise);

/* The change that does most to turn the promise, itself the promise where that was raised; NULL where none is known. */
const slacalc_change *main_cause(const slacalc_against *against, const slacalc_compared_promise *promise);

/* "no promise is newly broken; 1 is mended" */
const char *summary_of_against(const struct wording *wording, const slacalc_against *against);

#endif

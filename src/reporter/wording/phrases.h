/* A few words that are put together from figures and names. They are printable and belong to the wording's arena. */
#ifndef REPORTER_WORDING_PHRASES_H
#define REPORTER_WORDING_PHRASES_H

#include "reporter/wording/numbers.h"
#include "reporter/wording/printable.h"

/* What stands for what is left out or between two ends: "…", "..". */
const char *phrase_dots(const struct wording *wording);

/* A figure that lives as long as the arena. */
const char *phrase_figure(const struct wording *wording, struct figure figure);

/* "99.9 % … 99.95 %", or one figure where both ends look the same. */
const char *phrase_range(const struct wording *wording, slacalc_level low, slacalc_level high);

/* One figure, or both ends where the answer is an interval. */
const char *phrase_estimate(const struct wording *wording, const slacalc_estimate *estimate);

/* "sla 99.9 %" */
const char *phrase_promise(const struct wording *wording, const slacalc_promise *promise);

/* "sla 99.9 % holds up to 4.2 % common cause", "sla 99.9 % holds under any common cause"; NULL where that is not known.
 */
const char *phrase_common_cause(const struct wording *wording, const slacalc_promise *promise);

/* "0.72 per 30d, 1h 05m each", with ", assumed mttr" where that is so; NULL where it is not known. */
const char *phrase_outages(const struct wording *wording, const slacalc_service *service);

/* "months", of the calendar or of 30 days, and so on; NULL where there is no word for it. */
const char *word_of_periods(double seconds);

/* "68.8 %", with "≥" before it where it is at least so often, and "≈" where it is approximate; NULL where it
 * is not known. */
const char *phrase_kept_ratio(const struct wording *wording, const slacalc_promise *promise);

/* The same with the period: "68.8 % of months". */
const char *phrase_kept(const struct wording *wording, const slacalc_service *service, const slacalc_promise *promise);

/* "584 EUR", "0.43 EUR"; a currency may be NULL. */
const char *phrase_money(const struct wording *wording, double amount, const char *currency);

/* What a service owes in a period on average, and what it can recover from others. */
double credits_owed(const slacalc_service *service);
double credits_recoverable(const slacalc_service *service);

/* The currency of these; NULL where there is none. */
const char *currency_of(const slacalc_result *result, const slacalc_service *service);

/* "584 EUR owed, 50 EUR recoverable per 30d, expected"; NULL where neither is known. */
const char *phrase_credits_expected(const struct wording *wording, const slacalc_result *result,
                                    const slacalc_service *service);

/* The service's availability beside a promise: with as many digits as it takes to see on which side of it the figure
 * lies, both ends where the answer is an interval. */
const char *phrase_against(const struct wording *wording, const slacalc_service *service,
                           const slacalc_promise *promise);

/* "+4m 12s"; where the service has a period of its own "+4m 12s", `per`, "90d". */
const char *phrase_margin(const struct wording *wording, const slacalc_result *result, const slacalc_service *service,
                          const slacalc_promise *promise, const char *per);

/* The component's name. */
const char *phrase_name(const struct wording *wording, const slacalc_result *result, size_t component);

/* Whether a place is none, standard input, or in a text that the caller gave, such as an option. */
bool is_no_file(const slacalc_result *result, const char *file);

/* "shop.yaml:12", without the line where it is 0; NULL where there is no file. */
const char *phrase_place(const struct wording *wording, const char *file, size_t line);

/* "3"; "3?" where there may be more */
const char *phrase_gap_count(const struct wording *wording, const slacalc_service *service, size_t promise);

/* "91 no agreement, 2 not optional": how many gaps of each kind that promise of the service has, or with SLACALC_NONE
 * all of its promises, those aside that their verdicts say already; "" where there is none. */
const char *phrase_gap_kinds(const struct wording *wording, const slacalc_service *service, size_t promise);

/* "3 parts have no agreement", of the basis sla; NULL where there is nothing to say. */
const char *phrase_without_agreement(const struct wording *wording, const slacalc_service *service,
                                     slacalc_basis basis);

/* "3 gaps", "1 gap", "no gap" */
const char *phrase_count(const struct wording *wording, size_t count, const char *noun);

/* A component's own level, "-" where it has none, and the word of the figure that it comes from, "-" likewise. */
const char *phrase_own(const struct wording *wording, const slacalc_component *component);
const char *phrase_basis(const slacalc_component *component);

/* The low end of an estimate, with "≥" before it where the estimate is not exact. */
const char *phrase_compound(const struct wording *wording, const slacalc_estimate *estimate);

/* Whether something is known of its sla beside the level: when it holds, what it pays back, what it was read in. */
bool has_terms(const slacalc_component *component);

/* "pays back 10 % below 99.9 %, 25 % below 99 %, at most 50 % of the fee"; NULL where nothing of it is known. */
const char *phrase_credits(const struct wording *wording, const slacalc_component *component);

/* As phrase_source, with the evidence. */
const char *phrase_evidence(const struct wording *wording, const slacalc_component *component);

/* "contract 12, page 3, as of 2025-03-01"; NULL where it says neither. */
const char *phrase_source(const struct wording *wording, const slacalc_component *component);

/* The clock of a time zone: its name, or UTC with what is added to it. */
const char *phrase_clock(const struct wording *wording, const char *timezone);

#endif

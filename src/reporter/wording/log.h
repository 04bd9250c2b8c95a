/* Words for what happened, as a log tells it. They are printable and belong to the wording's arena. */
#ifndef REPORTER_WORDING_LOG_H
#define REPORTER_WORDING_LOG_H

#include "reporter/wording/pieces.h"

/* "2026-03" for a month of the calendar, "2026-03-01 to 2026-03-07" for other days. */
const char *phrase_window(const struct wording *wording, const slacalc_log_window *window);

/* "2026-03-03 11:00", with the seconds where there are some. */
const char *phrase_time(const struct wording *wording, slacalc_time time);

/* "db"; "together: a, b". Names are as the model has them. */
const char *phrase_log_cause(const struct wording *wording, const slacalc_result *result, const size_t *components,
                             size_t count);

/* "sla 99.5 %" */
const char *phrase_log_promise(const struct wording *wording, const slacalc_log_promise *promise);

/* What was attained, with as many digits as tell on which side of the promise it is. */
const char *phrase_attained(const struct wording *wording, const slacalc_log_service *service,
                            const slacalc_log_promise *promise);

/* Below that, the difference between what was attained and what is computed is more than chance. */
#define SURPRISING 0.05

/* "0.4 %", "≤0.4 %", "≈0.4 %"; NULL where it is not known. */
const char *phrase_chance(const struct wording *wording, const slacalc_log_chance *chance);

/* "31.2 % as bad", "85 % as good": how much of such times the model says; NULL where that is not known. */
const char *phrase_against_model(const struct wording *wording, const slacalc_log_chance *chance);

/* Whether the model would hardly say so. */
bool is_surprising(const slacalc_log_chance *chance);

/* Whether some chance is known. */
bool has_chances(const slacalc_log *log);

/* Whether there is something to say of the service. */
bool is_eventful(const slacalc_log_total *total);

/* "worse than the model allows by chance (0.4 % of such windows)"; NULL where it is not surprising. `times`: what the
 * chance is out of. */
const char *statement_of_chance(const struct wording *wording, const slacalc_log_chance *chance, const char *times);

/* Of all windows together: "such windows" where there is one. */
const char *word_of_all_windows(const slacalc_log *log);

/* Of the groups: those whose members were down at once, or would have been for some time. */
bool tells_something(const slacalc_log_group *group);

/* "1 of carrier-a, carrier-b", "2 of 3 web": what has to be up. Names are as the model has them. */
const char *phrase_redundant(const struct wording *wording, const slacalc_result *result,
                             const slacalc_log_group *group);

/* "beta 15.6 % (0 % to 92.8 %)"; NULL where nothing is said. */
const char *phrase_beta(const struct wording *wording, const slacalc_log_group *group);

/* "met", "missed" */
const char *word_of_met(const slacalc_log_promise *promise);

/* "12 incidents from 2026-03-01 to 2026-05-31, times in Europe/Berlin" */
const char *statement_of_log(const struct wording *wording, const slacalc_log *log);

/* "all 6 promises met", "2 of 6 promises missed", "no promise" */
const char *summary_of_log(const struct wording *wording, const slacalc_log *log);

/* "sla 99.5 % missed by 4h 47m: 98.856 % attained, 8h 30m lost in 2 outages (db 4h 30m, vendor 4h)" */
const char *statement_of_log_promise(const struct wording *wording, const slacalc_result *result,
                                     const slacalc_log_service *service, const slacalc_log_promise *promise);

/* "db 4h 30m (53 %)", at most so many; then how many more. */
const char *phrase_lost_by(const struct wording *wording, const slacalc_result *result, const slacalc_log_by *by,
                           size_t count, size_t most);

#endif

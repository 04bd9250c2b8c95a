/*
 * What of a result a person looks at first. Of a few services that is everything; of more, the worst verdicts and the
 * services that need attention: those with a promise that is not kept, that is undecided, or that has a gap. The
 * formats for people choose by this alike, and say in a sentence what they leave out and what is the worst of it.
 */
#ifndef REPORTER_COMPOSING_ATTENTION_H
#define REPORTER_COMPOSING_ATTENTION_H

#include "reporter/composing/verdicts.h"
#include "reporter/wording/printable.h"

struct attention {
    bool is_whole;                      /* everything is shown, services in their own order */
    const struct verdict_row *verdicts; /* of all promises, the worst first */
    size_t verdict_count;
    size_t verdicts_shown;  /* so many of the first */
    const size_t *services; /* indices of all; first those that need attention, the worst first, then those without a
                               promise by their downtime, then those that keep what they promise, the closest first */
    size_t service_count;
    size_t needing;   /* services that need attention */
    size_t promised;  /* services with a promise */
    size_t details;   /* so many of the first are shown in detail, or fewer where a format has no room for them */
    size_t parts;     /* so many of what such a service needs are shown with it, if not all are asked for */
    bool has_periods; /* some promise is over another period than that of the result */
    bool has_kept;    /* of some promise it is known how often it is kept */
};

/* So few that everything is shown. */
bool has_few_services(const slacalc_result *result);

/* With `all`, or few services, everything is shown. */
struct attention attention_of(const slacalc_result *result, bool all, struct arena *arena);

/* "121 more promises: 10 hold, 111 are broken; the worst: sla 99.5 % of shop, -2h 12m", where so many of the first are
 * shown; NULL where that is all. Names are as the model has them, so that the format escapes the whole. */
const char *statement_of_more_promises(const struct wording *wording, const slacalc_result *result,
                                       const struct attention *attention, size_t shown);

/* "≈: an approximation, since ...", where the sign stands before what is said of one of the first promises; else NULL.
 */
const char *statement_of_approximation(const struct wording *wording, const slacalc_result *result,
                                       const struct attention *attention, size_t shown);

/* "12 more services need attention, the worst: sla 99.5 % of shop, -2h 12m; 3 keep their promises without a gap, the
 * closest: ola 99 % of search, +1h 04m". */
const char *statement_of_more_services(const struct wording *wording, const slacalc_result *result,
                                       const struct attention *attention, size_t shown);

#endif

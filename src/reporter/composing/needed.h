/* What each part would have to deliver for the promises of a service, in words: a row for each part, a column for each
 * promise. Names are as the model has them. */
#ifndef REPORTER_COMPOSING_NEEDED_H
#define REPORTER_COMPOSING_NEEDED_H

#include "reporter/wording/numbers.h"
#include "reporter/wording/printable.h"

struct needed_text {
    const char *part;    /* "web, each of 3 replicas" */
    const char *now;     /* "99.9 %" */
    const char **levels; /* by promise: "99.71 %"; "not alone" */
};

struct needed_texts {
    struct needed_text *rows;
    size_t count;
    size_t left_out;       /* more parts */
    const char **promises; /* "sla 99.8 %" */
    const char *unknown;   /* what of it is not known; NULL where all of it is */
    const char *statement; /* what the figures mean */
    const char **together; /* by promise: how much better all parts together would have to be, or worse they may be */
};

/* "web, each of 3 replicas", "api as a whole": what has that level. */
const char *part_of_needed(const struct wording *wording, const slacalc_result *result, const slacalc_needed *needed);

/* As many parts as cut sets were asked for; those that cause most of the downtime first. */
struct needed_texts needed_of(const struct wording *wording, const slacalc_result *result,
                              const slacalc_service *service);

#endif

/* What brings a service down, in words: its minimal cut sets, those that differ only by what is alike as one, and its
 * events by their importance. Names are as the model has them: each format shows them in its own way. */
#ifndef REPORTER_COMPOSING_WAYS_H
#define REPORTER_COMPOSING_WAYS_H

#include "reporter/wording/numbers.h"
#include "reporter/wording/printable.h"

struct way {
    const char *when;       /* "search is down, for 20 % of requests" */
    struct figure share;    /* of the downtime */
    struct figure downtime; /* over the service's period */
    double part;            /* of the downtime: rows stand by this, the largest first */
    const char *note;       /* "single point of failure"; "" */
};

struct ways {
    struct way *rows;
    size_t count;
    const char *summary; /* "9 of 14 ways, 99.98 % of the downtime"; what is not known where there is no row */
};

struct ways ways_of(const struct wording *wording, const slacalc_result *result, const slacalc_service *service);

struct event_text {
    const char *event; /* "switch to db-b" */
    struct figure down, criticality, if_down, if_perfect;
    const char *raw, *rrw; /* risk achievement worth and risk reduction worth: "54.7", "∞" */
};

struct events_text {
    struct event_text *rows;
    size_t count;
    const char *more; /* "3 more events, each below 0.1 %"; NULL where all are there */
};

/* As many as cut sets were asked for. */
struct events_text events_of(const struct wording *wording, const slacalc_result *result,
                             const slacalc_service *service);

#endif

/* What begins the outages of a service, and how often. */
#ifndef REPORTER_COMPOSING_OUTAGES_H
#define REPORTER_COMPOSING_OUTAGES_H

#include "reporter/wording/numbers.h"
#include "reporter/wording/printable.h"

struct outage_text {
    const char *event; /* "db-a" */
    struct figure per_period;
    struct figure share; /* of all outages */
    struct figure mttr;  /* of the component */
};

struct outage_texts {
    const char *per; /* "Per 30d" */
    struct outage_text *rows;
    size_t count;
};

/* No rows where they are not known. */
struct outage_texts outages_of(const struct wording *wording, const slacalc_result *result,
                               const slacalc_service *service);

#endif

/* Events in words. Names are as the model has them: each format shows them in its own way. */
#ifndef REPORTER_COMPOSING_EVENTS_H
#define REPORTER_COMPOSING_EVENTS_H

#include "reporter/wording/printable.h"
#include "slacalc.h"

/* "search", "2 of 3 replicas of web", "the switch to db-b", "requests for search" */
const char *event_text(const struct wording *wording, const slacalc_result *result, const slacalc_event *event);

/* Whether a part costs the downtime, by its own level or its hours. */
bool cause_is_part(const slacalc_cause *cause);

/* The same of what costs a service its downtime: of a part its name, whether or not by its hours, and "itself" of the
 * service. */
const char *cause_text(const struct wording *wording, const slacalc_result *result, const slacalc_service *service,
                       const slacalc_cause *cause);

#endif

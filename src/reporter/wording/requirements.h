/* What is said of a requirement: of its group, of what stands around a single part, and of a common cause. */
#ifndef REPORTER_WORDING_REQUIREMENTS_H
#define REPORTER_WORDING_REQUIREMENTS_H

#include "reporter/wording/printable.h"
#include "slacalc.h"

/* "any of 2", "2 of 3, beta 5 %", "any of 2, failover 99 %", "across 3 places" */
const char *group_label(const struct wording *wording, const slacalc_result *result, size_t requirement);

/* ", beta 5 % (assumed)": what the component's replicas have in common; "" where they have nothing. */
const char *replica_beta_note(const struct wording *wording, const slacalc_component *component);

/* ", 20 % of traffic, optional": of the requirements with one part, from the outermost one on; "" where there is none.
 */
const char *requirement_notes(const struct wording *wording, const slacalc_result *result, size_t outer);

#endif

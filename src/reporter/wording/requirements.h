/* What is said of a requirement: of its group, and of what stands around a single part. */
#ifndef REPORTER_WORDING_REQUIREMENTS_H
#define REPORTER_WORDING_REQUIREMENTS_H

#include "reporter/wording/printable.h"
#include "slacalc.h"

/* "any of 2", "2 of 3", "any of 2, failover 99 %" */
const char *group_label(const struct wording *wording, const slacalc_result *result, size_t requirement);

/* ", 20 % of traffic, optional": of the requirements with one part, from the outermost one on; "" where there is none.
 */
const char *requirement_notes(const struct wording *wording, const slacalc_result *result, size_t outer);

#endif

/* What reports by owner have in common: which owners and verdicts they show, and their words. */
#ifndef REPORTER_COMPOSING_BY_OWNER_H
#define REPORTER_COMPOSING_BY_OWNER_H

#include "engine/rows/owners.h"
#include "reporter/composing/attention.h"

/* "(no owner)" where it is none. */
const char *name_of_owner(const struct owner *owner);

size_t promises_of_owner(const struct owner *owner);

/* Of the downtime of all services together, that of the owner's components. */
double share_of_owner(const struct owners *owners, const struct owner *owner);

/* How many owners have a line, and how many of those verdicts of their own below. */
size_t owners_shown(const struct owners *owners, bool all);
size_t owners_in_detail(const struct owners *owners, bool all);

/* The verdicts of all services owner by owner, in the order of the owners' rows; those of each with the worst first. */
const struct verdict_row *verdicts_by_owner(const struct attention *attention, const slacalc_result *result,
                                            const struct owners *owners, struct arena *arena);

/* The first of these verdicts are the owner's; only a few are shown, unless all are asked for. */
struct attention attention_to_owner(const struct attention *attention, const struct verdict_row *verdicts,
                                    const struct owner *owner, bool all);

/* "team-3: 14 promises: 12 are broken, 2 hold" */
const char *heading_of_owner(const struct wording *wording, const struct owner *owner);

/* "3 more owners: 2 promises are not kept, 1h 20m caused; the worst: team-3"; NULL where all are shown. */
const char *statement_of_more_owners(const struct wording *wording, const struct owners *owners, size_t shown);

/* "3 more owners with promises that are not kept", behind so many whose verdicts are shown; NULL where there is none.
 */
const char *statement_of_more_details(const struct wording *wording, const struct owners *owners, size_t shown);

/* What the figures by owner mean, and what is in none of them. */
const char *statement_of_owners(const struct wording *wording, const struct owners *owners);

#endif

/* Of a promise that is not kept, in words: what costs its service most, and what would keep it. Names are as the model
 * has them. */
#ifndef REPORTER_COMPOSING_UNKEPT_H
#define REPORTER_COMPOSING_UNKEPT_H

#include "reporter/wording/printable.h"
#include "slacalc.h"

/* Whether both say more than its verdict: it is broken, the shares of the downtime are known, and they are not all the
 * service's own. */
bool has_causes_to_tell(const slacalc_service *service, size_t promise);

/* "db 56.3 %, desk 28.2 % (its hours), web 11.3 % of the downtime": the largest three. */
const char *statement_of_causes(const struct wording *wording, const slacalc_result *result,
                                const slacalc_service *service);

/* Which part alone would keep the promise, all else as it is: "search at 99.71 % (now 99.5 %); no other part alone",
 * "no part alone". */
const char *statement_of_mending(const struct wording *wording, const slacalc_result *result,
                                 const slacalc_service *service, size_t promise);

#endif

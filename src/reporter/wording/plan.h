/* What is said of a plan, a sentence a line. Names are as the model has them, so that the format escapes the whole. */
#ifndef REPORTER_WORDING_PLAN_H
#define REPORTER_WORDING_PLAN_H

#include "reporter/wording/pieces.h"

/* The plan first, then what restricts it, the next cheaper set, and what each further amount buys; `all`: however many
 * promises and services that is said of. */
struct pieces statements_of_plan(const struct wording *wording, const slacalc_result *result, bool all);

#endif

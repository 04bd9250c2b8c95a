/* What a change of the model does, and which changes to make. */
#ifndef REPORTER_TABLE_AGAINST_H
#define REPORTER_TABLE_AGAINST_H

#include "reporter/table/screen.h"

/* Nothing where no options were chosen. */
void screen_plan(struct screen *screen, const slacalc_result *result, bool all);

/* Nothing where the result is not compared with an older model. */
void screen_against(struct screen *screen, const slacalc_result *result);

#endif

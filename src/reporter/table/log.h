/* What happened, on the screen. */
#ifndef REPORTER_TABLE_LOG_H
#define REPORTER_TABLE_LOG_H

#include "reporter/table/screen.h"

/* The verdicts of all windows, and what each service lost to whom. */
void screen_log(struct screen *screen, const slacalc_result *result, bool all);

#endif

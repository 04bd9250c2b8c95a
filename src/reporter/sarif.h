/* The report as SARIF 2.1.0. */
#ifndef REPORTER_SARIF_H
#define REPORTER_SARIF_H

#include "slacalc.h"

/* Returns the whole text, to be freed with free(); NULL when memory is exhausted. */
char *report_sarif(const slacalc_result *result, const slacalc_layout *layout, size_t *length);

#endif

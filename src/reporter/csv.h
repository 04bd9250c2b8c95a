/* The report as CSV: a row for each service and each component that it needs. */
#ifndef REPORTER_CSV_H
#define REPORTER_CSV_H

#include "slacalc.h"

/* Returns the whole text, to be freed with free(); NULL when memory is exhausted. */
char *report_csv(const slacalc_result *result, const slacalc_layout *layout, size_t *length);

#endif

/* The report as JUnit's XML. */
#ifndef REPORTER_JUNIT_H
#define REPORTER_JUNIT_H

#include "slacalc.h"

/* Returns the whole text, to be freed with free(); NULL when memory is exhausted. */
char *report_junit(const slacalc_result *result, const slacalc_layout *layout, size_t *length);

#endif

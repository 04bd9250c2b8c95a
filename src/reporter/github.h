/* The report as workflow commands of GitHub Actions. */
#ifndef REPORTER_GITHUB_H
#define REPORTER_GITHUB_H

#include "slacalc.h"

/* Returns the whole text, to be freed with free(); NULL when memory is exhausted. */
char *report_github(const slacalc_result *result, const slacalc_layout *layout, size_t *length);

#endif

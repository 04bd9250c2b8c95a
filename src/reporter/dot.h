/* The report as the dependency graph for Graphviz. */
#ifndef REPORTER_DOT_H
#define REPORTER_DOT_H

#include "slacalc.h"

/* Returns the whole text, to be freed with free(); NULL when memory is exhausted. */
char *report_dot(const slacalc_result *result, const slacalc_layout *layout, size_t *length);

#endif

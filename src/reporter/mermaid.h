/* The report as the dependency graph for Mermaid. */
#ifndef REPORTER_MERMAID_H
#define REPORTER_MERMAID_H

#include "slacalc.h"

/* Returns the whole text, to be freed with free(); NULL when memory is exhausted. */
char *report_mermaid(const slacalc_result *result, const slacalc_layout *layout, size_t *length);

#endif

/* The report as GitHub Flavored Markdown. */
#ifndef REPORTER_MARKDOWN_H
#define REPORTER_MARKDOWN_H

#include "slacalc.h"

/* Returns the whole text, to be freed with free(); NULL when memory is exhausted. */
char *report_markdown(const slacalc_result *result, const slacalc_layout *layout, size_t *length);

#endif

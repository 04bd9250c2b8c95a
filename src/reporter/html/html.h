/* The report as one page that needs no other file, no network and no script. */
#ifndef REPORTER_HTML_HTML_H
#define REPORTER_HTML_HTML_H

#include "slacalc.h"

/* Returns the whole text, to be freed with free(); NULL when memory is exhausted. */
char *report_html(const slacalc_result *result, const slacalc_layout *layout, size_t *length);

#endif

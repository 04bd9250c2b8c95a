/* The report as JSON, whose form src/share/slacalc/report.schema.json has. */
#ifndef REPORTER_JSON_H
#define REPORTER_JSON_H

#include "slacalc.h"

/* Returns the whole text, to be freed with free(); NULL when memory is exhausted. */
char *report_json(const slacalc_result *result, const slacalc_layout *layout, size_t *length);

#endif

/* The report as tables for the terminal. */
#ifndef REPORTER_TABLE_TABLE_H
#define REPORTER_TABLE_TABLE_H

#include "slacalc.h"

/* Returns the whole text, to be freed with free(); NULL when memory is exhausted. */
char *report_table(const slacalc_result *result, const slacalc_layout *layout, size_t *length);

#endif

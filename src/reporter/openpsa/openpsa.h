/* The report as a fault tree in the Open-PSA model exchange format. */
#ifndef REPORTER_OPENPSA_OPENPSA_H
#define REPORTER_OPENPSA_OPENPSA_H

#include "slacalc.h"

/* Returns the whole text, to be freed with free(); NULL when memory is exhausted. */
char *report_openpsa(const slacalc_result *result, const slacalc_layout *layout, size_t *length);

#endif

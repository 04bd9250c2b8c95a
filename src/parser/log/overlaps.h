/* Rows of a log that tell of the same component at the same time. */
#ifndef PARSER_LOG_OVERLAPS_H
#define PARSER_LOG_OVERLAPS_H

#include "model/log.h"

/* Puts the rows in order: by component, replica and start. Notes say which of them overlap. */
void log_sort(struct log *log, slacalc_diagnostics *problems);

#endif

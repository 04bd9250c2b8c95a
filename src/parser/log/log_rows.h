/* The rows of one log. */
#ifndef PARSER_LOG_LOG_ROWS_H
#define PARSER_LOG_LOG_ROWS_H

#include "model/log.h"

/* Adds the rows of the text to the model's log. Goes on after an error, so that all are reported. */
void log_rows_read(struct slacalc_model *model, struct text text, uint32_t source, slacalc_diagnostics *problems);

#endif

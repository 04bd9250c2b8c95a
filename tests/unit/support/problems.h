/* Problems as text, so that tests assert whole messages with their places. */
#ifndef PROBLEMS_H
#define PROBLEMS_H

#include "slacalc.h"

/* "file:line:column: error: message\n" for each, in their order; a problem without a line has only the file. To be
 * freed. */
char *problems_text(const slacalc_diagnostics *problems);

/* The same of a model with that text, read from "m" and checked. */
char *problems_of_model(const char *text);

#endif

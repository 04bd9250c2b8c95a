/* What a model prints as, against the model itself. */
#ifndef READ_BACK_H
#define READ_BACK_H

#include "slacalc.h"

/* Prints a checked model, reads that, and holds the JSON reports of both, what an evaluation said, and what the second
 * one prints against each other; places aside, which are taken out of the model. Returns the first difference, to be
 * freed, or NULL where there is none. */
char *read_back_difference(slacalc_model *model, const slacalc_options *options);

#endif

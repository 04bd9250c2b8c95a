/* Whether it is known how long the outages last that are tolerated, or that a switch takes time at. */
#ifndef PARSER_AGES_CHECK_H
#define PARSER_AGES_CHECK_H

#include "model/model.h"

/* Reports who lacks a time to restore, and what would have to be read in two ways. The order of the model is known. */
void ages_check(const struct slacalc_model *model, struct arena *scratch, slacalc_diagnostics *problems);

#endif

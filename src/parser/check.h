/* What only the whole model can tell. */
#ifndef PARSER_CHECK_H
#define PARSER_CHECK_H

#include "model/model.h"

/* Combines hours, maintenance and time zone of each component that has no error, then finds the model's seasons. */
void schedules_check(struct slacalc_model *model, struct arena *scratch, slacalc_diagnostics *problems);

#endif

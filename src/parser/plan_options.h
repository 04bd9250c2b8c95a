/* The options of a model: changes that could be made, and what they cost. */
#ifndef PARSER_PLAN_OPTIONS_H
#define PARSER_PLAN_OPTIONS_H

#include "parser/fields.h"

/* Reads the value of `options`. */
void plan_options_read(struct reader *reader, const struct entry *entry);

/* Finds which options they name, and says what contradicts; the components that they name are found. */
void plan_options_check(struct slacalc_model *model, slacalc_diagnostics *problems);

#endif

/* What was imported becomes a part of the model. */
#ifndef PARSER_IMPORT_JOIN_H
#define PARSER_IMPORT_JOIN_H

#include "model/model.h"

/* Joins what was read since to the model. Does nothing where there is nothing. Returns whether there was no error. */
bool imports_join(struct slacalc_model *model, slacalc_diagnostics *problems);

#endif

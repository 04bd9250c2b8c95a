/* The top level of a document: the keys of a model, or the format of another program. */
#ifndef PARSER_TOP_LEVEL_H
#define PARSER_TOP_LEVEL_H

#include "parser/fields.h"

/* Reads every document of the input into the model. */
void top_level_read(struct reader *reader);

#endif

/* Figures and texts as a model writes them, so that they are read back as what they are. */
#ifndef PARSER_PRINT_H
#define PARSER_PRINT_H

#include "model/model.h"

#include <stdio.h>

/* "99.95%": the shortest percentage that is read as this level. */
void print_level(FILE *stream, struct level level, struct arena *scratch);

/* "30d": a number with the largest unit that divides it. */
void print_duration(FILE *stream, long double seconds);

/* Plain where every reader of YAML takes it for text, in double quotes elsewhere. */
void print_text(FILE *stream, struct text text);

#endif

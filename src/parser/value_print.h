/* The value of a key as a model writes it, in one line. */
#ifndef PARSER_VALUE_PRINT_H
#define PARSER_VALUE_PRINT_H

#include "model/model.h"

#include <stdio.h>

/* Where values of a model are written. */
struct value_stream {
    const struct slacalc_model *model;
    FILE *file;
    struct arena *scratch;
};

void print_requirement(const struct value_stream *values, uint32_t index);

/* A list of that one and those beside it. */
void print_requirements(const struct value_stream *values, uint32_t first);

void print_attribute(const struct value_stream *values, const struct attribute *attribute);

#endif

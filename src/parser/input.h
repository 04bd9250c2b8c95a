/* One input on its way into the model. */
#ifndef PARSER_INPUT_H
#define PARSER_INPUT_H

#include "parser/import/follow_location.h"

#include <stdio.h>

struct input {
    struct slacalc_model *model;
    slacalc_diagnostics *problems;
    const char *name;
    const struct location *location; /* that led to it; NULL where the user named it */
    FILE *stream;                    /* NULL: could not be opened, or the text is given */
    int error;                       /* why it could not be opened; 0 where it was */
    struct text text;
    struct document document;
    bool is_file;
    bool keep; /* the document has to stay open */
};

/* Reads the input into the model. Returns false with an error. */
bool input_run(struct input *input);

#endif

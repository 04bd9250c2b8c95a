/* A text on its way to a located tree, below what a model makes of it. */
#ifndef READING_H
#define READING_H

#include "parser/composer.h"

struct reading {
    struct memory_guard guard;
    struct arena kept;
    struct sources sources;
    struct document document;
    slacalc_diagnostics *problems;
    struct text text;
    bool good; /* what reading it returned */
};

/* As json_read is one. */
typedef bool tree_reader(struct document *document, uint32_t source, struct text text, slacalc_diagnostics *problems);

/* All of it as YAML. */
bool read_yaml(struct document *document, uint32_t source, struct text text, slacalc_diagnostics *problems);

/* Reads the text as the file "d". */
void reading_open(struct reading *reading, struct text text, tree_reader *read);
void reading_close(struct reading *reading);

#endif

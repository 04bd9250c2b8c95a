/* A whole input in memory. */
#ifndef PARSER_LOAD_H
#define PARSER_LOAD_H

#include "base/arena.h"
#include "base/text.h"

#include <stdio.h>

/* Offsets and lengths in a document have to fit into its nodes. */
#define INPUT_MAX ((size_t)255 * 1024 * 1024)
#define INPUT_TOO_LARGE "is larger than 255 MiB (split the model into several files)"

struct load {
    struct text text; /* lives in the arena */
    bool too_large;
    int error; /* errno; 0 where all was read */
};

/* Reads to the end, and no further than the limit. */
struct load load_stream(struct arena *arena, FILE *stream);

#endif

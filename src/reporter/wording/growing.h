/* A text that is put together piece by piece, in time and room in proportion to its length. */
#ifndef REPORTER_WORDING_GROWING_H
#define REPORTER_WORDING_GROWING_H

#include "base/arena.h"

#include <stddef.h>

/* Starts as {.arena = arena}: empty. */
struct growing {
    struct arena *arena;
    char *text; /* NULL until something is added */
    size_t length, capacity;
};

void growing_add(struct growing *growing, const char *text);

/* The text so far, which the next piece may move; "" where there is none. */
const char *growing_text(const struct growing *growing);

#endif

/* A stream into memory that is sure to tell when memory ran out: glibc's open_memstream may lose what a failed growth
 * could not take and still close without an error. */
#ifndef BASE_MEMORY_STREAM_H
#define BASE_MEMORY_STREAM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

struct memory_stream {
    FILE *file; /* to write to */
    char *text;
    size_t length, capacity;
    size_t most; /* bytes that it may hold */
    bool failed;
    bool is_full; /* it failed because it would have held more */
};

/* Of at most so many bytes; what is written past them is lost. Returns false when memory is exhausted; nothing is to be
 * closed then. `stream` may not move until it is closed. */
bool memory_stream_open(struct memory_stream *stream, size_t most);

/* Returns what was written, NUL-terminated, to be freed with free(); NULL where any of it was lost. */
char *memory_stream_close(struct memory_stream *stream);

#endif

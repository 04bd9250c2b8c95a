/* Where the report goes. */
#ifndef CLI_OUTPUT_H
#define CLI_OUTPUT_H

#include <stdbool.h>
#include <stdio.h>

/* Writes the text to standard output, or to the file at `path` where that is not NULL: to a regular file whole or not
 * at all, unless that is mounted alone, which `errors` is told. Returns false where that failed, with the reason on
 * `errors`. Standard output is closed then. */
bool output_write(const char *path, const char *text, size_t length, FILE *errors);

/* Writes the text to a new file. Where there is one of that name already, sets `*exists`. Returns false where nothing
 * was written, with the reason on `errors` unless it is that. */
bool output_create(const char *path, const char *text, size_t length, bool *exists, FILE *errors);

#endif

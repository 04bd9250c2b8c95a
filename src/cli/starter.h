/* The model that somebody starts from. */
#ifndef CLI_STARTER_H
#define CLI_STARTER_H

#include "cli/options.h"

#include <stdbool.h>
#include <stdio.h>

/* Writes it to a new file and says on `errors` what comes next; to standard output where `path` is NULL. Returns false
 * where it could not be written, or where there is such a file, with the reason on `errors`. */
bool write_starter(const char *path, FILE *errors);

/* Says how to get one where the only model that was named is not there. */
void offer_starter(const struct options *options, FILE *errors);

#endif

/* The arguments of the command line, before anything is made of the values of options. */
#ifndef CLI_OPTION_READING_H
#define CLI_OPTION_READING_H

#include "cli/option_table.h"
#include "cli/options.h"

struct reading {
    struct options *options;
    FILE *errors;
    slacalc_diagnostics *problems;
    const char *values[OPTION_COUNT]; /* of options that take one value; NULL where not given */
    bool given[OPTION_COUNT];
};

/* Says where help is. Returns false. */
bool refuse(const struct reading *reading);

/* Returns false where the arguments are wrong, and has said why; true also where --help or --version ends them. */
bool read_arguments(struct reading *reading, int argc, char **argv);

#endif

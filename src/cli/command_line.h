/* Reads the command line. */
#ifndef CLI_COMMAND_LINE_H
#define CLI_COMMAND_LINE_H

#include "cli/options.h"

enum options_outcome {
    OPTIONS_READY,
    OPTIONS_HELP,    /* the usage is asked for, nothing else */
    OPTIONS_VERSION, /* the version is asked for, nothing else */
    OPTIONS_WRONG    /* why stands on `errors` or in `problems` */
};

/* Reads argv. The options are to be freed whatever the outcome. */
enum options_outcome options_parse(struct options *options, int argc, char **argv, FILE *errors,
                                   slacalc_diagnostics *problems);
void options_free(struct options *options);

#endif

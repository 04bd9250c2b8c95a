/* The command line. */
#ifndef CLI_OPTIONS_H
#define CLI_OPTIONS_H

#include "cli/terminal.h"
#include "slacalc.h"

struct arguments {
    const char **items; /* the texts belong to argv */
    size_t count;
};

struct options {
    slacalc_format format;
    slacalc_options evaluation;
    slacalc_import import; /* the texts belong to argv */
    const char *output;    /* NULL: standard output */
    const char *beta;      /* NULL: none is assumed */
    struct arguments models;
    struct arguments olds;                                       /* the older model, of --against */
    struct arguments services, requirements, assignments, downs; /* of --service, --require, --set, --down */
    enum color_when color;
    size_t depth; /* 0: all */
    bool all;     /* nothing is left out of the report */
    slacalc_grouping group_by;
    bool gaps;
    bool names;       /* instead of a report */
    bool vendors;     /* the published SLAs in place of a report; the words to look for are in `models` */
    bool print_model; /* in place of a report */
    bool plan;        /* the report is under the cheapest options */
    bool exit_zero;
    bool quiet;
    bool trace; /* what the program does, on standard error */
};

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

/* The text of --help, to be freed with free(); NULL when memory is exhausted. */
char *options_usage(void);

#endif

/* What the command line asks for. */
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
    const char *output;    /* NULL: standard output, which '-' means too */
    const char *starter;   /* the same of --init */
    const char *beta;      /* NULL: none is assumed */
    const char *mttr;      /* the same */
    struct arguments models;
    const char *from, *to, *period; /* of the windows of logs; NULL: the months that they touch */
    struct arguments logs;
    struct arguments olds;                                       /* the older model, of --against */
    struct arguments services, requirements, assignments, downs; /* of --service, --require, --set, --down */
    enum color_when color;
    size_t depth; /* 0: all */
    bool all;     /* nothing is left out of the report */
    slacalc_grouping group_by;
    bool gaps;
    bool init;           /* the model to start from is written, and no other read */
    bool names;          /* instead of a report */
    bool vendors;        /* the published SLAs in place of a report; the words to look for are in `models` */
    bool print_model;    /* in place of a report */
    bool print_measured; /* the same: what logs say of components */
    bool plan;           /* the report is under the cheapest options */
    bool exit_zero;
    bool quiet;
    bool help_all; /* every option, where help is asked for */
    bool trace;    /* what the program does, on standard error */
};

#endif

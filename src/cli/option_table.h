/* All options: how they are called, what the usage says of each, and whether it takes a value. */
#ifndef CLI_OPTION_TABLE_H
#define CLI_OPTION_TABLE_H

enum option_id {
    OPTION_FORMAT,
    OPTION_OUTPUT,
    OPTION_SERVICE,
    OPTION_PERIOD,
    OPTION_BASIS,
    OPTION_REQUIRE,
    OPTION_SET,
    OPTION_DOWN,
    OPTION_BETA,
    OPTION_MTTR,
    OPTION_AGAINST,
    OPTION_PLAN,
    OPTION_LOG,
    OPTION_FROM,
    OPTION_TO,
    OPTION_PRINT_MEASURED,
    OPTION_UNRESOLVED,
    OPTION_SLO_PICK,
    OPTION_SLO_AS,
    OPTION_PRINT_MODEL,
    OPTION_MAX_NODES,
    OPTION_TIME_LIMIT,
    OPTION_DEPTH,
    OPTION_ALL,
    OPTION_GROUP_BY,
    OPTION_MAX_AGE,
    OPTION_GAPS,
    OPTION_WHY,
    OPTION_NEED,
    OPTION_OUTAGES,
    OPTION_MIN_KEPT,
    OPTION_MONEY,
    OPTION_TOP,
    OPTION_NAMES,
    OPTION_VENDORS,
    OPTION_STRICT,
    OPTION_EXIT_ZERO,
    OPTION_COLOR,
    OPTION_TRACE,
    OPTION_QUIET,
    OPTION_VERBOSE,
    OPTION_HELP,
    OPTION_VERSION,
    OPTION_COUNT
};

enum option_kind { FLAG, SINGLE, REPEATED };

struct option_row {
    const char *name;
    const char *value; /* its name in the usage; NULL for a flag */
    const char *help;
    enum option_kind kind;
    char letter; /* 0 where there is none */
};

extern const struct option_row option_rows[OPTION_COUNT];

/* The text of --help, to be freed with free(); NULL when memory is exhausted. */
char *option_table_usage(void);

#endif

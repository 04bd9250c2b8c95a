/* All options: how they are called, what the usage says of each and in which group, and whether it takes a value. */
#ifndef CLI_OPTION_TABLE_H
#define CLI_OPTION_TABLE_H

#include <stdbool.h>

/* In the order in which the usage lists them, group by group. */
enum option_id {
    OPTION_INIT,
    OPTION_SET,
    OPTION_DOWN,
    OPTION_BETA,
    OPTION_MTTR,
    OPTION_BASIS,
    OPTION_UNRESOLVED,
    OPTION_SLO_PICK,
    OPTION_SLO_AS,
    OPTION_MAX_AGE,
    OPTION_NAMES,
    OPTION_PRINT_MODEL,
    OPTION_VENDORS,
    OPTION_VERBOSE,
    OPTION_REQUIRE,
    OPTION_WHY,
    OPTION_NEED,
    OPTION_GAPS,
    OPTION_OUTAGES,
    OPTION_MONEY,
    OPTION_AGAINST,
    OPTION_PLAN,
    OPTION_LOG,
    OPTION_FROM,
    OPTION_TO,
    OPTION_PRINT_MEASURED,
    OPTION_MIN_KEPT,
    OPTION_STRICT,
    OPTION_FORMAT,
    OPTION_OUTPUT,
    OPTION_SERVICE,
    OPTION_PERIOD,
    OPTION_DEPTH,
    OPTION_ALL,
    OPTION_TOP,
    OPTION_GROUP_BY,
    OPTION_COLOR,
    OPTION_QUIET,
    OPTION_EXIT_ZERO,
    OPTION_MAX_NODES,
    OPTION_TIME_LIMIT,
    OPTION_TRACE,
    OPTION_HELP,
    OPTION_VERSION,
    OPTION_COUNT
};

enum option_kind {
    FLAG,
    SINGLE,
    REPEATED,
    OPTIONAL /* takes the word that follows, if any */
};

/* What an option is about. */
enum option_group { GROUP_MODEL, GROUP_QUESTION, GROUP_REPORT, GROUP_EFFORT, GROUP_HELP, GROUP_COUNT };

enum option_use { DAILY, SELDOM };

struct option_row {
    const char *name;
    const char *value; /* its name in the usage; NULL for a flag */
    const char *help;
    enum option_group group;
    enum option_use use; /* the short usage has what is used daily */
    enum option_kind kind;
    char letter; /* 0 where there is none */
};

extern const struct option_row option_rows[OPTION_COUNT];

/* The text of --help, or that of --help all, to be freed with free(); NULL when memory is exhausted. */
char *option_table_usage(bool all);

#endif

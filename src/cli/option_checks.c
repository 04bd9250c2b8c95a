#include "cli/option_checks.h"

#include "cli/complaint.h"

#include <string.h>

/* Standard input can be read only once. */
static bool check_inputs(const struct reading *reading) {
    const struct arguments *lists[] = {&reading->options->models, &reading->options->olds, &reading->options->logs};
    size_t count = 0;
    for (size_t list = 0; list < sizeof lists / sizeof lists[0]; list++)
        for (size_t i = 0; i < lists[list]->count; i++)
            count += strcmp(lists[list]->items[i], "-") == 0;
    if (count < 2)
        return true;
    complain(reading->errors, "'-' is given twice, but standard input can be read only once");
    return refuse(reading);
}

static bool refuse_together(const struct reading *reading, size_t one, size_t other) {
    complain(reading->errors, "'--%s' contradicts '--%s'", option_rows[one].name, option_rows[other].name);
    return refuse(reading);
}

/* Refuses the first of the others that is given too. */
static bool check_others(const struct reading *reading, size_t id, const size_t *others, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (reading->given[others[i]])
            return refuse_together(reading, id, others[i]);
    return true;
}

/* Refuses a format in which the option has no place: one without a bit in `formats`, whose names are `names`. */
static bool check_format(const struct reading *reading, size_t id, unsigned formats, const char *names) {
    if (formats >> reading->options->format & 1)
        return true;
    complain(reading->errors, "'--%s' works with the formats %s, not with '%s'", option_rows[id].name, names,
             reading->values[OPTION_FORMAT]);
    return refuse(reading);
}

/* The list of published SLAs is of no model, and has two formats. */
static bool check_vendors(const struct reading *reading) {
    for (size_t id = 0; id < OPTION_COUNT; id++) {
        bool fits = id == OPTION_VENDORS || id == OPTION_FORMAT || id == OPTION_OUTPUT || id == OPTION_COLOR;
        if (!fits && reading->given[id])
            return refuse_together(reading, OPTION_VENDORS, id);
    }
    return check_format(reading, OPTION_VENDORS, 1u << SLACALC_TABLE | 1u << SLACALC_JSON, "table and json");
}

/* What is written there is the same whatever else is asked for. */
static bool check_init(const struct reading *reading) {
    for (size_t id = 0; id < OPTION_COUNT; id++)
        if (id != OPTION_INIT && id != OPTION_OUTPUT && reading->given[id])
            return refuse_together(reading, OPTION_INIT, id);
    if (reading->options->models.count == 0)
        return true;
    const char *model = reading->options->models.items[0];
    complain(reading->errors, "'--init' reads no model (to write one to '%s': slacalc --init -o %s)", model, model);
    return refuse(reading);
}

/* Owners have a place in some formats only, and what --gaps shows is told of each promise, not of owners. */
static bool check_grouping(const struct reading *reading) {
    if (!reading->given[OPTION_GROUP_BY])
        return true;
    if (reading->given[OPTION_GAPS])
        return refuse_together(reading, OPTION_GROUP_BY, OPTION_GAPS);
    return check_format(reading, OPTION_GROUP_BY,
                        1u << SLACALC_TABLE | 1u << SLACALC_MARKDOWN | 1u << SLACALC_CSV | 1u << SLACALC_JSON,
                        "table, markdown, csv and json");
}

/* A plan has a place in some formats only. */
static bool check_plan(const struct reading *reading) {
    static const size_t others[] = {OPTION_AGAINST, OPTION_PRINT_MODEL, OPTION_NAMES, OPTION_GROUP_BY,
                                    OPTION_OUTAGES, OPTION_MIN_KEPT,    OPTION_MONEY};
    if (!reading->given[OPTION_PLAN])
        return true;
    return check_others(reading, OPTION_PLAN, others, sizeof others / sizeof *others) &&
           check_format(reading, OPTION_PLAN,
                        1u << SLACALC_TABLE | 1u << SLACALC_MARKDOWN | 1u << SLACALC_JSON | 1u << SLACALC_HTML,
                        "table, markdown, json and html");
}

/* What a change does has a place in some formats only, and is told by one basis. */
static bool check_against(const struct reading *reading) {
    static const size_t others[] = {OPTION_NAMES, OPTION_PRINT_MODEL, OPTION_GROUP_BY, OPTION_MIN_KEPT};
    if (!reading->given[OPTION_AGAINST])
        return true;
    if (!check_others(reading, OPTION_AGAINST, others, sizeof others / sizeof *others))
        return false;
    if (reading->values[OPTION_BASIS] && strcmp(reading->values[OPTION_BASIS], "all") == 0) {
        complain(reading->errors, "'--against' compares by one basis, not by 'all'");
        return refuse(reading);
    }
    return check_format(reading, OPTION_AGAINST,
                        1u << SLACALC_TABLE | 1u << SLACALC_MARKDOWN | 1u << SLACALC_JSON | 1u << SLACALC_GITHUB |
                            1u << SLACALC_HTML,
                        "table, markdown, json, github and html");
}

/* What happened is told in some formats only, and in the place of what is computed. */
static bool check_log(const struct reading *reading) {
    static const size_t windows[] = {OPTION_FROM, OPTION_TO, OPTION_PRINT_MEASURED};
    static const size_t others[] = {OPTION_AGAINST,  OPTION_PLAN,   OPTION_PRINT_MODEL, OPTION_NAMES, OPTION_DOWN,
                                    OPTION_GROUP_BY, OPTION_GAPS,   OPTION_WHY,         OPTION_NEED,  OPTION_OUTAGES,
                                    OPTION_DEPTH,    OPTION_STRICT, OPTION_MIN_KEPT,    OPTION_MONEY};
    for (size_t i = 0; i < 3 && !reading->given[OPTION_LOG]; i++)
        if (reading->given[windows[i]]) {
            complain(reading->errors, "'--%s' has no effect without '--log'", option_rows[windows[i]].name);
            return refuse(reading);
        }
    if (!reading->given[OPTION_LOG])
        return true;
    return check_others(reading, OPTION_LOG, others, sizeof others / sizeof *others) &&
           check_format(reading, OPTION_LOG,
                        1u << SLACALC_TABLE | 1u << SLACALC_MARKDOWN | 1u << SLACALC_CSV | 1u << SLACALC_JSON |
                            1u << SLACALC_JUNIT | 1u << SLACALC_GITHUB | 1u << SLACALC_HTML,
                        "table, markdown, csv, json, junit, github and html");
}

bool check_together(const struct reading *reading) {
    static const size_t of_reports[] = {OPTION_FORMAT, OPTION_SERVICE, OPTION_REQUIRE,  OPTION_DOWN,  OPTION_BETA,
                                        OPTION_MTTR,   OPTION_ALL,     OPTION_GROUP_BY, OPTION_GAPS,  OPTION_WHY,
                                        OPTION_NEED,   OPTION_OUTAGES, OPTION_MIN_KEPT, OPTION_MONEY, OPTION_QUIET};
    if (reading->given[OPTION_INIT])
        return check_init(reading);
    if (reading->given[OPTION_VENDORS])
        return check_vendors(reading);
    if (!check_inputs(reading) || !check_against(reading) || !check_plan(reading) || !check_log(reading) ||
        !check_grouping(reading))
        return false;
    if (reading->given[OPTION_QUIET] && reading->values[OPTION_OUTPUT]) {
        complain(reading->errors, "'--quiet' contradicts '--output %s'", reading->values[OPTION_OUTPUT]);
        return refuse(reading);
    }
    if (reading->given[OPTION_QUIET] && reading->given[OPTION_NAMES])
        return refuse_together(reading, OPTION_QUIET, OPTION_NAMES);
    if (reading->given[OPTION_PRINT_MODEL] &&
        !check_others(reading, OPTION_PRINT_MODEL, of_reports, sizeof of_reports / sizeof *of_reports))
        return false;
    if (reading->given[OPTION_PRINT_MEASURED] &&
        !check_others(reading, OPTION_PRINT_MEASURED, of_reports, sizeof of_reports / sizeof *of_reports))
        return false;
    if (reading->options->models.count == 0) {
        complain(reading->errors, "no model given (- reads standard input, --init writes a model to start from)");
        return refuse(reading);
    }
    return true;
}

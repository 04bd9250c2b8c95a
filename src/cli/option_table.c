#include "cli/option_table.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define NEXT_LINE "\n                               "

const struct option_row option_rows[OPTION_COUNT] = {
    [OPTION_INIT] = {"init", NULL, "write a small model to start from: slacalc.yaml", GROUP_MODEL, DAILY, FLAG, 0},
    [OPTION_SET] = {"set", "NAME.KEY=VALUE", "what if the model said this (may be repeated)", GROUP_MODEL, DAILY,
                    REPEATED, 0},
    [OPTION_DOWN] = {"down", "NAME", "what if this were down (may be repeated)", GROUP_MODEL, DAILY, REPEATED, 0},
    [OPTION_BETA] = {"beta", "SHARE", "what if replicas had a common cause: 5%", GROUP_MODEL, SELDOM, SINGLE, 0},
    [OPTION_MTTR] = {"mttr", "DURATION", "time to restore where the model has none: 1h", GROUP_MODEL, SELDOM, SINGLE,
                     0},
    [OPTION_BASIS] = {"basis", "BASIS", "figures to use: slo (default), measured, sla, all", GROUP_MODEL, SELDOM,
                      SINGLE, 'b'},
    [OPTION_UNRESOLVED] = {"unresolved", "WHAT", "unknown references: error (default), warn, 99%", GROUP_MODEL, SELDOM,
                           SINGLE, 0},
    [OPTION_SLO_PICK] = {"slo-pick", "WHICH", "of several objectives: min (default), max, a name", GROUP_MODEL, SELDOM,
                         SINGLE, 0},
    [OPTION_SLO_AS] = {"slo-as", "WHAT", "SLOs above dependencies: objective (default), own", GROUP_MODEL, SELDOM,
                       SINGLE, 0},
    [OPTION_MAX_AGE] = {"max-age", "DURATION", "warn of figures older than this (default 2Y)", GROUP_MODEL, SELDOM,
                        SINGLE, 0},
    [OPTION_NAMES] = {"names", NULL, "print only the names of the components", GROUP_MODEL, SELDOM, FLAG, 0},
    [OPTION_PRINT_MODEL] = {"print-model", NULL, "print the merged model instead of a report", GROUP_MODEL, SELDOM,
                            FLAG, 0},
    [OPTION_VENDORS] = {"vendors", NULL, "list the published SLAs that match every WORD", GROUP_MODEL, SELDOM, FLAG, 0},
    [OPTION_VERBOSE] = {"verbose", NULL, "name each file of a folder that is not read", GROUP_MODEL, SELDOM, FLAG, 'v'},
    [OPTION_REQUIRE] = {"require", "NAME=LEVEL", "check this promise too (may be repeated)", GROUP_QUESTION, DAILY,
                        REPEATED, 0},
    [OPTION_WHY] = {"why", NULL, "what brings each service down", GROUP_QUESTION, DAILY, FLAG, 0},
    [OPTION_NEED] = {"need", NULL, "what each part must deliver to keep the promises", GROUP_QUESTION, DAILY, FLAG, 0},
    [OPTION_GAPS] = {"gaps", NULL, "what backs each promise, and what is missing", GROUP_QUESTION, DAILY, FLAG, 0},
    [OPTION_OUTAGES] = {"outages", NULL, "how often and how long services are down, and why", GROUP_QUESTION, SELDOM,
                        FLAG, 0},
    [OPTION_MONEY] = {"money", NULL, "expected credits, owed and recoverable", GROUP_QUESTION, SELDOM, FLAG, 0},
    [OPTION_AGAINST] = {"against", "OLD", "compare with this older model (may be repeated)", GROUP_QUESTION, DAILY,
                        REPEATED, 0},
    [OPTION_PLAN] = {"plan", NULL, "find the cheapest options that keep all promises", GROUP_QUESTION, DAILY, FLAG, 0},
    [OPTION_LOG] = {"log", "FILE", "replay incidents from this CSV (may be repeated)", GROUP_QUESTION, DAILY, REPEATED,
                    0},
    [OPTION_FROM] = {"from", "DATE", "with --log: the first day that counts", GROUP_QUESTION, SELDOM, SINGLE, 0},
    [OPTION_TO] = {"to", "DATE", "with --log: the first day that no longer counts", GROUP_QUESTION, SELDOM, SINGLE, 0},
    [OPTION_PRINT_MEASURED] = {"print-measured", NULL, "with --log: print what it measured, as an overlay",
                               GROUP_QUESTION, SELDOM, FLAG, 0},
    [OPTION_MIN_KEPT] = {"min-kept", "RATIO", "fail if a promise is kept in fewer periods: 95%", GROUP_QUESTION, SELDOM,
                         SINGLE, 0},
    [OPTION_STRICT] = {"strict", NULL, "promises must be guaranteed and have no gaps", GROUP_QUESTION, SELDOM, FLAG, 0},
    [OPTION_FORMAT] = {"format", "FORMAT",
                       "table (default), markdown, csv, json, junit," NEXT_LINE
                       "sarif, github, html, dot, mermaid, openpsa",
                       GROUP_REPORT, DAILY, SINGLE, 'f'},
    [OPTION_OUTPUT] = {"output", "FILE", "write the report to this file", GROUP_REPORT, DAILY, SINGLE, 'o'},
    [OPTION_SERVICE] = {"service", "NAME", "report only this component (may be repeated)", GROUP_REPORT, DAILY,
                        REPEATED, 's'},
    [OPTION_PERIOD] = {"period", "DURATION", "downtime budgets over this: 30d, 1M, 1Q, 1Y, ...", GROUP_REPORT, SELDOM,
                       SINGLE, 'p'},
    [OPTION_DEPTH] = {"depth", "N", "show N levels below the services", GROUP_REPORT, SELDOM, SINGLE, 0},
    [OPTION_ALL] = {"all", NULL, "show everything, not only what needs attention", GROUP_REPORT, SELDOM, FLAG, 0},
    [OPTION_TOP] = {"top", "N", "rows of --why and --need (default 10), 0 for all", GROUP_REPORT, SELDOM, SINGLE, 0},
    [OPTION_GROUP_BY] = {"group-by", "WHAT", "group verdicts and downtime by: owner", GROUP_REPORT, SELDOM, SINGLE, 0},
    [OPTION_COLOR] = {"color", "WHEN", "colours: auto (default), always, never", GROUP_REPORT, SELDOM, SINGLE, 0},
    [OPTION_QUIET] = {"quiet", NULL, "print no report, only errors", GROUP_REPORT, SELDOM, FLAG, 'q'},
    [OPTION_EXIT_ZERO] = {"exit-zero", NULL, "exit with 0 even if a promise is broken", GROUP_REPORT, SELDOM, FLAG, 0},
    [OPTION_MAX_NODES] = {"max-nodes", "N", "limit of work, then intervals: 500k, 20M, ...", GROUP_EFFORT, SELDOM,
                          SINGLE, 0},
    [OPTION_TIME_LIMIT] = {"time-limit", "SECONDS", "limit of time, then intervals: 10, 0.5, ...", GROUP_EFFORT, SELDOM,
                           SINGLE, 0},
    [OPTION_TRACE] = {"trace", NULL, "say on standard error what takes how much work", GROUP_EFFORT, SELDOM, FLAG, 0},
    [OPTION_HELP] = {"help", "[all]", "what is used daily; all: every option", GROUP_HELP, SELDOM, OPTIONAL, 'h'},
    [OPTION_VERSION] = {"version", NULL, "print the version", GROUP_HELP, SELDOM, FLAG, 'V'},
};

static const char *const group_titles[GROUP_COUNT] = {
    [GROUP_MODEL] = "Model: what is read, and what if it said otherwise",
    [GROUP_QUESTION] = "Question: what to ask of the model",
    [GROUP_REPORT] = "Report: what is shown, and how",
    [GROUP_EFFORT] = "Effort: how much work it may take",
    [GROUP_HELP] = "Help",
};

static const char usage_head[] = "Usage: slacalc [OPTION]... MODEL...        MODEL may be - for standard input\n";
static const char usage_others[] = "       slacalc --vendors [WORD]...\n"
                                   "       slacalc --init [-o FILE]\n";
static const char usage_purpose[] = "Computes what a service can promise from all that it depends on.\n";
static const char usage_examples[] = "\nExamples: slacalc --init\n"
                                     "          slacalc shop.yaml\n"
                                     "          slacalc --down db-a --require checkout=99.9% shop.yaml\n"
                                     "          slacalc --against old.yaml new.yaml\n"
                                     "          slacalc -f json shop.yaml | jq '.services[].availability'\n"
                                     "Exit status: 0 every promise is kept, 1 a promise is broken (with --against:\n"
                                     "             newly broken), 2 an error\n"
                                     "Manual: man slacalc, and man slacalc-model for the model\n";
static const char usage_more[] = "\nExit status: 0 every promise is kept, 1 a promise is broken, 2 an error\n"
                                 "All options: slacalc --help all   Manual: man slacalc, man slacalc-model\n";

static void print_row(FILE *stream, const struct option_row *row) {
    char letter[] = "   ";
    if (row->letter)
        snprintf(letter, sizeof letter, "-%c,", row->letter);
    const char *value = row->value ? row->value : "";
    int room = 22 - (int)strlen(row->name) - (int)strlen(value);
    fprintf(stream, "  %s --%s%s%s%*s%s\n", letter, row->name, *value ? " " : "", value, room + (*value ? 0 : 1), "",
            row->help);
}

/* Without its title where there is nothing in it. */
static void print_group(FILE *stream, size_t group, bool all) {
    bool titled = false;
    for (size_t i = 0; i < OPTION_COUNT; i++) {
        const struct option_row *row = &option_rows[i];
        if (row->group != group || (!all && row->use != DAILY))
            continue;
        if (!titled)
            fprintf(stream, "%s%s\n", all ? "\n" : "", group_titles[group]);
        titled = true;
        print_row(stream, row);
    }
}

char *option_table_usage(bool all) {
    char *text = NULL;
    size_t length = 0;
    FILE *stream = open_memstream(&text, &length);
    if (!stream)
        return NULL;
    fprintf(stream, "%s%s%s%s", usage_head, all ? usage_others : "", usage_purpose, all ? "" : "\n");
    for (size_t group = 0; group < GROUP_COUNT; group++)
        print_group(stream, group, all);
    fputs(all ? usage_examples : usage_more, stream);
    bool failed = ferror(stream) != 0;
    if (fclose(stream) != 0 || failed) {
        free(text);
        return NULL;
    }
    return text;
}

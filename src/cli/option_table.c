#include "cli/option_table.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define NEXT_LINE "\n                               "

const struct option_row option_rows[OPTION_COUNT] = {
    [OPTION_FORMAT] = {"format", "FORMAT",
                       "table (default), markdown, csv, json, junit," NEXT_LINE
                       "sarif, github, html, dot, mermaid, openpsa",
                       SINGLE, 'f'},
    [OPTION_OUTPUT] = {"output", "FILE", "write the report there", SINGLE, 'o'},
    [OPTION_SERVICE] = {"service", "NAME", "report this component (may be repeated)", REPEATED, 's'},
    [OPTION_PERIOD] = {"period", "DURATION", "downtime budgets over this: 30d, 1M, 1Q, 1Y, ...", SINGLE, 'p'},
    [OPTION_BASIS] = {"basis", "BASIS", "slo (default), measured, sla, or all side by side", SINGLE, 'b'},
    [OPTION_REQUIRE] = {"require", "NAME=LEVEL", "check this promise too (may be repeated)", REPEATED, 0},
    [OPTION_SET] = {"set", "NAME.KEY=VALUE", "what if the model said so (may be repeated)", REPEATED, 0},
    [OPTION_DOWN] = {"down", "NAME", "what if this component is down (may be repeated)", REPEATED, 0},
    [OPTION_BETA] = {"beta", "SHARE", "what if so much had a cause in common: 5%", SINGLE, 0},
    [OPTION_MTTR] = {"mttr", "DURATION", "what if outages lasted so long where unsaid: 1h", SINGLE, 0},
    [OPTION_AGAINST] = {"against", "OLD", "what changes in this older one (may be repeated)", REPEATED, 0},
    [OPTION_PLAN] = {"plan", NULL, "the cheapest options that keep every promise", FLAG, 0},
    [OPTION_LOG] = {"log", "FILE", "what really happened, as CSV (may be repeated)", REPEATED, 0},
    [OPTION_FROM] = {"from", "DATE", "with --log: the first day that counts", SINGLE, 0},
    [OPTION_TO] = {"to", "DATE", "with --log: the first day that does not count", SINGLE, 0},
    [OPTION_PRINT_MEASURED] = {"print-measured", NULL, "what --log says of each part, as an overlay", FLAG, 0},
    [OPTION_UNRESOLVED] = {"unresolved", "WHAT", "references to nothing: error (default), warn, 99%", SINGLE, 0},
    [OPTION_SLO_PICK] = {"slo-pick", "WHICH", "of several objectives: min (default), max, a name", SINGLE, 0},
    [OPTION_SLO_AS] = {"slo-as", "WHAT", "SLOs above dependencies: objective (default), own", SINGLE, 0},
    [OPTION_PRINT_MODEL] = {"print-model", NULL, "the model with all that was imported, no report", FLAG, 0},
    [OPTION_MAX_NODES] = {"max-nodes", "N", "limit of effort, then intervals: 500k, 20M, ...", SINGLE, 0},
    [OPTION_MAX_AGE] = {"max-age", "DURATION", "warn of older figures, by as_of (default 2Y)", SINGLE, 0},
    [OPTION_DEPTH] = {"depth", "N", "show N levels below the services", SINGLE, 0},
    [OPTION_ALL] = {"all", NULL, "all of it, not only what needs attention", FLAG, 0},
    [OPTION_GROUP_BY] = {"group-by", "WHAT", "verdicts and downtime by owner", SINGLE, 0},
    [OPTION_TIME_LIMIT] = {"time-limit", "SECONDS", "limit of time, then intervals: 10, 0.5, ...", SINGLE, 0},
    [OPTION_GAPS] = {"gaps", NULL, "what backs each promise, and what it lacks", FLAG, 0},
    [OPTION_WHY] = {"why", NULL, "what brings each service down", FLAG, 0},
    [OPTION_NEED] = {"need", NULL, "what each part must deliver for the promises", FLAG, 0},
    [OPTION_OUTAGES] = {"outages", NULL, "how often each is down, for how long, and why", FLAG, 0},
    [OPTION_MIN_KEPT] = {"min-kept", "RATIO", "keep each promise in so many periods: 95%", SINGLE, 0},
    [OPTION_MONEY] = {"money", NULL, "credits owed and recoverable, expected", FLAG, 0},
    [OPTION_TOP] = {"top", "N", "so many rows of --why and --need (10), 0: all", SINGLE, 0},
    [OPTION_NAMES] = {"names", NULL, "only the names of the components, one a line", FLAG, 0},
    [OPTION_VENDORS] = {"vendors", NULL, "published SLAs that have every WORD in them", FLAG, 0},
    [OPTION_STRICT] = {"strict", NULL, "a promise must be guaranteed and have no gap", FLAG, 0},
    [OPTION_EXIT_ZERO] = {"exit-zero", NULL, "exit 0 though a promise is broken", FLAG, 0},
    [OPTION_COLOR] = {"color", "WHEN", "auto (default), always, never", SINGLE, 0},
    [OPTION_TRACE] = {"trace", NULL, "what the evaluation does, on standard error", FLAG, 0},
    [OPTION_QUIET] = {"quiet", NULL, "no report, only the exit status and errors", FLAG, 'q'},
    [OPTION_VERBOSE] = {"verbose", NULL, "name each file of a folder that is not read", FLAG, 'v'},
    [OPTION_HELP] = {"help", NULL, "this text", FLAG, 'h'},
    [OPTION_VERSION] = {"version", NULL, "the version", FLAG, 'V'},
};

static const char usage_head[] = "Usage: slacalc [OPTION]... MODEL...        MODEL - is standard input\n"
                                 "       slacalc --vendors [WORD]...\n"
                                 "What a service can promise, from the YAML model of all that it depends on.\n\n";
static const char usage_tail[] = "\nExamples: slacalc shop.yaml\n"
                                 "          slacalc --down db-a --require checkout=99.9% shop.yaml\n"
                                 "          slacalc --against old.yaml new.yaml\n"
                                 "          slacalc -f json shop.yaml | jq '.services[].availability'\n"
                                 "Exit status: 0 every promise is kept, 1 a promise is broken (with --against:\n"
                                 "             newly broken), 2 an error\n";

char *option_table_usage(void) {
    char *text = NULL;
    size_t length = 0;
    FILE *stream = open_memstream(&text, &length);
    if (!stream)
        return NULL;
    fputs(usage_head, stream);
    for (size_t i = 0; i < OPTION_COUNT; i++) {
        const struct option_row *row = &option_rows[i];
        char letter[] = "   ";
        if (row->letter)
            snprintf(letter, sizeof letter, "-%c,", row->letter);
        const char *value = row->value ? row->value : "";
        int room = 22 - (int)strlen(row->name) - (int)strlen(value);
        fprintf(stream, "  %s --%s%s%s%*s%s\n", letter, row->name, *value ? " " : "", value, room + (*value ? 0 : 1),
                "", row->help);
    }
    fputs(usage_tail, stream);
    bool failed = ferror(stream) != 0;
    if (fclose(stream) != 0 || failed) {
        free(text);
        return NULL;
    }
    return text;
}

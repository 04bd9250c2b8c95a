#include "cli/options.h"

#include "base/decimal.h"
#include "base/did_you_mean.h"
#include "cli/complaint.h"
#include "cli/today.h"

#include <getopt.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

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
    OPTION_AGAINST,
    OPTION_PLAN,
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

#define NEXT_LINE "\n                               "

static const struct option_row rows[OPTION_COUNT] = {
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
    [OPTION_AGAINST] = {"against", "OLD", "what changes in this older one (may be repeated)", REPEATED, 0},
    [OPTION_PLAN] = {"plan", NULL, "the cheapest options that keep every promise", FLAG, 0},
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

/* What getopt_long returns for a row, above every letter. */
enum { FIRST_CODE = 256 };

struct reading {
    struct options *options;
    FILE *errors;
    slacalc_diagnostics *problems;
    const char *values[OPTION_COUNT]; /* of options that take one value; NULL where not given */
    bool given[OPTION_COUNT];
};

static bool refuse(const struct reading *reading) {
    fputs("try 'slacalc --help'\n", reading->errors);
    return false;
}

char *options_usage(void) {
    char *text = NULL;
    size_t length = 0;
    FILE *stream = open_memstream(&text, &length);
    if (!stream)
        return NULL;
    fputs(usage_head, stream);
    for (size_t i = 0; i < OPTION_COUNT; i++) {
        const struct option_row *row = &rows[i];
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

static struct arguments *list_of(struct options *options, size_t id) {
    switch (id) {
    case OPTION_SERVICE:
        return &options->services;
    case OPTION_REQUIRE:
        return &options->requirements;
    case OPTION_SET:
        return &options->assignments;
    case OPTION_AGAINST:
        return &options->olds;
    default:
        return &options->downs;
    }
}

static bool take_single(struct reading *reading, size_t id, const char *value) {
    const char *earlier = reading->values[id];
    reading->values[id] = value;
    if (!earlier || strcmp(earlier, value) == 0)
        return true;
    complain(reading->errors, "'--%s %s' contradicts '--%s %s'", rows[id].name, value, rows[id].name, earlier);
    return refuse(reading);
}

static bool take_option(struct reading *reading, size_t id, const char *value) {
    reading->given[id] = true;
    if (rows[id].kind == FLAG)
        return true;
    if (*value == '\0') {
        complain(reading->errors, "option '--%s' has an empty value", rows[id].name);
        return refuse(reading);
    }
    if (rows[id].kind == SINGLE)
        return take_single(reading, id, value);
    struct arguments *list = list_of(reading->options, id);
    list->items[list->count++] = value;
    return true;
}

/* Standard input can be read only once. */
static bool check_inputs(const struct reading *reading) {
    const struct arguments *lists[] = {&reading->options->models, &reading->options->olds};
    size_t count = 0;
    for (size_t list = 0; list < 2; list++)
        for (size_t i = 0; i < lists[list]->count; i++)
            count += strcmp(lists[list]->items[i], "-") == 0;
    if (count < 2)
        return true;
    complain(reading->errors, "'-' is given twice, but standard input can be read only once");
    return refuse(reading);
}

static bool take_model(struct reading *reading, const char *path) {
    struct arguments *models = &reading->options->models;
    if (*path == '\0') {
        complain(reading->errors, "a model has an empty name");
        return refuse(reading);
    }
    models->items[models->count++] = path;
    return true;
}

static size_t id_of_code(int code) {
    for (size_t id = 0; id < OPTION_COUNT; id++)
        if (code == FIRST_CODE + (int)id || (rows[id].letter && code == rows[id].letter))
            return id;
    return OPTION_COUNT;
}

static bool is_ambiguous(const char *name, size_t length) {
    size_t matches = 0;
    for (size_t id = 0; id < OPTION_COUNT; id++)
        matches += strncmp(rows[id].name, name, length) == 0;
    return length > 0 && matches > 1;
}

enum { LONGEST_NAME = 31 }; /* of the options, with room to spare */

static void complain_ambiguous(const struct reading *reading, const char *name, size_t length) {
    char matches[OPTION_COUNT * (LONGEST_NAME + 6)] = "", *end = matches;
    for (size_t id = 0; id < OPTION_COUNT; id++)
        if (strncmp(rows[id].name, name, length) == 0)
            end += sprintf(end, "%s'--%s'", end > matches ? ", " : "", rows[id].name);
    complain(reading->errors, "option '--%.*s' is ambiguous: %s", (int)length, name, matches);
}

static bool refuse_unknown(const struct reading *reading, const char *argument) {
    if (strncmp(argument, "--", 2) != 0) {
        complain(reading->errors, "unknown option '%s'", argument);
        return refuse(reading);
    }
    const char *name = argument + 2;
    size_t length = strcspn(name, "=");
    struct nearest nearest = {.word = {name, length}, .any_case = true};
    for (size_t id = 0; id < OPTION_COUNT; id++)
        nearest_offer(&nearest, text_of(rows[id].name));
    if (is_ambiguous(name, length))
        complain_ambiguous(reading, name, length);
    else if (nearest.best.at)
        complain(reading->errors, "unknown option '--%.*s' (did you mean '--%s'?)", (int)length, name, nearest.best.at);
    else
        complain(reading->errors, "unknown option '--%.*s'", (int)length, name);
    return refuse(reading);
}

/* getopt_long names what it could not take by optopt: a letter, the code of a row, or 0 for an unknown long name. */
static bool refuse_argument(const struct reading *reading, int code, const char *argument) {
    size_t id = id_of_code(optopt);
    if (id == OPTION_COUNT && optopt > ' ' && optopt < 127)
        complain(reading->errors, "unknown option '-%c'", optopt);
    else if (id == OPTION_COUNT)
        return refuse_unknown(reading, argument);
    else if (code == ':')
        complain(reading->errors, "option '--%s' needs a value: --%s %s", rows[id].name, rows[id].name, rows[id].value);
    else
        complain(reading->errors, "option '--%s' takes no value", rows[id].name);
    return refuse(reading);
}

static void describe_to_getopt(struct option *longs, char *shorts) {
    shorts = stpcpy(shorts, "-:");
    for (size_t id = 0; id < OPTION_COUNT; id++) {
        bool takes_value = rows[id].kind != FLAG;
        longs[id] =
            (struct option){rows[id].name, takes_value ? required_argument : no_argument, NULL, FIRST_CODE + (int)id};
        if (rows[id].letter)
            *shorts++ = rows[id].letter;
        if (rows[id].letter && takes_value)
            *shorts++ = ':';
    }
    longs[OPTION_COUNT] = (struct option){0};
    *shorts = '\0';
}

static bool read_arguments(struct reading *reading, int argc, char **argv) {
    struct option longs[OPTION_COUNT + 1];
    char shorts[2 * OPTION_COUNT + 3];
    describe_to_getopt(longs, shorts);
    optind = 0; /* begins anew */
    for (;;) {
        int at = optind > 0 ? optind : 1;
        int code = getopt_long(argc, argv, shorts, longs, NULL);
        if (code == -1)
            break;
        bool taken = code == 1                    ? take_model(reading, optarg)
                     : code == '?' || code == ':' ? refuse_argument(reading, code, argv[at])
                                                  : take_option(reading, id_of_code(code), optarg);
        if (!taken)
            return false;
        if (reading->given[OPTION_HELP] || reading->given[OPTION_VERSION])
            return true;
    }
    while (optind < argc)
        if (!take_model(reading, argv[optind++]))
            return false;
    return true;
}

/* Sets `*choice` to the index of the option's value in `words`, a list that ends with NULL. */
static bool choose(const struct reading *reading, size_t id, const char *const *words, int *choice) {
    const char *value = reading->values[id];
    if (!value)
        return true;
    struct nearest nearest = {.word = text_of(value), .any_case = true};
    char possible[256] = ""; /* above what the longest list takes */
    size_t used = 0;
    for (int i = 0; words[i]; i++) {
        if (strcmp(words[i], value) == 0) {
            *choice = i;
            return true;
        }
        nearest_offer(&nearest, text_of(words[i]));
        if (used < sizeof possible)
            used += (size_t)snprintf(possible + used, sizeof possible - used, "%s'%s'", i > 0 ? ", " : "", words[i]);
    }
    if (nearest.best.at)
        complain(reading->errors, "unknown %s '%s' (did you mean '%s'?), possible are %s", rows[id].name, value,
                 nearest.best.at, possible);
    else
        complain(reading->errors, "unknown %s '%s', possible are %s", rows[id].name, value, possible);
    return refuse(reading);
}

/* Behind the words of the single ones. */
enum { ALL_BASES = SLACALC_BASES };

static bool choose_words(const struct reading *reading) {
    static const char *const formats[] = {
        [SLACALC_TABLE] = "table",       [SLACALC_JSON] = "json",     [SLACALC_OPENPSA] = "openpsa",
        [SLACALC_MARKDOWN] = "markdown", [SLACALC_CSV] = "csv",       [SLACALC_JUNIT] = "junit",
        [SLACALC_SARIF] = "sarif",       [SLACALC_GITHUB] = "github", [SLACALC_DOT] = "dot",
        [SLACALC_MERMAID] = "mermaid",   [SLACALC_HTML] = "html",     NULL};
    static const char *const bases[] = {[SLACALC_BASIS_SLO] = "slo",
                                        [SLACALC_BASIS_MEASURED] = "measured",
                                        [SLACALC_BASIS_SLA] = "sla",
                                        [ALL_BASES] = "all",
                                        NULL};
    static const char *const levels[] = {"objective", "own", NULL};
    static const char *const colors[] = {
        [COLOR_AUTO] = "auto", [COLOR_ALWAYS] = "always", [COLOR_NEVER] = "never", NULL};
    static const char *const groupings[] = {"owner", NULL};
    struct options *options = reading->options;
    int level = 0, grouping = -1;
    int format = (int)options->format, basis = (int)options->evaluation.basis, color = (int)options->color;
    bool chosen = choose(reading, OPTION_FORMAT, formats, &format) && choose(reading, OPTION_BASIS, bases, &basis) &&
                  choose(reading, OPTION_COLOR, colors, &color) && choose(reading, OPTION_SLO_AS, levels, &level) &&
                  choose(reading, OPTION_GROUP_BY, groupings, &grouping);
    options->import.slo_as = levels[level];
    options->format = (slacalc_format)format;
    options->group_by = grouping < 0 ? SLACALC_UNGROUPED : SLACALC_BY_OWNER;
    options->evaluation.all_bases = basis == ALL_BASES && !options->quiet;
    options->evaluation.basis = basis == ALL_BASES ? SLACALC_BASIS_SLO : (slacalc_basis)basis;
    options->color = (enum color_when)color;
    return chosen;
}

static bool read_duration(const struct reading *reading, size_t id, double *seconds) {
    const char *value = reading->values[id];
    char where[32];
    snprintf(where, sizeof where, "--%s", rows[id].name);
    if (!value)
        return true;
    if (!slacalc_parse_duration(where, value, seconds, reading->problems))
        return false;
    if (*seconds > 0)
        return true;
    complain(reading->errors, "'--%s %s' has no length", rows[id].name, value);
    return refuse(reading);
}

/* Returns 0 where the text is no such number. */
static size_t whole_number(const char *text) {
    size_t number = 0;
    for (; *text >= '0' && *text <= '9'; text++) {
        size_t digit = (size_t)(*text - '0');
        if (number > (SIZE_MAX - digit) / 10)
            return 0;
        number = number * 10 + digit;
    }
    size_t factor = *text == 'k' ? 1000 : *text == 'M' ? 1000000 : 1;
    if (factor > 1)
        text++;
    return *text == '\0' && number <= SIZE_MAX / factor ? number * factor : 0;
}

/* Leaves the number as it is where the option was not given. */
static bool read_number(const struct reading *reading, size_t id, const char *such_as, size_t *number) {
    const char *value = reading->values[id];
    if (!value)
        return true;
    *number = whole_number(value);
    if (*number > 0)
        return true;
    complain(reading->errors, "'--%s %s' is not a whole number from 1 on, such as %s", rows[id].name, value, such_as);
    return refuse(reading);
}

/* Here 0 stands for all. */
static bool read_top(const struct reading *reading) {
    const char *value = reading->values[OPTION_TOP];
    if (!value)
        return true;
    reading->options->evaluation.top = whole_number(value);
    if (reading->options->evaluation.top == 0 && strcmp(value, "0") != 0) {
        complain(reading->errors, "'--top %s' is not a whole number, such as 10, or 0 for all", value);
        return refuse(reading);
    }
    if (reading->given[OPTION_WHY] || reading->given[OPTION_NEED])
        return true;
    complain(reading->errors, "'--top %s' has no effect without '--why' or '--need'", value);
    return refuse(reading);
}

/* Returns 0 where the text is no such number. */
static double decimal_number(const char *text) {
    static const double LARGEST = 1e9;
    size_t at = 0;
    double number = decimal_read(text_of(text), &at);
    return text[at] == '\0' && number <= LARGEST ? number : 0;
}

static bool read_time_limit(const struct reading *reading) {
    const char *value = reading->values[OPTION_TIME_LIMIT];
    if (!value)
        return true;
    reading->options->evaluation.time_limit_s = decimal_number(value);
    if (reading->options->evaluation.time_limit_s > 0)
        return true;
    complain(reading->errors, "'--time-limit %s' is not a number of seconds above 0, such as 10 or 0.5", value);
    return refuse(reading);
}

static bool refuse_together(const struct reading *reading, size_t one, size_t other) {
    complain(reading->errors, "'--%s' contradicts '--%s'", rows[one].name, rows[other].name);
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
    complain(reading->errors, "'--%s' has the formats %s, not '%s'", rows[id].name, names,
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

/* What has a place for owners; the chains of agreements are of each promise. */
static bool check_grouping(const struct reading *reading) {
    if (!reading->given[OPTION_GROUP_BY])
        return true;
    if (reading->given[OPTION_GAPS])
        return refuse_together(reading, OPTION_GROUP_BY, OPTION_GAPS);
    return check_format(reading, OPTION_GROUP_BY,
                        1u << SLACALC_TABLE | 1u << SLACALC_MARKDOWN | 1u << SLACALC_CSV | 1u << SLACALC_JSON,
                        "table, markdown, csv and json");
}

/* So has a plan. */
static bool check_plan(const struct reading *reading) {
    static const size_t others[] = {OPTION_AGAINST, OPTION_PRINT_MODEL, OPTION_NAMES, OPTION_GROUP_BY};
    if (!reading->given[OPTION_PLAN])
        return true;
    return check_others(reading, OPTION_PLAN, others, sizeof others / sizeof *others) &&
           check_format(reading, OPTION_PLAN,
                        1u << SLACALC_TABLE | 1u << SLACALC_MARKDOWN | 1u << SLACALC_JSON | 1u << SLACALC_HTML,
                        "table, markdown, json and html");
}

/* What a change does has a place in some formats only, and is told by one basis. */
static bool check_against(const struct reading *reading) {
    static const size_t others[] = {OPTION_NAMES, OPTION_PRINT_MODEL, OPTION_GROUP_BY};
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

static bool check_together(const struct reading *reading) {
    static const size_t of_reports[] = {OPTION_FORMAT, OPTION_SERVICE, OPTION_REQUIRE,  OPTION_DOWN,
                                        OPTION_BETA,   OPTION_ALL,     OPTION_GROUP_BY, OPTION_GAPS,
                                        OPTION_WHY,    OPTION_NEED,    OPTION_QUIET};
    if (reading->given[OPTION_VENDORS])
        return check_vendors(reading);
    if (!check_inputs(reading) || !check_against(reading) || !check_plan(reading) || !check_grouping(reading))
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
    if (reading->options->models.count == 0) {
        complain(reading->errors, "no model given (- reads standard input)");
        return refuse(reading);
    }
    return true;
}

/* A fault tree has no figures but those of parts; verdicts are found for the exit status. */
static void ask_for_what_is_shown(struct options *options) {
    slacalc_options *evaluation = &options->evaluation;
    bool has_figures = !options->quiet && options->format != SLACALC_OPENPSA;
    evaluation->kept_only = options->quiet && options->olds.count == 0 && !options->plan;
    evaluation->shares = has_figures;
    evaluation->sharp = evaluation->gaps = has_figures || evaluation->strict;
    evaluation->undegraded = has_figures && (options->format == SLACALC_TABLE || options->format == SLACALC_MARKDOWN ||
                                             options->format == SLACALC_HTML || options->format == SLACALC_JSON);
}

static bool read_values(const struct reading *reading) {
    struct options *options = reading->options;
    options->output = reading->values[OPTION_OUTPUT];
    options->beta = reading->values[OPTION_BETA];
    options->quiet = reading->given[OPTION_QUIET];
    options->plan = reading->given[OPTION_PLAN];
    options->import.size = sizeof options->import;
    options->import.unresolved = reading->values[OPTION_UNRESOLVED];
    options->import.slo_pick = reading->values[OPTION_SLO_PICK];
    options->import.name_skipped = reading->given[OPTION_VERBOSE];
    options->print_model = reading->given[OPTION_PRINT_MODEL];
    options->gaps = reading->given[OPTION_GAPS];
    options->all = reading->given[OPTION_ALL];
    options->names = reading->given[OPTION_NAMES];
    options->vendors = reading->given[OPTION_VENDORS];
    options->trace = reading->given[OPTION_TRACE];
    options->exit_zero = reading->given[OPTION_EXIT_ZERO];
    options->evaluation.strict = reading->given[OPTION_STRICT];
    if (!choose_words(reading))
        return false;
    ask_for_what_is_shown(options);
    options->evaluation.why = reading->given[OPTION_WHY];
    options->evaluation.need = reading->given[OPTION_NEED];
    return read_duration(reading, OPTION_PERIOD, &options->evaluation.period_s) &&
           read_duration(reading, OPTION_MAX_AGE, &options->evaluation.max_age_s) &&
           today_read(&options->evaluation.today, reading->errors) &&
           read_number(reading, OPTION_MAX_NODES, "500k or 20M", &options->evaluation.max_nodes) &&
           read_number(reading, OPTION_DEPTH, "2", &options->depth) && read_top(reading) && read_time_limit(reading) &&
           check_together(reading);
}

static bool make_lists(struct options *options, int argc) {
    struct arguments *lists[] = {&options->models,      &options->services, &options->requirements,
                                 &options->assignments, &options->downs,    &options->olds};
    for (size_t i = 0; i < sizeof lists / sizeof lists[0]; i++) {
        lists[i]->items = calloc((size_t)argc + 1, sizeof *lists[i]->items);
        if (!lists[i]->items)
            return false;
    }
    return true;
}

enum options_outcome options_parse(struct options *options, int argc, char **argv, FILE *errors,
                                   slacalc_diagnostics *problems) {
    *options = (struct options){.evaluation = slacalc_options_default()};
    struct reading reading = {.options = options, .errors = errors, .problems = problems};
    if (!make_lists(options, argc)) {
        complain(errors, "out of memory");
        return OPTIONS_WRONG;
    }
    if (!read_arguments(&reading, argc, argv))
        return OPTIONS_WRONG;
    if (reading.given[OPTION_HELP])
        return OPTIONS_HELP;
    if (reading.given[OPTION_VERSION])
        return OPTIONS_VERSION;
    return read_values(&reading) ? OPTIONS_READY : OPTIONS_WRONG;
}

void options_free(struct options *options) {
    free(options->models.items);
    free(options->services.items);
    free(options->requirements.items);
    free(options->assignments.items);
    free(options->downs.items);
    free(options->olds.items);
}

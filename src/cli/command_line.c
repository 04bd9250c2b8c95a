#include "cli/command_line.h"

#include "base/decimal.h"
#include "base/did_you_mean.h"
#include "cli/complaint.h"
#include "cli/option_checks.h"
#include "cli/today.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

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
        complain(reading->errors, "unknown %s '%s' (did you mean '%s'?), possible are %s", option_rows[id].name, value,
                 nearest.best.at, possible);
    else
        complain(reading->errors, "unknown %s '%s', possible are %s", option_rows[id].name, value, possible);
    return refuse(reading);
}

/* The word for all bases stands behind those for single ones. */
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
    snprintf(where, sizeof where, "--%s", option_rows[id].name);
    if (!value)
        return true;
    if (!slacalc_parse_duration(where, value, seconds, reading->problems))
        return false;
    if (*seconds > 0)
        return true;
    complain(reading->errors, "'--%s %s' has no length", option_rows[id].name, value);
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
    complain(reading->errors, "'--%s %s' is not a whole number of at least 1, such as %s", option_rows[id].name, value,
             such_as);
    return refuse(reading);
}

/* Of --top, 0 stands for all rows. */
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

/* "95%" or "0.95"; 0 where it is neither. */
static double decimal_ratio(const char *text) {
    size_t at = 0;
    double number = decimal_read(text_of(text), &at);
    bool is_percent = text[at] == '%';
    if (text[at + is_percent] != '\0')
        return 0;
    return is_percent ? number / 100 : number;
}

static bool read_min_kept(const struct reading *reading) {
    const char *value = reading->values[OPTION_MIN_KEPT];
    if (!value)
        return true;
    reading->options->evaluation.min_kept = decimal_ratio(value);
    if (reading->options->evaluation.min_kept > 0 && reading->options->evaluation.min_kept <= 1)
        return true;
    complain(reading->errors, "'--min-kept %s' is not a share of all periods, such as 95%% or 0.95", value);
    return refuse(reading);
}

/* A fault tree has no figures but those of parts; verdicts are found for the exit status. */
static void ask_for_what_is_shown(struct options *options) {
    slacalc_options *evaluation = &options->evaluation;
    bool has_figures = !options->quiet && options->format != SLACALC_OPENPSA;
    evaluation->kept_only = options->quiet && options->olds.count == 0 && !options->plan && options->logs.count == 0;
    evaluation->shares = has_figures;
    evaluation->sharp = evaluation->gaps = has_figures || evaluation->strict;
    evaluation->undegraded = has_figures && (options->format == SLACALC_TABLE || options->format == SLACALC_MARKDOWN ||
                                             options->format == SLACALC_HTML || options->format == SLACALC_JSON);
}

static bool read_values(const struct reading *reading) {
    struct options *options = reading->options;
    const char *output = reading->values[OPTION_OUTPUT];
    options->output = output && strcmp(output, "-") == 0 ? NULL : output;
    options->starter = output ? options->output : "slacalc.yaml";
    options->beta = reading->values[OPTION_BETA];
    options->mttr = reading->values[OPTION_MTTR];
    options->from = reading->values[OPTION_FROM];
    options->to = reading->values[OPTION_TO];
    options->period = reading->values[OPTION_PERIOD];
    options->quiet = reading->given[OPTION_QUIET];
    options->plan = reading->given[OPTION_PLAN];
    options->import.size = sizeof options->import;
    options->import.unresolved = reading->values[OPTION_UNRESOLVED];
    options->import.slo_pick = reading->values[OPTION_SLO_PICK];
    options->import.name_skipped = reading->given[OPTION_VERBOSE];
    options->print_model = reading->given[OPTION_PRINT_MODEL];
    options->print_measured = reading->given[OPTION_PRINT_MEASURED];
    options->gaps = reading->given[OPTION_GAPS];
    options->all = reading->given[OPTION_ALL];
    options->init = reading->given[OPTION_INIT];
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
    options->evaluation.outages = reading->given[OPTION_OUTAGES];
    options->evaluation.money = reading->given[OPTION_MONEY];
    options->evaluation.kept_only = options->evaluation.kept_only && !options->evaluation.outages &&
                                    !options->evaluation.money; /* may be refused */
    return read_duration(reading, OPTION_PERIOD, &options->evaluation.period_s) &&
           read_duration(reading, OPTION_MAX_AGE, &options->evaluation.max_age_s) &&
           today_read(&options->evaluation.today, reading->errors) &&
           read_number(reading, OPTION_MAX_NODES, "500k or 20M", &options->evaluation.max_nodes) &&
           read_number(reading, OPTION_DEPTH, "2", &options->depth) && read_top(reading) && read_time_limit(reading) &&
           read_min_kept(reading) && check_together(reading);
}

static bool make_lists(struct options *options, int argc) {
    struct arguments *lists[] = {&options->models, &options->services, &options->requirements, &options->assignments,
                                 &options->downs,  &options->olds,     &options->logs};
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
    free(options->logs.items);
}

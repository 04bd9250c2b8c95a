/* The command line: what is taken, and the exact words of what is refused. */
#include "near.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The program is no part of the library, so what is tested of it is compiled in. */
#include "cli/command_line.c"
#include "cli/complaint.c"
#include "cli/option_checks.c"
#include "cli/option_names.c"
#include "cli/option_reading.c"
#include "cli/option_table.c"
#include "cli/today.c"

enum { MOST_ARGUMENTS = 32 };

struct parsed {
    enum options_outcome outcome;
    struct options options;
    char *errors;
    size_t length;
    char *words;
    char *argv[MOST_ARGUMENTS + 1];
    slacalc_diagnostics *problems;
};

/* Takes the arguments as one line, divided by blanks; "''" is an empty one. */
static struct parsed parse(const char *line) {
    struct parsed parsed = {.words = strdup(line), .problems = slacalc_diagnostics_new()};
    int argc = 0;
    char *rest = NULL;
    static char name[] = "slacalc", empty[] = "";
    assert_non_null(parsed.words);
    parsed.argv[argc++] = name;
    for (char *word = strtok_r(parsed.words, " ", &rest); word; word = strtok_r(NULL, " ", &rest)) {
        assert_true(argc < MOST_ARGUMENTS);
        parsed.argv[argc++] = strcmp(word, "''") == 0 ? empty : word;
    }
    FILE *errors = open_memstream(&parsed.errors, &parsed.length);
    assert_non_null(errors);
    parsed.outcome = options_parse(&parsed.options, argc, parsed.argv, errors, parsed.problems);
    assert_int_equal(fclose(errors), 0);
    return parsed;
}

static void release(struct parsed *parsed) {
    options_free(&parsed->options);
    slacalc_diagnostics_free(parsed->problems);
    free(parsed->errors);
    free(parsed->words);
}

static void assert_refused(const char *line, const char *message) {
    struct parsed parsed = parse(line);
    char *wanted = NULL;
    assert_true(asprintf(&wanted, "slacalc: %s\ntry 'slacalc --help'\n", message) > 0);
    assert_int_equal(parsed.outcome, OPTIONS_WRONG);
    assert_string_equal(parsed.errors, wanted);
    free(wanted);
    release(&parsed);
}

static void defaults_are_those_of_the_library(void **state) {
    (void)state;
    struct parsed parsed = parse("a.yaml");
    slacalc_options defaults = slacalc_options_default();
    assert_int_equal(parsed.outcome, OPTIONS_READY);
    assert_string_equal(parsed.errors, "");
    assert_int_equal(parsed.options.format, SLACALC_TABLE);
    assert_int_equal(parsed.options.evaluation.basis, defaults.basis);
    assert_int_equal(parsed.options.evaluation.max_nodes, defaults.max_nodes);
    assert_true(parsed.options.evaluation.shares && defaults.shares);
    assert_true(parsed.options.evaluation.sharp && defaults.sharp);
    assert_false(parsed.options.evaluation.strict || defaults.strict);
    assert_false(parsed.options.evaluation.kept_only || defaults.kept_only);
    assert_near(parsed.options.evaluation.max_age_s, defaults.max_age_s, 0);
    assert_near(parsed.options.evaluation.time_limit_s, defaults.time_limit_s, 0);
    assert_null(parsed.options.output);
    assert_int_equal(parsed.options.models.count, 1);
    release(&parsed);
}

static void options_stand_before_and_after_models(void **state) {
    (void)state;
    struct parsed parsed = parse("a.yaml -f json b.yaml --period=90d - -s web --service db --set web.slo=1 --down db "
                                 "--require web=99%");
    assert_int_equal(parsed.outcome, OPTIONS_READY);
    assert_int_equal(parsed.options.format, SLACALC_JSON);
    assert_near(parsed.options.evaluation.period_s, 90 * 86400.0, 0);
    assert_int_equal(parsed.options.models.count, 3);
    assert_string_equal(parsed.options.models.items[1], "b.yaml");
    assert_string_equal(parsed.options.models.items[2], "-");
    assert_int_equal(parsed.options.services.count, 2);
    assert_string_equal(parsed.options.services.items[1], "db");
    assert_string_equal(parsed.options.assignments.items[0], "web.slo=1");
    assert_string_equal(parsed.options.downs.items[0], "db");
    assert_string_equal(parsed.options.requirements.items[0], "web=99%");
    release(&parsed);
}

static void letters_cluster_and_names_abbreviate(void **state) {
    (void)state;
    struct parsed parsed = parse("-qfjson --bas measured --strict --exit-zero --color never --max-nodes 5k a.yaml");
    assert_int_equal(parsed.outcome, OPTIONS_READY);
    assert_true(parsed.options.quiet);
    assert_false(parsed.options.evaluation.shares);
    assert_true(parsed.options.evaluation.strict);
    assert_true(parsed.options.exit_zero);
    assert_int_equal(parsed.options.format, SLACALC_JSON);
    assert_int_equal(parsed.options.evaluation.basis, SLACALC_BASIS_MEASURED);
    assert_int_equal(parsed.options.color, COLOR_NEVER);
    assert_int_equal(parsed.options.evaluation.max_nodes, 5000);
    release(&parsed);
}

static void all_bases_go_by_the_plan(void **state) {
    (void)state;
    struct parsed parsed = parse("--basis all --gaps a.yaml");
    assert_int_equal(parsed.outcome, OPTIONS_READY);
    assert_true(parsed.options.evaluation.all_bases);
    assert_int_equal(parsed.options.evaluation.basis, SLACALC_BASIS_SLO);
    assert_true(parsed.options.gaps);
    release(&parsed);
    parsed = parse("-q -b all a.yaml");
    assert_false(parsed.options.evaluation.all_bases);
    assert_false(parsed.options.gaps);
    release(&parsed);
    assert_refused("-b all -b sla a", "'--basis sla' contradicts '--basis all'");
}

static void two_dashes_end_the_options(void **state) {
    (void)state;
    struct parsed parsed = parse("a.yaml -- -f --help");
    assert_int_equal(parsed.outcome, OPTIONS_READY);
    assert_int_equal(parsed.options.models.count, 3);
    assert_string_equal(parsed.options.models.items[2], "--help");
    release(&parsed);
}

static void help_and_version_need_no_model(void **state) {
    (void)state;
    struct parsed help = parse("-h --nonsense"), version = parse("-V");
    assert_int_equal(help.outcome, OPTIONS_HELP);
    assert_int_equal(version.outcome, OPTIONS_VERSION);
    release(&help);
    release(&version);
}

static void help_takes_one_word(void **state) {
    (void)state;
    static const char *const daily[] = {"--help", "-h", "a.yaml --help", "--help -q all", "-hq all", "--help -- all"};
    static const char *const all[] = {"--help all", "--help=all", "-h all",
                                      "-qh all",    "--he all",   "a.yaml --help all -x"};
    for (size_t i = 0; i < sizeof daily / sizeof *daily; i++) {
        struct parsed parsed = parse(daily[i]);
        assert_int_equal(parsed.outcome, OPTIONS_HELP);
        assert_false(parsed.options.help_all);
        release(&parsed);
    }
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        struct parsed parsed = parse(all[i]);
        assert_int_equal(parsed.outcome, OPTIONS_HELP);
        assert_true(parsed.options.help_all);
        release(&parsed);
    }
    struct parsed wrong = parse("--help a.yaml");
    assert_int_equal(wrong.outcome, OPTIONS_WRONG);
    assert_string_equal(wrong.errors,
                        "slacalc: there is no help on 'a.yaml', only 'slacalc --help' and 'slacalc --help all'\n");
    release(&wrong);
}

static void output_may_be_standard_output(void **state) {
    (void)state;
    struct parsed dash = parse("-o - a.yaml"), file = parse("-o ./- a.yaml");
    assert_int_equal(dash.outcome, OPTIONS_READY);
    assert_null(dash.options.output);
    assert_string_equal(file.options.output, "./-");
    release(&dash);
    release(&file);
    assert_refused("-q -o - a.yaml", "'--quiet' contradicts '--output -'");
}

static void a_model_to_start_from_stands_alone(void **state) {
    (void)state;
    struct parsed plain = parse("--init"), named = parse("-o a.yaml --init"), shown = parse("--init --output=-");
    assert_int_equal(plain.outcome, OPTIONS_READY);
    assert_true(plain.options.init);
    assert_string_equal(plain.options.starter, "slacalc.yaml");
    assert_string_equal(named.options.starter, "a.yaml");
    assert_int_equal(shown.outcome, OPTIONS_READY);
    assert_null(shown.options.starter);
    release(&plain);
    release(&named);
    release(&shown);
    assert_refused("--init a.yaml b.yaml",
                   "'--init' reads no model (to write one to 'a.yaml': slacalc --init -o a.yaml)");
    assert_refused("--init -f json", "'--init' contradicts '--format'");
    assert_refused("--init -q", "'--init' contradicts '--quiet'");
    assert_refused("--vendors --init", "'--init' contradicts '--vendors'");
}

static void unknown_option_gets_the_nearest_name(void **state) {
    (void)state;
    assert_refused("--formt json a.yaml", "unknown option '--formt' (did you mean '--format'?)");
    assert_refused("--OUTPUT=x a.yaml", "unknown option '--OUTPUT' (did you mean '--output'?)");
    assert_refused("--exti-zero a.yaml", "unknown option '--exti-zero' (did you mean '--exit-zero'?)");
    assert_refused("--xyzzy a.yaml", "unknown option '--xyzzy'");
    assert_refused("a.yaml -qx", "unknown option '-x'");
    assert_refused("--s a.yaml",
                   "option '--s' is ambiguous: '--set', '--slo-pick', '--slo-as', '--strict', '--service'");
    assert_refused("--f\033[31m a.yaml", "unknown option '--f\\x1b[31m'");
    assert_refused("--f\xe2\x80\xae a.yaml", "unknown option '--f\\xe2\\x80\\xae'");
    assert_refused("--f\xff\xc2 a.yaml", "unknown option '--f\\xff\\xc2'");
}

static void values_are_where_they_belong(void **state) {
    (void)state;
    assert_refused("a.yaml -f", "option '--format' needs a value: --format FORMAT");
    assert_refused("a.yaml --require", "option '--require' needs a value: --require NAME=LEVEL");
    assert_refused("a.yaml --quiet=yes", "option '--quiet' takes no value");
    assert_refused("a.yaml --output=", "option '--output' has an empty value");
    assert_refused("a.yaml --service ''", "option '--service' has an empty value");
    assert_refused("''", "a model has an empty name");
}

static void words_get_the_nearest_one(void **state) {
    (void)state;
    assert_refused("-f jsno a", "unknown format 'jsno' (did you mean 'json'?), possible are 'table', 'json', "
                                "'openpsa', 'markdown', 'csv', 'junit', 'sarif', 'github', "
                                "'dot', 'mermaid', 'html'");
    assert_refused(
        "-f xml a",
        "unknown format 'xml', possible are 'table', 'json', 'openpsa', 'markdown', 'csv', 'junit', 'sarif', 'github', "
        "'dot', 'mermaid', 'html'");
    assert_refused("-b mesured a",
                   "unknown basis 'mesured' (did you mean 'measured'?), possible are 'slo', 'measured', 'sla', 'all'");
    assert_refused("--color allways a",
                   "unknown color 'allways' (did you mean 'always'?), possible are 'auto', 'always', 'never'");
}

static void max_nodes_is_a_whole_number(void **state) {
    (void)state;
    static const char *const wrong[] = {"0", "-1", "1.5", "5G", "k", "99999999999999999999", "18446744073709551615k"};
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        char line[64], message[128];
        snprintf(line, sizeof line, "--max-nodes=%s a", wrong[i]);
        snprintf(message, sizeof message, "'--max-nodes %s' is not a whole number of at least 1, such as 500k or 20M",
                 wrong[i]);
        assert_refused(line, message);
    }
    struct parsed parsed = parse("--max-nodes 20M a");
    assert_int_equal(parsed.options.evaluation.max_nodes, 20000000);
    release(&parsed);
}

static void the_time_limit_is_a_number_of_seconds(void **state) {
    (void)state;
    static const char *const wrong[] = {"0", "0.0", "-1",         "10s", "1e3", "1.2.3",
                                        ".", "1,5", "9999999999", "inf", "nan"};
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        char line[64], message[128];
        snprintf(line, sizeof line, "--time-limit=%s a", wrong[i]);
        snprintf(message, sizeof message, "'--time-limit %s' is not a number of seconds above 0, such as 10 or 0.5",
                 wrong[i]);
        assert_refused(line, message);
    }
    struct parsed parsed = parse("--time-limit 0.25 a"), whole = parse("--time-limit 600 a"), none = parse("a");
    assert_true(parsed.options.evaluation.time_limit_s == 0.25);
    assert_true(whole.options.evaluation.time_limit_s == 600);
    assert_true(none.options.evaluation.time_limit_s == 0);
    release(&parsed);
    release(&whole);
    release(&none);
}

static void contradictions_are_refused(void **state) {
    (void)state;
    assert_refused("-f table a --format json", "'--format json' contradicts '--format table'");
    assert_refused("-p 30d -p 31d a", "'--period 31d' contradicts '--period 30d'");
    assert_refused("-q -o report.txt a", "'--quiet' contradicts '--output report.txt'");
    assert_refused("- a -", "'-' is given twice, but standard input can be read only once");
    assert_refused("", "no model given (- reads standard input, --init writes a model to start from)");
    struct parsed parsed = parse("-f json -f json -s a -s b a a");
    assert_int_equal(parsed.outcome, OPTIONS_READY);
    release(&parsed);
}

static void period_is_a_duration(void **state) {
    (void)state;
    struct parsed parsed = parse("--period 30x a");
    assert_int_equal(parsed.outcome, OPTIONS_WRONG);
    assert_string_equal(parsed.errors, "");
    assert_int_equal(slacalc_diagnostics_count(parsed.problems, SLACALC_ERROR), 1);
    release(&parsed);
    parsed = parse("--period 0s a");
    assert_int_equal(parsed.outcome, OPTIONS_WRONG);
    release(&parsed);
}

static void today_is_the_day_of_the_epoch(void **state) {
    (void)state;
    setenv("SOURCE_DATE_EPOCH", "86399", true);
    struct parsed parsed = parse("--max-age 1Y a");
    assert_int_equal(parsed.options.evaluation.today, 0);
    assert_true(parsed.options.evaluation.max_age_s == 31556952);
    assert_true(slacalc_options_default().max_age_s == 2 * parsed.options.evaluation.max_age_s);
    release(&parsed);
    setenv("SOURCE_DATE_EPOCH", "86400", true);
    parsed = parse("a");
    assert_int_equal(parsed.options.evaluation.today, 1);
    release(&parsed);
    static const char *const wrong[] = {"", "-1", "1.5", "today", "99999999999999999999"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        setenv("SOURCE_DATE_EPOCH", wrong[i], true);
        parsed = parse("a");
        assert_int_equal(parsed.outcome, OPTIONS_WRONG);
        release(&parsed);
    }
    unsetenv("SOURCE_DATE_EPOCH");
    parsed = parse("a");
    assert_true(parsed.options.evaluation.today > 20000);
    release(&parsed);
}

static void usage_fits_the_width_of_a_terminal(void **state) {
    (void)state;
    for (int all = 0; all <= 1; all++) {
        char *usage = option_table_usage(all), *rest = NULL;
        assert_non_null(usage);
        for (char *line = strtok_r(usage, "\n", &rest); line; line = strtok_r(NULL, "\n", &rest))
            assert_true(strlen(line) <= 80);
        free(usage);
    }
}

static void daily_usage_fits_on_one_screen(void **state) {
    (void)state;
    char *usage = option_table_usage(false);
    size_t lines = 0;
    assert_non_null(usage);
    for (const char *at = usage; *at; at++)
        lines += *at == '\n';
    assert_true(lines < 24); /* of which the prompt takes one */
    assert_null(strstr(usage, "--max-nodes"));
    assert_non_null(strstr(usage, "--help all"));
    free(usage);
}

/* The table is in the order of the usage. */
static void options_stand_in_groups(void **state) {
    (void)state;
    for (size_t id = 1; id < OPTION_COUNT; id++)
        assert_true(option_rows[id].group >= option_rows[id - 1].group);
}

static void every_hint_is_an_option(void **state) {
    (void)state;
    char *usage = option_table_usage(true);
    assert_null(hint_option(SLACALC_HINT_NONE));
    for (slacalc_hint hint = SLACALC_HINT_NONE + 1; hint <= SLACALC_HINT_STARTER; hint++) {
        char row[64];
        assert_non_null(hint_option(hint));
        snprintf(row, sizeof row, " %s ", hint_option(hint));
        assert_non_null(strstr(usage, row));
    }
    assert_null(hint_option(SLACALC_HINT_STARTER + 1));
    free(usage);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(defaults_are_those_of_the_library),
        cmocka_unit_test(options_stand_before_and_after_models),
        cmocka_unit_test(letters_cluster_and_names_abbreviate),
        cmocka_unit_test(all_bases_go_by_the_plan),
        cmocka_unit_test(two_dashes_end_the_options),
        cmocka_unit_test(help_and_version_need_no_model),
        cmocka_unit_test(unknown_option_gets_the_nearest_name),
        cmocka_unit_test(values_are_where_they_belong),
        cmocka_unit_test(words_get_the_nearest_one),
        cmocka_unit_test(max_nodes_is_a_whole_number),
        cmocka_unit_test(the_time_limit_is_a_number_of_seconds),
        cmocka_unit_test(contradictions_are_refused),
        cmocka_unit_test(period_is_a_duration),
        cmocka_unit_test(today_is_the_day_of_the_epoch),
        cmocka_unit_test(usage_fits_the_width_of_a_terminal),
        cmocka_unit_test(daily_usage_fits_on_one_screen),
        cmocka_unit_test(options_stand_in_groups),
        cmocka_unit_test(help_takes_one_word),
        cmocka_unit_test(output_may_be_standard_output),
        cmocka_unit_test(a_model_to_start_from_stands_alone),
        cmocka_unit_test(every_hint_is_an_option),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

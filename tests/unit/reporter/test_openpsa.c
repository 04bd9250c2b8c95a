/* The Open-PSA report against the engine SCRAM: every service's unavailability is the probability of its top event. */
#include "drawn.h"
#include "evaluate.h"
#include "near.h"
#include "runs.h"

#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define SCRAM "LD_PRELOAD=$SCRAM_DIGITS scram --bdd --probability 1 --limit-order 1 --no-indent"

static char folder[] = "/tmp/slacalc-openpsa-XXXXXX";

/* The command's exit status; its output is in the file. */
static int run_scram(const char *model, const char *output) {
    char command[256];
    snprintf(command, sizeof command, SCRAM " %s -o %s 2>%s/errors", model, output, folder);
    return system(command);
}

static bool has_scram(void) {
    return system("scram --version >/dev/null 2>&1") == 0;
}

static char *whole_file(const char *path) {
    FILE *file = fopen(path, "r");
    assert_non_null(file);
    char *text = NULL;
    size_t capacity = 0;
    assert_true(getdelim(&text, &capacity, '\0', file) > 0);
    fclose(file);
    return text;
}

/* The probability of the top event of that name; NaN where there is none. */
static double probability_of(const char *found, const char *top) {
    char begin[256];
    snprintf(begin, sizeof begin, "<sum-of-products name=\"%s\"", top);
    const char *at = strstr(found, begin);
    at = at != NULL ? strstr(at, " probability=\"") : NULL;
    return at != NULL ? strtod(strchr(at, '"') + 1, NULL) : NAN;
}

/* Reads the service's top event by its name, which is an identifier. */
static double scram_unavailability(const char *found, const char *name) {
    char top[128];
    snprintf(top, sizeof top, "%s__service", name);
    double probability = probability_of(found, top);
    return isnan(probability) ? probability_of(found, name) : probability;
}

/* SCRAM itself prints six digits, all of them with the library that SCRAM_DIGITS names.
 * It computes some complements as 1 minus the probability, so what is rare is only good to the last bit of 1. */
static bool agrees(double got, double want) {
    return is_near(got, want, getenv("SCRAM_DIGITS") != NULL ? 1e-10 : 1e-5) || fabs(got - want) <= 4e-16;
}

static void compare(const slacalc_result *result, const char *what) {
    char model[64], output[64];
    snprintf(model, sizeof model, "%s/model.xml", folder);
    snprintf(output, sizeof output, "%s/report.xml", folder);
    size_t length = 0;
    char *text = slacalc_report(result, &(slacalc_layout){.format = SLACALC_OPENPSA}, &length);
    assert_non_null(text);
    FILE *file = fopen(model, "w");
    assert_non_null(file);
    assert_int_equal(fwrite(text, 1, length, file), length);
    assert_int_equal(fclose(file), 0);
    if (run_scram(model, output) != 0)
        fail_msg("SCRAM refuses the model of %s:\n%s", what, text);
    char *found = whole_file(output);
    for (size_t i = 0; i < slacalc_result_service_count(result); i++) {
        const slacalc_service *service = slacalc_result_service(result, i);
        const char *name = slacalc_result_component(result, service->component)->name;
        double want = service->availability.value.down, got = scram_unavailability(found, name);
        if (!agrees(got, want))
            fputs(text, stderr);
        if (!agrees(got, want))
            fail_msg("%s of %s: SCRAM %.17g, slacalc %.17g", name, what, got, want);
    }
    free(found);
    free(text);
}

static void compare_example(const char *path) {
    slacalc_diagnostics *problems = slacalc_diagnostics_new();
    slacalc_model *model = slacalc_model_new();
    slacalc_options options = slacalc_options_default();
    assert_true(slacalc_model_read(model, path, problems) && slacalc_model_check(model, problems));
    slacalc_result *result = slacalc_evaluate(model, &options, problems);
    assert_non_null(result);
    if (slacalc_report_obstacle(result, SLACALC_OPENPSA) == SLACALC_NONE)
        compare(result, path);
    slacalc_result_free(result);
    slacalc_model_free(model);
    slacalc_diagnostics_free(problems);
}

static void examples_agree(void **state) {
    (void)state;
    if (!has_scram())
        skip();
    glob_t found;
    assert_int_equal(glob("examples/*.yaml", 0, NULL, &found), 0);
    for (size_t i = 0; i < found.gl_pathc; i++)
        compare_example(found.gl_pathv[i]);
    globfree(&found);
}

static void random_models_agree(void **state) {
    (void)state;
    if (!has_scram())
        skip();
    uint64_t seed = runs_seed();
    size_t count = runs_models(100);
    print_message("%zu models from SLACALC_SEED=%llu on\n", count, (unsigned long long)seed);
    for (size_t i = 0; i < count; i++) {
        struct drawn drawn;
        struct generator generator = {.state = seed + i, .elements = 2 + (seed + i) % (ORACLE_ELEMENTS - 1)};
        drawn_init(&drawn, generator, slacalc_options_default(), i % 3 == 0);
        char what[64];
        snprintf(what, sizeof what, "SLACALC_SEED=%llu", (unsigned long long)(seed + i));
        if (drawn.result != NULL)
            compare(drawn.result, what);
        drawn_finish(&drawn);
    }
}

/* Up to a hundred replicas are events, more of them are one. */
static void replicas_agree(void **state) {
    (void)state;
    if (!has_scram())
        skip();
    static const char text[] =
        "components:\n  few: {slo: 90%, replicas: 100, quorum: 85}\n  many: {slo: 90%, replicas: 101, quorum: 85}\n"
        "  million: {slo: 99%, replicas: 1000000, quorum: 989900}\n"
        "  judged: {slo: 99%, sla: 98%, replicas: 300, quorum: 295, depends_on: many}\n"
        "  shop: {objective: 50%, depends_on: [{any: [few, many]}, {at_least: 2, of: [many, million, judged]}]}\n";
    slacalc_options options = slacalc_options_default();
    for (size_t basis = 0; basis < SLACALC_BASES; basis++) {
        options.basis = (slacalc_basis)basis;
        slacalc_result *result = evaluate_text(text, NULL, &options, NULL);
        assert_non_null(result);
        compare(result, "replicas");
        slacalc_result_free(result);
    }
}

/* Whatever a component is called: as many top events as services, and none that is taken for another. */
static void any_name_is_accepted(void **state) {
    (void)state;
    if (!has_scram())
        skip();
    static const char text[] =
        "components:\n  a: 99%\n  A: 98%\n  a__own_1: 97%\n  a__1: 96%\n  '決済 <&\">': 95%\n"
        "  '\\u': 94%\n  \"\\t\\x1b\\uFFFD\": 93%\n  ' ': 92%\n  -a-: 91%\n  a--b: 90%\n  3: 89%\n"
        "  a.b: 88%\n  ']]>': 87%\n  é: 86%\n  a_: 85%\n  a-service: 84%\n";
    slacalc_options options = slacalc_options_default();
    slacalc_result *result = evaluate_text(text, NULL, &options, NULL);
    assert_non_null(result);
    size_t length = 0;
    char path[64], output[64], *report = slacalc_report(result, &(slacalc_layout){.format = SLACALC_OPENPSA}, &length);
    snprintf(path, sizeof path, "%s/model.xml", folder);
    snprintf(output, sizeof output, "%s/report.xml", folder);
    FILE *file = fopen(path, "w");
    fwrite(report, 1, length, file);
    fclose(file);
    assert_int_equal(run_scram(path, output), 0);
    char *found = whole_file(output);
    size_t tops = 0;
    for (const char *at = found; (at = strstr(at, "<sum-of-products ")) != NULL; at++)
        tops++;
    assert_int_equal(tops, slacalc_result_service_count(result));
    assert_near(scram_unavailability(found, "a"), 0.01, 1e-10);
    assert_near(scram_unavailability(found, "A"), 0.02, 1e-10);
    free(found);
    free(report);
    slacalc_result_free(result);
}

static int make_folder(void **state) {
    (void)state;
    return mkdtemp(folder) != NULL ? 0 : -1;
}

static int remove_folder(void **state) {
    (void)state;
    static const char *const names[] = {"model.xml", "report.xml", "errors"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        char path[64];
        snprintf(path, sizeof path, "%s/%s", folder, names[i]);
        unlink(path);
    }
    return rmdir(folder);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(examples_agree), cmocka_unit_test(random_models_agree),
                                       cmocka_unit_test(replicas_agree), cmocka_unit_test(any_name_is_accepted)};
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}

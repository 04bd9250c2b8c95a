/* What texts name: as the caller says, or as the public header has it. */
#include "near.h"
#include "slacalc.h"

#include <stdlib.h>
#include <string.h>

static const char model_text[] = "components: {web: {slo: 99%, as_of: 2000-01-01, depends_on: [db]}, db: {sla: 99%}}";

static const char *only_of_age_and_set(slacalc_hint hint) {
    return hint == SLACALC_HINT_MAX_AGE ? "the age field" : hint == SLACALC_HINT_SET ? "the set field" : NULL;
}

struct fixture {
    slacalc_diagnostics *problems;
    slacalc_model *model;
    slacalc_result *result;
};

static void open_fixture(struct fixture *f, slacalc_hint_name *name) {
    *f = (struct fixture){.problems = slacalc_diagnostics_new(), .model = slacalc_model_new()};
    slacalc_model_name_hints(f->model, name);
    assert_true(slacalc_model_read_text(f->model, "m", model_text, strlen(model_text), f->problems));
}

static void evaluate(struct fixture *f) {
    slacalc_options options = slacalc_options_default();
    options.today = 20000;
    assert_true(slacalc_model_check(f->model, f->problems));
    f->result = slacalc_evaluate(f->model, &options, f->problems);
    assert_non_null(f->result);
}

static void close_fixture(struct fixture *f) {
    slacalc_result_free(f->result);
    slacalc_model_free(f->model);
    slacalc_diagnostics_free(f->problems);
}

static void assert_problem(const struct fixture *f, size_t index, slacalc_hint hint, const char *message) {
    slacalc_diagnostic entry;
    assert_true(slacalc_diagnostics_get(f->problems, index, &entry));
    assert_string_equal(entry.message, message);
    assert_int_equal(entry.hint, hint);
}

static void assert_reported(const struct fixture *f, slacalc_format format, const char *part) {
    size_t length = 0;
    char *text = slacalc_report(f->result, &(slacalc_layout){.format = format}, &length);
    assert_non_null(strstr(text, part));
    free(text);
}

static void the_caller_names_them(void **state) {
    (void)state;
    struct fixture f;
    open_fixture(&f, only_of_age_and_set);
    evaluate(&f);
    assert_problem(&f, 0, SLACALC_HINT_MAX_AGE,
                   "the figures of 'web' are as of 2000-01-01 (check whether they still hold, or raise the age field)");
    assert_reported(&f, SLACALC_SARIF, "A figure is older than the age field allows");
    assert_reported(&f, SLACALC_SARIF, "Option slacalc_options.strict accepts");
    close_fixture(&f);
}

static void the_header_names_the_others(void **state) {
    (void)state;
    struct fixture f;
    open_fixture(&f, NULL);
    evaluate(&f);
    assert_problem(&f, 0, SLACALC_HINT_MAX_AGE,
                   "the figures of 'web' are as of 2000-01-01 (check whether they still hold, or raise "
                   "slacalc_options.max_age_s)");
    close_fixture(&f);
}

static void what_is_given_is_shown_as_a_file_of_that_name(void **state) {
    (void)state;
    struct fixture f;
    slacalc_diagnostic entry;
    open_fixture(&f, only_of_age_and_set);
    assert_false(slacalc_model_set(f.model, "nothing", f.problems));
    assert_problem(&f, 0, SLACALC_HINT_NONE, "expected NAME.KEY=VALUE");
    assert_true(slacalc_diagnostics_get(f.problems, 0, &entry));
    assert_string_equal(entry.file, "the set field");
    close_fixture(&f);
}

/* Nobody could open it: a promise that is required stands where the component does. */
static void no_report_takes_that_for_a_file(void **state) {
    (void)state;
    struct fixture f;
    open_fixture(&f, only_of_age_and_set);
    assert_true(slacalc_model_require(f.model, "web=99.99%", f.problems));
    evaluate(&f);
    const slacalc_promise *promise = &slacalc_result_service(f.result, 0)->promises[0];
    assert_string_equal(promise->file, "slacalc_model_require");
    assert_reported(&f, SLACALC_JUNIT, "name=\"require 99.99 %\" file=\"m\" line=\"1\"");
    close_fixture(&f);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_caller_names_them),
        cmocka_unit_test(the_header_names_the_others),
        cmocka_unit_test(what_is_given_is_shown_as_a_file_of_that_name),
        cmocka_unit_test(no_report_takes_that_for_a_file),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

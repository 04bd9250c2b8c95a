/* What a caller may get wrong, or knows less or more of than the library: nothing is read where nothing is. */
#include "near.h"
#include "problems.h"
#include "slacalc.h"

#include <math.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

static const char text[] = "components: {web: {sla: 99%, depends_on: [db]}, db: {slo: 99.9%, period: 1w}}";

struct fixture {
    slacalc_diagnostics *problems;
    slacalc_model *model;
};

static void open_fixture(struct fixture *f) {
    f->problems = slacalc_diagnostics_new();
    f->model = slacalc_model_new();
    assert_true(slacalc_model_read_text(f->model, "m", text, strlen(text), f->problems));
    assert_true(slacalc_model_check(f->model, f->problems));
}

static void close_fixture(struct fixture *f, const char *want) {
    char *said = problems_text(f->problems);
    assert_string_equal(said, want);
    free(said);
    slacalc_model_free(f->model);
    slacalc_diagnostics_free(f->problems);
}

static slacalc_result *evaluate(struct fixture *f, slacalc_options options) {
    return slacalc_evaluate(f->model, &options, f->problems);
}

static void rows_end(void **state) {
    (void)state;
    struct fixture f;
    open_fixture(&f);
    slacalc_result *result = evaluate(&f, slacalc_options_default());
    assert_non_null(slacalc_result_service(result, 0));
    assert_null(slacalc_result_service(result, slacalc_result_service_count(result)));
    assert_non_null(slacalc_result_component(result, 1));
    assert_null(slacalc_result_component(result, slacalc_result_component_count(result)));
    assert_non_null(slacalc_result_requirement(result, 0));
    assert_null(slacalc_result_requirement(result, 1));
    assert_null(slacalc_result_requirement(result, SLACALC_NONE));
    assert_null(slacalc_result_cycle(result, 0));
    assert_int_equal(slacalc_result_verdicts(result, SLACALC_GUARANTEED), 1);
    assert_int_equal(slacalc_result_verdicts(result, (slacalc_verdict)4), 0);
    assert_int_equal(slacalc_result_verdicts(result, (slacalc_verdict)-1), 0);
    assert_int_equal(slacalc_diagnostics_count(f.problems, (slacalc_severity)3), 0);
    assert_int_equal(slacalc_report_obstacle(result, (slacalc_format)99), SLACALC_NONE);
    slacalc_result_free(result);
    close_fixture(&f, "");
}

static void options_that_are_none(void **state) {
    (void)state;
    struct fixture f;
    open_fixture(&f);
    slacalc_options options = slacalc_options_default();
    options.basis = (slacalc_basis)SLACALC_BASES;
    assert_null(evaluate(&f, options));
    options.basis = (slacalc_basis)-1;
    assert_null(evaluate(&f, options));
    options = slacalc_options_default();
    options.period_s = -1;
    assert_null(evaluate(&f, options));
    options.period_s = (double)INFINITY;
    assert_null(evaluate(&f, options));
    options = slacalc_options_default();
    options.time_limit_s = (double)NAN;
    assert_null(evaluate(&f, options));
    options = slacalc_options_default();
    options.max_age_s = -1;
    assert_null(evaluate(&f, options));
    close_fixture(&f, "-: error: slacalc_options.basis is none of the bases\n"
                      "-: error: slacalc_options.basis is none of the bases\n"
                      "-: error: slacalc_options.period_s is no duration\n"
                      "-: error: slacalc_options.period_s is no duration\n"
                      "-: error: slacalc_options.time_limit_s is no duration\n"
                      "-: error: slacalc_options.max_age_s is no duration\n");
}

static void formats_that_are_none(void **state) {
    (void)state;
    struct fixture f;
    size_t length = 0;
    open_fixture(&f);
    slacalc_result *result = evaluate(&f, slacalc_options_default());
    const slacalc_layout layout = {.format = (slacalc_format)(SLACALC_HTML + 1)};
    assert_null(slacalc_report(result, &layout, &length));
    char *none = slacalc_report_problems(&layout, NULL, &length);
    assert_string_equal(none, "");
    free(none);
    slacalc_result_free(result);
    close_fixture(&f, "");
}

/* A block of just the fields that a caller knows, so that sanitizers see whoever reads on. */
static void *known_fields(const void *whole, size_t size) {
    void *block = malloc(size);
    memcpy(block, whole, size);
    memcpy(block, &size, sizeof size);
    return block;
}

static void callers_of_before_know_less(void **state) {
    (void)state;
    struct fixture f;
    size_t length = 0;
    open_fixture(&f);
    slacalc_options whole = slacalc_options_default();
    whole.basis = SLACALC_BASIS_MEASURED;
    slacalc_options *options = known_fields(&whole, offsetof(slacalc_options, period_s));
    slacalc_result *result = slacalc_evaluate(f.model, options, f.problems);
    assert_int_equal(slacalc_result_basis(result), SLACALC_BASIS_MEASURED);
    assert_true(slacalc_result_service(result, 0)->share_count > 0); /* as by default */
    slacalc_layout *layout = known_fields(&(slacalc_layout){.format = SLACALC_CSV}, offsetof(slacalc_layout, width));
    char *report = slacalc_report(result, layout, &length);
    assert_memory_equal(report, "service,", 8);
    slacalc_options_init(options, offsetof(slacalc_options, period_s));
    const slacalc_basis *basis = (const void *)((const char *)options + offsetof(slacalc_options, basis));
    assert_int_equal(*basis, SLACALC_BASIS_SLO);
    free(report);
    free(layout);
    free(options);
    slacalc_result_free(result);
    close_fixture(&f, "");
}

static void callers_that_name_no_size_know_the_first_version(void **state) {
    (void)state;
    struct fixture f;
    open_fixture(&f);
    slacalc_options options = slacalc_options_default();
    assert_int_equal(options.size, sizeof options);
    options.size = 0;
    options.period_s = 3600;
    slacalc_result *result = evaluate(&f, options);
    assert_true(slacalc_result_period_s(result) == 3600);
    slacalc_result_free(result);
    close_fixture(&f, "");
}

static void callers_of_a_later_version_are_told(void **state) {
    (void)state;
    struct fixture f;
    size_t length = 0;
    struct {
        slacalc_options options;
        double further;
    } later;
    open_fixture(&f);
    slacalc_options_init(&later.options, sizeof later);
    assert_true(later.further == 0);
    assert_null(slacalc_evaluate(f.model, &later.options, f.problems));
    assert_null(slacalc_plan_options(f.model, &later.options, f.problems));
    assert_false(slacalc_model_import(f.model, &(slacalc_import){.size = sizeof(slacalc_import) + 1}, f.problems));
    const slacalc_layout layout = {.size = sizeof layout + 1};
    assert_null(slacalc_vendors(NULL, 0, &layout, f.problems, &length));
    slacalc_result *result = evaluate(&f, slacalc_options_default());
    assert_null(slacalc_report(result, &layout, &length));
    slacalc_result_free(result);
    close_fixture(&f, "-: error: slacalc_options is of a later version than this library\n"
                      "-: error: slacalc_options is of a later version than this library\n"
                      "-: error: slacalc_import is of a later version than this library\n"
                      "-: error: slacalc_layout is of a later version than this library\n");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_end),
        cmocka_unit_test(options_that_are_none),
        cmocka_unit_test(formats_that_are_none),
        cmocka_unit_test(callers_of_before_know_less),
        cmocka_unit_test(callers_that_name_no_size_know_the_first_version),
        cmocka_unit_test(callers_of_a_later_version_are_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* Published calculations: tests/cases holds a model for each, and expected.csv the exact figures as decimals. */
#include "near.h"
#include "slacalc.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define CASES "tests/cases/"

enum column { MODEL, COMPONENT, AVAILABILITY, UNAVAILABILITY, PERIOD, DOWNTIME, MARGIN, COLUMNS };

/* Divides a line in place; an empty field stays an empty text. */
static void divide(char *line, char *fields[COLUMNS]) {
    line[strcspn(line, "\n")] = '\0';
    for (int i = 0; i < COLUMNS; i++) {
        assert_non_null(line);
        fields[i] = line;
        line = strchr(line, ',');
        if (line != NULL)
            *line++ = '\0';
    }
    assert_null(line);
}

static slacalc_model *read_model(const char *name, slacalc_diagnostics *problems) {
    char path[256];
    int length = snprintf(path, sizeof path, CASES "%s.yaml", name);
    assert_true(length > 0 && (size_t)length < sizeof path);
    slacalc_model *model = slacalc_model_new();
    assert_non_null(model);
    if (!slacalc_model_read(model, path, problems))
        slacalc_diagnostics_print(problems, stderr, false);
    return model;
}

static slacalc_result *evaluate(char *const fields[COLUMNS], slacalc_diagnostics *problems) {
    slacalc_options options = slacalc_options_default();
    slacalc_model *model = read_model(fields[MODEL], problems);
    if (fields[PERIOD][0] != '\0')
        assert_true(slacalc_parse_duration("expected.csv", fields[PERIOD], &options.period_s, problems));
    slacalc_model_select(model, fields[COMPONENT], problems);
    slacalc_result *result = NULL;
    if (slacalc_model_check(model, problems))
        result = slacalc_evaluate(model, &options, problems);
    else
        slacalc_diagnostics_print(problems, stderr, false);
    slacalc_model_free(model);
    return result;
}

static void assert_figures(char *const fields[COLUMNS], const slacalc_service *service) {
    assert_true(service->availability.exact);
    assert_near(service->availability.value.up, strtod(fields[AVAILABILITY], NULL), 1e-12);
    assert_near(service->availability.value.down, strtod(fields[UNAVAILABILITY], NULL), 1e-12);
    if (fields[DOWNTIME][0] != '\0')
        assert_near(service->downtime_period_s, strtod(fields[DOWNTIME], NULL), 1e-12);
    if (fields[MARGIN][0] != '\0') {
        assert_int_equal(service->promise_count, 1);
        assert_near(service->promises[0].margin_s, strtod(fields[MARGIN], NULL), 1e-9);
    }
}

static void published_figures_are_reproduced(void **state) {
    (void)state;
    FILE *table = fopen(CASES "expected.csv", "r");
    assert_non_null(table);
    char line[512];
    size_t rows = 0;
    assert_non_null(fgets(line, sizeof line, table)); /* the names of the columns */
    while (fgets(line, sizeof line, table) != NULL) {
        char *fields[COLUMNS];
        divide(line, fields);
        print_message("%s: %s\n", fields[MODEL], fields[COMPONENT]);
        slacalc_diagnostics *problems = slacalc_diagnostics_new();
        assert_non_null(problems);
        slacalc_result *result = evaluate(fields, problems);
        assert_non_null(result);
        assert_int_equal(slacalc_result_service_count(result), 1);
        assert_figures(fields, slacalc_result_service(result, 0));
        slacalc_result_free(result);
        slacalc_diagnostics_free(problems);
        rows++;
    }
    fclose(table);
    assert_true(rows >= 100);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(published_figures_are_reproduced),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* A program that uses the library may run in any locale: every report shows the same numbers. */
#include "evaluate.h"
#include "near.h"
#include "runs.h"

#include <locale.h>
#include <stdlib.h>
#include <string.h>

static const char model[] =
    "period: 99999999999Y\n" /* so long that even a duration gets an exponent */
    "components:\n"
    "  a: {slo: 0.9995, mtbf: 1.5h, mttr: 0.5s}\n"
    "  b: {slo: 99.9999999999%, hours: Mon-Fri 08:00-18:30}\n"
    "  s: {slo: 12.5%, sla: 12.475%, depends_on: [{any: [a, b], failover: 99.5%}, {needs: b, traffic: 0.125}]}\n";

static const slacalc_layout layouts[] = {
    {.format = SLACALC_TABLE, .gaps = true},
    {.format = SLACALC_JSON},
    {.format = SLACALC_OPENPSA},
};

/* Evaluates and reports in the locale; to be freed. */
static char *report_in(const char *locale, const slacalc_layout *layout) {
    assert_non_null(setlocale(LC_ALL, locale));
    slacalc_options options = slacalc_options_default();
    options.all_bases = true;
    slacalc_result *result = evaluate_text(model, NULL, &options, NULL);
    assert_non_null(result);
    size_t length;
    char *text = slacalc_report(result, layout, &length);
    assert_non_null(text);
    slacalc_result_free(result);
    return text;
}

static char *print_in(const char *locale) {
    assert_non_null(setlocale(LC_ALL, locale));
    slacalc_diagnostics *problems = slacalc_diagnostics_new();
    slacalc_model *read = slacalc_model_new();
    size_t length;
    assert_true(slacalc_model_read_text(read, "m", model, strlen(model), problems));
    assert_true(slacalc_model_check(read, problems));
    char *text = slacalc_model_print(read, &length);
    assert_non_null(text);
    slacalc_model_free(read);
    slacalc_diagnostics_free(problems);
    return text;
}

/* Both have the characters of the other, so that only numbers could differ. */
static void assert_same_in(const char *locale) {
    for (size_t i = 0; i < sizeof layouts / sizeof *layouts; i++) {
        char *want = report_in("C.UTF-8", &layouts[i]), *got = report_in(locale, &layouts[i]);
        assert_string_equal(got, want);
        free(want);
        free(got);
    }
    char *want = print_in("C.UTF-8"), *got = print_in(locale);
    assert_string_equal(got, want);
    free(want);
    free(got);
}

static bool has_point(const char *locale, const char *point) {
    return setlocale(LC_ALL, locale) != NULL && strcmp(localeconv()->decimal_point, point) == 0;
}

static void a_decimal_comma(void **state) {
    (void)state;
    if (!has_point("de_DE.UTF-8", ","))
        skip();
    assert_same_in("de_DE.UTF-8");
    assert_true(has_point("de_DE.UTF-8", ","));
}

static void a_decimal_point_of_several_bytes(void **state) {
    (void)state;
    if (!has_point("ps_AF.UTF-8", "\xd9\xab"))
        skip();
    assert_same_in("ps_AF.UTF-8");
}

static void the_locale_of_the_thread_is_left_as_it_was(void **state) {
    (void)state;
    locale_t own = newlocale(LC_ALL_MASK, "C", (locale_t)0);
    uselocale(own);
    free(report_in("C.UTF-8", &layouts[0]));
    assert_ptr_equal(uselocale(LC_GLOBAL_LOCALE), own);
    freelocale(own);
}

/* glibc loses a copy of LOCPATH each time that it looks for a locale. */
const char *__lsan_default_suppressions(void);
const char *__lsan_default_suppressions(void) {
    return "leak:argz_add_sep";
}

/* ---- Set-up: locales are made in a folder of the test, which needs no root ---- */

static char folder[] = "/tmp/slacalc-locale-XXXXXX";

static void make_locale(const char *name) {
    char command[128];
    snprintf(command, sizeof command, "localedef -i %s -f UTF-8 %s/%s.UTF-8 >%s/log 2>&1", name, folder, name, folder);
    if (system(command) != 0)
        print_message("no locale %s: is the package 'locales' there?\n", name);
}

static int make_locales(void **state) {
    (void)state;
    if (mkdtemp(folder) == NULL)
        return -1;
    if (!has_long_double()) /* under valgrind, which would tell of that too */
        return 0;
    make_locale("de_DE");
    make_locale("ps_AF");
    return setenv("LOCPATH", folder, 1);
}

static int remove_locales(void **state) {
    (void)state;
    char command[64];
    snprintf(command, sizeof command, "rm -rf %s", folder);
    return system(command);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_decimal_comma),
        cmocka_unit_test(a_decimal_point_of_several_bytes),
        cmocka_unit_test(the_locale_of_the_thread_is_left_as_it_was),
    };
    return cmocka_run_group_tests(tests, make_locales, remove_locales);
}

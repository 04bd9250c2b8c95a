/* Components that are within their hours at the same minutes form a class, however their hours are written. */
#include "engine/hours/week.h"
#include "evaluate.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static void equal_weeks_are_one_class(void **state) {
    (void)state;
    static const char text[] = "components:\n"
                               "  a: {slo: 99%, hours: \"Mon-Fri 08:00-18:00\"}\n"
                               "  b: {slo: 99%, hours: [\"Mon-Wed 08:00-18:00\", \"Thu-Fri 08:00-18:00\"]}\n"
                               "  c: {slo: 99%, hours: \"Mon-Fri 13:30-23:30\", timezone: Asia/Kolkata}\n"
                               "  d: {slo: 99%, hours: \"Mon-Fri 08:00-18:00\", timezone: Europe/London}\n"
                               "  e: {slo: 99%, hours: \"Mon-Fri 08:00-18:01\"}\n"
                               "  f: {slo: 99%, hours: \"Mon-Fri 08:00-18:00\"}\n"
                               "  g: {slo: 99%, hours: \"Mon-Fri 08:00-18:00\"}\n"
                               "  h: 99%\n";
    enum { COUNT = 8 };
    static const uint32_t wanted[COUNT] = {0, 0, 0, 1, 2, 0, NO_INDEX, NO_INDEX};
    static const bool needed[COUNT] = {true, true, true, true, true, true, false, true};
    slacalc_diagnostics *problems = slacalc_diagnostics_new();
    slacalc_model *model = checked_model(text, problems);
    assert_non_null(model);
    struct arena arena;
    arena_init(&arena, NULL);
    struct classes classes = classes_of(model, needed, &arena);
    assert_int_equal(classes.count, 3);
    for (size_t c = 0; c < COUNT; c++)
        assert_int_equal(classes.of_component[c], wanted[c]);
    arena_free(&arena);
    slacalc_model_free(model);
    slacalc_diagnostics_free(problems);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(equal_weeks_are_one_class),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

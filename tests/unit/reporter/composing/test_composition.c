/* Composing ends where there is too much, or no time left. */
#include "reporter/composing/composition.h"
#include "shop.h"

#include <stdlib.h>
#include <string.h>

static void compose_for_ever(const struct composition *report) {
    static char line[1 << 16];
    for (;;) {
        fwrite(line, 1, sizeof line, report->stream);
        composition_go_on(report->stream, report->wording.arena);
    }
}

static void what_is_too_large_is_given_up(void **state) {
    (void)state;
    struct fixture *fixture = fixture_new();
    size_t length = 0;
    assert_null(compose_report(&fixture->result, &unlimited, compose_for_ever, &length));
    assert_true(length > 0);
    free(fixture);
}

static void page_at_its_time_limit_counts_what_it_leaves_out(void **state) {
    (void)state;
    struct fixture *fixture = fixture_new();
    slacalc_layout late = {.size = sizeof(slacalc_layout), .format = SLACALC_HTML, .all = true, .time_limit_s = 1e-9};
    char *text = report(fixture, late);
    assert_non_null(strstr(text, "1 more service:"));
    free(text);
    late.time_limit_s = 0;
    text = report(fixture, late);
    assert_null(strstr(text, "more service"));
    free(text);
    free(fixture);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_too_large_is_given_up),
        cmocka_unit_test(page_at_its_time_limit_counts_what_it_leaves_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

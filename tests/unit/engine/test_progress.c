/* What is told while an evaluation goes on. */
#include "evaluate.h"
#include "near.h"

enum { PHASES = SLACALC_PHASE_ROWS + 1 };

struct told {
    size_t begun[PHASES]; /* times that each phase began */
    size_t done[PHASES];  /* the largest number by phase */
    size_t count[PHASES];
    slacalc_phase last;
};

static void listen(void *context, const slacalc_progress *progress) {
    struct told *told = context;
    assert_true(progress->done <= progress->count);
    told->begun[progress->phase] += progress->count == 0;
    told->last = progress->phase;
    if (progress->count == 0)
        return;
    assert_true(told->count[progress->phase] == 0 || told->count[progress->phase] == progress->count);
    assert_true(progress->done >= told->done[progress->phase]);
    told->done[progress->phase] = progress->done;
    told->count[progress->phase] = progress->count;
}

static void each_phase_begins_and_services_are_counted(void **state) {
    (void)state;
    struct told told = {0};
    slacalc_options options = slacalc_options_default();
    options.progress = listen;
    options.progress_context = &told;
    slacalc_result *result = evaluate_text("components:\n"
                                           "  a: {objective: 99%, depends_on: [c]}\n"
                                           "  b: {objective: 99%, depends_on: [c]}\n"
                                           "  c: {slo: 99.9%}\n",
                                           NULL, &options, NULL);
    assert_non_null(result);
    for (slacalc_phase phase = SLACALC_PHASE_OWN_PARTS; phase <= SLACALC_PHASE_ROWS; phase++)
        assert_true(told.begun[phase] > 0);
    assert_int_equal(told.last, SLACALC_PHASE_ROWS);
    assert_int_equal(told.count[SLACALC_PHASE_ROWS], 2);
    assert_int_equal(told.done[SLACALC_PHASE_ROWS], 2);
    slacalc_result_free(result);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_phase_begins_and_services_are_counted),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

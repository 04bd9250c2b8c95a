/* Hours and maintenance: from texts to stretches of the week, and every error with its place. */
#include "model/model.h"
#include "near.h"
#include "parser/calendar.h"
#include "problems.h"
#include "runs.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static slacalc_model *read_model(const char *text, const char *set) {
    slacalc_diagnostics *problems = slacalc_diagnostics_new();
    slacalc_model *model = slacalc_model_new();
    slacalc_model_read_text(model, "m", text, strlen(text), problems);
    if (set)
        slacalc_model_set(model, set, problems);
    slacalc_model_check(model, problems);
    char *said = problems_text(problems);
    assert_string_equal(said, "");
    free(said);
    slacalc_diagnostics_free(problems);
    return model;
}

static void write_minute(FILE *out, uint32_t minute) {
    static const char *const days[] = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun", "end"};
    fprintf(out, "%s", days[minute / MINUTES_PER_DAY]);
    if (minute < MINUTES_PER_WEEK)
        fprintf(out, " %02u:%02u", (unsigned)(minute % MINUTES_PER_DAY / 60), (unsigned)(minute % 60));
}

/* The first component's stretches as "Mon 08:00-Mon 18:00, ..."; to be freed. */
static char *stretches_of(const slacalc_model *model) {
    char *text = NULL;
    size_t length = 0;
    FILE *out = open_memstream(&text, &length);
    assert_non_null(out);
    if (model->components[0].hours == NO_INDEX)
        fputs("always", out);
    else {
        const struct hours *hours = &model->hours[model->components[0].hours];
        for (uint32_t i = 0; i < hours->count; i++) {
            fputs(i > 0 ? ", " : "", out);
            write_minute(out, model->stretches[hours->first + i].start);
            fputs("-", out);
            write_minute(out, model->stretches[hours->first + i].end);
        }
    }
    fclose(out);
    return text;
}

static void expect_text(const char *text, const char *set, const char *want) {
    slacalc_model *model = read_model(text, set);
    char *got = stretches_of(model);
    assert_string_equal(got, want);
    free(got);
    slacalc_model_free(model);
}

static void expect(const char *keys, const char *want) {
    char text[512];
    snprintf(text, sizeof text, "components: {a: {slo: 9%%, %s}}", keys);
    expect_text(text, NULL, want);
}

static void ranges(void **state) {
    (void)state;
    expect("hours: Mon-Wed 08:00-18:00", "Mon 08:00-Mon 18:00, Tue 08:00-Tue 18:00, Wed 08:00-Wed 18:00");
    expect("hours: 'Mon,wed-THU 08:00-18:00'", "Mon 08:00-Mon 18:00, Wed 08:00-Wed 18:00, Thu 08:00-Thu 18:00");
    expect("hours: ' Mon , Wed - Thu  08:00 - 18:00 '",
           "Mon 08:00-Mon 18:00, Wed 08:00-Wed 18:00, Thu 08:00-Thu 18:00");
    expect("hours: [Sat 10:00-12:00, Mon 09:15-10:45]", "Mon 09:15-Mon 10:45, Sat 10:00-Sat 12:00");
    expect("hours: 24x7", "always");
    expect("hours: 00:00-24:00", "always");
    expect("hours: [Mon-Sat 00:00-24:00, Sun 00:00-12:00]", "Mon 00:00-Sun 12:00");
}

static void ranges_that_go_round(void **state) {
    (void)state;
    expect("hours: Fri-Mon 08:00-09:00",
           "Mon 08:00-Mon 09:00, Fri 08:00-Fri 09:00, Sat 08:00-Sat 09:00, Sun 08:00-Sun 09:00");
    expect("hours: Mon 22:00-06:00", "Mon 22:00-Tue 06:00");
    expect("hours: Sun 22:00-06:00", "Mon 00:00-Mon 06:00, Sun 22:00-end");
    expect("hours: Sun 22:00-00:00", "Sun 22:00-end");
    expect("hours: Sun 22:00-24:00", "Sun 22:00-end");
    expect("hours: 'Sat,Sun 12:00-11:59'", "Mon 00:00-Mon 11:59, Sat 12:00-Sun 11:59, Sun 12:00-end");
}

static void ranges_that_overlap(void **state) {
    (void)state;
    expect("hours: [Mon 08:00-12:00, Mon 11:00-13:00, Mon 13:00-14:00]", "Mon 08:00-Mon 14:00");
    expect("hours: [00:00-12:00, 11:00-24:00]", "always");
}

static void maintenance(void **state) {
    (void)state;
    expect("maintenance: Sun 02:00-04:00", "Mon 00:00-Sun 02:00, Sun 04:00-end");
    expect("maintenance: Sun 23:00-01:00", "Mon 01:00-Sun 23:00");
    expect("hours: Mon 08:00-18:00, maintenance: [Mon 12:00-12:30, Mon 17:00-19:00]",
           "Mon 08:00-Mon 12:00, Mon 12:30-Mon 17:00");
    expect("hours: Mon 08:00-18:00, maintenance: Tue 08:00-18:00", "Mon 08:00-Mon 18:00");
    expect("maintenance: []", "always");
    expect("timezone: Europe/London", "always");
}

#define SHARED "x-h: &h {slo: 9%, hours: Mon 08:00-09:00, maintenance: Mon 08:30-08:40}\n"

static void anchors_and_what_ifs(void **state) {
    (void)state;
    expect_text(SHARED "components: {a: *h}", NULL, "Mon 08:00-Mon 08:30, Mon 08:40-Mon 09:00");
    expect_text(SHARED "components: {a: {<<: *h, maintenance: []}}", NULL, "Mon 08:00-Mon 09:00");
    expect_text(SHARED "components: {a: *h}", "a.maintenance=[]", "Mon 08:00-Mon 09:00");
    expect_text(SHARED "components: {a: *h}", "a.hours='Tue 08:00-18:00'", "Tue 08:00-Tue 18:00");
    expect_text(SHARED "components: {a: *h}", "a.hours=[Tue 08:00-18:00, Mon 08:00-08:35]",
                "Mon 08:00-Mon 08:30, Tue 08:00-Tue 18:00");
    expect_text(SHARED "components: {a: *h}", "a.hours=24x7", "Mon 00:00-Mon 08:30, Mon 08:40-end");
}

static void expect_whatif(const char *second, const char *want) {
    static const char text[] = "components: {a: 9%}";
    slacalc_diagnostics *problems = slacalc_diagnostics_new();
    slacalc_model *model = slacalc_model_new();
    assert_true(slacalc_model_read_text(model, "m", text, sizeof text - 1, problems));
    assert_true(slacalc_model_set(model, "a.hours=[Mon 08:00-18:00]", problems));
    slacalc_model_set(model, second, problems);
    char *said = problems_text(problems);
    assert_string_equal(said, want);
    free(said);
    slacalc_model_free(model);
    slacalc_diagnostics_free(problems);
}

static void the_same_twice(void **state) {
    (void)state;
    expect_whatif("a.hours=[Mon 08:00-12:00, Mon 12:00-18:00]", "");
    expect_whatif("a.hours=Mon 08:00-18:01", "slacalc_model_set:1:1: error: contradicts the earlier slacalc_model_set\n"
                                             "slacalc_model_set:1:1: note: the earlier one is here\n");
    expect_whatif("a.hours=Mon", "slacalc_model_set:1:9: error: 'Mon' has no times (write Mon 00:00-24:00)\n");
}

static void as_written(void **state) {
    (void)state;
    slacalc_model *model = read_model(
        "components: {a: {slo: 9%, hours: [Mon 08:00-09:00, ' Tue  08:00-09:00'], maintenance: Fri 08:00-09:00 }}",
        NULL);
    assert_true(text_is(model->hours[0].hours, "Mon 08:00-09:00, Tue  08:00-09:00"));
    assert_true(text_is(model->hours[0].maintenance, "Fri 08:00-09:00"));
    assert_true(text_is(model->zones[model->hours[0].zone].name, "UTC"));
    assert_int_equal(model->components[0].zone, NO_INDEX);
    slacalc_model_free(model);
}

/* ---- Errors ---- */

/* The value begins at column 35. */
static void refuse(const char *hours, const char *want) {
    char text[512];
    snprintf(text, sizeof text, "components: {a: {slo: 9%%, hours:  %s}}", hours);
    char *said = problems_of_model(text);
    assert_string_equal(said, want);
    free(said);
}

static void wrong_values(void **state) {
    (void)state;
    refuse("", "m:1:27: error: 'hours' has no value\n");
    refuse("' '", "m:1:35: error: 'hours' is empty (write Mon-Fri 08:00-18:00, or 24x7)\n");
    refuse("[]", "m:1:35: error: 'hours' is empty (write Mon-Fri 08:00-18:00, or 24x7)\n");
    refuse("{a: b}", "m:1:35: error: 'hours' must be text or a list of texts, not a map\n");
    refuse("[[a], {b: c}, ~, '']", "m:1:36: error: a range of 'hours' must be text, not a list\n"
                                   "m:1:41: error: a range of 'hours' must be text, not a map\n"
                                   "m:1:49: error: a range of 'hours' is empty (write Mon-Fri 08:00-18:00, or 24x7)\n"
                                   "m:1:52: error: a range of 'hours' is empty (write Mon-Fri 08:00-18:00, or 24x7)\n");
}

static void wrong_days(void **state) {
    (void)state;
    refuse("Mon-Fir 08:00-18:00", "m:1:39: error: unknown day 'Fir' (did you mean 'Fri'?)\n");
    refuse("'Monday 08:00-18:00'", "m:1:36: error: unknown day 'Monday' (did you mean 'Mon'?)\n");
    refuse("Xyz 08:00-18:00", "m:1:35: error: unknown day 'Xyz' (write Mon to Sun)\n");
    refuse("Mon- 08:00-18:00", "m:1:40: error: unknown day '08:00' (write Mon to Sun)\n");
    refuse("'-'", "m:1:36: error: '-' lacks a day (write Mon-Fri 08:00-18:00)\n");
    refuse("Mon-Fri", "m:1:35: error: 'Mon-Fri' has no times (write Mon-Fri 00:00-24:00)\n");
    refuse("[Mon,Wed 08:00-18:00]",
           "m:1:36: error: 'Mon' has no times (write Mon 00:00-24:00; days with a comma need quotes here)\n");
}

static void wrong_times(void **state) {
    (void)state;
    refuse("Mon 8:00-18:00", "m:1:39: error: '8:00' lacks a digit (write 08:00)\n");
    refuse("8am-5pm", "m:1:35: error: '8am' is not a time (write HH:MM, such as 08:00; 24x7 is always)\n");
    refuse("24/7", "m:1:35: error: '24/7' is not a time (write HH:MM, such as 08:00; 24x7 is always)\n");
    refuse("08:00-18:60", "m:1:41: error: '18:60' has more than 59 minutes\n");
    refuse("08:00-24:01", "m:1:41: error: '24:01' is outside 00:00-24:00\n");
    refuse("99:00-18:00", "m:1:35: error: '99:00' is outside 00:00-24:00\n");
    refuse("24:00-06:00", "m:1:35: error: '24:00-06:00' begins where the day ends (write 00:00, of the next day)\n");
    refuse("Mon 08:00-08:00", "m:1:39: error: '08:00-08:00' has no length (a whole day is 00:00-24:00)\n");
    refuse("Mon 08:00", "m:1:35: error: 'Mon 08:00' has no end (write 08:00-18:00)\n");
    refuse("08:00-", "m:1:35: error: '08:00-' lacks a time (write 08:00-18:00)\n");
    refuse("08:00–18:00", "m:1:35: error: '08:00–18:00' has a long dash (write -)\n");
    refuse("08:00-12:00 13:00-18:00", "m:1:47: error: '13:00-18:00' follows a whole range (write several as a list: "
                                      "[08:00-12:00, 13:00-18:00])\n");
}

static void no_hour_left(void **state) {
    (void)state;
    char *said = problems_of_model("components: {a: {slo: 9%, maintenance: 24x7},\n"
                                   "b: {slo: 9%, hours: Mon 08:00-09:00, maintenance: [Sun 22:00-10:00]}}");
    assert_string_equal(said, "m:1:40: error: 'maintenance' leaves no hour of 'a'\n"
                              "m:2:51: error: 'maintenance' leaves no hour of 'b'\n");
    free(said);
}

/* ---- Minute by minute ---- */

struct random_range {
    unsigned first, last, start, end;
};

static uint64_t draw(uint64_t *seed) {
    *seed = *seed * 6364136223846793005u + 1442695040888963407u;
    return *seed >> 33;
}

/* Round times, so that ranges touch and coincide; not empty ones. */
static struct random_range draw_range(uint64_t *seed) {
    struct random_range range = {.first = (unsigned)(draw(seed) % 7), .last = (unsigned)(draw(seed) % 7)};
    do {
        range.start = (unsigned)(draw(seed) % 96) * 15;
        range.end = (unsigned)(draw(seed) % 97) * 15;
    } while (range.start == range.end);
    return range;
}

static bool range_holds(const struct random_range *range, unsigned minute) {
    for (unsigned day = range->first;; day = (day + 1) % 7) {
        unsigned since = (minute + MINUTES_PER_WEEK - day * MINUTES_PER_DAY - range->start) % MINUTES_PER_WEEK;
        unsigned length =
            range->end > range->start ? range->end - range->start : range->end + MINUTES_PER_DAY - range->start;
        if (since < length)
            return true;
        if (day == range->last)
            return false;
    }
}

static void write_ranges(FILE *out, const char *key, const struct random_range *range, size_t count) {
    static const char *const days[] = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
    fprintf(out, ", %s: [", key);
    for (size_t i = 0; i < count; i++)
        fprintf(out, "%s%s-%s %02u:%02u-%02u:%02u", i > 0 ? ", " : "", days[range[i].first], days[range[i].last],
                range[i].start / 60, range[i].start % 60, range[i].end / 60, range[i].end % 60);
    fputs("]", out);
}

static bool any_holds(const struct random_range *ranges, size_t count, unsigned minute) {
    for (size_t i = 0; i < count; i++)
        if (range_holds(&ranges[i], minute))
            return true;
    return false;
}

static bool model_holds(const slacalc_model *model, unsigned minute) {
    if (model->components[0].hours == NO_INDEX)
        return true;
    const struct hours *hours = &model->hours[model->components[0].hours];
    for (uint32_t i = 0; i < hours->count; i++) {
        const struct stretch *stretch = &model->stretches[hours->first + i];
        if (stretch->start <= minute && minute < stretch->end)
            return true;
    }
    return false;
}

/* Sunday 23:59 is never maintained, and held by the first range: so that some minute is left. */
static void compare_one(uint64_t *seed) {
    struct random_range on[4] = {{6, 6, 1425, 1440}}, off[3];
    size_t on_count = 1 + draw(seed) % 4, off_count = draw(seed) % 4;
    char *text = NULL;
    size_t length = 0;
    for (size_t i = 1; i < on_count; i++)
        on[i] = draw_range(seed);
    for (size_t i = 0; i < off_count; i++)
        do
            off[i] = draw_range(seed);
        while (range_holds(&off[i], MINUTES_PER_WEEK - 1));
    FILE *out = open_memstream(&text, &length);
    assert_non_null(out);
    fputs("components: {a: {slo: 9%", out);
    write_ranges(out, "hours", on, on_count);
    write_ranges(out, "maintenance", off, off_count);
    fputs("}}", out);
    fclose(out);
    slacalc_model *model = read_model(text, NULL);
    for (unsigned minute = 0; minute < MINUTES_PER_WEEK; minute++)
        if (model_holds(model, minute) != (any_holds(on, on_count, minute) && !any_holds(off, off_count, minute)))
            fail_msg("minute %u of %s", minute, text);
    slacalc_model_free(model);
    free(text);
}

static void random_ranges(void **state) {
    (void)state;
    uint64_t seed = runs_seed(), first = seed;
    print_message("seed %llu\n", (unsigned long long)first);
    for (size_t i = 0; i < runs_models(500); i++)
        compare_one(&seed);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ranges),      cmocka_unit_test(ranges_that_go_round), cmocka_unit_test(ranges_that_overlap),
        cmocka_unit_test(maintenance), cmocka_unit_test(anchors_and_what_ifs), cmocka_unit_test(the_same_twice),
        cmocka_unit_test(as_written),  cmocka_unit_test(wrong_values),         cmocka_unit_test(wrong_days),
        cmocka_unit_test(wrong_times), cmocka_unit_test(no_hour_left),         cmocka_unit_test(random_ranges),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

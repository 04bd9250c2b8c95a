/*
 * Hours against the enumeration of every minute of the week: slices, coverage, and the availability in each, where the
 * uncovered components are down. SLACALC_MODELS says how many models, SLACALC_SEED where to start.
 */
#include "drawn.h"
#include "evaluate.h"
#include "near.h"
#include "pieces.h"
#include "runs.h"

#include <stdio.h>
#include <stdlib.h>

#define EXACT 1e-12

/* What one model means through the week. */
struct weekly {
    struct drawn drawn;
    struct piece pieces[PIECES]; /* by all of its components */
    struct oracle_truth *truths; /* of each piece */
    size_t piece_count;
};

/* A service within its promised hours. */
struct promised {
    size_t component;
    unsigned needed;
    struct piece slices[PIECES]; /* by what it needs; some lie outside the promised hours */
    size_t slice_count;
    struct ratio levels[PIECES]; /* of each slice */
    struct ratio mean, undegraded;
    unsigned minutes, covered;
};

static const char *name_of(const struct weekly *weekly, const struct promised *promised) {
    return weekly->drawn.model.components[promised->component].name;
}

static bool is_promised(const struct promised *promised, unsigned uncovered) {
    return !(uncovered >> promised->component & 1);
}

static void add_weighted(struct ratio *mean, struct ratio level, unsigned minutes, unsigned of) {
    mean->up += level.up * minutes / of;
    mean->down += level.down * minutes / of;
}

static void find_means(const struct weekly *weekly, struct promised *promised) {
    for (size_t i = 0; i < weekly->piece_count; i++) {
        const struct piece *piece = &weekly->pieces[i];
        if (!is_promised(promised, piece->uncovered))
            continue;
        struct ratio level = weekly->truths[i].judged[promised->component];
        add_weighted(&promised->mean, level, piece->minutes, promised->minutes);
        add_weighted(&promised->undegraded, weekly->truths[i].judged_undegraded[promised->component], piece->minutes,
                     promised->minutes);
        for (size_t s = 0; s < promised->slice_count; s++)
            if (promised->slices[s].uncovered == (piece->uncovered & promised->needed))
                promised->levels[s] = level;
    }
}

static void promised_init(const struct weekly *weekly, size_t component, struct promised *promised) {
    *promised = (struct promised){.component = component};
    promised->needed = pieces_needed(&weekly->drawn.model, component);
    promised->slice_count = pieces_find(&weekly->drawn.model, promised->needed, promised->slices);
    for (size_t i = 0; i < promised->slice_count; i++) {
        if (is_promised(promised, promised->slices[i].uncovered))
            promised->minutes += promised->slices[i].minutes;
        if (promised->slices[i].uncovered == 0)
            promised->covered = promised->slices[i].minutes;
    }
    find_means(weekly, promised);
}

static void expect_level(struct weekly *weekly, slacalc_level got, struct ratio want, const char *what,
                         const char *name) {
    expect_near(&weekly->drawn.trial, got.up, want.up, EXACT, what, name);
    expect_near(&weekly->drawn.trial, got.down, want.down, EXACT, what, name);
}

/* The set of components of a slice; its rows have to ascend. */
static unsigned uncovered_in(struct weekly *weekly, const slacalc_slice *slice) {
    unsigned uncovered = 0;
    for (size_t i = 0; i < slice->uncovered_count; i++) {
        expect(&weekly->drawn.trial, i == 0 || slice->uncovered[i - 1] < slice->uncovered[i],
               "uncovered components of a slice do not ascend");
        uncovered |= 1U << drawn_component(&weekly->drawn, slice->uncovered[i]);
    }
    return uncovered;
}

static void expect_slices(struct weekly *weekly, const slacalc_service *service, const struct promised *promised) {
    struct trial *trial = &weekly->drawn.trial;
    const char *name = name_of(weekly, promised);
    size_t want = 0;
    for (size_t s = 0; s < promised->slice_count; s++) {
        unsigned uncovered = promised->slices[s].uncovered;
        if (!is_promised(promised, uncovered))
            continue;
        size_t found = 0;
        while (found < service->slice_count && uncovered_in(weekly, &service->slices[found]) != uncovered)
            found++;
        want++;
        if (!expect(trial, found < service->slice_count, "a slice of %s is missing: %x", name, uncovered))
            continue;
        const slacalc_slice *slice = &service->slices[found];
        expect(trial, uncovered != 0 || found == 0, "the covered slice of %s is not the first", name);
        expect_near(trial, slice->hours_per_week, (quad)promised->slices[s].minutes / 60, EXACT, "hours of a slice",
                    name);
        expect_level(weekly, slice->availability, promised->levels[s], "slice", name);
    }
    expect(trial, service->slice_count == want, "%s has %zu slices, %zu are reported", name, want,
           service->slice_count);
}

static bool is_within(const slacalc_uncovered *uncovered, unsigned minute) {
    for (size_t i = 0; i < uncovered->stretch_count; i++)
        if (minute >= uncovered->stretches[i].start && minute < uncovered->stretches[i].end)
            return true;
    return false;
}

/* They ascend and do not touch. */
static bool are_in_order(const slacalc_uncovered *uncovered) {
    unsigned after = 0;
    for (size_t i = 0; i < uncovered->stretch_count; i++) {
        const slacalc_stretch *stretch = &uncovered->stretches[i];
        if (stretch->start >= stretch->end || (i > 0 && stretch->start <= after))
            return false;
        after = stretch->end;
    }
    return after <= WEEK_MINUTES;
}

static void expect_stretches(struct weekly *weekly, const slacalc_uncovered *uncovered,
                             const struct promised *promised) {
    struct trial *trial = &weekly->drawn.trial;
    size_t component = drawn_component(&weekly->drawn, uncovered->component);
    const char *name = weekly->drawn.model.components[component].name;
    unsigned minutes = 0, wrong = 0;
    for (unsigned minute = 0; minute < WEEK_MINUTES; minute++) {
        unsigned missing = pieces_uncovered_at(&weekly->drawn.model, minute);
        bool want = is_promised(promised, missing) && (missing >> component & 1);
        minutes += want;
        wrong += want != is_within(uncovered, minute);
    }
    expect(trial, wrong == 0, "stretches of %s under %s: %u minutes are wrong", name, name_of(weekly, promised), wrong);
    expect(trial, minutes > 0, "%s leaves nothing of %s uncovered", name, name_of(weekly, promised));
    expect(trial, are_in_order(uncovered), "stretches of %s touch or do not ascend", name);
    expect_near(trial, uncovered->hours_per_week, (quad)minutes / 60, EXACT, "uncovered hours", name);
}

static void expect_uncovered(struct weekly *weekly, const slacalc_service *service, const struct promised *promised) {
    struct trial *trial = &weekly->drawn.trial;
    unsigned want = 0, got = 0;
    for (size_t s = 0; s < promised->slice_count; s++)
        if (is_promised(promised, promised->slices[s].uncovered))
            want |= promised->slices[s].uncovered;
    for (size_t i = 0; i < service->uncovered_count; i++) {
        const slacalc_uncovered *uncovered = &service->uncovered[i];
        expect(trial, i == 0 || service->uncovered[i - 1].component < uncovered->component,
               "uncovered components do not ascend");
        got |= 1U << drawn_component(&weekly->drawn, uncovered->component);
        expect_stretches(weekly, uncovered, promised);
    }
    expect(trial, got == want, "uncovered components of %s: got %x, want %x", name_of(weekly, promised), got, want);
}

static void expect_service(struct weekly *weekly, const slacalc_service *service) {
    struct promised *promised = malloc(sizeof *promised);
    if (promised == NULL)
        abort();
    promised_init(weekly, drawn_component(&weekly->drawn, service->component), promised);
    struct trial *trial = &weekly->drawn.trial;
    const char *name = name_of(weekly, promised);
    expect_near(trial, service->hours_per_week, (quad)promised->minutes / 60, EXACT, "promised hours", name);
    expect_near(trial, service->coverage, (quad)promised->covered / promised->minutes, EXACT, "coverage", name);
    expect_level(weekly, service->availability.value, promised->mean, "availability", name);
    expect_level(weekly, service->undegraded.value, promised->undegraded, "undegraded", name);
    struct ratio covered = {0, 0};
    for (size_t s = 0; s < promised->slice_count; s++)
        if (promised->slices[s].uncovered == 0)
            covered = promised->levels[s];
    expect_level(weekly, service->covered, covered, "covered", name);
    expect(trial, service->season == NULL, "%s names a season, but no clock changes", name);
    expect_slices(weekly, service, promised);
    expect_uncovered(weekly, service, promised);
    drawn_expect_order(&weekly->drawn, service);
    free(promised);
}

/* Without time nothing is cut: the minutes are the same, and the interval holds what was found. */
static void expect_same_without_time(struct weekly *weekly) {
    slacalc_options options = slacalc_options_default();
    struct trial *trial = &weekly->drawn.trial;
    options.time_limit_s = 1e-9;
    options.basis = slacalc_result_basis(weekly->drawn.result);
    slacalc_result *hasty = evaluate_text(weekly->drawn.text, &weekly->drawn.model, &options, NULL);
    assert_non_null(hasty);
    for (size_t i = 0; i < slacalc_result_service_count(hasty); i++) {
        const slacalc_service *found = slacalc_result_service(weekly->drawn.result, i);
        const slacalc_service *got = slacalc_result_service(hasty, i);
        const char *name = slacalc_result_component(hasty, got->component)->name;
        expect_near(trial, got->hours_per_week, found->hours_per_week, EXACT, "promised hours without time", name);
        expect_near(trial, got->coverage, found->coverage, EXACT, "coverage without time", name);
        expect(trial, got->availability.low.up <= found->availability.low.up + EXACT, "%s is too good", name);
        expect(trial, got->availability.high.up >= found->availability.high.up - EXACT, "%s is too bad", name);
    }
    slacalc_result_free(hasty);
}

static void find_pieces(struct weekly *weekly) {
    weekly->piece_count = pieces_find(&weekly->drawn.model, ~0U, weekly->pieces);
    weekly->truths = calloc(weekly->piece_count, sizeof *weekly->truths);
    if (weekly->truths == NULL)
        abort();
    for (size_t i = 0; i < weekly->piece_count; i++)
        oracle_evaluate_uncovered(&weekly->drawn.model, weekly->drawn.trial.basis, 0, weekly->pieces[i].uncovered,
                                  &weekly->truths[i]);
}

static void compare_model(uint64_t seed) {
    static const size_t shares[] = {20, 40, 40, 80};
    struct generator generator = {.state = seed, .outages_only = seed % 3 == 0}, sizes = {.state = seed + 1};
    generator.hours = shares[generator_draw(&sizes, 4)];
    generator.elements = 3 + generator_draw(&sizes, 6);
    struct weekly *weekly = calloc(1, sizeof *weekly);
    if (weekly == NULL)
        abort();
    drawn_init(&weekly->drawn, generator, slacalc_options_default(), false);
    if (weekly->drawn.result != NULL) {
        find_pieces(weekly);
        for (size_t i = 0; i < slacalc_result_service_count(weekly->drawn.result); i++)
            expect_service(weekly, slacalc_result_service(weekly->drawn.result, i));
        expect_same_without_time(weekly);
        free(weekly->truths);
    }
    drawn_finish(&weekly->drawn);
    free(weekly);
}

static void weeks_agree_with_their_minutes(void **state) {
    (void)state;
    runs_each(500, compare_model);
}

/* Covered together on `days` of seven: as up as both are then, and else down. */
static void expect_days(const char *a, const char *b, int days) {
    char text[256];
    snprintf(text, sizeof text,
             "components:\n  a: {slo: 99%%, hours: %s}\n  b: {slo: 90%%, hours: %s}\n"
             "  s: {sla: 1%%, depends_on: [a, b]}\n",
             a, b);
    slacalc_options options = slacalc_options_default();
    slacalc_result *result = evaluate_text(text, NULL, &options, NULL);
    assert_non_null(result);
    assert_near(service_named(result, "s")->availability.value.up, 0.99 * 0.9 * days / 7, 1e-12);
    slacalc_result_free(result);
}

/* Hours that begin alike are not the same hours. */
static void hours_differ_in_their_last_stretch(void **state) {
    (void)state;
    expect_days("Mon 00:00-24:00", "Sat 00:00-24:00", 0);
    expect_days("'Mon,Wed 00:00-24:00'", "'Mon,Fri 00:00-24:00'", 1);
    expect_days("'Mon,Wed,Fri 00:00-24:00'", "'Mon,Wed,Sat 00:00-24:00'", 2);
    expect_days("'Mon,Wed 00:00-24:00'", "'Mon,Wed 00:00-24:00'", 2);
}

/* Whichever of the two stands first, and whichever has the hours. */
static void a_cycle_rests_on_the_hours_of_all_its_components(void **state) {
    (void)state;
    slacalc_options options = slacalc_options_default();
    slacalc_result *result = evaluate_text("cycles: together\ncomponents:\n"
                                           "  a: {sla: 1%, depends_on: [b]}\n"
                                           "  b: {slo: 99%, hours: Mon 00:00-24:00, depends_on: [a]}\n"
                                           "  c: {slo: 99%, hours: Mon 00:00-24:00, depends_on: [d]}\n"
                                           "  d: {sla: 1%, depends_on: [c]}\n",
                                           NULL, &options, NULL);
    assert_non_null(result);
    assert_near(service_named(result, "a")->coverage, (quad)1 / 7, 1e-12);
    assert_near(service_named(result, "d")->coverage, (quad)1 / 7, 1e-12);
    slacalc_result_free(result);
}

/* More different hours than a word has bits. */
static void hours_may_be_of_many_kinds(void **state) {
    enum { KINDS = 140 };
    (void)state;
    char *text = NULL, name[8];
    size_t length = 0;
    FILE *out = open_memstream(&text, &length);
    assert_non_null(out);
    fputs("components:\n", out);
    for (int i = 0; i < KINDS; i++)
        fprintf(out, "  c%d: {slo: 99%%, hours: Mon 00:00-%02d:%02d}\n  s%d: {sla: 1%%, depends_on: [c%d]}\n", i,
                (i + 1) / 6, (i + 1) % 6 * 10, i, i);
    fclose(out);
    slacalc_options options = slacalc_options_default();
    slacalc_result *result = evaluate_text(text, NULL, &options, NULL);
    assert_non_null(result);
    for (int i = 0; i < KINDS; i++) {
        snprintf(name, sizeof name, "s%d", i);
        assert_near(service_named(result, name)->coverage, (quad)(i + 1) * 10 / (7 * 24 * 60), 1e-12);
    }
    slacalc_result_free(result);
    free(text);
}

/* In winter b leaves an hour of a day uncovered, in summer a does. */
static void of_seasons_with_the_same_coverage_the_first_is_shown(void **state) {
    (void)state;
    slacalc_options options = slacalc_options_default();
    slacalc_result *result =
        evaluate_text("components:\n"
                      "  a: {slo: 99%, hours: Mon-Sun 08:00-24:00}\n"
                      "  b: {slo: 99%, hours: Mon-Sun 00:00-15:00}\n"
                      "  s: {hours: Mon-Sun 09:00-17:00, timezone: Europe/Berlin, depends_on: [a, b]}\n",
                      NULL, &options, NULL);
    assert_non_null(result);
    const slacalc_service *service = service_named(result, "s");
    assert_near(service->coverage, 7.0 / 8, 1e-12);
    assert_string_equal(service->season, "2026-01-05");
    slacalc_result_free(result);
}

/* An hour of a day is uncovered, in winter the last one and in summer the first: no week is worse. */
static void seasons_that_move_an_uncovered_hour_are_alike(void **state) {
    (void)state;
    slacalc_options options = slacalc_options_default();
    slacalc_result *result =
        evaluate_text("components:\n"
                      "  a: {slo: 99%, hours: Mon-Sun 08:00-15:00}\n"
                      "  s: {hours: Mon-Sun 09:00-17:00, timezone: Europe/Berlin, depends_on: a}\n",
                      NULL, &options, NULL);
    assert_non_null(result);
    const slacalc_service *service = service_named(result, "s");
    assert_near(service->coverage, 7.0 / 8, 1e-12);
    assert_null(service->season);
    slacalc_result_free(result);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(hours_differ_in_their_last_stretch),
        cmocka_unit_test(a_cycle_rests_on_the_hours_of_all_its_components),
        cmocka_unit_test(hours_may_be_of_many_kinds),
        cmocka_unit_test(of_seasons_with_the_same_coverage_the_first_is_shown),
        cmocka_unit_test(seasons_that_move_an_uncovered_hour_are_alike),
        cmocka_unit_test(weeks_agree_with_their_minutes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

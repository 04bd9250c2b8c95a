/* Minimal cut sets as the result has them: of random models with all features, hours too, against trying every set of
 * events, and by hand. */
#include "drawn.h"
#include "evaluate.h"
#include "near.h"
#include "pieces.h"
#include "runs.h"

#include <stdlib.h>
#include <string.h>

static slacalc_options all_cut_sets(void) {
    slacalc_options options = slacalc_options_default();
    options.why = true;
    options.top = 0;
    return options;
}

/* ---- At random ---- */

/* How many replicas across places have to be down for that event depends on which places are: so they differ. What is
 * always down may differ too, and does not show it. */
static bool is_same(const slacalc_event *a, const slacalc_event *b) {
    return a->kind == b->kind && a->component == b->component && a->part == b->part && a->line == b->line &&
           a->column == b->column && is_near(a->probability, b->probability, 0) &&
           (a->kind != SLACALC_EVENT_REPLICAS || a->probability < 1);
}

static bool holds(const slacalc_cut_set *set, const slacalc_cut_set *part) {
    for (size_t i = 0; i < part->event_count; i++) {
        bool found = false;
        for (size_t j = 0; j < set->event_count; j++)
            found = found || is_same(&set->events[j], &part->events[i]);
        if (!found)
            return false;
    }
    return true;
}

/* Together they are all of the downtime, and none is a part of another one; requirements that are written once, and
 * stand at several places by an alias, cannot be told from one another. */
static void assert_cut_sets(const slacalc_service *service, bool places_differ, uint64_t seed) {
    char count[32];
    snprintf(count, sizeof count, "%zu", service->cut_set_count);
    assert_string_equal(service->cut_sets_all, count);
    if (service->availability.value.down > 0 && !is_near(service->cut_sets_share, 1, 1e-9))
        fail_msg("they come to %.17g; repeat with SLACALC_SEED=%llu", service->cut_sets_share,
                 (unsigned long long)seed);
    for (size_t i = 0; i < service->cut_set_count; i++) {
        const slacalc_cut_set *set = &service->cut_sets[i];
        assert_true(set->alike <= i && service->cut_sets[set->alike].alike == set->alike);
        assert_true(set->probability > 0);
        for (size_t j = 0; places_differ && j < service->cut_set_count; j++)
            if (i != j && holds(set, &service->cut_sets[j]))
                fail_msg("set %zu holds set %zu; repeat with SLACALC_SEED=%llu", i, j, (unsigned long long)seed);
    }
}

static void random_models_are_down_by_their_cut_sets(void **state) {
    (void)state;
    uint64_t seed = runs_seed();
    print_message("SLACALC_SEED=%llu\n", (unsigned long long)seed);
    size_t judged = 0;
    for (size_t i = 0, count = runs_models(1000); i < count; i++) {
        struct drawn drawn;
        drawn_init(&drawn, (struct generator){.state = seed + i, .elements = 12, .hours = i % 2 * 40}, all_cut_sets(),
                   true);
        for (size_t s = 0; drawn.result && s < slacalc_result_service_count(drawn.result); s++) {
            const slacalc_service *service = slacalc_result_service(drawn.result, s);
            if (service->cut_sets_unknown || !service->availability.exact)
                continue;
            assert_cut_sets(service, drawn.model.alias_count == 0, seed + i);
            judged++;
        }
        drawn_finish(&drawn);
    }
    assert_true(judged > 0);
}

/* ---- Against trying every set of events ---- */

enum { NAMED = 40, NAME_ROOM = NAMED + 1 };

/* A cut set, as the sorted letters of its events; those of requirements say their kind alone. */
struct named_set {
    char name[NAME_ROOM];
};

struct named_sets {
    struct named_set *sets;
    size_t count, capacity;
};

static char letter_of(slacalc_event_kind kind, size_t component) {
    enum { OF_COMPONENTS = 3 };
    static const slacalc_event_kind kinds[OF_COMPONENTS] = {SLACALC_EVENT_COMPONENT, SLACALC_EVENT_REPLICAS,
                                                            SLACALC_EVENT_HOURS};
    for (size_t i = 0; i < OF_COMPONENTS; i++)
        if (kinds[i] == kind)
            return (char)('A' + i * ORACLE_COMPONENTS + component);
    return (char)('!' + kind);
}

static int by_letter(const void *left, const void *right) {
    return *(const char *)left - *(const char *)right;
}

static int by_name(const void *left, const void *right) {
    return strcmp(((const struct named_set *)left)->name, ((const struct named_set *)right)->name);
}

static void add_named(struct named_sets *named, const char *letters, size_t count) {
    if (named->count == named->capacity) {
        named->capacity = named->capacity * 2 + 16;
        named->sets = realloc(named->sets, named->capacity * sizeof *named->sets);
        assert_non_null(named->sets);
    }
    struct named_set *set = &named->sets[named->count++];
    memcpy(set->name, letters, count);
    set->name[count] = 0;
    qsort(set->name, count, 1, by_letter);
}

/* That of so many placed replicas no quorum is up says it of fewer ones too. */
static size_t events_in(const struct drawn *drawn, size_t component, const slacalc_event *event) {
    size_t numbers[ORACLE_PLACED], events = 0;
    size_t count = event->placed > 0 ? oracle_placed(&drawn->model, component, numbers) : 0;
    for (size_t i = 0; i < count; i++)
        events += numbers[i] <= event->placed;
    return event->placed > 0 ? events : 1;
}

static struct named_sets sets_told(const struct drawn *drawn, const slacalc_service *service) {
    struct named_sets named = {0};
    for (size_t i = 0; i < service->cut_set_count; i++) {
        const slacalc_cut_set *set = &service->cut_sets[i];
        char letters[NAMED];
        size_t count = 0;
        for (size_t e = 0; e < set->event_count; e++) {
            size_t component = drawn_component(drawn, set->events[e].component);
            for (size_t left = events_in(drawn, component, &set->events[e]); left > 0; left--) {
                assert_in_range(count, 0, NAMED - 1);
                letters[count++] = letter_of(set->events[e].kind, component);
            }
        }
        add_named(&named, letters, count);
    }
    return named;
}

/* Every subset of the events, by every set of components that are outside of their hours at some minute of the
 * service, or are a part of such a set. */
struct tries {
    unsigned uncovered[64];
    struct oracle_failures failures[64];
    size_t count;
};

static void add_try(struct tries *tries, unsigned uncovered) {
    for (size_t i = 0; i < tries->count; i++)
        if (tries->uncovered[i] == uncovered)
            return;
    if (tries->count < sizeof tries->uncovered / sizeof *tries->uncovered)
        tries->uncovered[tries->count++] = uncovered;
}

/* Returns false where there are too many, or some component has none of its hours there. */
static bool list_tries(const struct drawn *drawn, size_t service, struct tries *tries) {
    static struct piece pieces[PIECES];
    unsigned always = ~0U;
    size_t count = pieces_find(&drawn->model, pieces_needed(&drawn->model, service), pieces);
    for (size_t i = 0; i < count; i++) {
        unsigned all = pieces[i].uncovered, part = all;
        if (all >> service & 1)
            continue;
        always &= all;
        for (;; part = (part - 1) & all) {
            add_try(tries, part);
            if (part == 0)
                break;
        }
    }
    return always == 0 && tries->count < sizeof tries->uncovered / sizeof *tries->uncovered;
}

static const bool *down_of(const struct tries *tries, unsigned uncovered) {
    for (size_t i = 0; i < tries->count; i++)
        if (tries->uncovered[i] == uncovered)
            return tries->failures[i].down;
    return NULL;
}

static bool is_minimal(const struct tries *tries, unsigned uncovered, unsigned set) {
    bool is = down_of(tries, uncovered)[set];
    for (unsigned rest = set; rest != 0 && is; rest &= rest - 1)
        is = !down_of(tries, uncovered)[set & ~(rest & -rest)];
    for (unsigned rest = uncovered; rest != 0 && is; rest &= rest - 1)
        is = !down_of(tries, uncovered & ~(rest & -rest))[set];
    return is;
}

static struct named_sets sets_tried(const struct tries *tries) {
    struct named_sets named = {0};
    const struct oracle_failures *failures = &tries->failures[0];
    for (size_t i = 0; i < tries->count; i++)
        for (unsigned set = 0; set < 1U << failures->count; set++) {
            char letters[NAMED];
            size_t count = 0;
            if (!is_minimal(tries, tries->uncovered[i], set))
                continue;
            for (size_t e = 0; e < failures->count; e++)
                if (set >> e & 1)
                    letters[count++] = letter_of(failures->events[e].kind, failures->events[e].component);
            for (size_t c = 0; c < ORACLE_COMPONENTS; c++)
                if (tries->uncovered[i] >> c & 1)
                    letters[count++] = letter_of(SLACALC_EVENT_HOURS, c);
            add_named(&named, letters, count);
        }
    return named;
}

static void expect_sets(struct drawn *drawn, const slacalc_service *service, const struct tries *tries) {
    struct named_sets told = sets_told(drawn, service), tried = sets_tried(tries);
    if (told.count > 0)
        qsort(told.sets, told.count, sizeof *told.sets, by_name);
    if (tried.count > 0)
        qsort(tried.sets, tried.count, sizeof *tried.sets, by_name);
    expect(&drawn->trial, told.count == tried.count, "%zu cut sets, want %zu", told.count, tried.count);
    for (size_t i = 0; i < told.count && i < tried.count; i++)
        expect(&drawn->trial, by_name(&told.sets[i], &tried.sets[i]) == 0, "cut set %s, want %s", told.sets[i].name,
               tried.sets[i].name);
    free(told.sets);
    free(tried.sets);
}

/* Of the sets that were compared: how many have events that not all models have. */
struct met {
    size_t services, across, ways, always;
};

static void meet_sets(const slacalc_service *service, struct met *met) {
    met->services++;
    for (size_t i = 0; i < service->cut_set_count; i++) {
        const slacalc_cut_set *set = &service->cut_sets[i];
        for (size_t e = 0; e < set->event_count; e++) {
            const slacalc_event *event = &set->events[e];
            met->across += event->placed > 0;
            met->ways += event->kind == SLACALC_EVENT_LATER_WAY;
            met->always += event->kind != SLACALC_EVENT_HOURS && event->probability == 1;
        }
    }
}

static void compare_sets(struct drawn *drawn, const slacalc_service *service, struct met *met) {
    struct tries tries = {.count = 0};
    size_t component = drawn_component(drawn, service->component), tried = 0;
    bool fits = list_tries(drawn, component, &tries);
    for (size_t i = 0; i < tries.count && fits; i++) {
        fits = oracle_failures(&drawn->model, drawn->trial.basis, component, tries.uncovered[i], &tries.failures[i]);
        tried += fits;
    }
    if (fits && !service->cut_sets_unknown) {
        expect_sets(drawn, service, &tries);
        meet_sets(service, met);
    }
    for (size_t i = 0; i < tried; i++)
        free(tries.failures[i].down);
}

static void random_models_have_the_sets_that_trying_all_finds(void **state) {
    (void)state;
    uint64_t seed = runs_seed();
    print_message("SLACALC_SEED=%llu\n", (unsigned long long)seed);
    struct met met = {0};
    size_t count = runs_models(500);
    for (size_t i = 0; i < count; i++) {
        struct drawn drawn;
        drawn_init(&drawn, (struct generator){.state = seed + i, .elements = 12, .hours = i % 3 == 0 ? 20 : 0},
                   all_cut_sets(), true);
        for (size_t s = 0; drawn.result && s < slacalc_result_service_count(drawn.result); s++)
            compare_sets(&drawn, slacalc_result_service(drawn.result, s), &met);
        drawn_finish(&drawn);
    }
    print_message(
        "%zu services compared, with %zu events of replicas across places, %zu of later ways, and %zu of what "
        "is always down\n",
        met.services, met.across, met.ways, met.always);
    assert_true(met.services > 0);
    if (count >= 500)
        assert_true(met.across > 0 && met.ways > 0 && met.always > 0);
}

/* ---- By hand ---- */

static void assert_set(const slacalc_cut_set *set, slacalc_event_kind first, slacalc_event_kind second,
                       double probability) {
    assert_int_equal(set->event_count, 2);
    assert_int_equal(set->events[0].kind, first);
    assert_int_equal(set->events[1].kind, second);
    assert_near(set->probability, probability, 1e-12);
}

/* a has no hours in the second half of the day, and b none in its first quarter: never both. */
static void hours_coincide_as_the_week_says(void **state) {
    (void)state;
    slacalc_options options = all_cut_sets();
    slacalc_result *result = evaluate_text("components:\n  a: {slo: 99%, hours: 00:00-12:00}\n"
                                           "  b: {slo: 98%, hours: 06:00-24:00}\n  s: {depends_on: [{any: [a, b]}]}\n",
                                           NULL, &options, NULL);
    assert_non_null(result);
    const slacalc_service *service = service_named(result, "s");
    assert_string_equal(service->cut_sets_all, "3");
    assert_set(&service->cut_sets[0], SLACALC_EVENT_HOURS, SLACALC_EVENT_COMPONENT, 0.5 * 0.02);
    assert_set(&service->cut_sets[1], SLACALC_EVENT_COMPONENT, SLACALC_EVENT_HOURS, 0.25 * 0.01);
    assert_set(&service->cut_sets[2], SLACALC_EVENT_COMPONENT, SLACALC_EVENT_COMPONENT, 0.01 * 0.02);
    assert_near(service->cut_sets_share, 1, 1e-12);
    slacalc_result_free(result);
}

/* What needs 'c' can promise no more than that: nothing is left for a part of its own, and rounding makes none. */
static void what_promises_all_of_its_needs_has_no_outage_of_its_own(void **state) {
    (void)state;
    slacalc_options options = all_cut_sets();
    slacalc_result *result =
        evaluate_text("components:\n  c: 1%\n  b: {ola: 1%, depends_on: [{any: [c, c, {traffic: 97.6%, needs: c}], "
                      "failover: 47.65%}, {any: [c], failover: 48.7%}]}\n  s: {depends_on: [b]}\n",
                      NULL, &options, NULL);
    assert_non_null(result);
    assert_string_equal(service_named(result, "s")->cut_sets_all, "1");
    slacalc_result_free(result);
}

static void sets_of_alike_events_are_told_to_be_alike(void **state) {
    (void)state;
    slacalc_options options = all_cut_sets();
    slacalc_result *result = evaluate_text("components:\n  a: 99%\n  b: 99%\n  c: 99%\n  d: 99%\n"
                                           "  s: {depends_on: [{at_least: 2, of: [a, b, c]}, {any: [a, d]}]}\n"
                                           "  t: {depends_on: [{at_least: 2, of: [b, c, d]}]}\n",
                                           NULL, &options, NULL);
    assert_non_null(result);
    const slacalc_service *service = service_named(result, "s");
    static const size_t alike[] = {0, 0, 2, 3}; /* a with b or c; a with d; b with c */
    assert_int_equal(service->cut_set_count, 4);
    for (size_t i = 0; i < 4; i++)
        assert_int_equal(service->cut_sets[i].alike, alike[i]);
    slacalc_result_free(result);
}

static void only_the_likeliest_are_listed(void **state) {
    (void)state;
    slacalc_options options = all_cut_sets();
    options.top = 1;
    slacalc_result *result =
        evaluate_text("components:\n  a: 99%\n  b: 98%\n  s: {depends_on: [a, b]}\n", NULL, &options, NULL);
    assert_non_null(result);
    const slacalc_service *service = service_named(result, "s");
    assert_string_equal(service->cut_sets_all, "2");
    assert_int_equal(service->cut_set_count, 1);
    assert_near(service->cut_sets[0].probability, 0.02, 1e-15);
    assert_near(service->cut_sets_share, 0.02 / 0.0298, 1e-12);
    slacalc_result_free(result);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(random_models_are_down_by_their_cut_sets),
        cmocka_unit_test(random_models_have_the_sets_that_trying_all_finds),
        cmocka_unit_test(hours_coincide_as_the_week_says),
        cmocka_unit_test(what_promises_all_of_its_needs_has_no_outage_of_its_own),
        cmocka_unit_test(sets_of_alike_events_are_told_to_be_alike),
        cmocka_unit_test(only_the_likeliest_are_listed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* What of a result is shown, and what is said of the rest. */
#include "reporter/composing/attention.h"
#include "shop.h"

#include <stdlib.h>
#include <string.h>

enum { SERVICES = 6 };

/* Services of one component each, that need attention, have no promise or keep theirs, in this order: gap, nothing,
 * kept, broken, worse, undecided. */
struct estate {
    struct slacalc_result result;
    slacalc_component components[SERVICES];
    slacalc_service services[SERVICES];
    slacalc_promise promises[SERVICES];
    slacalc_gap gap;
    struct memory_guard guard;
    struct arena arena;
    struct wording wording;
};

static void set_promise(struct estate *estate, size_t index, double down, slacalc_verdict verdict) {
    slacalc_service *service = &estate->services[index];
    double promised = 0.01;
    estate->promises[index] = (slacalc_promise){.kind = SLACALC_SLA,
                                                .level = {1 - promised, promised},
                                                .verdict = verdict,
                                                .decided = true,
                                                .margin_s = (promised - down) * 100000};
    service->promises = &estate->promises[index];
    service->promise_count = 1;
    service->availability = exactly(down);
    estate->result.verdicts[verdict]++;
}

static struct estate *estate_new(void) {
    static const char *const names[] = {"gap", "nothing", "kept", "broken", "worse", "undecided"};
    struct estate *estate = calloc(1, sizeof *estate);
    assert_non_null(estate);
    for (size_t i = 0; i < SERVICES; i++) {
        estate->components[i] = (slacalc_component){.name = names[i]};
        estate->services[i] = (slacalc_service){.component = i, .period_s = 100000, .availability = exactly(0.5)};
    }
    estate->result = (struct slacalc_result){.period_s = 100000,
                                             .services = estate->services,
                                             .service_count = SERVICES,
                                             .components = estate->components,
                                             .component_count = SERVICES};
    set_promise(estate, 0, 0.001, SLACALC_GUARANTEED);
    set_promise(estate, 2, 0.002, SLACALC_HOLDS);
    set_promise(estate, 3, 0.02, SLACALC_BROKEN);
    set_promise(estate, 4, 0.03, SLACALC_BROKEN);
    set_promise(estate, 5, 0.001, SLACALC_HOLDS);
    estate->promises[5].decided = false;
    estate->services[0].gaps = &estate->gap;
    estate->services[0].gap_count = 1;
    arena_init(&estate->arena, &estate->guard);
    estate->wording = (struct wording){.arena = &estate->arena, .unicode = true};
    return estate;
}

static void estate_free(struct estate *estate) {
    arena_free(&estate->arena);
    free(estate);
}

static void assert_order(const struct attention *attention, const struct estate *estate, const char *wanted) {
    char shown[128] = "";
    for (size_t i = 0; i < attention->service_count; i++)
        strcat(strcat(shown, estate->components[attention->services[i]].name), " ");
    assert_string_equal(shown, wanted);
}

static void what_needs_attention_comes_first(void **state) {
    (void)state;
    struct estate *estate = estate_new();
    struct attention attention = attention_of(&estate->result, false, &estate->arena);
    assert_false(attention.is_whole);
    assert_order(&attention, estate, "worse broken undecided gap nothing kept ");
    assert_int_equal(attention.details, 4);
    assert_int_equal(attention.verdicts_shown, 5);
    assert_null(statement_of_more_promises(&estate->wording, &estate->result, &attention, 5));
    assert_string_equal(
        statement_of_more_promises(&estate->wording, &estate->result, &attention, 1),
        "4 more promises: 1 is guaranteed, 2 hold, 1 is broken; the worst: sla 99 % of broken, -16m 40s");
    assert_string_equal(statement_of_more_services(&estate->wording, &estate->result, &attention, 2),
                        "2 more services need attention, the worst: sla 99 % of undecided, +15m 00s; 1 has no promise: "
                        "nothing, 50 %; 1 keeps its promises without a gap: sla 99 % of kept, +13m 20s");
    assert_null(statement_of_more_services(&estate->wording, &estate->result, &attention, SERVICES));
    estate_free(estate);
}

static void strict_results_ask_for_more(void **state) {
    (void)state;
    struct estate *estate = estate_new();
    estate->result.strict = true;
    struct attention attention = attention_of(&estate->result, false, &estate->arena);
    assert_int_equal(attention.details, 5);
    estate_free(estate);
}

static void a_few_services_are_shown_whole(void **state) {
    (void)state;
    struct estate *estate = estate_new();
    struct attention attention = attention_of(&estate->result, true, &estate->arena);
    assert_true(attention.is_whole);
    assert_order(&attention, estate, "gap nothing kept broken worse undecided ");
    assert_int_equal(attention.details, SERVICES);
    estate->result.service_count = SERVICES - 1;
    estate->result.verdicts[SLACALC_HOLDS]--;
    attention = attention_of(&estate->result, false, &estate->arena);
    assert_true(attention.is_whole);
    assert_order(&attention, estate, "gap nothing kept broken worse ");
    estate_free(estate);
}

static void without_any_promise_the_worst_figures_are_shown(void **state) {
    (void)state;
    struct estate *estate = estate_new();
    for (size_t i = 0; i < SERVICES; i++)
        estate->services[i].promise_count = 0;
    memset(estate->result.verdicts, 0, sizeof estate->result.verdicts);
    struct attention attention = attention_of(&estate->result, false, &estate->arena);
    assert_order(&attention, estate, "nothing worse broken kept gap undecided ");
    assert_int_equal(attention.details, SERVICES);
    estate_free(estate);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_needs_attention_comes_first),
        cmocka_unit_test(strict_results_ask_for_more),
        cmocka_unit_test(a_few_services_are_shown_whole),
        cmocka_unit_test(without_any_promise_the_worst_figures_are_shown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

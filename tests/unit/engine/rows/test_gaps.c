/* What a promise lacks behind it: a model for each kind of gap, and one for none. */
#include "evaluate.h"
#include "near.h"

#include <string.h>

/* Reports the service 's' alone: a vendor with an slo has a promise to check, too. */
static slacalc_result *evaluate(const char *text, bool strict) {
    static const struct oracle_model only_s = {
        .components = {{.name = "s"}}, .component_count = 1, .selected = {0}, .selected_count = 1};
    slacalc_options options = slacalc_options_default();
    options.strict = strict;
    slacalc_result *result = evaluate_text(text, &only_s, &options, NULL);
    assert_non_null(result);
    return result;
}

/* The one gap of that kind about `component` under the service 's'; NULL where there is none. */
static const slacalc_gap *find_gap(const slacalc_result *result, slacalc_gap_kind kind, const char *component) {
    const slacalc_service *service = service_named(result, "s");
    const slacalc_gap *found = NULL;
    assert_non_null(service);
    for (size_t i = 0; i < service->gap_count; i++) {
        const slacalc_gap *gap = &service->gaps[i];
        if (gap->kind != kind || strcmp(slacalc_result_component(result, gap->component)->name, component) != 0)
            continue;
        assert_null(found);
        found = gap;
    }
    return found;
}

static void assert_gap(const slacalc_result *result, slacalc_gap_kind kind, const char *component, double stated,
                       double backed, size_t line) {
    const slacalc_gap *gap = find_gap(result, kind, component);
    assert_non_null(gap);
    assert_int_equal(gap->promise, 0);
    assert_near(gap->stated.down, stated, 1e-12);
    assert_near(gap->backed.down, backed, 1e-12);
    assert_string_equal(gap->file, "test.yaml");
    assert_int_equal(gap->line, line);
    if (kind != SLACALC_GAP_HOURS)
        assert_near(gap->hours_per_week, 0, 0);
}

/* With that one gap and no other, every promise is kept but under `strict`. */
static void assert_only_gap(const char *text, slacalc_gap_kind kind, const char *component, double stated,
                            double backed, size_t line) {
    for (int strict = 0; strict < 2; strict++) {
        slacalc_result *result = evaluate(text, strict);
        assert_gap(result, kind, component, stated, backed, line);
        assert_int_equal(slacalc_result_gaps(result), 1);
        assert_int_equal(slacalc_result_kept(result), !strict);
        slacalc_result_free(result);
    }
}

static void a_promise_backed_all_the_way_down_has_no_gap(void **state) {
    (void)state;
    static const char text[] = "components:\n"
                               "  vendor: {sla: 99.99%}\n"
                               "  team: {ola: 99.95%}\n"
                               "  s: {sla: 99.9%, depends_on: [vendor, team]}\n";
    for (int strict = 0; strict < 2; strict++) {
        slacalc_result *result = evaluate(text, strict);
        assert_int_equal(slacalc_result_gaps(result), 0);
        assert_int_equal(slacalc_result_verdicts(result, SLACALC_GUARANTEED), 1);
        assert_true(slacalc_result_kept(result));
        slacalc_result_free(result);
    }
}

/* Under `strict` too: a gap does not make up for a broken promise. */
static void a_promise_above_what_is_computed(void **state) {
    (void)state;
    for (int strict = 0; strict < 2; strict++) {
        slacalc_result *result = evaluate("components:\n"
                                          "  vendor: {sla: 99.9%}\n"
                                          "  team: {ola: 99.9%}\n"
                                          "  s:\n"
                                          "    sla: 99.95%\n"
                                          "    depends_on: [vendor, team]\n",
                                          strict);
        assert_gap(result, SLACALC_GAP_AVAILABILITY, "s", 0.0005, 0.001999, 5);
        assert_int_equal(slacalc_result_gaps(result), 1);
        assert_false(slacalc_result_kept(result));
        slacalc_result_free(result);
    }
}

static void a_promise_that_holds_longer_than_what_it_rests_on(void **state) {
    (void)state;
    slacalc_result *result = evaluate("components:\n"
                                      "  partner:\n"
                                      "    sla: 99.9%\n"
                                      "    hours: Mon-Fri 08:00-18:00\n"
                                      "  s: {sla: 20%, depends_on: [partner]}\n",
                                      true);
    const slacalc_gap *gap = find_gap(result, SLACALC_GAP_HOURS, "partner");
    assert_non_null(gap);
    assert_near(gap->hours_per_week, 168 - 50, 1e-12);
    assert_gap(result, SLACALC_GAP_HOURS, "partner", 0, 0, 4);
    assert_int_equal(slacalc_result_gaps(result), 1);
    assert_false(slacalc_result_kept(result));
    slacalc_result_free(result);
}

static void a_promise_within_the_hours_of_what_it_rests_on(void **state) {
    (void)state;
    slacalc_result *result = evaluate("components:\n"
                                      "  partner: {sla: 99.9%, hours: \"Mon-Fri 08:00-18:00\"}\n"
                                      "  s: {sla: 99.9%, hours: \"Mon-Fri 09:00-17:00\", depends_on: [partner]}\n",
                                      false);
    assert_int_equal(slacalc_result_gaps(result), 0);
    slacalc_result_free(result);
}

static void a_component_without_an_agreement(void **state) {
    (void)state;
    assert_only_gap("components:\n"
                    "  vendor: {sla: 99.99%}\n"
                    "  database: 99.99%\n"
                    "  s: {sla: 99.9%, depends_on: [vendor, database]}\n",
                    SLACALC_GAP_NO_AGREEMENT, "database", 0, 0, 3);
    assert_only_gap("components:\n"
                    "  vendor: {sla: 99.99%}\n"
                    "  database: {measured: 99.99%}\n"
                    "  s: {sla: 99.9%, depends_on: [vendor, database]}\n",
                    SLACALC_GAP_NO_AGREEMENT, "database", 0, 0, 3);
}

static void an_agreement_weaker_than_the_plan(void **state) {
    (void)state;
    assert_only_gap("components:\n"
                    "  vendor:\n"
                    "    slo: 99.95%\n"
                    "    sla: 99.5%\n"
                    "  s: {sla: 99.9%, depends_on: [vendor]}\n",
                    SLACALC_GAP_WEAK, "vendor", 0.0005, 0.005, 4);
}

static void the_stronger_of_two_agreements_backs_the_plan(void **state) {
    (void)state;
    assert_only_gap("components:\n"
                    "  vendor:\n"
                    "    slo: 99.95%\n"
                    "    sla: 99.5%\n"
                    "    ola: 99.9%\n"
                    "  s: {sla: 99%, depends_on: [vendor]}\n",
                    SLACALC_GAP_WEAK, "vendor", 0.0005, 0.001, 5);
    assert_only_gap("components:\n"
                    "  vendor:\n"
                    "    slo: 99.95%\n"
                    "    sla: 99.9%\n"
                    "    ola: 99.5%\n"
                    "  s: {sla: 99%, depends_on: [vendor]}\n",
                    SLACALC_GAP_WEAK, "vendor", 0.0005, 0.001, 4);
}

static void an_agreement_that_is_broken_already(void **state) {
    (void)state;
    assert_only_gap("components:\n"
                    "  vendor:\n"
                    "    sla: 99.95%\n"
                    "    slo: 99.95%\n"
                    "    measured: 99.2%\n"
                    "  s: {sla: 99.9%, depends_on: [vendor]}\n",
                    SLACALC_GAP_BREACHED, "vendor", 0.0005, 0.008, 5);
}

/* Whatever is optional for the shop stands behind the login, too. */
static void an_optional_part_that_is_needed_by_another_way(void **state) {
    (void)state;
    assert_only_gap("components:\n"
                    "  cache: {sla: 99.99%}\n"
                    "  login: {ola: 99.99%, depends_on: [cache]}\n"
                    "  s:\n"
                    "    sla: 99.9%\n"
                    "    depends_on:\n"
                    "      - login\n"
                    "      - optional: cache\n",
                    SLACALC_GAP_NOT_OPTIONAL, "cache", 0, 0, 8);
    slacalc_result *result =
        evaluate("components: {cache: {sla: 99%}, other: {sla: 99%},"
                 " s: {sla: 90%, depends_on: [{optional: cache}, {optional: other}, {any: [cache, other]}]}}",
                 false);
    assert_null(find_gap(result, SLACALC_GAP_NOT_OPTIONAL, "cache"));
    assert_null(find_gap(result, SLACALC_GAP_NOT_OPTIONAL, "other"));
    slacalc_result_free(result);
    result = evaluate(
        "components: {cache: {sla: 99%}, reader: {slo: 99.5%, ola: 99%, depends_on: [cache]}, other: {sla: 99%},"
        " s: {sla: 90%, depends_on: [{optional: cache}, {optional: other}, {any: [reader, other]}]}}",
        false);
    assert_null(find_gap(result, SLACALC_GAP_NOT_OPTIONAL, "cache"));
    assert_null(find_gap(result, SLACALC_GAP_NOT_OPTIONAL, "other"));
    slacalc_result_free(result);
}

/* What the parts of a part can do without. */
static void what_is_optional_below_degrades_the_service(void **state) {
    (void)state;
    slacalc_result *result =
        evaluate("components: {hints: 99%, mail: 99%, web: {slo: 99%, depends_on: [{optional: hints}]},"
                 " shop: {slo: 99%, depends_on: [{optional: mail}]},"
                 " site: {slo: 99%, depends_on: [web, shop]}, s: {sla: 9%, depends_on: [site]}}",
                 false);
    const slacalc_service *service = service_named(result, "s");
    assert_int_equal(service->degraded_by_count, 2);
    assert_string_equal(slacalc_result_component(result, service->degraded_by[0])->name, "hints");
    assert_string_equal(slacalc_result_component(result, service->degraded_by[1])->name, "mail");
    slacalc_result_free(result);
}

/* A customer's contract, the teams behind it, and their vendors. */
static void a_chain_of_agreements_shows_each_of_its_gaps(void **state) {
    (void)state;
    slacalc_result *result = evaluate("components:\n"
                                      "  carrier: {sla: 99.5%, measured: 99.1%}\n"
                                      "  hosting: {slo: 99.9%, sla: 99.5%}\n"
                                      "  network: {ola: 99.5%, depends_on: [carrier]}\n"
                                      "  firewall: 99.99%\n"
                                      "  partner: {sla: 99.9%, hours: \"Mon-Fri 08:00-18:00\"}\n"
                                      "  s: {sla: 99.9%, depends_on: [network, hosting, firewall, partner]}\n",
                                      false);
    assert_non_null(find_gap(result, SLACALC_GAP_AVAILABILITY, "s"));
    assert_non_null(find_gap(result, SLACALC_GAP_BREACHED, "carrier"));
    assert_non_null(find_gap(result, SLACALC_GAP_WEAK, "hosting"));
    assert_non_null(find_gap(result, SLACALC_GAP_NO_AGREEMENT, "firewall"));
    assert_non_null(find_gap(result, SLACALC_GAP_HOURS, "partner"));
    assert_null(find_gap(result, SLACALC_GAP_NO_AGREEMENT, "s"));
    assert_null(find_gap(result, SLACALC_GAP_NO_AGREEMENT, "network"));
    slacalc_result_free(result);
}

static void what_is_only_optional_backs_no_promise(void **state) {
    (void)state;
    slacalc_result *result =
        evaluate("components: {hints: {sla: 99%, hours: \"Mon 08:00-09:00\"}, vendor: {sla: 99.9%},"
                 " s: {sla: 99%, depends_on: [vendor, {optional: hints}]}}",
                 true);
    assert_null(find_gap(result, SLACALC_GAP_HOURS, "hints"));
    assert_true(slacalc_result_kept(result));
    slacalc_result_free(result);
}

static void gaps_follow_the_promises(void **state) {
    (void)state;
    slacalc_result *result =
        evaluate("components: {a: 99.9%, b: 99.9%, s: {sla: 99%, ola: 99.5%, depends_on: [a, b]}}", false);
    const slacalc_service *service = service_named(result, "s");
    assert_int_equal(service->gap_count, 4);
    assert_int_equal(slacalc_result_gaps(result), 4);
    for (size_t i = 0; i < 4; i++) {
        assert_int_equal(service->gaps[i].promise, i / 2);
        assert_string_equal(slacalc_result_component(result, service->gaps[i].component)->name, i % 2 ? "b" : "a");
    }
    slacalc_result_free(result);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_promise_backed_all_the_way_down_has_no_gap),
        cmocka_unit_test(a_promise_above_what_is_computed),
        cmocka_unit_test(a_promise_that_holds_longer_than_what_it_rests_on),
        cmocka_unit_test(a_promise_within_the_hours_of_what_it_rests_on),
        cmocka_unit_test(a_component_without_an_agreement),
        cmocka_unit_test(an_agreement_weaker_than_the_plan),
        cmocka_unit_test(the_stronger_of_two_agreements_backs_the_plan),
        cmocka_unit_test(an_agreement_that_is_broken_already),
        cmocka_unit_test(an_optional_part_that_is_needed_by_another_way),
        cmocka_unit_test(what_is_optional_below_degrades_the_service),
        cmocka_unit_test(a_chain_of_agreements_shows_each_of_its_gaps),
        cmocka_unit_test(what_is_only_optional_backs_no_promise),
        cmocka_unit_test(gaps_follow_the_promises),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

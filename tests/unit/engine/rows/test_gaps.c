/* What a promise lacks behind it: a model for each kind of gap, and one for none. */
#include "evaluate.h"
#include "near.h"

#include <stdio.h>
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

static void assert_no_gap(const char *text, bool strict) {
    slacalc_result *result = evaluate(text, strict);
    assert_int_equal(slacalc_result_gaps(result), 0);
    assert_true(slacalc_result_kept(result));
    slacalc_result_free(result);
}

static void a_promise_backed_all_the_way_down_has_no_gap(void **state) {
    (void)state;
    static const char text[] = "components:\n"
                               "  vendor: {sla: 99.99%}\n"
                               "  team: {ola: 99.95%}\n"
                               "  s: {slo: 100%, sla: 99.9%, depends_on: [vendor, team]}\n";
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
                                          "    slo: 100%\n"
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
                                      "  s: {slo: 100%, sla: 20%, depends_on: [partner]}\n",
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
    assert_no_gap("components:\n"
                  "  partner: {sla: 99.9%, hours: \"Mon-Fri 08:00-18:00\"}\n"
                  "  s: {slo: 100%, sla: 99.9%, hours: \"Mon-Fri 09:00-17:00\", depends_on: [partner]}\n",
                  false);
}

static void a_component_without_an_agreement(void **state) {
    (void)state;
    assert_only_gap("components:\n"
                    "  vendor: {sla: 99.99%}\n"
                    "  database: 99.99%\n"
                    "  s: {slo: 100%, sla: 99.9%, depends_on: [vendor, database]}\n",
                    SLACALC_GAP_NO_AGREEMENT, "database", 0, 0, 3);
    assert_only_gap("components:\n"
                    "  vendor: {sla: 99.99%}\n"
                    "  database: {measured: 99.99%}\n"
                    "  s: {slo: 100%, sla: 99.9%, depends_on: [vendor, database]}\n",
                    SLACALC_GAP_NO_AGREEMENT, "database", 0, 0, 3);
}

static void assert_weak_part(const slacalc_result *result, const slacalc_gap *gap, size_t index, const char *component,
                             double agreed, double counted, double share, size_t line) {
    assert_true(index < gap->weak_part_count);
    const slacalc_weak_part *part = &gap->weak_parts[index];
    assert_string_equal(slacalc_result_component(result, part->component)->name, component);
    assert_near(part->agreed.down, agreed, 1e-12);
    assert_near(part->counted.down, counted, 1e-12);
    assert_near(part->share, share, 1e-11);
    assert_string_equal(part->file, "test.yaml");
    assert_int_equal(part->line, line);
}

/* What the vendor costs by contract, less what it costs by plan, of 0.003 in all. */
static void a_promise_that_agreements_do_not_back(void **state) {
    (void)state;
    static const char text[] = "components:\n"
                               "  firm: {sla: 99.99%}\n"
                               "  little:\n"
                               "    slo: 99.99%\n"
                               "    sla: 99.95%\n"
                               "  much:\n"
                               "    slo: 99.95%\n"
                               "    sla: 99.5%\n"
                               "  s: {slo: 100%, sla: 99.9%, depends_on: [firm, little, much]}\n";
    const double down = 1 - 0.9999 * 0.9995 * 0.995;
    assert_only_gap(text, SLACALC_GAP_CONTRACT, "s", 0.001, down, 9);
    slacalc_result *result = evaluate(text, false);
    const slacalc_gap *gap = find_gap(result, SLACALC_GAP_CONTRACT, "s");
    assert_int_equal(gap->weak_part_count, 2);
    assert_weak_part(result, gap, 0, "much", 0.005, 0.0005, 0.9999 * 0.9995 * 0.0045 / down, 8);
    assert_weak_part(result, gap, 1, "little", 0.0005, 0.0001, 0.9999 * 0.995 * 0.0004 / down, 5);
    slacalc_result_free(result);
}

/* s is down by contract if a is, with b or c: 0.1 x 0.19. The other service has the same diagram below its own. */
static void weak_parts_of_a_service_that_another_one_needs(void **state) {
    (void)state;
    slacalc_result *result = evaluate("components:\n"
                                      "  top: {slo: 100%, sla: 98.7%, depends_on: [s, {any: [b, c]}]}\n"
                                      "  s: {slo: 100%, sla: 98.9%, depends_on: [{any: [a, b]}, {any: [a, c]}]}\n"
                                      "  a: {slo: 99.9%, sla: 90%}\n"
                                      "  b: {slo: 99.9%, sla: 90%}\n"
                                      "  c: {slo: 99.9%, sla: 90%}\n",
                                      false);
    const slacalc_gap *gap = find_gap(result, SLACALC_GAP_CONTRACT, "s");
    assert_non_null(gap);
    assert_near(gap->backed.down, 0.1 * 0.19, 1e-12);
    assert_weak_part(result, gap, 0, "a", 0.1, 0.001, 1 - 0.001 / 0.1, 4);
    slacalc_result_free(result);
}

/* Each replica has the agreement of its component. */
static void what_replicas_cost_by_contract(void **state) {
    (void)state;
    slacalc_result *result = evaluate("components:\n"
                                      "  web: {slo: 99%, sla: 90%, replicas: 2}\n"
                                      "  s: {slo: 99.9%, sla: 99.5%, depends_on: [web]}\n",
                                      false);
    const slacalc_gap *gap = find_gap(result, SLACALC_GAP_CONTRACT, "s");
    assert_non_null(gap);
    assert_near(gap->backed.down, 1 - 0.999 * 0.99, 1e-12);
    assert_weak_part(result, gap, 0, "web", 0.1, 0.01, 0.999 * (0.01 - 0.0001) / (1 - 0.999 * 0.99), 2);
    slacalc_result_free(result);
}

/* With office hours, too, within which the plan is as good as that. */
static void what_parts_with_hours_cost_by_contract(void **state) {
    (void)state;
    slacalc_result *result =
        evaluate("components:\n"
                 "  a: {slo: 99%, sla: 90%, hours: \"Mon-Sun 00:00-12:00\"}\n"
                 "  b: {slo: 99.9%, sla: 98%}\n"
                 "  s: {slo: 100%, sla: 95%, hours: \"Mon-Sun 06:00-12:00\", depends_on: [a, b]}\n",
                 false);
    const slacalc_gap *gap = find_gap(result, SLACALC_GAP_CONTRACT, "s");
    const double down = 1 - 0.9 * 0.98;
    assert_non_null(gap);
    assert_weak_part(result, gap, 0, "a", 0.1, 0.01, 0.98 * 0.09 / down, 2);
    assert_weak_part(result, gap, 1, "b", 0.02, 0.001, 0.9 * 0.019 / down, 3);
    slacalc_result_free(result);
}

static void headroom_is_no_gap(void **state) {
    (void)state;
    assert_no_gap("components: {vendor: {slo: 99.95%, ola: 99.5%}, s: {slo: 100%, sla: 99%, depends_on: [vendor]}}",
                  true);
}

/* What nobody claims from others is not backed by them; nor does a component back its own promises. */
static void only_an_sla_or_ola_is_asked_for_its_contract(void **state) {
    (void)state;
    assert_no_gap("components: {vendor: {slo: 99.95%, sla: 99%},"
                  " s: {slo: 100%, objective: 99.9%, depends_on: [vendor]}}",
                  false);
    assert_no_gap("components: {s: {slo: 99.95%, sla: 99%, ola: 99.9%}}", false);
}

static void a_service_without_a_level_of_its_own(void **state) {
    (void)state;
    assert_only_gap("components:\n"
                    "  vendor: {sla: 99.99%}\n"
                    "  s: {objective: 99.9%, depends_on: [vendor]}\n",
                    SLACALC_GAP_NO_OWN_LEVEL, "s", 0, 0, 3);
    for (size_t i = 0; i < 3; i++) {
        static const char *const figures[] = {"slo: 100%", "measured: 100%", "mtbf: 1000d, mttr: 1s"};
        char text[160];
        snprintf(text, sizeof text, "components: {vendor: {sla: 99.99%%}, s: {%s, sla: 99%%, depends_on: [vendor]}}",
                 figures[i]);
        assert_no_gap(text, true);
    }
    slacalc_result *result =
        evaluate("components: {hints: 99%, s: {sla: 99.9%, depends_on: [{optional: hints}]}}", false);
    assert_null(find_gap(result, SLACALC_GAP_NO_OWN_LEVEL, "s"));
    slacalc_result_free(result);
}

static void an_agreement_that_is_broken_already(void **state) {
    (void)state;
    assert_only_gap("components:\n"
                    "  vendor:\n"
                    "    sla: 99.95%\n"
                    "    slo: 99.95%\n"
                    "    measured: 99.2%\n"
                    "  s: {slo: 100%, sla: 99.9%, depends_on: [vendor]}\n",
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
                    "    slo: 100%\n"
                    "    depends_on:\n"
                    "      - login\n"
                    "      - optional: cache\n",
                    SLACALC_GAP_NOT_OPTIONAL, "cache", 0, 0, 9);
    slacalc_result *result = evaluate(
        "components: {cache: {sla: 99%}, other: {sla: 99%},"
        " s: {slo: 100%, sla: 90%, depends_on: [{optional: cache}, {optional: other}, {any: [cache, other]}]}}",
        false);
    assert_null(find_gap(result, SLACALC_GAP_NOT_OPTIONAL, "cache"));
    assert_null(find_gap(result, SLACALC_GAP_NOT_OPTIONAL, "other"));
    slacalc_result_free(result);
    result = evaluate(
        "components: {cache: {sla: 99%}, reader: {slo: 99.5%, ola: 99%, depends_on: [cache]}, other: {sla: 99%},"
        " s: {slo: 100%, sla: 90%, depends_on: [{optional: cache}, {optional: other}, {any: [reader, other]}]}}",
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
                 " site: {slo: 99%, depends_on: [web, shop]}, s: {slo: 100%, sla: 9%, depends_on: [site]}}",
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
    assert_non_null(find_gap(result, SLACALC_GAP_NO_AGREEMENT, "firewall"));
    assert_non_null(find_gap(result, SLACALC_GAP_HOURS, "partner"));
    assert_non_null(find_gap(result, SLACALC_GAP_NO_OWN_LEVEL, "s"));
    assert_null(find_gap(result, SLACALC_GAP_NO_AGREEMENT, "s"));
    assert_null(find_gap(result, SLACALC_GAP_NO_AGREEMENT, "network"));
    slacalc_result_free(result);
}

static void what_is_only_optional_backs_no_promise(void **state) {
    (void)state;
    slacalc_result *result =
        evaluate("components: {hints: {sla: 99%, hours: \"Mon 08:00-09:00\"}, vendor: {sla: 99.9%},"
                 " s: {slo: 100%, sla: 99%, depends_on: [vendor, {optional: hints}]}}",
                 true);
    assert_null(find_gap(result, SLACALC_GAP_HOURS, "hints"));
    assert_true(slacalc_result_kept(result));
    slacalc_result_free(result);
}

/* The largest share of the downtime first; what is missing of agreements concerns no objective. */
static void gaps_follow_the_promises_by_what_they_cost(void **state) {
    (void)state;
    slacalc_result *result = evaluate(
        "components: {a: 99.99%, b: 99.9%, s: {sla: 99%, ola: 99.95%, objective: 9%, depends_on: [a, b]}}", false);
    static const struct {
        slacalc_gap_kind kind;
        size_t promise;
        const char *component;
    } wanted[] = {
        {SLACALC_GAP_NO_AGREEMENT, 0, "b"}, {SLACALC_GAP_NO_AGREEMENT, 0, "a"}, {SLACALC_GAP_NO_OWN_LEVEL, 0, "s"},
        {SLACALC_GAP_AVAILABILITY, 1, "s"}, {SLACALC_GAP_NO_AGREEMENT, 1, "b"}, {SLACALC_GAP_NO_AGREEMENT, 1, "a"},
        {SLACALC_GAP_NO_OWN_LEVEL, 1, "s"}, {SLACALC_GAP_NO_OWN_LEVEL, 2, "s"},
    };
    const slacalc_service *service = service_named(result, "s");
    assert_int_equal(service->gap_count, sizeof wanted / sizeof *wanted);
    assert_int_equal(slacalc_result_gaps(result), service->gap_count);
    for (size_t i = 0; i < service->gap_count; i++) {
        const slacalc_gap *gap = &service->gaps[i];
        assert_int_equal(gap->kind, wanted[i].kind);
        assert_int_equal(gap->promise, wanted[i].promise);
        assert_string_equal(slacalc_result_component(result, gap->component)->name, wanted[i].component);
    }
    assert_near(service->gaps[0].share, 0.9999 * 0.001 / (1 - 0.9999 * 0.999), 1e-11);
    slacalc_result_free(result);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_promise_backed_all_the_way_down_has_no_gap),
        cmocka_unit_test(a_promise_above_what_is_computed),
        cmocka_unit_test(a_promise_that_holds_longer_than_what_it_rests_on),
        cmocka_unit_test(a_promise_within_the_hours_of_what_it_rests_on),
        cmocka_unit_test(a_component_without_an_agreement),
        cmocka_unit_test(a_promise_that_agreements_do_not_back),
        cmocka_unit_test(weak_parts_of_a_service_that_another_one_needs),
        cmocka_unit_test(what_replicas_cost_by_contract),
        cmocka_unit_test(what_parts_with_hours_cost_by_contract),
        cmocka_unit_test(headroom_is_no_gap),
        cmocka_unit_test(only_an_sla_or_ola_is_asked_for_its_contract),
        cmocka_unit_test(a_service_without_a_level_of_its_own),
        cmocka_unit_test(an_agreement_that_is_broken_already),
        cmocka_unit_test(an_optional_part_that_is_needed_by_another_way),
        cmocka_unit_test(what_is_optional_below_degrades_the_service),
        cmocka_unit_test(a_chain_of_agreements_shows_each_of_its_gaps),
        cmocka_unit_test(what_is_only_optional_backs_no_promise),
        cmocka_unit_test(gaps_follow_the_promises_by_what_they_cost),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

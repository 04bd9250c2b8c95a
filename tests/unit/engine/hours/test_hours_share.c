/* What the hours of a component cost a service, against the same model without these hours; and what is listed of
 * them. */
#include "evaluate.h"
#include "near.h"

#include <stdio.h>
#include <string.h>

static const slacalc_share *share_of(const slacalc_result *result, const char *name) {
    const slacalc_service *service = service_named(result, "s");
    assert_non_null(service);
    for (size_t i = 0; i < service->share_count; i++)
        if (strcmp(slacalc_result_component(result, service->shares[i].component)->name, name) == 0)
            return &service->shares[i];
    return NULL;
}

static const slacalc_importance *importance_of(const slacalc_result *result, slacalc_event_kind kind) {
    const slacalc_service *service = service_named(result, "s");
    for (size_t i = 0; i < service->importance_count; i++) {
        const slacalc_importance *row = &service->importance[i];
        const slacalc_component *component = slacalc_result_component(result, row->event.component);
        if (row->event.kind == kind && strcmp(component->name, "a") == 0)
            return row;
    }
    fail();
    return NULL;
}

/* `model` has %s where the hours of the component 'a' stand. */
static slacalc_result *evaluate(const char *model, const char *hours) {
    char text[400];
    slacalc_options options = slacalc_options_default();
    options.why = true;
    snprintf(text, sizeof text, model, hours);
    slacalc_result *result = evaluate_text(text, NULL, &options, NULL);
    assert_non_null(result);
    return result;
}

static void assert_what_hours_cost(const char *model) {
    slacalc_result *with = evaluate(model, "hours: \"Mon-Fri 08:00-18:00\""), *without = evaluate(model, "owner: a");
    double down = service_named(with, "s")->availability.value.down;
    double gained = down - service_named(without, "s")->availability.value.down;
    assert_true(gained > 0);
    assert_near(share_of(with, "a")->hours_share, gained / down, 1e-11);
    const slacalc_importance *hours = importance_of(with, SLACALC_EVENT_HOURS);
    assert_near(hours->criticality, gained / down, 1e-9);
    assert_near(hours->if_perfect.down, down - gained, 1e-12);
    assert_near(hours->if_perfect.up, service_named(without, "s")->availability.value.up, 1e-12);
    slacalc_result_free(with);
    slacalc_result_free(without);
}

static void hours_cost_what_is_lost_outside_of_them(void **state) {
    (void)state;
    assert_what_hours_cost("components: {a: {slo: 99%%, %s}, b: 99.9%%, s: {slo: 99.9%%, depends_on: [a, b]}}");
    assert_what_hours_cost("components: {a: {slo: 99%%, %s}, b: 99.9%%, s: {depends_on: {any: [a, b]}}}");
    assert_what_hours_cost(
        "components: {a: {slo: 90%%, replicas: 3, quorum: 2, %s}, b: {slo: 99%%, hours: 06:00-12:00},"
        " s: {hours: \"05:00-20:00\", depends_on: [a, b]}}");
    assert_what_hours_cost("components: {z: 99%%, a: {slo: 90%%, depends_on: [z], %s}, b: {slo: 95%%, depends_on: [z]},"
                           " c: 98%%, s: {depends_on: [{at_least: 2, of: [a, b, c]}]}}");
}

/* The own part of a component counts within its own hours only. */
static void own_parts_mean_what_another_level_makes_of_the_service(void **state) {
    (void)state;
    static const char model[] =
        "components: {b: {slo: 99%%, hours: 06:00-12:00}, a: {%s, hours: \"Mon-Fri 08:00-18:00\","
        " depends_on: [c]}, c: 98%%, s: {hours: \"05:00-20:00\", depends_on: [c,"
        " {any: [a, b]}]}}";
    slacalc_result *result = evaluate(model, "slo: 97%"), *perfect = evaluate(model, "slo: 100%");
    slacalc_result *down = evaluate(model, "slo: 0%");
    const slacalc_importance *own = importance_of(result, SLACALC_EVENT_COMPONENT);
    slacalc_level sure = service_named(down, "s")->availability.value;
    slacalc_level without = service_named(perfect, "s")->availability.value;
    assert_near(own->level.down, 0.03, 1e-15);
    assert_near(own->birnbaum, sure.down - without.down, 1e-9);
    assert_near(own->if_down.down, sure.down, 1e-12);
    assert_near(own->if_down.up, sure.up, 1e-12);
    assert_near(own->if_perfect.down, without.down, 1e-12);
    assert_near(own->if_perfect.up, without.up, 1e-12);
    slacalc_result_free(result);
    slacalc_result_free(perfect);
    slacalc_result_free(down);
}

/* Within the hours that it leaves uncovered, the one stands for the other. */
static void hours_are_sure_within_them(void **state) {
    (void)state;
    slacalc_result *result =
        evaluate("components: {a: {slo: 99%%, %s}, b: 90%%, s: {depends_on: [{any: [a, b]}]}}", "hours: 00:00-12:00");
    const slacalc_importance *hours = importance_of(result, SLACALC_EVENT_HOURS);
    double down = 0.5 * 0.1 + 0.5 * 0.001;
    assert_near(hours->level.down, 0.5, 1e-15);
    assert_near(hours->if_down.down, 0.1, 1e-12);
    assert_near(hours->birnbaum, 0.099, 1e-9);
    assert_near(hours->criticality, 0.5 * 0.099 / down, 1e-9);
    assert_near(hours->diagnostic, 0.5 * 0.1 / down, 1e-9);
    assert_near(hours->raw, 0.1 / down, 1e-9);
    assert_near(hours->rrw, down / 0.001, 1e-9);
    slacalc_result_free(result);
}

static void who_causes_most_of_the_downtime_stands_first(void **state) {
    (void)state;
    slacalc_result *result = evaluate("components: {a: {slo: 99.99%%, %s}, b: 99%%, s: {depends_on: [b, a]}}",
                                      "hours: \"Mon-Fri 08:00-18:00\"");
    const slacalc_service *service = service_named(result, "s");
    assert_ptr_equal(&service->shares[0], share_of(result, "a"));
    assert_true(service->shares[0].share < service->shares[1].share);
    assert_near(service->shares[1].hours_share, 0, 0);
    slacalc_result_free(result);
}

/* Neither would help alone. */
static void two_that_leave_the_same_hours_uncovered_cost_nothing_each(void **state) {
    (void)state;
    slacalc_result *result = evaluate("components: {a: {slo: 99%%, %s}, b: {slo: 99%%, hours: \"Mon-Fri 08:00-18:00\"},"
                                      " s: {depends_on: [a, b]}}",
                                      "hours: \"Mon-Fri 08:00-18:00\"");
    assert_near(share_of(result, "a")->hours_share, 0, 0);
    slacalc_result_free(result);
}

static void services_alike_have_the_same_lists(void **state) {
    (void)state;
    slacalc_options options = slacalc_options_default();
    slacalc_result *result = evaluate_text(
        "components: {a: {slo: 99%, hours: \"Mon-Fri 08:00-18:00\"}, b: {slo: 98%, hours: \"09:00-12:00\"},"
        " s: {slo: 99%, depends_on: [a, b]}, t: {slo: 90%, depends_on: [b, a]}, u: {slo: 99%, depends_on: [b]},"
        " c: {slo: 97%, hours: \"09:00-12:00\"}, v: {slo: 99%, depends_on: [a, c]}}",
        NULL, &options, NULL);
    assert_non_null(result);
    const slacalc_service *s = service_named(result, "s"), *t = service_named(result, "t");
    const slacalc_service *u = service_named(result, "u"), *v = service_named(result, "v");
    assert_int_equal(s->slice_count, 4);
    assert_int_equal(t->slice_count, 4);
    assert_ptr_equal(s->uncovered, t->uncovered);
    assert_int_equal(t->uncovered_count, 2);
    for (size_t i = 0; i < 4; i++) {
        assert_ptr_equal(s->slices[i].uncovered, t->slices[i].uncovered);
        assert_true(s->slices[i].hours_per_week == t->slices[i].hours_per_week);
    }
    assert_int_equal(u->slice_count, 2);
    assert_int_equal(u->uncovered_count, 1);
    assert_int_equal(v->uncovered_count, 2);
    assert_string_equal(slacalc_result_component(result, v->uncovered[1].component)->name, "c");
    slacalc_result_free(result);
}

static void what_is_not_cut_is_an_interval_with_all_its_minutes(void **state) {
    (void)state;
    static const char model[] = "components: {a: {slo: 99%, hours: \"Mon-Fri 08:00-18:00\"}, b: 98%,"
                                " s: {slo: 99%, sla: 20%, hours: \"06:00-20:00\", depends_on: [a, b]}}";
    slacalc_options options = slacalc_options_default();
    options.why = true;
    slacalc_result *exact = evaluate_text(model, NULL, &options, NULL);
    options.time_limit_s = 1e-9;
    size_t warnings = 0;
    slacalc_result *late = evaluate_text(model, NULL, &options, &warnings);
    assert_non_null(exact);
    assert_non_null(late);
    const slacalc_service *known = service_named(exact, "s"), *uncut = service_named(late, "s");
    assert_false(known->hours_unknown);
    assert_true(uncut->hours_unknown && uncut->gaps_unknown && uncut->shares_unknown && uncut->cut_sets_unknown);
    assert_int_equal(uncut->slice_count, 0);
    assert_int_equal(uncut->uncovered_count, 0);
    assert_true(uncut->hours_per_week == known->hours_per_week);
    assert_true(uncut->coverage == known->coverage);
    assert_false(uncut->availability.exact);
    assert_true(uncut->availability.low.down >= known->availability.value.down);
    assert_true(uncut->availability.high.down <= known->availability.value.down);
    assert_true(uncut->worst.down >= known->worst.down && uncut->best.down <= known->best.down);
    assert_false(uncut->promises[0].decided);
    assert_true(warnings >= 4);
    slacalc_result_free(exact);
    slacalc_result_free(late);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(services_alike_have_the_same_lists),
        cmocka_unit_test(what_is_not_cut_is_an_interval_with_all_its_minutes),
        cmocka_unit_test(hours_cost_what_is_lost_outside_of_them),
        cmocka_unit_test(own_parts_mean_what_another_level_makes_of_the_service),
        cmocka_unit_test(hours_are_sure_within_them),
        cmocka_unit_test(who_causes_most_of_the_downtime_stands_first),
        cmocka_unit_test(two_that_leave_the_same_hours_uncovered_cost_nothing_each),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

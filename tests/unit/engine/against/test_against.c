/*
 * What changes do, alone and shared out, is what mixtures come to that are written out as models of their own.
 * SLACALC_MODELS says how many pairs, SLACALC_SEED where to start.
 */
#include "evaluate.h"
#include "generator.h"
#include "near.h"
#include "problems.h"
#include "runs.h"
#include "writer.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_CHANGES = 5, MIXTURES = 1 << MOST_CHANGES };

/* ---- From texts to a comparison ---- */

/* To be freed; NULL where nothing can be compared. The problems are printed where `is_loud`. */
static slacalc_result *compare_texts(const char *old_text, const char *new_text, bool is_loud) {
    slacalc_diagnostics *problems = slacalc_diagnostics_new();
    slacalc_model *old = checked_model(old_text, problems), *new = checked_model(new_text, problems);
    slacalc_options options = slacalc_options_default();
    slacalc_result *result = NULL;
    if (old && new &&slacalc_model_compare(new, old, problems))
        result = slacalc_compare(new, &options, problems);
    if (is_loud && !result)
        slacalc_diagnostics_print(problems, stderr, false);
    slacalc_model_free(new);
    slacalc_model_free(old);
    slacalc_diagnostics_free(problems);
    return result;
}

static const slacalc_change *find_change(const slacalc_against *against, const char *component, const char *key) {
    for (size_t i = 0; i < against->change_count; i++)
        if (strcmp(against->changes[i].component, component) == 0 &&
            (key ? against->changes[i].key && strcmp(against->changes[i].key, key) == 0 : !against->changes[i].key))
            return &against->changes[i];
    return NULL;
}

static const slacalc_effect *find_effect(const slacalc_change *change, size_t service) {
    for (size_t i = 0; i < change->effect_count; i++)
        if (change->effects[i].service == service)
            return &change->effects[i];
    return NULL;
}

/* ---- Random pairs ---- */

struct assignment {
    char component[8];
    const char *key;
    char text[160];
};

struct pair {
    uint64_t seed;
    struct oracle_model model;
    char *old;
    struct assignment assignments[MOST_CHANGES];
    size_t count;
    char *mixtures[MIXTURES]; /* by the set of assignments; NULL where they make no model */
};

/* The text with those of the assignments that are in the mask, written out; NULL where it is no model. */
static char *write_mixture(const struct pair *pair, size_t mask) {
    slacalc_diagnostics *problems = slacalc_diagnostics_new();
    slacalc_model *model = slacalc_model_new();
    size_t length;
    bool good = slacalc_model_read_text(model, "test.yaml", pair->old, strlen(pair->old), problems);
    for (size_t i = 0; i < pair->count && good; i++)
        good = !(mask >> i & 1) || slacalc_model_set(model, pair->assignments[i].text, problems);
    char *text = good && slacalc_model_check(model, problems) ? slacalc_model_print(model, &length) : NULL;
    slacalc_model_free(model);
    slacalc_diagnostics_free(problems);
    return text;
}

/* A component that needs nothing, so that no cycle comes about. */
static const char *draw_leaf(struct generator *random, const struct oracle_model *model) {
    size_t leaf = generator_draw(random, model->component_count);
    while (model->components[leaf].need_count > 0)
        leaf = (leaf + 1) % model->component_count;
    return model->components[leaf].name;
}

static bool draw_assignment(struct generator *random, const struct pair *pair, struct assignment *assignment) {
    static const char *const keys[] = {"slo", "measured", "replicas", "objective", "depends_on", "hours"};
    const struct oracle_component *component =
        &pair->model.components[generator_draw(random, pair->model.component_count)];
    assignment->key = keys[generator_draw(random, sizeof keys / sizeof *keys)];
    memcpy(assignment->component, component->name, sizeof assignment->component);
    for (size_t i = 0; i < pair->count; i++)
        if (strcmp(pair->assignments[i].component, assignment->component) == 0)
            return false;
    int used = snprintf(assignment->text, sizeof assignment->text, "%s.%s=", component->name, assignment->key);
    char *value = assignment->text + used;
    size_t room = sizeof assignment->text - (size_t)used, nines = generator_draw(random, 1000);
    if (strcmp(assignment->key, "replicas") == 0)
        snprintf(value, room, "%zu", component->quorum + generator_draw(random, 3));
    else if (strcmp(assignment->key, "hours") == 0)
        snprintf(value, room, "Mon-Fri %02zu:00-20:00", generator_draw(random, 20));
    else if (strcmp(assignment->key, "depends_on") != 0)
        snprintf(value, room, "%zu.%03zu%%", 90 + generator_draw(random, 10), nines);
    else if (component->need_count == 0)
        return false;
    else
        snprintf(value, room, "[%s, {needs: %s, traffic: %zu%%}]", draw_leaf(random, &pair->model),
                 draw_leaf(random, &pair->model), 1 + generator_draw(random, 99));
    return true;
}

/* By evaluating the mixture on its own, in its own words. */
static double down_in(const char *text, const char *service) {
    slacalc_diagnostics *problems = slacalc_diagnostics_new();
    slacalc_model *model = slacalc_model_new();
    slacalc_options options = slacalc_options_default();
    slacalc_result *result = NULL;
    if (slacalc_model_read_text(model, "test.yaml", text, strlen(text), problems) &&
        slacalc_model_select(model, service, problems) && slacalc_model_check(model, problems))
        result = slacalc_evaluate(model, &options, problems);
    assert_non_null(result);
    double down = slacalc_result_service(result, 0)->availability.value.down;
    slacalc_result_free(result);
    slacalc_model_free(model);
    slacalc_diagnostics_free(problems);
    return down;
}

/* What assignment `i` adds, averaged over all orders of those from `at` on, `made` being made already. */
static double average(const double *down, size_t count, size_t i, size_t made) {
    double sum = 0;
    size_t left = 0;
    for (size_t next = 0; next < count; next++) {
        if (made >> next & 1)
            continue;
        left++;
        sum += next == i ? down[made | (size_t)1 << i] - down[made] : average(down, count, i, made | (size_t)1 << next);
    }
    return sum / (double)left;
}

static void expect_near(const struct pair *pair, double got, double want, double scale, const char *what) {
    if (fabs(got - want) <= 1e-9 * scale)
        return;
    print_error("seed %llu: %s is %.17g, but %.17g in mixtures that are written out\n%s\n",
                (unsigned long long)pair->seed, what, got, want, pair->old);
    for (size_t i = 0; i < pair->count; i++)
        print_error("%s\n", pair->assignments[i].text);
    fail();
}

static size_t expect_effects(const struct pair *pair, const slacalc_against *against, size_t row, double hours) {
    const slacalc_compared_service *service = &against->services[row];
    size_t masks = (size_t)1 << pair->count, effects = 0;
    double down[MIXTURES], scale = 0;
    for (size_t mask = 0; mask < masks; mask++) {
        down[mask] = down_in(pair->mixtures[mask], service->name) * service->period_s * hours / 168;
        scale = fmax(scale, down[mask]);
    }
    expect_near(pair, service->difference_s, down[masks - 1] - down[0], scale, "the difference");
    for (size_t i = 0; i < pair->count; i++) {
        const slacalc_change *change = find_change(against, pair->assignments[i].component, pair->assignments[i].key);
        const slacalc_effect *effect = change ? find_effect(change, row) : NULL;
        expect_near(pair, effect ? effect->alone_s : 0, down[(size_t)1 << i] - down[0], scale, "alone");
        expect_near(pair, effect ? effect->share_s : 0, average(down, pair->count, i, 0), scale, "a share");
        effects += effect != NULL;
    }
    return effects;
}

static size_t try_pair(uint64_t seed) {
    struct generator generator = {.state = seed, .elements = 9, .hours = seed % 3 * 20}, random = {.state = seed + 1};
    struct pair pair = {.seed = seed};
    size_t effects = 0, masks;
    bool all = true;
    generator_model(&generator, &pair.model);
    pair.old = writer_text(&random, &pair.model);
    for (size_t tries = 0; tries < 20 && pair.count < 1 + seed % MOST_CHANGES; tries++) {
        struct assignment assignment;
        if (draw_assignment(&random, &pair, &assignment))
            pair.assignments[pair.count++] = assignment;
    }
    masks = (size_t)1 << pair.count;
    for (size_t mask = 0; mask < masks; mask++) {
        pair.mixtures[mask] = write_mixture(&pair, mask);
        all = all && pair.mixtures[mask] != NULL;
    }
    slacalc_result *result = all ? compare_texts(pair.old, pair.mixtures[masks - 1], false) : NULL;
    const slacalc_against *against = result ? slacalc_result_against(result) : NULL;
    for (size_t row = 0; against && row < against->service_count; row++)
        if (against->services[row].was && against->services[row].is)
            effects += expect_effects(&pair, against, row, slacalc_result_service(result, row)->hours_per_week);
    slacalc_result_free(result);
    for (size_t mask = 0; mask < masks; mask++)
        free(pair.mixtures[mask]);
    free(pair.old);
    return effects;
}

static void random_pairs(void **state) {
    uint64_t seed = runs_seed();
    size_t models = runs_models(400), effects = 0;
    (void)state;
    for (size_t i = 0; i < models; i++)
        effects += try_pair(seed + i);
    print_message("%zu effects of %zu pairs, from seed %llu on\n", effects, models, (unsigned long long)seed);
    assert_true(effects > models / 4);
}

/* ---- What counts as a change ---- */

static slacalc_result *compare(const char *old, const char *new) {
    slacalc_result *result = compare_texts(old, new, true);
    assert_non_null(result);
    return result;
}

static void another_notation_is_no_change(void **state) {
    (void)state;
    slacalc_result *result = compare(
        "components:\n"
        "  s: {sla: 99%, depends_on: [a, {any: [b, c]}, {needs: d, traffic: 20%}]}\n"
        "  a: 99.9%\n  b: {slo: 99.5%, replicas: 1, hours: Mon-Fri 08:00-18:00, owner: x}\n  c: {mtbf: 60m, mttr: 1m}\n"
        "  d: 99%\n",
        "components:\n"
        "  d: 0.99\n  c: {mtbf: 1h, mttr: 60s}\n  b: {slo: 0.995, hours: [Mon-Fri 08:00-12:00, Mon-Fri 12:00-18:00]}\n"
        "  a: {slo: 99.90%}\n"
        "  s: {sla: 0.99, depends_on: [{needs: d, traffic: 0.2}, {all: [a, a, {at_least: 1, of: [c, b]}]}]}\n");
    assert_int_equal(slacalc_result_against(result)->change_count, 0);
    slacalc_result_free(result);
}

static void a_second_share_is_a_change(void **state) {
    (void)state;
    slacalc_result *result = compare("components: {s: {depends_on: [{needs: d, traffic: 20%}]}, d: 99%}",
                                     "components: {s: {depends_on: [{needs: d, traffic: 20%}, {needs: d, traffic: "
                                     "20%}]}, d: 99%}");
    assert_int_equal(slacalc_result_against(result)->change_count, 1);
    slacalc_result_free(result);
}

static void keys_that_need_each_other_are_one_change(void **state) {
    (void)state;
    slacalc_result *result =
        compare("components: {s: {depends_on: [a, b, c]}, a: 99.9%, b: {slo: 99%, replicas: 2}, c: 99%}",
                "components: {s: {depends_on: [a, b, c]}, a: {mtbf: 999h, mttr: 1h}, b: {slo: 99%, replicas: 5, "
                "quorum: 3}, c: {depends_on: [a]}}");
    const slacalc_against *against = slacalc_result_against(result);
    assert_int_equal(against->change_count, 3);
    assert_non_null(find_change(against, "a", "slo, mtbf, mttr"));
    assert_string_equal(find_change(against, "a", "slo, mtbf, mttr")->old_value.text, "99.9%, -, -");
    assert_non_null(find_change(against, "b", "replicas, quorum"));
    assert_string_equal(find_change(against, "b", "replicas, quorum")->old_value.text, "2, 1");
    assert_non_null(find_change(against, "c", "slo, depends_on"));
    for (size_t i = 0; i < 3; i++) {
        assert_int_equal(against->changes[i].effect_count, 1);
        assert_true(isfinite(against->changes[i].effects[0].share_s) != 0);
    }
    slacalc_result_free(result);
}

static void components_do_nothing_by_themselves(void **state) {
    (void)state;
    slacalc_result *result =
        compare("components: {s: {depends_on: [a, gone]}, a: 99.9%, gone: 99%, t: {sla: 98%, depends_on: [a]}}",
                "components: {s: {depends_on: [a, {any: [new, a]}]}, a: 99.9%, new: 99%, u: {depends_on: [new]}}");
    const slacalc_against *against = slacalc_result_against(result);
    const slacalc_change *added = find_change(against, "new", NULL), *removed = find_change(against, "gone", NULL);
    assert_true(added && added->is_added && added->effect_count == 0);
    assert_true(removed && !removed->is_added && removed->effect_count == 0);
    const slacalc_change *needs = find_change(against, "s", "depends_on");
    assert_int_equal(needs->effect_count, 1);
    assert_near(needs->effects[0].alone_s, -(1 - 0.99) * 0.999 * 2592000, 1e-9);
    assert_int_equal(against->service_count, 3);
    assert_true(against->services[0].was && against->services[0].is);
    assert_true(!against->services[1].was && strcmp(against->services[1].name, "u") == 0);
    assert_true(!against->services[2].is && strcmp(against->services[2].name, "t") == 0);
    slacalc_result_free(result);
}

/* Each change by itself is sound, but one of them without the other needs in a circle. */
static void mixtures_may_have_cycles(void **state) {
    (void)state;
    slacalc_result *result = compare("components: {s: {depends_on: [a]}, a: {slo: 99.9%, depends_on: [b]}, b: 99%}",
                                     "components: {s: {depends_on: [a]}, a: 99.9%, b: {slo: 99%, depends_on: [a]}}");
    const slacalc_against *against = slacalc_result_against(result);
    const slacalc_change *turned = find_change(against, "b", "depends_on");
    assert_near(against->services[0].difference_s, -(0.01 * 0.999) * 2592000, 1e-9);
    assert_near(turned->effects[0].alone_s, 0, 0);
    assert_near(turned->effects[0].share_s, 0, 0);
    slacalc_result_free(result);
}

/* ---- Promises ---- */

static void promises_turn(void **state) {
    (void)state;
    slacalc_result *result = compare(
        "components: {a: {slo: 99.9%}, kept: {sla: 99.8%, depends_on: [a]}, raised: {sla: 99.8%, depends_on: "
        "[a]}, low: {sla: 99.99%, depends_on: [a]}, mended: {sla: 99.99%, depends_on: [a]}, plain: {depends_on: "
        "[a]}, plainer: {depends_on: [a]}}",
        "components: {a: {slo: 99.85%}, kept: {sla: 99.8%, depends_on: [a]}, raised: {sla: 99.9%, depends_on: "
        "[a]}, low: {sla: 99.99%, depends_on: [a]}, mended: {sla: 99.7%, depends_on: [a]}, plain: {sla: "
        "99.9%, depends_on: [a]}, plainer: {sla: 99.8%, depends_on: [a]}}");
    const slacalc_against *against = slacalc_result_against(result);
    assert_int_equal(against->newly_broken, 2);
    assert_int_equal(against->mended, 1);
    assert_int_equal(against->promise_count, 3);
    assert_string_equal(against->services[against->promises[0].service].name, "raised");
    assert_true(against->promises[0].was);
    assert_string_equal(against->services[against->promises[1].service].name, "plain");
    assert_false(against->promises[1].was);
    assert_string_equal(against->services[against->promises[2].service].name, "mended");
    slacalc_result_free(result);
}

static void shares_are_for_few_changes(void **state) {
    char old[1000], new[1000];
    size_t old_length = 0, new_length = 0;
    (void)state;
    old_length += (size_t)sprintf(old, "components: {s: {depends_on: [c0, c1, c2, c3, c4, c5, c6, c7, c8]}");
    new_length += (size_t)sprintf(new, "%s", old);
    for (size_t i = 0; i < 9; i++) {
        old_length += (size_t)sprintf(old + old_length, ", c%zu: 99.9%%", i);
        new_length += (size_t)sprintf(new + new_length, ", c%zu: 99.8%%", i);
    }
    strcpy(old + old_length, "}");
    strcpy(new + new_length, "}");
    slacalc_result *result = compare(old, new);
    const slacalc_against *against = slacalc_result_against(result);
    assert_int_equal(against->change_count, 9);
    assert_true(isnan(against->changes[0].effects[0].share_s));
    double others = pow(0.999, 8);
    assert_near(against->changes[0].effects[0].alone_s, 0.001 * others * 2592000, 1e-9);
    slacalc_result_free(result);
}

/* ---- What cannot be compared ---- */

static void assert_refused(const char *old_text, const char *new_text, const char *message) {
    slacalc_diagnostics *problems = slacalc_diagnostics_new();
    slacalc_model *old = checked_model(old_text, problems), *new = checked_model(new_text, problems);
    slacalc_options options = slacalc_options_default();
    assert_true(slacalc_model_compare(new, old, problems));
    assert_null(slacalc_compare(new, &options, problems));
    char *text = problems_text(problems);
    assert_string_equal(text, message);
    free(text);
    slacalc_model_free(new);
    slacalc_model_free(old);
    slacalc_diagnostics_free(problems);
}

static void a_common_service_is_needed(void **state) {
    (void)state;
    assert_refused("components: {s: {depends_on: [a]}, a: 99%}", "components: {t: {depends_on: [a]}, a: 99%}",
                   "-: error: the old model and the new one have no service in common: nothing can be compared\n");
}

static void a_model_is_checked_before(void **state) {
    (void)state;
    slacalc_diagnostics *problems = slacalc_diagnostics_new();
    slacalc_model *old = slacalc_model_new(), *new = checked_model("components: {a: 99%}", problems);
    slacalc_options options = slacalc_options_default();
    assert_false(slacalc_model_compare(new, old, problems));
    assert_null(slacalc_compare(new, &options, problems));
    assert_int_equal(slacalc_diagnostics_count(problems, SLACALC_ERROR), 2);
    slacalc_model_free(new);
    slacalc_model_free(old);
    slacalc_diagnostics_free(problems);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(another_notation_is_no_change),
        cmocka_unit_test(a_second_share_is_a_change),
        cmocka_unit_test(keys_that_need_each_other_are_one_change),
        cmocka_unit_test(components_do_nothing_by_themselves),
        cmocka_unit_test(mixtures_may_have_cycles),
        cmocka_unit_test(promises_turn),
        cmocka_unit_test(shares_are_for_few_changes),
        cmocka_unit_test(a_common_service_is_needed),
        cmocka_unit_test(a_model_is_checked_before),
        cmocka_unit_test(random_pairs),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

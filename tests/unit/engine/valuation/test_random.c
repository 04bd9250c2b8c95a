/*
 * The library against brute force on random models. SLACALC_MODELS says how many (more find more), SLACALC_SEED where
 * to start: a failure prints the seed of its model, which is then the first one.
 */
#include "evaluate.h"
#include "near.h"
#include "runs.h"
#include "verify.h"
#include "writer.h"

#include <stdlib.h>
#include <string.h>

struct sample {
    struct oracle_model model;
    char *text;
    struct oracle_truth truth;
    struct trial trial;
    size_t elements;
};

static void sample_init(struct sample *sample, uint64_t seed) {
    static const size_t sizes[] = {4, 6, 8, 8, 10, 10, 12, 12, ORACLE_ELEMENTS};
    struct generator generator = {.state = seed};
    generator.elements = sizes[generator_draw(&generator, sizeof sizes / sizeof *sizes)];
    sample->elements = generator.elements;
    generator_model(&generator, &sample->model);
    sample->text = writer_text(&generator, &sample->model);
    sample->trial = (struct trial){.seed = seed, .model = &sample->model, .text = sample->text};
    sample->trial.basis = (slacalc_basis)generator_draw(&generator, 3);
    oracle_evaluate(&sample->model, sample->trial.basis, 0, &sample->truth);
}

/* Returns whether the result is inexact. */
static bool evaluate_sample(struct sample *sample, slacalc_options options, bool inexact) {
    size_t warnings = 0;
    options.basis = sample->trial.basis;
    sample->trial.max_nodes = options.max_nodes;
    slacalc_result *result = evaluate_text(sample->text, &sample->model, &options, &warnings);
    if (!expect(&sample->trial, result != NULL, "it is not evaluated"))
        return false;
    verify_result(&sample->trial, result, &sample->truth, inexact);
    bool is_inexact = result_is_inexact(result);
    expect(&sample->trial, (warnings > 0) == is_inexact, "%zu warnings", warnings);
    if (options.shares)
        verify_shares(&sample->trial, result, &sample->truth);
    slacalc_result_free(result);
    return is_inexact;
}

/* Runs `look` on each model and returns the sum of its counts; stops at the first model that fails. */
static size_t for_each_model(size_t count, size_t (*look)(struct sample *sample)) {
    uint64_t seed = runs_seed();
    size_t sum = 0;
    print_message("%zu models from SLACALC_SEED=%llu on\n", count, (unsigned long long)seed);
    for (size_t i = 0; i < count; i++) {
        struct sample sample;
        sample_init(&sample, seed + i);
        sum += look(&sample);
        free(sample.text);
        if (sample.trial.failures > 0)
            fail_msg("of model %zu: repeat with SLACALC_SEED=%llu", i, (unsigned long long)sample.trial.seed);
    }
    return sum;
}

static size_t look_exactly(struct sample *sample) {
    slacalc_options options = slacalc_options_default();
    options.shares = sample->elements <= 8;
    return evaluate_sample(sample, options, false);
}

/* Where only an interval is known of what a component needs, its upper end counts: that leaves less of a whole figure
 * than there is. */
static void look_for_worse_parts(struct sample *sample, size_t max_nodes) {
    slacalc_options options = slacalc_options_default();
    options.max_nodes = sample->trial.max_nodes = max_nodes;
    options.basis = sample->trial.basis;
    slacalc_result *result = evaluate_text(sample->text, &sample->model, &options, NULL);
    if (!expect(&sample->trial, result != NULL, "it is not evaluated"))
        return;
    for (size_t row = 0; row < slacalc_result_component_count(result); row++) {
        const slacalc_component *component = slacalc_result_component(result, row);
        size_t c = 0;
        slacalc_figure figure;
        while (strcmp(sample->model.components[c].name, component->name) != 0)
            c++;
        double most = (double)oracle_own(&sample->model, c, sample->trial.basis, &figure).up;
        expect(&sample->trial, component->own.up <= most * (1 + 1e-12),
               "the own part of %s is %.17g, not at most %.17g", component->name, component->own.up, most);
    }
    slacalc_result_free(result);
}

static size_t look_with_small_budgets(struct sample *sample) {
    static const size_t budgets[] = {1, 2, 5, 20};
    size_t inexact = 0;
    for (size_t i = 0; i < sizeof budgets / sizeof *budgets; i++) {
        slacalc_options options = slacalc_options_default();
        options.max_nodes = budgets[i];
        options.shares = false;
        if (oracle_any_whole(&sample->model, sample->trial.basis))
            look_for_worse_parts(sample, budgets[i]);
        else
            inexact += evaluate_sample(sample, options, true);
    }
    return inexact;
}

static void random_models_agree_with_brute_force(void **state) {
    (void)state;
    assert_int_equal(for_each_model(runs_models(2500), look_exactly), 0);
}

/* About every third of these results is an interval, so a few models suffice to see one. */
static void small_budgets_give_intervals_around_the_truth(void **state) {
    (void)state;
    size_t count = runs_models(1250), inexact = for_each_model(count, look_with_small_budgets);
    print_message("%zu results are intervals\n", inexact);
    assert_true(inexact > 0 || count < 20);
}

/* Of a need of a whole figure, more knowledge explains more of that figure: what remains as its own part gets better,
 * and with it who needs both. */
static bool is_below_whole(const struct sample *sample, size_t changed) {
    for (size_t c = 0; c < sample->model.component_count; c++) {
        bool reached[ORACLE_COMPONENTS] = {false};
        oracle_reach(&sample->model, c, true, reached);
        if (c != changed && reached[changed] && oracle_is_whole(&sample->model, c, sample->trial.basis))
            return true;
    }
    return false;
}

/* One more dependency of a component, on a part that nothing else needs. */
static void add_dependency(struct oracle_model *model, size_t changed, bool optional) {
    size_t added = model->component_count++;
    struct oracle_component *user = &model->components[changed], *part = &model->components[added];
    size_t need = model->need_count++;
    *part = (struct oracle_component){.name = "new", .replicas = 1, .quorum = 1};
    part->figures[SLACALC_FIGURE_SLO] = (struct written){true, ratio_of(9, 1), "90%"};
    model->needs[need] = (struct oracle_need){.kind = SLACALC_NEED_COMPONENT, .component = added};
    if (optional) {
        model->needs[need + 1] = (struct oracle_need){.kind = SLACALC_NEED_OPTIONAL, .parts = {need}, .part_count = 1};
        need = model->need_count++;
    }
    user->needs[user->need_count++] = need;
}

/* With a need, all figures that it has would speak of the whole, and members of groups with a beta have one of their
 * own. */
static bool may_need_something(const struct oracle_model *model, size_t index) {
    const struct oracle_component *component = &model->components[index];
    bool has_own = component->figures[SLACALC_FIGURE_SLO].given || component->figures[SLACALC_FIGURE_MEASURED].given ||
                   component->mtbf[0] != '\0';
    for (size_t n = 0; n < model->need_count && !has_own; n++)
        if (model->needs[n].beta.given)
            return false;
    return true;
}

static size_t look_with_one_more_dependency(struct sample *sample) {
    struct generator generator = {.state = sample->trial.seed};
    struct oracle_model more = sample->model;
    slacalc_options options = slacalc_options_default();
    options.basis = sample->trial.basis;
    for (size_t c = 0; c < more.component_count; c++)
        if (more.components[c].need_count >= ORACLE_PARTS || more.components[c].replicas > 1)
            return 0;
    size_t changed = generator_draw(&generator, more.component_count);
    if (is_below_whole(sample, changed) || !may_need_something(&more, changed))
        return 0;
    add_dependency(&more, changed, generator_draw(&generator, 2) == 0);
    char *text = writer_text(&generator, &more);
    slacalc_result *before = evaluate_text(sample->text, &sample->model, &options, NULL);
    slacalc_result *after = evaluate_text(text, &more, &options, NULL);
    size_t compared = 0;
    for (size_t i = 0; before && after && i < slacalc_result_component_count(before); i++) {
        const slacalc_component *was = slacalc_result_component(before, i), *is = component_named(after, was->name);
        bool is_changed = strcmp(was->name, sample->model.components[changed].name) == 0;
        if (!is || is_changed) /* its own promises are no part of its level any more: what counts is who needs it */
            continue;
        compared++;
        expect(&sample->trial, is->availability.value.down >= was->availability.value.down * (1 - 1e-12),
               "%s is down %.17g, and %.17g with one more dependency in\n%s", was->name, was->availability.value.down,
               is->availability.value.down, text);
    }
    expect(&sample->trial, before != NULL && after != NULL, "it is not evaluated, or not with one more dependency");
    slacalc_result_free(before);
    slacalc_result_free(after);
    free(text);
    return compared;
}

static void one_more_dependency_makes_nothing_better(void **state) {
    (void)state;
    size_t count = runs_models(2000), compared = for_each_model(count, look_with_one_more_dependency);
    assert_true(compared > 0 || count < 20);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(random_models_agree_with_brute_force),
        cmocka_unit_test(small_budgets_give_intervals_around_the_truth),
        cmocka_unit_test(one_more_dependency_makes_nothing_better),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

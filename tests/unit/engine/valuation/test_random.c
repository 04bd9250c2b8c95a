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
    oracle_evaluate(&sample->model, sample->trial.basis, SLACALC_NONE, &sample->truth);
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

static size_t look_with_small_budgets(struct sample *sample) {
    static const size_t budgets[] = {1, 2, 5, 20};
    size_t inexact = 0;
    for (size_t i = 0; i < sizeof budgets / sizeof *budgets; i++) {
        slacalc_options options = slacalc_options_default();
        options.max_nodes = budgets[i];
        options.shares = false;
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

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(random_models_agree_with_brute_force),
        cmocka_unit_test(small_budgets_give_intervals_around_the_truth),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

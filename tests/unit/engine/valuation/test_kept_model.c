/*
 * A model that is valued again at the levels of another one comes to what that one comes to, wherever it can be.
 * SLACALC_MODELS says how many pairs, SLACALC_SEED where to start.
 */
#include "engine/valuation/kept_model.h"
#include "evaluate.h"
#include "generator.h"
#include "near.h"
#include "problems.h"
#include "runs.h"
#include "writer.h"

#include "engine/evaluate.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The text with that setting, checked; NULL where that is no model. */
static slacalc_model *model_with(const char *text, const char *setting) {
    slacalc_diagnostics *problems = slacalc_diagnostics_new();
    slacalc_model *model = slacalc_model_new();
    bool good = slacalc_model_read_text(model, "test.yaml", text, strlen(text), problems) &&
                (!setting || slacalc_model_set(model, setting, problems)) && slacalc_model_check(model, problems);
    slacalc_diagnostics_free(problems);
    if (good)
        return model;
    slacalc_model_free(model);
    return NULL;
}

/* How often each service of the kept model is down; below 0 where it cannot be valued again. */
static void value_again(struct kept_model *kept, double *down) {
    for (size_t i = 0; i < kept->scope.service_count; i++) {
        uint32_t root = kept->graph.judged[kept->scope.services[i]];
        bool is_shown = kept_model_shows(kept, root);
        down[i] = is_shown ? (double)scaled_level(&kept->scaled, 1, NULL).down : -1;
        if (is_shown && scaled_take_all(&kept->scaled, &root, 1))
            assert_true(down[i] == (double)scaled_levels(&kept->scaled)[root].down);
    }
}

static size_t expect_same(const struct kept_model *kept, const double *down, const slacalc_model *model,
                          const slacalc_options *options, uint64_t seed) {
    slacalc_diagnostics *problems = slacalc_diagnostics_new();
    slacalc_result *result = availabilities_of(model, options, problems);
    size_t valued = 0;
    assert_int_equal(slacalc_result_service_count(result), kept->scope.service_count);
    for (size_t i = 0; i < kept->scope.service_count; i++) {
        double want = slacalc_result_service(result, i)->availability.value.down;
        if (down[i] < 0)
            continue;
        if (fabs(down[i] - want) > 1e-12 * want)
            fail_msg("seed %llu: %.17g, but %.17g by itself", (unsigned long long)seed, down[i], want);
        valued++;
    }
    slacalc_result_free(result);
    slacalc_diagnostics_free(problems);
    return valued;
}

/* Returns how many services were valued at the levels of the other model. */
static size_t try_model(uint64_t seed) {
    struct generator generator = {.state = seed, .elements = 12}, random = {.state = seed + 1};
    struct oracle_model drawn;
    struct memory_guard guard;
    struct arena arena;
    struct kept_model kept;
    char setting[80];
    size_t valued = 0;
    generator_model(&generator, &drawn);
    char *text = writer_text(&random, &drawn);
    const struct oracle_component *changed = &drawn.components[generator_draw(&random, drawn.component_count)];
    if (generator_draw(&random, 3) == 0)
        snprintf(setting, sizeof setting, "%s.replicas=%zu", changed->name,
                 changed->quorum + generator_draw(&random, 3));
    else
        snprintf(setting, sizeof setting, "%s.slo=9%zu.5%%", changed->name, generator_draw(&random, 10));
    slacalc_options options = slacalc_options_default();
    options.basis = (slacalc_basis)(seed % SLACALC_BASES);
    slacalc_model *model = model_with(text, NULL), *other = model_with(text, setting);
    arena_init(&arena, &guard);
    if (model && other) {
        kept_model_open(&kept, model, &options, NULL, &arena);
        double *down = arena_alloc(&arena, kept.scope.service_count, sizeof *down);
        value_again(&kept, down);
        expect_same(&kept, down, model, &options, seed);
        bool is_taken = kept_model_take(&kept, other, &options, NULL);
        value_again(&kept, down);
        valued = expect_same(&kept, down, is_taken ? other : model, &options, seed);
        valued = is_taken ? valued : 0;
    }
    arena_free(&arena);
    slacalc_model_free(other);
    slacalc_model_free(model);
    free(text);
    return valued;
}

static void other_levels_come_to_the_same(void **state) {
    uint64_t seed = runs_seed();
    size_t models = runs_models(400), valued = 0;
    (void)state;
    for (size_t i = 0; i < models; i++)
        valued += try_model(seed + i);
    print_message("%zu services of %zu models, from seed %llu on\n", valued, models, (unsigned long long)seed);
    assert_true(valued > models / 4);
}

/* ---- What is another graph ---- */

static bool takes(const char *old, const char *new) {
    struct memory_guard guard;
    struct arena arena;
    struct kept_model kept;
    slacalc_options options = slacalc_options_default();
    slacalc_model *model = model_with(old, NULL), *other = model_with(new, NULL);
    assert_true(model && other);
    arena_init(&arena, &guard);
    kept_model_open(&kept, model, &options, NULL, &arena);
    bool is_taken = kept_model_take(&kept, other, &options, NULL);
    arena_free(&arena);
    slacalc_model_free(other);
    slacalc_model_free(model);
    return is_taken;
}

static void only_levels_may_differ(void **state) {
    static const char old[] =
        "components: {s: {depends_on: [a, {any: [b, c], failover: 98%}]}, a: {slo: 99%, replicas: "
        "3}, b: 98%, c: 97%}";
    (void)state;
    assert_true(takes(old, old));
    assert_true(takes(old, "components: {s: {depends_on: [a, {any: [b, c], failover: 90%}]}, a: {slo: 98%, replicas: "
                           "5, quorum: 4}, b: 98%, c: 90%}"));
    assert_false(takes(old, "components: {s: {depends_on: [a, {any: [c, b], failover: 98%}]}, a: {slo: 99%, replicas: "
                            "3}, b: 98%, c: 97%}"));
    assert_false(takes(old, "components: {s: {depends_on: [a, {any: [b, c]}]}, a: {slo: 99%, replicas: 3}, b: 98%, c: "
                            "97%}"));
    assert_false(takes(old, "components: {s: {depends_on: [a, {any: [b, c], failover: 98%}]}, a: {slo: 99%, replicas: "
                            "3}, b: 98%, c: 100%}"));
    assert_false(takes(old, "components: {s: {depends_on: [a, {any: [b, c], failover: 98%}]}, a: {slo: 99%, replicas: "
                            "3}, b: {slo: 98%, hours: Mon-Fri 08:00-18:00}, c: 97%}"));
    const char *ages = "components: {s: {depends_on: [{needs: a, tolerates: 10m}, a]}, a: {slo: 99%, mttr: 1h}}";
    assert_false(takes(ages, ages));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(other_levels_come_to_the_same),
        cmocka_unit_test(only_levels_may_differ),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

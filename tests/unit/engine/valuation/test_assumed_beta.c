/*
 * A common cause that is assumed of all replicas and groups, on random models: the library reads the model as it is and
 * assumes it, the oracle is given the model in which every one of them states it.
 */
#include "evaluate.h"
#include "generator.h"
#include "near.h"
#include "runs.h"
#include "writer.h"

#include <stdlib.h>
#include <string.h>

static const double EXACT = 1e-12;

struct assuming {
    struct oracle_model *model; /* in which it is being stated */
    struct written beta;
    size_t stated; /* how often it was */
};

/* The set of the components that are members of a group which states a beta. */
static unsigned members_in_groups(const struct oracle_model *model) {
    unsigned members = 0;
    for (size_t n = 0; n < model->need_count; n++)
        for (size_t i = 0; model->needs[n].beta.given && i < model->needs[n].part_count; i++)
            members |= 1U << model->needs[model->needs[n].parts[i]].component;
    return members;
}

/* The set of the components that the requirement names, where these may have a common cause; 0 otherwise. */
static unsigned possible_members(const struct oracle_model *model, const struct oracle_need *need) {
    unsigned members = 0;
    if (need->kind != SLACALC_NEED_ANY && need->kind != SLACALC_NEED_AT_LEAST && need->kind != SLACALC_NEED_FAILOVER)
        return 0;
    for (size_t i = 0; i < need->part_count; i++) {
        const struct oracle_need *part = &model->needs[need->parts[i]];
        if (part->kind != SLACALC_NEED_COMPONENT || oracle_across(model, &model->components[part->component]) != NULL)
            return 0;
        members |= 1U << part->component;
    }
    return (members & (members - 1)) != 0 ? members : 0;
}

/* What stands inside of a group comes before the group. */
static void assume_below(struct assuming *assuming, size_t index) {
    struct oracle_need *need = &assuming->model->needs[index];
    for (size_t i = 0; i < need->part_count; i++)
        assume_below(assuming, need->parts[i]);
    unsigned members = possible_members(assuming->model, need);
    if (need->beta.given || members == 0 || (members & members_in_groups(assuming->model)) != 0)
        return;
    need->beta = assuming->beta;
    assuming->stated++;
}

static void assume(struct assuming *assuming) {
    for (size_t c = 0; c < assuming->model->component_count; c++) {
        struct oracle_component *component = &assuming->model->components[c];
        if (component->replicas > 1 && !component->beta.given) {
            component->beta = assuming->beta;
            assuming->stated++;
        }
    }
    for (size_t c = 0; c < assuming->model->component_count; c++)
        for (size_t i = 0; i < assuming->model->components[c].need_count; i++)
            assume_below(assuming, assuming->model->components[c].needs[i]);
}

/* What the own part of such a member is would follow from groups below it. */
static bool any_member_is_whole(const struct oracle_model *model, slacalc_basis basis) {
    unsigned members = members_in_groups(model);
    for (size_t c = 0; c < model->component_count; c++)
        if (members >> c & 1 && oracle_is_whole(model, c, basis))
            return true;
    return false;
}

static slacalc_result *evaluate_assuming(const char *text, const char *beta, const slacalc_options *options) {
    slacalc_diagnostics *problems = slacalc_diagnostics_new();
    slacalc_model *model = slacalc_model_new();
    slacalc_result *result = NULL;
    if (slacalc_model_read_text(model, "test.yaml", text, strlen(text), problems) &&
        slacalc_model_assume_beta(model, beta, problems) && slacalc_model_check(model, problems))
        result = slacalc_evaluate(model, options, problems);
    if (result == NULL)
        slacalc_diagnostics_print(problems, stderr, false);
    slacalc_model_free(model);
    slacalc_diagnostics_free(problems);
    return result;
}

static void expect_level(uint64_t seed, const char *text, const char *name, slacalc_level got, struct ratio want) {
    if (!is_near(got.up, (double)want.up, EXACT) || !is_near(got.down, (double)want.down, EXACT))
        fail_msg("SLACALC_SEED=%llu: %s is down %.17g, not %.17g, in\n%s", (unsigned long long)seed, name, got.down,
                 (double)want.down, text);
}

static void compare(uint64_t seed, const struct oracle_model *model, const char *text, const slacalc_result *result,
                    const struct oracle_truth *truth) {
    for (size_t c = 0; c < model->component_count; c++) {
        const slacalc_component *component = component_named(result, model->components[c].name);
        const slacalc_service *service = service_named(result, model->components[c].name);
        if (component)
            expect_level(seed, text, component->name, component->availability.value, truth->availability[c]);
        if (service)
            expect_level(seed, text, component->name, service->availability.value, truth->judged[c]);
    }
}

/* Returns how often the common cause was assumed. */
static size_t look(uint64_t seed) {
    static const char *const shares[] = {"5%", "0.1", "37.5%"};
    static const struct ratio ratios[] = {
        {(quad)1 / 20, (quad)19 / 20}, {(quad)1 / 10, (quad)9 / 10}, {(quad)3 / 8, (quad)5 / 8}};
    struct generator generator = {.state = seed, .elements = 7};
    struct oracle_model model, stating;
    struct oracle_truth truth;
    slacalc_options options = slacalc_options_default();
    generator_model(&generator, &model);
    size_t share = generator_draw(&generator, 3);
    stating = model;
    struct assuming assuming = {.model = &stating, .beta = {.given = true, .ratio = ratios[share]}};
    options.basis = (slacalc_basis)generator_draw(&generator, 3);
    assume(&assuming);
    if (assuming.stated == 0 || assuming.stated > ORACLE_ELEMENTS - 7 || any_member_is_whole(&stating, options.basis))
        return 0;
    char *text = writer_text(&generator, &model);
    slacalc_result *result = evaluate_assuming(text, shares[share], &options);
    assert_non_null(result);
    oracle_evaluate(&stating, options.basis, 0, &truth);
    compare(seed, &model, text, result, &truth);
    slacalc_result_free(result);
    free(text);
    return assuming.stated;
}

static void what_is_assumed_counts_as_if_it_were_stated(void **state) {
    (void)state;
    size_t count = runs_models(3000), assumed = 0;
    uint64_t seed = runs_seed();
    print_message("%zu models from SLACALC_SEED=%llu on\n", count, (unsigned long long)seed);
    for (size_t i = 0; i < count; i++)
        assumed += look(seed + i);
    print_message("a common cause was assumed %zu times\n", assumed);
    assert_true(assumed > 0 || count < 20);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_assumed_counts_as_if_it_were_stated),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

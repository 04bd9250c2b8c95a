/*
 * The plan of random models is that of trying every set of options, each set by itself in the model's text.
 * SLACALC_MODELS says how many models, SLACALC_SEED where to start.
 */
#include "generator.h"
#include "near.h"
#include "runs.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { PARTS = 5, OPTIONS = 10, ROOM = 4000 };

struct drawn_option {
    char assignment[80];
    unsigned part, kind, cost;
    int needs, excludes; /* -1: none */
};

struct drawing {
    char text[ROOM];
    struct drawn_option options[OPTIONS];
    size_t count;
};

static void draw(struct generator *random, struct drawing *drawing) {
    static const char *const keys[] = {"slo", "replicas", "depends_on", "slo"};
    size_t length = (size_t)sprintf(drawing->text,
                                    "components:\n  s: {slo: 99.99%%, sla: %zu.%zu%%, depends_on: [p0, p1, "
                                    "{any: [p2, p3]}, {needs: p4, traffic: 30%%}]}\n",
                                    97 + generator_draw(random, 3), generator_draw(random, 10));
    length += (size_t)sprintf(drawing->text + length, "  t: {objective: %zu.5%%, depends_on: [p2, p4]}\n",
                              96 + generator_draw(random, 4));
    for (size_t p = 0; p < PARTS; p++)
        length += (size_t)sprintf(drawing->text + length, "  p%zu: %zu.%zu%%\n", p, 98 + generator_draw(random, 2),
                                  generator_draw(random, 10));
    length += (size_t)sprintf(drawing->text + length, "options:\n");
    drawing->count = 1 + generator_draw(random, OPTIONS);
    for (size_t o = 0; o < drawing->count; o++) {
        struct drawn_option *option = &drawing->options[o];
        char value[40];
        option->part = (unsigned)generator_draw(random, PARTS);
        option->kind = (unsigned)generator_draw(random, 4);
        option->cost = (unsigned)generator_draw(random, 8) * 10;
        option->needs = o > 0 && generator_draw(random, 5) == 0 ? (int)generator_draw(random, o) : -1;
        option->excludes = o > 0 && generator_draw(random, 5) == 0 ? (int)generator_draw(random, o) : -1;
        if (option->kind == 1)
            sprintf(value, "%zu", 2 + generator_draw(random, 2));
        else if (option->kind == 2)
            sprintf(value, "[p%u]", (option->part + 1) % PARTS);
        else
            sprintf(value, "%zu.%zu%%", 98 + generator_draw(random, 2), generator_draw(random, 10));
        if (option->kind == 2 && option->part == PARTS - 1)
            option->kind = 0, strcpy(value, "99.99%");
        sprintf(option->assignment, "p%u.%s=%s", option->part, keys[option->kind], value);
        length += (size_t)sprintf(drawing->text + length, "  o%zu: {set: {p%u.%s: %s}, cost: %u", o, option->part,
                                  keys[option->kind], value, option->cost);
        if (option->needs >= 0)
            length += (size_t)sprintf(drawing->text + length, ", needs: [o%d]", option->needs);
        if (option->excludes >= 0)
            length += (size_t)sprintf(drawing->text + length, ", excludes: [o%d]", option->excludes);
        length += (size_t)sprintf(drawing->text + length, "}\n");
    }
}

static bool is_key_of(const struct drawn_option *a, const struct drawn_option *b) {
    bool same = strncmp(a->assignment, b->assignment, (size_t)(strchr(a->assignment, '=') - a->assignment) + 1) == 0;
    return same;
}

static bool is_allowed(const struct drawing *drawing, size_t set) {
    for (size_t a = 0; a < drawing->count; a++) {
        const struct drawn_option *option = &drawing->options[a];
        if (!(set >> a & 1))
            continue;
        if (option->needs >= 0 && !(set >> option->needs & 1))
            return false;
        if (option->excludes >= 0 && set >> option->excludes & 1)
            return false;
        for (size_t b = 0; b < a; b++)
            if (set >> b & 1 && is_key_of(option, &drawing->options[b]))
                return false;
    }
    return true;
}

struct found {
    bool is_there;
    size_t set, broken, options;
    unsigned cost;
    double down;
};

static bool is_better(const struct found *a, const struct found *b) {
    if (!b->is_there)
        return true;
    if (a->broken != b->broken)
        return a->broken < b->broken;
    if (a->cost != b->cost)
        return a->cost < b->cost;
    if (a->options != b->options)
        return a->options < b->options;
    if (fabs(a->down - b->down) > 1e-12)
        return a->down < b->down;
    for (size_t o = 0; o < OPTIONS; o++)
        if ((a->set >> o & 1) != (b->set >> o & 1))
            return a->set >> o & 1;
    return false;
}

static slacalc_model *read(const struct drawing *drawing, size_t set, slacalc_diagnostics *problems) {
    slacalc_model *model = slacalc_model_new();
    bool good = slacalc_model_read_text(model, "m", drawing->text, strlen(drawing->text), problems);
    for (size_t o = 0; o < drawing->count && good; o++)
        good = !(set >> o & 1) || slacalc_model_set(model, drawing->options[o].assignment, problems);
    if (good && slacalc_model_check(model, problems))
        return model;
    slacalc_model_free(model);
    return NULL;
}

static struct found brute_force(const struct drawing *drawing) {
    struct found best = {.is_there = false};
    slacalc_options options = slacalc_options_default();
    for (size_t set = 0; set < (size_t)1 << drawing->count; set++) {
        struct found found = {.is_there = true, .set = set};
        if (!is_allowed(drawing, set))
            continue;
        slacalc_diagnostics *problems = slacalc_diagnostics_new();
        slacalc_model *model = read(drawing, set, problems);
        slacalc_result *result = model ? slacalc_evaluate(model, &options, problems) : NULL;
        for (size_t o = 0; o < drawing->count; o++) {
            found.cost += set >> o & 1 ? drawing->options[o].cost : 0;
            found.options += set >> o & 1;
        }
        if (result) {
            found.broken =
                slacalc_result_verdicts(result, SLACALC_BROKEN) + slacalc_result_verdicts(result, SLACALC_IMPOSSIBLE);
            found.down = slacalc_result_service(result, 0)->availability.value.down;
            best = is_better(&found, &best) ? found : best;
        }
        slacalc_result_free(result);
        slacalc_model_free(model);
        slacalc_diagnostics_free(problems);
    }
    return best;
}

/* Returns whether there was a plan. */
static bool try_model(uint64_t seed) {
    struct generator random = {.state = seed};
    struct drawing drawing;
    draw(&random, &drawing);
    slacalc_diagnostics *problems = slacalc_diagnostics_new();
    slacalc_model *model = read(&drawing, 0, problems);
    slacalc_options options = slacalc_options_default();
    bool found = false;
    if (model) { /* an option that can never be taken is an error */
        slacalc_result *result = slacalc_plan_options(model, &options, problems);
        assert_non_null(result);
        const slacalc_plan *plan = slacalc_result_plan(result);
        struct found best = brute_force(&drawing);
        size_t set = 0;
        for (size_t i = 0; i < plan->option_count; i++)
            set |= (size_t)1 << plan->options[i];
        if (set != best.set || !plan->proven || fabs(plan->cost - best.cost) > 1e-9 ||
            plan->found != (best.broken == 0))
            fail_msg("seed %llu: set %zx for %g, but %zx for %u by trying all\n%s", (unsigned long long)seed, set,
                     plan->cost, best.set, best.cost, drawing.text);
        found = plan->found;
        slacalc_result_free(result);
    }
    slacalc_model_free(model);
    slacalc_diagnostics_free(problems);
    return found;
}

static void random_models(void **state) {
    uint64_t seed = runs_seed();
    size_t models = runs_models(500), found = 0;
    (void)state;
    for (size_t i = 0; i < models; i++)
        found += try_model(seed + i);
    print_message("%zu plans for %zu models, from seed %llu on\n", found, models, (unsigned long long)seed);
    assert_true(found > models / 20);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(random_models)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}

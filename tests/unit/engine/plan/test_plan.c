/*
 * The plan of random models, the next cheaper set and what each further amount buys are those of trying every set of
 * options, each set by itself in the model's text. SLACALC_MODELS says how many models, SLACALC_SEED where to start.
 */
#include "evaluate.h"
#include "generator.h"
#include "near.h"
#include "runs.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { PARTS = 5, OPTIONS = 10, SERVICES = 2, ROOM = 6000, SETTINGS = 2, STEPS = 11 };

struct drawn_option {
    char settings[SETTINGS][120]; /* as --set takes them */
    size_t setting_count;
    unsigned cost;
    int needs, excludes; /* -1: none */
};

struct drawing {
    char text[ROOM];
    size_t length;
    bool is_strict;
    struct drawn_option options[OPTIONS];
    size_t count;
};

/* ---- Models ---- */

#define PUT(drawing, ...)                                                                                              \
    ((drawing)->length += (size_t)snprintf((drawing)->text + (drawing)->length, ROOM - (drawing)->length, __VA_ARGS__))

/* Some parts have hours, replicas, or a figure for the whole alone. */
static void draw_part(struct generator *random, struct drawing *drawing, size_t part) {
    size_t tenth = generator_draw(random, 10), percent = 98 + generator_draw(random, 2);
    if (part == 4 && generator_draw(random, 3) == 0)
        PUT(drawing, "  p4: {sla: %zu.%zu%%, depends_on: [p3]}\n", percent - 2, tenth);
    else if (part == 1 && generator_draw(random, 6) == 0)
        PUT(drawing, "  p1: {slo: %zu.%zu%%, hours: \"Mon-Fri 08:00-18:00\"}\n", percent, tenth);
    else if (part == 0 && generator_draw(random, 4) == 0)
        PUT(drawing, "  p0: {slo: %zu.%zu%%, replicas: 3, quorum: 2}\n", percent, tenth);
    else
        PUT(drawing, "  p%zu: %zu.%zu%%\n", part, percent, tenth);
}

static void draw_setting(struct generator *random, char *setting) {
    size_t part = generator_draw(random, PARTS), tenth = generator_draw(random, 10);
    switch (generator_draw(random, 9)) {
    case 0:
    case 1:
        sprintf(setting, "p%zu.replicas=%zu", part, 1 + generator_draw(random, 3));
        break;
    case 2:
        sprintf(setting, part == PARTS - 1 ? "s.depends_on=[p%zu, p0]" : "p%zu.depends_on=[p4]", part);
        break;
    case 3:
        sprintf(setting, "p%zu.quorum=%zu", part, 1 + generator_draw(random, 2));
        break;
    case 4:
        sprintf(setting, "p%zu.sla=99.%zu%%", part, tenth);
        break;
    case 5:
        sprintf(setting, "t.slo=99.9%zu%%", tenth);
        break;
    case 6:
        sprintf(setting, "s.depends_on=[p1, {split: [{needs: p%zu, traffic: %zu0%%}, {needs: p0, traffic: %zu0%%}]}]",
                1 + part % 4, 1 + tenth % 9, 9 - tenth % 9);
        break;
    default:
        sprintf(setting, "p%zu.slo=%zu.%zu%%", part, 98 + generator_draw(random, 2), tenth);
    }
}

static bool is_same_key(const char *one, const char *other) {
    return strncmp(one, other, (size_t)(strchr(one, '=') - one) + 1) == 0;
}

static void draw_option(struct generator *random, struct drawing *drawing, size_t index) {
    struct drawn_option *option = &drawing->options[index];
    *option = (struct drawn_option){.setting_count = 1, .cost = (unsigned)generator_draw(random, 8) * 10};
    option->needs = index > 0 && generator_draw(random, 5) == 0 ? (int)generator_draw(random, index) : -1;
    option->excludes = index > 0 && generator_draw(random, 5) == 0 ? (int)generator_draw(random, index) : -1;
    draw_setting(random, option->settings[0]);
    draw_setting(random, option->settings[1]);
    if (generator_draw(random, 4) == 0 && !is_same_key(option->settings[0], option->settings[1]))
        option->setting_count = 2;
    PUT(drawing, "  o%zu: {cost: %u, set: {", index, option->cost);
    for (size_t s = 0; s < option->setting_count; s++) {
        int key = (int)(strchr(option->settings[s], '=') - option->settings[s]);
        PUT(drawing, "%s%.*s: %s", s > 0 ? ", " : "", key, option->settings[s], option->settings[s] + key + 1);
    }
    PUT(drawing, "}");
    if (option->needs >= 0)
        PUT(drawing, ", needs: [o%d]", option->needs);
    if (option->excludes >= 0)
        PUT(drawing, ", excludes: [o%d]", option->excludes);
    PUT(drawing, "}\n");
}

static void draw(struct generator *random, struct drawing *drawing) {
    *drawing = (struct drawing){.is_strict = generator_draw(random, 6) == 0};
    static const char *const either[] = {"any: [p2, p3]", "any: [p2, p3]",
                                         "split: [{needs: p2, traffic: 60%}, {needs: p3, traffic: 40%}]"};
    PUT(drawing,
        "components:\n  s: {slo: 99.99%%, sla: %zu.%zu%%, depends_on: [p0, p1, {%s}, {needs: p4, traffic: 30%%}]}\n",
        97 + generator_draw(random, 3), generator_draw(random, 10), either[generator_draw(random, 3)]);
    PUT(drawing, "  t: {objective: %zu.5%%, depends_on: [p2, p4]}\n", 96 + generator_draw(random, 4));
    for (size_t p = 0; p < PARTS; p++)
        draw_part(random, drawing, p);
    PUT(drawing, "options:\n");
    drawing->count = 1 + generator_draw(random, drawing->is_strict ? OPTIONS - 3 : OPTIONS);
    for (size_t o = 0; o < drawing->count; o++)
        draw_option(random, drawing, o);
}

/* ---- Every set by itself ---- */

struct tried {
    bool is_set; /* is allowed and leaves a valid model */
    size_t set, broken, options;
    unsigned cost;
    double down[SERVICES];
};

static bool set_same_key(const struct drawn_option *a, const struct drawn_option *b) {
    for (size_t i = 0; i < a->setting_count; i++)
        for (size_t j = 0; j < b->setting_count; j++)
            if (is_same_key(a->settings[i], b->settings[j]))
                return true;
    return false;
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
            if (set >> b & 1 && set_same_key(option, &drawing->options[b]))
                return false;
    }
    return true;
}

static slacalc_model *read(const struct drawing *drawing, size_t set, slacalc_diagnostics *problems) {
    slacalc_model *model = slacalc_model_new();
    bool good = slacalc_model_read_text(model, "m", drawing->text, strlen(drawing->text), problems);
    for (size_t o = 0; o < drawing->count && good; o++)
        for (size_t s = 0; s < drawing->options[o].setting_count && set >> o & 1; s++)
            good = good && slacalc_model_set(model, drawing->options[o].settings[s], problems);
    if (good && slacalc_model_check(model, problems))
        return model;
    slacalc_model_free(model);
    return NULL;
}

static size_t unkept(const slacalc_result *result, bool is_strict) {
    size_t count = 0;
    for (size_t i = 0; i < slacalc_result_service_count(result); i++) {
        const slacalc_service *service = slacalc_result_service(result, i);
        for (size_t p = 0; p < service->promise_count; p++) {
            bool has_gap = false;
            for (size_t g = 0; g < service->gap_count; g++)
                has_gap = has_gap || service->gaps[g].promise == p;
            count += is_strict ? service->promises[p].verdict != SLACALC_GUARANTEED || has_gap
                               : service->promises[p].verdict > SLACALC_HOLDS;
        }
    }
    return count;
}

static struct tried try_set(const struct drawing *drawing, size_t set, const slacalc_options *options) {
    struct tried tried = {.set = set};
    if (!is_allowed(drawing, set))
        return tried;
    slacalc_diagnostics *problems = slacalc_diagnostics_new();
    slacalc_model *model = read(drawing, set, problems);
    slacalc_result *result = model ? slacalc_evaluate(model, options, problems) : NULL;
    for (size_t o = 0; o < drawing->count; o++) {
        tried.cost += set >> o & 1 ? drawing->options[o].cost : 0;
        tried.options += set >> o & 1;
    }
    tried.is_set = result != NULL;
    if (result)
        tried.broken = unkept(result, drawing->is_strict);
    for (size_t i = 0; result && i < slacalc_result_service_count(result); i++) {
        const slacalc_service *service = slacalc_result_service(result, i);
        const char *name = slacalc_result_component(result, service->component)->name;
        if (strcmp(name, "s") == 0 || strcmp(name, "t") == 0)
            tried.down[strcmp(name, "t") == 0] = service->availability.value.down;
    }
    slacalc_result_free(result);
    slacalc_model_free(model);
    slacalc_diagnostics_free(problems);
    return tried;
}

static bool stands_earlier(const struct tried *a, const struct tried *b) {
    for (size_t o = 0; o < OPTIONS; o++)
        if ((a->set >> o & 1) != (b->set >> o & 1))
            return a->set >> o & 1;
    return false;
}

static bool is_better_plan(const struct tried *a, const struct tried *b) {
    if (a->broken != b->broken)
        return a->broken < b->broken;
    if (a->cost != b->cost)
        return a->cost < b->cost;
    if (a->options != b->options)
        return a->options < b->options;
    if (fabs(a->down[0] - b->down[0]) > 1e-12 * (a->down[0] + b->down[0]))
        return a->down[0] < b->down[0];
    return stands_earlier(a, b);
}

static bool is_better_step(const struct tried *a, const struct tried *b, size_t service) {
    if (a->cost != b->cost)
        return a->cost < b->cost;
    if (a->options != b->options)
        return a->options < b->options;
    if (fabs(a->down[service] - b->down[service]) > 1e-12 * (a->down[service] + b->down[service]))
        return a->down[service] < b->down[service];
    return stands_earlier(a, b);
}

static bool is_better_runner_up(const struct tried *a, const struct tried *b) {
    if (a->cost != b->cost)
        return a->cost > b->cost;
    return a->options != b->options ? a->options < b->options : stands_earlier(a, b);
}

/* ---- Comparing ---- */

struct trial {
    uint64_t seed;
    const struct drawing *drawing;
    const struct tried *tried; /* by set */
    size_t sets;
    const slacalc_plan *plan;
};

static size_t set_of(const size_t *options, size_t count) {
    size_t set = 0;
    for (size_t i = 0; i < count; i++)
        set |= (size_t)1 << options[i];
    return set;
}

static void compare_set(const struct trial *trial, const char *what, size_t found, const struct tried *expected) {
    if (!expected || found != expected->set)
        fail_msg("seed %llu: %s is set %zx, but %zx by trying all\n%s", (unsigned long long)trial->seed, what, found,
                 expected ? expected->set : SIZE_MAX, trial->drawing->text);
}

static const struct tried *best_plan(const struct trial *trial) {
    const struct tried *best = NULL;
    for (size_t set = 0; set < trial->sets; set++)
        if (trial->tried[set].is_set && (!best || is_better_plan(&trial->tried[set], best)))
            best = &trial->tried[set];
    return best;
}

static void compare_runner_up(const struct trial *trial) {
    const struct tried *best = NULL;
    for (size_t set = 0; set < trial->sets; set++) {
        const struct tried *tried = &trial->tried[set];
        if (tried->is_set && tried->cost < trial->plan->cost - 1e-9 && (!best || is_better_runner_up(tried, best)))
            best = tried;
    }
    assert_int_equal(trial->plan->has_runner_up, trial->plan->found && best);
    if (!trial->plan->has_runner_up)
        return;
    compare_set(trial, "the runner-up", set_of(trial->plan->runner_up_options, trial->plan->runner_up_count), best);
    assert_int_equal(trial->plan->missed_count, best->broken);
}

static void compare_reachable(const struct trial *trial, const slacalc_reachable *reachable) {
    size_t service = strcmp(reachable->service, "t") == 0;
    double least = 1;
    for (size_t set = 0; set < trial->sets; set++)
        if (trial->tried[set].is_set)
            least = fmin(least, trial->tried[set].down[service]);
    assert_true(reachable->proven);
    assert_near(reachable->best.down, least, 1e-9);
}

static void compare_steps(const struct trial *trial, const slacalc_steps *steps) {
    size_t service = strcmp(steps->service, "t") == 0;
    double down = 2;
    for (size_t i = 0; i < STEPS; i++) {
        const struct tried *best = i == 0 ? &trial->tried[0] : NULL;
        for (size_t set = 0; set < trial->sets && i > 0; set++) {
            const struct tried *tried = &trial->tried[set];
            if (tried->is_set && tried->down[service] < down * (1 - 1e-12) &&
                (!best || is_better_step(tried, best, service)))
                best = tried;
        }
        if (i == steps->step_count) {
            assert_null(best);
            return;
        }
        compare_set(trial, "a step", set_of(steps->steps[i].options, steps->steps[i].option_count), best);
        down = best->down[service];
        assert_near(steps->steps[i].availability.down, down, 1e-9);
    }
    assert_int_equal(steps->step_count, STEPS);
}

static void compare(const struct trial *trial) {
    const struct tried *best = best_plan(trial);
    compare_set(trial, "the plan", set_of(trial->plan->options, trial->plan->option_count), best);
    assert_true(trial->plan->proven);
    assert_true(fabs(trial->plan->cost - best->cost) < 1e-9 && fabs(trial->plan->least_cost - best->cost) < 1e-9);
    assert_int_equal(trial->plan->found, best->broken == 0);
    compare_runner_up(trial);
    assert_int_equal(trial->plan->reachable_count, best->broken);
    for (size_t i = 0; i < trial->plan->reachable_count; i++)
        if (strlen(trial->plan->reachable[i].service) == 1)
            compare_reachable(trial, &trial->plan->reachable[i]);
    for (size_t i = 0; i < trial->plan->frontier_count; i++)
        if (strlen(trial->plan->frontier[i].service) == 1)
            compare_steps(trial, &trial->plan->frontier[i]);
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
    options.strict = drawing.is_strict;
    if (model) { /* an option that can never be taken is an error */
        slacalc_result *result = slacalc_plan_options(model, &options, problems);
        assert_non_null(result);
        size_t sets = (size_t)1 << drawing.count;
        struct tried *tried = calloc(sets, sizeof *tried);
        for (size_t set = 0; set < sets; set++)
            tried[set] = try_set(&drawing, set, &options);
        const struct trial trial = {seed, &drawing, tried, sets, slacalc_result_plan(result)};
        compare(&trial);
        found = trial.plan->found;
        free(tried);
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
    assert_true(found > models / 20 || models < 200); /* few may have none */
}

static slacalc_result *plan_text(const char *text) {
    slacalc_diagnostics *problems = slacalc_diagnostics_new();
    slacalc_model *model = checked_model(text, problems);
    slacalc_options options = slacalc_options_default();
    assert_non_null(model);
    slacalc_result *result = slacalc_plan_options(model, &options, problems);
    assert_non_null(result);
    slacalc_model_free(model);
    slacalc_diagnostics_free(problems);
    return result;
}

/* The plan without options is that with the changes that were tried as options. */
static void changes_are_tried_without_options(void **state) {
    struct drawing drawing = {.length = 0};
    (void)state;
    PUT(&drawing,
        "components:\n  s: {slo: 99.99%%, sla: 99.9%%, depends_on: [a, b, {any: [c, d]}]}\n"
        "  t: {sla: 99.95%%, depends_on: [b, c]}\n  a: 99.9%%\n  b: {measured: 99.8%%, replicas: 3, quorum: 3}\n"
        "  c: 99%%\n  d: 98%%\n");
    slacalc_result *without = plan_text(drawing.text);
    const slacalc_plan *tried = slacalc_result_plan(without);
    assert_false(tried->has_options);
    assert_int_equal(tried->name_count, 10);
    PUT(&drawing, "options:\n");
    for (size_t i = 0; i < tried->name_count; i++) {
        int key = (int)(strchr(tried->names[i], '=') - tried->names[i]);
        PUT(&drawing, "  o%zu: {cost: 1, set: {%.*s: %s}}\n", i, key, tried->names[i], tried->names[i] + key + 1);
    }
    slacalc_result *with = plan_text(drawing.text);
    const slacalc_plan *plan = slacalc_result_plan(with);
    assert_true(plan->found && tried->found && plan->option_count > 1);
    assert_near(tried->cost, plan->cost, 1e-12);
    assert_int_equal(set_of(tried->options, tried->option_count), set_of(plan->options, plan->option_count));
    assert_near(slacalc_result_service(without, 0)->availability.value.down,
                slacalc_result_service(with, 0)->availability.value.down, 1e-12);
    slacalc_result_free(without);
    slacalc_result_free(with);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(random_models),
                                       cmocka_unit_test(changes_are_tried_without_options)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}

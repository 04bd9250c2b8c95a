#include "engine/rows.h"
#include "engine/sharp.h"

#include <stdlib.h>

static const size_t DEFAULT_MAX_NODES = 6000000; /* about 600 MB at the most */
static const double DEFAULT_PERIOD_S = 30 * 86400;

slacalc_options slacalc_options_default(void) {
    return (slacalc_options){.basis = SLACALC_BASIS_SLO, .max_nodes = DEFAULT_MAX_NODES, .shares = true};
}

/* One evaluation: what it was given, and what the guarded phase fills. */
struct evaluation_phase {
    const struct slacalc_model *model;
    const slacalc_options *options;
    slacalc_result *result;
    struct arena scratch, temporary;
};

static struct own_level *own_levels(struct evaluation_phase *phase) {
    size_t count = phase->model->component_count;
    struct own_level *own = arena_alloc(&phase->scratch, count, sizeof *own);
    for (uint32_t c = 0; c < count; c++)
        own[c] = own_level_of(phase->model, c, phase->options->basis);
    return own;
}

/* Components that only an optional requirement needs are reported too, so they are roots as well. */
static uint32_t *reported_gates(const struct slacalc_model *model, const struct scope *scope, const struct graph *graph,
                                size_t *count, struct arena *arena) {
    uint32_t *gates = arena_alloc(arena, model->component_count, sizeof *gates);
    for (uint32_t c = 0; c < model->component_count; c++)
        if (scope->needed[c])
            gates[(*count)++] = graph->of_component[c];
    return gates;
}

static uint32_t *undegraded_gates(const struct scope *scope, const struct graph *graph, size_t *count,
                                  struct arena *arena) {
    uint32_t *gates = arena_alloc(arena, scope->service_count, sizeof *gates);
    for (size_t i = 0; i < scope->service_count; i++) {
        uint32_t component = scope->services[i];
        if (graph->undegraded[component] != graph->of_component[component])
            gates[(*count)++] = graph->undegraded[component];
    }
    return gates;
}

static uint32_t *service_gates(const struct scope *scope, const struct graph *graph, struct arena *arena) {
    uint32_t *gates = arena_alloc(arena, scope->service_count, sizeof *gates);
    for (size_t i = 0; i < scope->service_count; i++)
        gates[i] = graph->of_component[scope->services[i]];
    return gates;
}

static void describe(struct evaluation_phase *phase) {
    slacalc_result *result = phase->result;
    const struct slacalc_model *model = phase->model;
    double period = phase->options->period_s > 0 ? phase->options->period_s : (double)model->period_s;
    result->title = text_copy(&result->arena, model->title);
    result->basis = phase->options->basis;
    result->period_s = period > 0 ? period : DEFAULT_PERIOD_S;
    result->strict = phase->options->strict;
}

static void evaluate(void *context) {
    struct evaluation_phase *phase = context;
    struct arena *scratch = &phase->scratch;
    size_t max_nodes = phase->options->max_nodes;
    describe(phase);
    struct scope scope = scope_of(phase->model, phase->options->basis, scratch);
    struct own_level *own = own_levels(phase);
    struct graph graph = graph_build(phase->model, &scope, own, scratch, scratch);
    size_t count = 0, undegraded_count = 0;
    uint32_t *gates = reported_gates(phase->model, &scope, &graph, &count, scratch);
    struct exact exact = exact_evaluate(&graph, gates, count, max_nodes, scratch, scratch), undegraded = {0};
    uint32_t *undegraded_roots = undegraded_gates(&scope, &graph, &undegraded_count, scratch);
    if (undegraded_count > 0)
        undegraded = exact_evaluate(&graph, undegraded_roots, undegraded_count, max_nodes, scratch, scratch);
    struct bounds bounds = bounds_compose(&graph, &exact.modules, scratch, scratch);
    uint32_t *roots = service_gates(&scope, &graph, scratch);
    bounds_sharpen(&bounds, &graph, &exact.modules, roots, scope.service_count, max_nodes, scratch, &phase->temporary);
    struct figures figures = {phase->model, &scope, own, &graph, &exact, &undegraded, &bounds, scratch};
    struct row_maker maker = row_maker_new(phase->result, &figures);
    make_component_rows(&maker);
    make_service_rows(&maker, phase->options->shares);
}

/* ---- Warnings ---- */

static void warn_of_interval(const slacalc_result *result, size_t max_nodes, slacalc_diagnostics *problems) {
    size_t inexact = 0;
    const char *first = NULL;
    for (size_t i = 0; i < result->component_count; i++) {
        if (result->components[i].availability.exact)
            continue;
        inexact++;
        first = first ? first : result->components[i].name;
    }
    size_t undegraded = 0;
    for (size_t i = 0; i < result->service_count; i++) {
        undegraded += !result->services[i].undegraded.exact;
        if (!first && !result->services[i].undegraded.exact)
            first = result->components[result->services[i].component].name;
    }
    if (!first)
        return;
    size_t more = (inexact > undegraded ? inexact : undegraded) - 1;
    if (more == 0)
        diagnose(problems, SLACALC_WARNING, nowhere,
                 "the budget of %zu nodes is spent: '%s' is an interval (raise --max-nodes)", max_nodes, first);
    else
        diagnose(problems, SLACALC_WARNING, nowhere,
                 "the budget of %zu nodes is spent: '%s' and %zu more are intervals (raise --max-nodes)", max_nodes,
                 first, more);
}

static void warn_of_undecided(const slacalc_result *result, slacalc_diagnostics *problems) {
    static const char *const kinds[] = {"sla", "ola", "objective", "required level"};
    for (size_t i = 0; i < result->service_count; i++) {
        const slacalc_service *service = &result->services[i];
        for (size_t p = 0; p < service->promise_count; p++)
            if (!service->promises[p].decided)
                diagnose(problems, SLACALC_WARNING, nowhere,
                         "the %s of '%s' lies within its interval: it counts as broken (raise --max-nodes)",
                         kinds[service->promises[p].kind], result->components[service->component].name);
    }
}

slacalc_result *slacalc_evaluate(const slacalc_model *model, const slacalc_options *options,
                                 slacalc_diagnostics *problems) {
    if (!model->checked || model->failed) {
        diagnose(problems, SLACALC_ERROR, nowhere, "a model is evaluated only after it was checked without errors");
        return NULL;
    }
    slacalc_result *result = calloc(1, sizeof *result);
    struct evaluation_phase phase = {.model = model, .options = options, .result = result};
    bool evaluated = false;
    if (result) {
        arena_init(&result->arena, &result->guard);
        arena_init(&phase.scratch, &result->guard);
        arena_init(&phase.temporary, &result->guard);
        evaluated = memory_attempt(&result->guard, evaluate, &phase);
        arena_free(&phase.scratch);
        arena_free(&phase.temporary);
    }
    if (!evaluated) {
        diagnose_out_of_memory(problems);
        slacalc_result_free(result);
        return NULL;
    }
    warn_of_interval(result, options->max_nodes, problems);
    warn_of_undecided(result, problems);
    return result;
}

#include "engine/evaluate.h"

#include "base/date.h"
#include "base/indices.h"
#include "base/setting_names.h"
#include "base/version.h"
#include "engine/bounds/sharp.h"
#include "engine/graph/build.h"
#include "engine/graph/interval.h"
#include "engine/rows/component_rows.h"
#include "engine/rows/fault_tree.h"
#include "engine/rows/repairs.h"
#include "engine/rows/service_rows.h"
#include "engine/rows/verdict.h"
#include "engine/rows/warnings.h"
#include "engine/valuation/answers.h"
#include "engine/valuation/budget.h"
#include "engine/valuation/own_parts.h"
#include "engine/valuation/values.h"
#include "model/own_level.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const size_t DEFAULT_MAX_NODES = 6000000; /* about 600 MB at the most */
static const double DEFAULT_PERIOD_S = 30 * DAY_S;

/* ---- Options ---- */

static const slacalc_options defaults = {
    .basis = SLACALC_BASIS_SLO,
    .max_nodes = DEFAULT_MAX_NODES,
    .sharp = true,
    .shares = true,
    .max_age_s = 2 * YEAR_S,
    .undegraded = true,
    .gaps = true,
    .top = 10,
};

void slacalc_options_init(slacalc_options *options, size_t size) {
    memset(options, 0, size);
    memcpy(options, &defaults, size < sizeof defaults ? size : sizeof defaults);
    options->size = size;
}

/* Returns what is wrong with them; NULL where nothing is. */
static const char *fault_of(const slacalc_options *options) {
    if ((size_t)options->basis >= SLACALC_BASES)
        return "slacalc_options.basis is none of the bases";
    if (!(options->period_s >= 0) || isinf(options->period_s))
        return "slacalc_options.period_s is no duration";
    if (!(options->time_limit_s >= 0))
        return "slacalc_options.time_limit_s is no duration";
    if (!(options->max_age_s >= 0))
        return "slacalc_options.max_age_s is no duration";
    if (!(options->min_kept >= 0 && options->min_kept <= 1))
        return "slacalc_options.min_kept is no ratio";
    return NULL;
}

bool take_options(slacalc_options *options, const slacalc_options *given, slacalc_diagnostics *problems) {
    *options = defaults;
    if (!VERSION_TAKE(options, given, trace_context)) {
        diagnose(problems, SLACALC_ERROR, nowhere, LATER_VERSION, "slacalc_options");
        return false;
    }
    const char *fault = fault_of(options);
    options->kept_only &= !(options->min_kept > 0);
    options->shares |= options->min_kept > 0;
    if (fault)
        diagnose(problems, SLACALC_ERROR, nowhere, "%s", fault);
    return !fault;
}

bool options_for_verdicts(slacalc_options *options, const slacalc_options *given, slacalc_diagnostics *problems) {
    if (!take_options(options, given, problems))
        return false;
    options->shares = options->why = options->need = options->outages = options->money = options->undegraded = false;
    options->all_bases = options->kept_only = false;
    options->min_kept = 0;
    options->gaps = options->strict;
    options->trace = NULL;
    return true;
}

slacalc_options options_until(const struct deadline *deadline, slacalc_options options) {
    static const double AT_ONCE = 1e-9; /* 0 is no limit */
    options.time_limit_s = deadline->is_set ? fmax(deadline_left_s(deadline), AT_ONCE) : 0;
    return options;
}

/* ---- Figures ---- */

/* One evaluation: what it was given, and what the guarded phase fills. */
struct evaluation_phase {
    const struct slacalc_model *model;
    const slacalc_options *options;
    slacalc_result *result;
    struct arena scratch, temporary;
    struct deadline deadline;
    struct tracing tracing;
    bool has_no_requirements; /* the result */
};

/* The gates of services, and behind them those of all components that are reported: also of those that only an optional
 * requirement needs. */
static uint32_t *reported_gates(const struct slacalc_model *model, const struct scope *scope, const struct graph *graph,
                                size_t *count, struct arena *arena) {
    uint32_t *gates = arena_alloc(arena, scope->service_count + model->component_count, sizeof *gates);
    for (size_t i = 0; i < scope->service_count; i++)
        gates[(*count)++] = graph->judged[scope->services[i]];
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
        if (graph->judged_undegraded[component] != graph->judged[component])
            gates[(*count)++] = graph->judged_undegraded[component];
    }
    return gates;
}

/* The gates whose diagrams are needed after their values: those of services, for shares; all of them, where hours ask
 * for values again (NULL). */
static const bool *kept_gates(const struct slacalc_model *model, const struct scope *scope, const struct graph *graph,
                              bool are_services_kept, struct arena *arena) {
    if (model->hours_count > 0)
        return NULL;
    bool *kept = arena_alloc(arena, graph->gate_count, sizeof *kept);
    for (size_t i = 0; are_services_kept && i < scope->service_count; i++)
        kept[graph->judged[scope->services[i]]] = true;
    return kept;
}

static void describe(struct evaluation_phase *phase) {
    slacalc_result *result = phase->result;
    const struct slacalc_model *model = phase->model;
    double period = phase->options->period_s > 0 ? phase->options->period_s : (double)model->period_s;
    result->title = text_copy(&result->arena, model->title);
    result->basis = phase->options->basis;
    result->period_s = period > 0 ? period : DEFAULT_PERIOD_S;
    result->period_is_given = phase->options->period_s > 0;
    result->counts_unresolved = model->counts_unresolved;
    result->unresolved = model->unresolved;
    result->strict = phase->options->strict;
    result->all_bases = phase->options->all_bases;
    result->why = phase->options->why && phase->options->shares;
    result->outages = phase->options->outages && phase->options->shares;
    result->money = phase->options->money && phase->options->shares;
    result->min_kept = phase->options->min_kept;
    result->need = phase->options->need && phase->options->shares;
    result->top = phase->options->top;
    result->max_nodes = phase->options->max_nodes;
    result->today = phase->options->today;
    result->max_age_s = phase->options->max_age_s;
    result->beyond_fault_trees = SLACALC_NONE;
}

/* All that depends on the basis. */
struct computation {
    struct own_levels own;
    struct graph graph;
    const uint32_t *gates; /* those of services first */
    struct valuation valuation, undegraded;
    struct timed timed;
    const struct interval *asked; /* as that of the figures */
};

/* How much is computed. */
enum extent {
    VERDICTS, /* the availability of services as the model is */
    SHARES,   /* and what each component costs them */
    ROWS      /* and of every component, undegraded, and bounds of services with hours */
};

/* Those of services are the first roots. */
static struct valuation value(struct evaluation_phase *phase, const struct computation *computation,
                              const uint32_t *roots, size_t root_count, size_t services, const bool *kept) {
    const struct valuing valuing = {.graph = &computation->graph,
                                    .roots = roots,
                                    .root_count = root_count,
                                    .counted_roots = services,
                                    .max_nodes = phase->options->max_nodes,
                                    .kept = kept,
                                    .deadline = &phase->deadline,
                                    .tracing = &phase->tracing};
    struct valuation valuation = valuation_of(&valuing, &phase->scratch, &phase->scratch);
    answers_trace(&valuation, phase->model, &phase->temporary);
    arena_free(&phase->temporary);
    return valuation;
}

/* What is to be valued. */
static void open_computation(struct evaluation_phase *phase, const struct scope *scope, slacalc_basis basis,
                             struct computation *computation) {
    const struct slacalc_model *model = phase->model;
    struct arena *scratch = &phase->scratch;
    phase->tracing.basis = basis;
    progress_begin(&phase->tracing, SLACALC_PHASE_OWN_PARTS);
    const struct parts_sought sought = {.model = model,
                                        .scope = scope,
                                        .basis = basis,
                                        .max_nodes = phase->options->max_nodes,
                                        .deadline = &phase->deadline,
                                        .tracing = &phase->tracing};
    *computation = (struct computation){.own = own_parts_of(&sought, scratch, &phase->temporary)};
    arena_free(&phase->temporary);
    trace_phase(&phase->tracing, SLACALC_PHASE_OWN_PARTS);
    const struct building building = {.model = model, .scope = scope, .own = &computation->own};
    computation->graph = graph_build(&building, scratch, &phase->temporary);
    arena_free(&phase->temporary);
    trace_phase(&phase->tracing, SLACALC_PHASE_GRAPH);
}

/* Without anything that is asked for beside the availability of services. */
static struct timed_input timed_input_of(struct evaluation_phase *phase, const struct scope *scope,
                                         struct computation *computation) {
    return (struct timed_input){.model = phase->model,
                                .scope = scope,
                                .graph = &computation->graph,
                                .valuation = &computation->valuation,
                                .undegraded = &computation->undegraded,
                                .max_nodes = computation->valuation.diagram_nodes,
                                .deadline = &phase->deadline,
                                .arena = &phase->scratch,
                                .temporary = &phase->temporary};
}

static void value_services(struct evaluation_phase *phase, const struct scope *scope, enum extent extent,
                           struct computation *computation) {
    const struct slacalc_model *model = phase->model;
    struct arena *scratch = &phase->scratch;
    size_t count = 0, undegraded_count = 0;
    const bool *kept = kept_gates(model, scope, &computation->graph, extent != VERDICTS, scratch);
    computation->gates = reported_gates(model, scope, &computation->graph, &count, scratch);
    computation->valuation = value(phase, computation, computation->gates,
                                   extent == ROWS ? count : scope->service_count, scope->service_count, kept);
    trace_phase(&phase->tracing, SLACALC_PHASE_VALUES);
    if (extent == ROWS) {
        const uint32_t *undegraded = undegraded_gates(scope, &computation->graph, &undegraded_count, scratch);
        if (undegraded_count > 0 && phase->options->undegraded)
            computation->undegraded = value(phase, computation, undegraded, undegraded_count, undegraded_count,
                                            kept_gates(model, scope, &computation->graph, false, scratch));
        trace_phase(&phase->tracing, SLACALC_PHASE_UNDEGRADED);
    }
    struct timed_input input = timed_input_of(phase, scope, computation);
    input.with_components = extent == ROWS;
    input.with_shares = extent != VERDICTS && phase->options->shares;
    input.with_bounds = extent == ROWS && !graph_is_tied(&computation->graph);
    input.with_events = extent == ROWS && (phase->result->why || phase->result->need);
    computation->timed = timed_evaluate(&input);
    trace_phase(&phase->tracing, SLACALC_PHASE_HOURS);
}

static void compute(struct evaluation_phase *phase, const struct scope *scope, slacalc_basis basis, enum extent extent,
                    struct computation *computation) {
    open_computation(phase, scope, basis, computation);
    value_services(phase, scope, extent, computation);
}

static struct interval *availabilities(const struct scope *scope, const struct computation *computation,
                                       struct arena *arena) {
    struct interval *ends = arena_alloc(arena, scope->service_count, sizeof *ends);
    for (size_t i = 0; i < scope->service_count; i++) {
        const struct timed_service *timed = timed_service_at(&computation->timed, i);
        ends[i] = timed ? timed->availability
                        : valuation_interval(&computation->valuation, computation->graph.judged[scope->services[i]]);
        if (computation->asked)
            ends[i] = interval_narrowest(ends[i], computation->asked[scope->services[i]]);
    }
    return ends;
}

/* Whether some part counts otherwise where agreements come first: to those who need it, or to its own promises. */
static bool agreements_differ(struct evaluation_phase *phase, const struct scope *scope) {
    const bool *is_used = needs_named(&scope->needs, &phase->scratch);
    for (uint32_t c = 0; c < phase->model->component_count; c++) {
        if (!scope->needed[c])
            continue;
        struct own_level counted = stated_level_of(phase->model, c, phase->options->basis);
        struct own_level agreed = stated_level_of(phase->model, c, SLACALC_BASIS_SLA);
        if (counted.checked_figure != agreed.checked_figure || (is_used[c] && counted.figure != agreed.figure))
            return true;
    }
    return false;
}

static bool promises_an_agreement(const struct slacalc_model *model, const struct scope *scope) {
    for (size_t i = 0; i < scope->service_count; i++)
        if (model_attribute(model, scope->services[i], KEY_SLA) || model_attribute(model, scope->services[i], KEY_OLA))
            return true;
    return false;
}

/* Whether the agreement of a service may hold as computed, where bounds may narrow an interval yet, but does not by
 * contract. */
static bool has_weak_agreement(const struct slacalc_model *model, uint32_t component, struct level computed,
                               struct level by_contract) {
    static const enum attribute_key keys[] = {KEY_SLA, KEY_OLA};
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        const struct attribute *agreement = model_attribute(model, component, keys[i]);
        if (agreement && keeps_promise(computed.down, agreement->level) &&
            !keeps_promise(by_contract.down, agreement->level))
            return true;
    }
    return false;
}

/* Who causes their downtime is asked of few services: all of their diagrams would take much memory. `all` is what all
 * services come to by contract. */
static void explain_weak(struct evaluation_phase *phase, const struct scope *scope, const struct interval *computed,
                         const struct computation *all, struct by_contract *contract) {
    struct scope weak = *scope;
    uint32_t *place = indices_none(&phase->scratch, scope->service_count);
    struct computation *computation = arena_alloc(&phase->scratch, 1, sizeof *computation);
    weak.services = arena_alloc(&phase->scratch, scope->service_count, sizeof *weak.services);
    weak.service_count = 0;
    for (size_t i = 0; i < scope->service_count; i++) {
        if (!has_weak_agreement(phase->model, scope->services[i], computed[i].high, contract->availability[i].low))
            continue;
        place[i] = (uint32_t)weak.service_count;
        weak.services[weak.service_count++] = scope->services[i];
    }
    contract->weak = place;
    if (weak.service_count == 0)
        return;
    *computation = *all;
    progress_begin(&phase->tracing, SLACALC_PHASE_VALUES);
    value_services(phase, &weak, SHARES, computation);
    contract->graph = &computation->graph;
    contract->valuation = &computation->valuation;
    contract->timed = &computation->timed;
}

/* NULL where nobody asks what the agreements come to, or they come to the same. */
static const struct by_contract *compute_by_contract(struct evaluation_phase *phase, const struct scope *scope,
                                                     const struct interval *computed) {
    bool asked = phase->options->all_bases || promises_an_agreement(phase->model, scope);
    if (!phase->options->gaps || phase->options->basis == SLACALC_BASIS_SLA || !asked ||
        !agreements_differ(phase, scope))
        return NULL;
    struct computation computation;
    compute(phase, scope, SLACALC_BASIS_SLA, VERDICTS, &computation);
    struct by_contract *contract = arena_alloc(&phase->scratch, 1, sizeof *contract);
    contract->own = computation.own;
    contract->availability = availabilities(scope, &computation, &phase->scratch);
    explain_weak(phase, scope, computed, &computation, contract);
    return contract;
}

static void compare_bases(struct evaluation_phase *phase, struct figures *figures, const struct interval *computed) {
    for (slacalc_basis basis = 0; basis < SLACALC_BASES; basis++) {
        struct computation other;
        figures->by_basis[basis] = computed;
        if (basis == phase->options->basis)
            continue;
        if (basis == SLACALC_BASIS_SLA) {
            if (figures->by_contract)
                figures->by_basis[basis] = figures->by_contract->availability;
            continue;
        }
        compute(phase, figures->scope, basis, VERDICTS, &other);
        figures->by_basis[basis] = availabilities(figures->scope, &other, &phase->scratch);
    }
}

/* ---- Promises ----
 *
 * Where the budget is spent, services with a promise alone and the whole report may come to different intervals, or
 * only one of them to any. For both to say the same of a promise, either asks the other one where it leaves a promise
 * open.
 */

/* What services with a promise come to where nothing else is computed. */
struct promised {
    struct scope scope;
    const struct interval *found; /* by service of the scope */
};

static struct promised evaluate_promised(struct evaluation_phase *phase) {
    struct promised promised = {.scope = scope_of(phase->model, phase->options->basis, true, &phase->scratch)};
    struct computation computation;
    if (promised.scope.service_count == 0)
        return promised;
    phase->tracing.is_promises_only = true;
    compute(phase, &promised.scope, phase->options->basis, VERDICTS, &computation);
    phase->tracing.is_promises_only = false;
    promised.found = availabilities(&promised.scope, &computation, &phase->scratch);
    return promised;
}

static const struct interval *by_component(struct evaluation_phase *phase, const struct promised *promised) {
    size_t count = phase->model->component_count;
    struct interval *ends = arena_alloc(&phase->scratch, count, sizeof *ends);
    for (size_t c = 0; c < count; c++)
        ends[c] = (struct interval){.low = {0, 1}, .high = {1, 0}};
    for (size_t i = 0; i < promised->scope.service_count; i++)
        ends[promised->scope.services[i]] = promised->found[i];
    return ends;
}

static const struct interval *ask_where_open(struct evaluation_phase *phase, const struct scope *scope,
                                             const struct computation *computation) {
    size_t verdicts[SLACALC_IMPOSSIBLE + 1] = {0};
    const struct interval *found = availabilities(scope, computation, &phase->scratch);
    if (judge_promises(phase->model, scope, phase->options->basis, found, verdicts, &phase->scratch))
        return NULL;
    const struct promised promised = evaluate_promised(phase);
    return by_component(phase, &promised);
}

/* ---- Bounds ---- */

/* Replicas one by one may need diagrams that no budget suffices for: they may try with that part of it. */
enum { LOOSE_PART = 16 };

/* What bounds ask for, of a graph in which nothing is tied. */
static const struct computation *loosened(struct evaluation_phase *phase, const struct scope *scope,
                                          const struct own_levels *own) {
    struct arena *scratch = &phase->scratch;
    const struct building building = {.model = phase->model, .scope = scope, .own = own, .ties = TIES_LOOSED};
    struct computation *loose = arena_alloc(scratch, 1, sizeof *loose);
    *loose = (struct computation){.own = *own, .graph = graph_build(&building, scratch, &phase->temporary)};
    arena_free(&phase->temporary);
    size_t count = 0;
    loose->gates = reported_gates(phase->model, scope, &loose->graph, &count, scratch);
    const struct valuing valuing = {.graph = &loose->graph,
                                    .roots = loose->gates,
                                    .root_count = count,
                                    .max_nodes = phase->options->max_nodes / LOOSE_PART,
                                    .deadline = &phase->deadline};
    loose->valuation = valuation_open(&valuing, scratch, scratch);
    values_compute_without_diagrams(&loose->valuation);
    if (phase->model->hours_count > 0) {
        struct timed_input input = timed_input_of(phase, scope, loose);
        input.with_bounds = true;
        loose->timed = timed_evaluate(&input);
    }
    return loose;
}

/* ---- Rows ---- */

/* `asked`: what was found where only promises count, as they do then here too; NULL where all rows are made, and that
 * is found if it is needed. */
static void make_rows(struct evaluation_phase *phase, const struct interval *asked) {
    struct arena *scratch = &phase->scratch;
    struct scope scope = scope_of(phase->model, phase->options->basis, false, scratch);
    struct computation computation;
    compute(phase, &scope, phase->options->basis, ROWS, &computation);
    computation.asked = asked ? asked : ask_where_open(phase, &scope, &computation);
    const struct computation *loose =
        graph_is_tied(&computation.graph) ? loosened(phase, &scope, &computation.own) : &computation;
    struct bounds bounds = bounds_compose(&loose->graph, &loose->valuation.modules, scratch, scratch);
    if (phase->options->sharp)
        bounds_sharpen(&bounds, &loose->valuation, loose->gates, scope.service_count, scratch, &phase->temporary);
    trace_phase(&phase->tracing, SLACALC_PHASE_BOUNDS);
    struct figures figures = {.model = phase->model,
                              .scope = &scope,
                              .own = &computation.own,
                              .graph = &computation.graph,
                              .valuation = &computation.valuation,
                              .undegraded = &computation.undegraded,
                              .bounds = &bounds,
                              .bounds_graph = &loose->graph,
                              .timed = &computation.timed,
                              .bounds_timed = &loose->timed,
                              .asked = computation.asked,
                              .tracing = &phase->tracing,
                              .scratch = scratch};
    if (!asked) {
        const struct interval *computed = availabilities(&scope, &computation, scratch);
        figures.by_contract = compute_by_contract(phase, &scope, computed);
        if (phase->options->all_bases)
            compare_bases(phase, &figures, computed);
    }
    struct row_maker maker = row_maker_new(phase->result, &figures);
    if (asked) {
        judge_services(&maker);
        return;
    }
    phase->tracing.basis = phase->options->basis;
    progress_begin(&phase->tracing, SLACALC_PHASE_ROWS);
    make_component_rows(&maker, !phase->has_no_requirements);
    make_cycle_rows(&maker);
    make_service_rows(&maker, phase->options->shares, phase->options->gaps);
    note_groups(&maker);
    phase->result->beyond_fault_trees = service_beyond_fault_trees(&maker);
    trace_phase(&phase->tracing, SLACALC_PHASE_ROWS);
}

/* The verdicts as they are counted where bounds are not looked at. */
static void keep_verdicts_only(slacalc_result *result) {
    size_t *verdicts = result->verdicts;
    verdicts[SLACALC_HOLDS] += verdicts[SLACALC_GUARANTEED];
    verdicts[SLACALC_BROKEN] += verdicts[SLACALC_IMPOSSIBLE];
    verdicts[SLACALC_GUARANTEED] = verdicts[SLACALC_IMPOSSIBLE] = 0;
    result->service_count = result->component_count = result->requirement_count = result->cycle_count = 0;
    result->gap_count = 0;
    result->gaps_end = NULL;
}

static void judge_only(struct evaluation_phase *phase) {
    slacalc_result *result = phase->result;
    const struct promised promised = evaluate_promised(phase);
    if (judge_promises(phase->model, &promised.scope, phase->options->basis, promised.found, result->verdicts,
                       &phase->scratch))
        return;
    memset(result->verdicts, 0, sizeof result->verdicts);
    make_rows(phase, by_component(phase, &promised));
    keep_verdicts_only(result);
}

static void evaluate(void *context) {
    struct evaluation_phase *phase = context;
    describe(phase);
    if (phase->options->kept_only && !phase->options->strict)
        judge_only(phase);
    else
        make_rows(phase, NULL);
}

/* By the way of the verdicts: what no service needs, and bounds, cost nothing. */
static void evaluate_availabilities(void *context) {
    struct evaluation_phase *phase = context;
    slacalc_result *result = phase->result;
    const struct scope scope = scope_of(phase->model, phase->options->basis, false, &phase->scratch);
    struct computation computation;
    describe(phase);
    compute(phase, &scope, phase->options->basis, VERDICTS, &computation);
    const struct interval *found = availabilities(&scope, &computation, &phase->scratch);
    result->services = arena_alloc(&result->arena, scope.service_count, sizeof *result->services);
    result->service_count = scope.service_count;
    for (size_t i = 0; i < scope.service_count; i++)
        result->services[i] = (slacalc_service){.component = scope.services[i], .availability = estimate_of(found[i])};
}

/* ---- The whole ---- */

/* Options that are taken already. Returns NULL with an error in `problems`. */
static slacalc_result *run(void (*steps)(void *phase), struct evaluation_phase phase, slacalc_diagnostics *problems) {
    slacalc_result *result = calloc(1, sizeof *result);
    phase.result = result;
    phase.deadline = deadline_in(phase.options->time_limit_s);
    phase.tracing = trace_new(phase.options);
    bool evaluated = false;
    if (result) {
        arena_init(&result->arena, &result->guard);
        arena_init(&phase.scratch, &result->guard);
        arena_init(&phase.temporary, &result->guard);
        evaluated = memory_attempt(&result->guard, steps, &phase);
        arena_free(&phase.scratch);
        arena_free(&phase.temporary);
    }
    if (!evaluated) {
        diagnose_out_of_memory(problems);
        slacalc_result_free(result);
        return NULL;
    }
    result->time_over = phase.deadline.is_over;
    result->hint_names = phase.model->hint_names;
    return result;
}

slacalc_result *availabilities_of(const struct slacalc_model *model, const slacalc_options *given,
                                  slacalc_diagnostics *problems) {
    slacalc_options options;
    const struct evaluation_phase phase = {.model = model, .options = &options};
    return take_options(&options, given, problems) ? run(evaluate_availabilities, phase, problems) : NULL;
}

static slacalc_result *evaluate_checked(const slacalc_model *model, const slacalc_options *given,
                                        bool with_requirements, slacalc_diagnostics *problems) {
    slacalc_options options;
    struct evaluation_phase phase = {.model = model, .options = &options};
    if (!take_options(&options, given, problems))
        return NULL;
    if (!model->checked || model->failed) {
        diagnose(problems, SLACALC_ERROR, nowhere, "a model is evaluated only after it was checked without errors");
        return NULL;
    }
    phase.has_no_requirements = !with_requirements && !options.gaps;
    slacalc_result *result = run(evaluate, phase, problems);
    if (!result)
        return NULL;
    bool asks_for_times = options.outages || options.money || options.min_kept > 0;
    bool is_answered = (!options.money || has_any_fee(model, problems)) &&
                       (!asks_for_times || has_all_repairs(model, result, problems));
    if (is_answered && add_warnings(result, &options, problems))
        return result;
    slacalc_result_free(result);
    return NULL;
}

slacalc_result *slacalc_evaluate(const slacalc_model *model, const slacalc_options *options,
                                 slacalc_diagnostics *problems) {
    return evaluate_checked(model, options, true, problems);
}

slacalc_result *figures_of(const struct slacalc_model *model, const slacalc_options *options,
                           slacalc_diagnostics *problems) {
    return evaluate_checked(model, options, false, problems);
}

slacalc_result *evaluate_variant(slacalc_model *variant, evaluating *how, const slacalc_options *options,
                                 slacalc_diagnostics *problems, struct memory_guard *guard) {
    bool is_model = variant && !variant->failed;
    slacalc_result *result = is_model ? how(variant, options, problems) : NULL;
    bool is_exhausted = !variant || (is_model && !result);
    slacalc_model_free(variant);
    if (is_exhausted)
        memory_exhausted(guard);
    return result;
}

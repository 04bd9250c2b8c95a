#include "engine/rows/break_even.h"

#include "base/work.h"
#include "engine/graph/build.h"
#include "engine/graph/causes.h"
#include "engine/rows/crossing.h"
#include "engine/rows/retrial.h"
#include "engine/valuation/budget.h"
#include "engine/valuation/importance.h"

#include <math.h>

/* The model with a common cause of all replicas and of all groups. */
struct break_even {
    struct row_maker *rows;
    struct valuation valuation;
    struct retrial retrial;
    long double promised; /* how often the service may be down */
};

static bool is_borne(const slacalc_promise *promise) {
    return promise->verdict == SLACALC_HOLDS && promise->decided && promise->level.down > 0;
}

static bool bears_something(const slacalc_service *service) {
    for (size_t p = 0; p < service->promise_count; p++)
        if (is_borne(&service->promises[p]))
            return true;
    return false;
}

/* Whether there is a component with replicas, or redundancy that may be a group. */
static bool may_have_causes(const struct figures *figures) {
    const struct slacalc_model *model = figures->model;
    for (size_t i = 0; i < figures->graph->leaf_count; i++)
        if (figures->graph->leaves[i].replicas > 1 || figures->graph->leaves[i].tie != NO_INDEX)
            return true;
    for (size_t i = 0; i < model->requirement_count; i++)
        if (may_have_common_cause(model->requirements[i].kind))
            return true;
    return false;
}

/* ---- One service ---- */

static bool has_cause(const struct break_even *finder) {
    const struct graph *graph = &finder->retrial.graph;
    const struct below *below = &finder->retrial.scaled.below;
    for (size_t i = 0; i < below->gate_count; i++) {
        const struct gate *gate = &graph->gates[below->gates[i]];
        const struct leaf *leaf = gate->kind == GATE_LEAF ? &graph->leaves[gate->first] : NULL;
        if (leaf && (leaf_tie(graph, leaf)->beta.up > 0 || leaf->chance == CHANCE_CAUSE))
            return true;
    }
    return false;
}

/* At a share that is 2 to the power of that. */
static double excess_at(void *context, double exponent) {
    struct break_even *finder = context;
    struct level beta = {exp2l(exponent), -expm1l(exponent * logl(2))};
    graph_set_beta(&finder->retrial.graph, &finder->retrial.building, beta);
    return (double)log2l(retrial_down(&finder->retrial) / finder->promised);
}

/* More of a common cause may be worse or better: the first share counts that breaks the promise. */
static double largest_share(struct break_even *finder) {
    static const double exponents[] = {-16, -12, -9, -7, -5, -4, -3, -2, -1, 0}, next_to_none = -200;
    struct crossing_end kept = {next_to_none, excess_at(finder, next_to_none)};
    if (kept.excess > 0)
        return 0;
    for (size_t i = 0; i < sizeof exponents / sizeof *exponents; i++) {
        struct crossing_end next = {exponents[i], excess_at(finder, exponents[i])};
        if (next.excess > 0)
            return exp2(crossing_between(kept, next, 1e-13, excess_at, finder));
        kept = next;
    }
    return 1;
}

static void add_break_even(struct break_even *finder, size_t index) {
    slacalc_service *service = &finder->rows->result->services[index];
    if (!retrial_take(&finder->retrial, index) || !has_cause(finder))
        return;
    slacalc_promise *promises =
        arena_copy(&finder->rows->result->arena, service->promises, service->promise_count, sizeof *promises);
    for (size_t p = 0; p < service->promise_count; p++) {
        if (!is_borne(&promises[p]))
            continue;
        finder->promised = level_from_row(promises[p].level).down;
        double share = rounded_share(largest_share(finder));
        promises[p].common_cause = finder->retrial.is_spent ? -1 : share;
    }
    service->promises = promises;
}

/* ---- All services ---- */

/* The services with a promise that bears something, of which diagrams came through: where none did, none would with
 * causes in it. */
static size_t *services_in_reach(const struct row_maker *rows, size_t *count, struct arena *arena) {
    const struct figures *figures = rows->figures;
    struct scaled without_causes = scaled_new(figures->valuation, arena);
    size_t *services = arena_alloc(arena, figures->scope->service_count, sizeof *services);
    *count = 0;
    for (size_t i = 0; i < figures->scope->service_count; i++) {
        uint32_t gate = figures->graph->judged[figures->scope->services[i]];
        if (bears_something(&rows->result->services[i]) && figures->valuation->values.exact[gate] &&
            scaled_take(&without_causes, gate))
            services[(*count)++] = i;
    }
    return services;
}

static void open_finder(struct break_even *finder, const size_t *services, size_t count, struct arena *arena) {
    const struct figures *figures = finder->rows->figures;
    uint32_t *roots = arena_alloc(arena, count, sizeof *roots);
    struct retrial *retrial = &finder->retrial;
    retrial->figures = figures;
    retrial->building = (struct building){.model = figures->model,
                                          .scope = figures->scope,
                                          .own = figures->own,
                                          .ties = TIES_EVERYWHERE,
                                          .beta = {0.5L, 0.5L}};
    retrial->graph = graph_build(&retrial->building, arena, arena);
    for (size_t i = 0; i < count; i++)
        roots[i] = retrial->graph.judged[figures->scope->services[services[i]]];
    const struct valuing valuing = {.graph = &retrial->graph,
                                    .roots = roots,
                                    .root_count = count,
                                    .max_nodes = finder->rows->result->max_nodes,
                                    .like = figures->valuation,
                                    .deadline = figures->valuation->deadline};
    finder->valuation = valuation_of(&valuing, arena, arena);
    retrial->valuation = &finder->valuation;
    retrial->steps_to_set = retrial->graph.groups.member_count + retrial->graph.tie_count;
    retrial->work = work_within(RETRIAL_WORK, finder->rows->result->max_nodes);
    retrial_open(retrial, arena);
}

void add_break_evens(struct row_maker *rows) {
    const struct figures *figures = rows->figures;
    struct break_even finder = {.rows = rows};
    bool any = false;
    for (size_t i = 0; i < figures->scope->service_count && !any; i++)
        any = bears_something(&rows->result->services[i]);
    if (!any || !may_have_causes(figures))
        return;
    struct arena *arena = arena_open(figures->scratch);
    size_t count;
    const size_t *services = services_in_reach(rows, &count, arena);
    if (count > 0)
        open_finder(&finder, services, count, arena);
    for (size_t i = 0; i < count; i++)
        add_break_even(&finder, services[i]);
    arena_close(arena);
}

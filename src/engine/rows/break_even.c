#include "engine/rows/break_even.h"

#include "base/work.h"
#include "engine/hours/timed_down.h"
#include "engine/rows/crossing.h"
#include "engine/valuation/budget.h"
#include "engine/valuation/importance.h"
#include "engine/valuation/scaled.h"

#include <math.h>

enum { WORK = 500000000 };

/* The model with a common cause of all replicas and of all groups. */
struct break_even {
    struct row_maker *rows;
    struct building building;
    struct graph graph;
    struct valuation valuation;
    struct scaled scaled;
    bool *forced; /* by component: it is down, outside of its own hours */
    size_t work;  /* steps left, for all services together */
    bool is_spent;

    /* Of the service and the promise in hand. */
    const struct timed_service *timed; /* NULL where hours play no part */
    long double promised;
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

/* ---- One service ---- */

static bool has_cause(const struct break_even *finder) {
    for (size_t i = 0; i < finder->scaled.below.gate_count; i++) {
        const struct gate *gate = &finder->graph.gates[finder->scaled.below.gates[i]];
        if (gate->kind == GATE_LEAF && leaf_tie(&finder->graph, &finder->graph.leaves[gate->first])->beta.up > 0)
            return true;
        if (gate->kind == GATE_LEAF && finder->graph.leaves[gate->first].component == NO_INDEX &&
            finder->graph.leaves[gate->first].chance == CHANCE_CAUSE)
            return true;
    }
    return false;
}

static long double down_now(struct break_even *finder) {
    if (!finder->timed)
        return scaled_level(&finder->scaled, 1, NULL).down;
    const struct timed *timed = finder->rows->figures->timed;
    return timed_down(&finder->scaled, 1, finder->timed, &timed->timetable.classes, finder->forced);
}

/* At a share that is 2 to the power of that. */
static double excess_at(void *context, double exponent) {
    struct break_even *finder = context;
    size_t slices = finder->timed ? finder->timed->slices.count : 1;
    size_t steps = work_for(slices, finder->scaled.steps) + finder->graph.groups.member_count + finder->graph.tie_count;
    finder->is_spent = finder->is_spent || !work_take(&finder->work, steps) ||
                       deadline_is_over(finder->rows->figures->valuation->deadline);
    if (finder->is_spent)
        return 0;
    long double share = exp2l(exponent);
    graph_set_beta(&finder->graph, &finder->building, (struct level){share, -expm1l(exponent * logl(2))});
    return (double)log2l(down_now(finder) / finder->promised);
}

/* More of a common cause may be worse or better: the first share counts that breaks the promise. */
static double largest_share(struct break_even *finder) {
    static const double exponents[] = {-200, -16, -12, -9, -7, -5, -4, -3, -2, -1, 0};
    struct crossing_end kept = {-200, excess_at(finder, -200)};
    if (kept.excess > 0)
        return 0;
    for (size_t i = 1; i < sizeof exponents / sizeof *exponents; i++) {
        struct crossing_end next = {exponents[i], excess_at(finder, exponents[i])};
        if (next.excess > 0)
            return exp2(crossing_between(kept, next, 1e-13, excess_at, finder));
        kept = next;
    }
    return 1;
}

static void add_break_even(struct break_even *finder, size_t index) {
    const struct figures *figures = finder->rows->figures;
    slacalc_service *service = &finder->rows->result->services[index];
    uint32_t gate = finder->graph.judged[figures->scope->services[index]];
    if (!finder->valuation.values.exact[gate] || !scaled_take(&finder->scaled, gate) || !has_cause(finder))
        return;
    slacalc_promise *promises =
        arena_copy(&finder->rows->result->arena, service->promises, service->promise_count, sizeof *promises);
    finder->timed = timed_service_at(figures->timed, index);
    for (size_t p = 0; p < service->promise_count; p++) {
        if (!is_borne(&promises[p]))
            continue;
        finder->promised = level_from_row(promises[p].level).down;
        double share = rounded_share(largest_share(finder));
        promises[p].common_cause = finder->is_spent ? -1 : share;
    }
    service->promises = promises;
}

/* ---- All services ---- */

static void open_finder(struct break_even *finder, struct arena *arena) {
    const struct figures *figures = finder->rows->figures;
    const slacalc_result *result = finder->rows->result;
    uint32_t *roots = arena_alloc(arena, figures->scope->service_count, sizeof *roots);
    size_t root_count = 0;
    finder->building = (struct building){.model = figures->model,
                                         .scope = figures->scope,
                                         .own = figures->own,
                                         .ties = TIES_EVERYWHERE,
                                         .beta = {0.5L, 0.5L}};
    finder->graph = graph_build(&finder->building, arena, arena);
    for (size_t i = 0; i < figures->scope->service_count; i++)
        if (bears_something(&result->services[i]))
            roots[root_count++] = finder->graph.judged[figures->scope->services[i]];
    const struct valuing valuing = {.graph = &finder->graph,
                                    .roots = roots,
                                    .root_count = root_count,
                                    .max_nodes = result->max_nodes,
                                    .deadline = figures->valuation->deadline};
    finder->valuation = valuation_of(&valuing, arena, arena);
    finder->scaled = scaled_new(&finder->valuation, arena);
    finder->forced = arena_alloc(arena, figures->model->component_count, sizeof *finder->forced);
}

void add_break_evens(struct row_maker *rows) {
    const struct figures *figures = rows->figures;
    struct break_even finder = {.rows = rows, .work = WORK};
    bool any = false;
    for (size_t i = 0; i < figures->scope->service_count && !any; i++)
        any = bears_something(&rows->result->services[i]);
    if (!any)
        return;
    struct arena *arena = arena_open(figures->scratch);
    open_finder(&finder, arena);
    for (size_t i = 0; i < figures->scope->service_count; i++)
        if (bears_something(&rows->result->services[i]))
            add_break_even(&finder, i);
    arena_close(arena);
}

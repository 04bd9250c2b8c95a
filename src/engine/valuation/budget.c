#include "engine/valuation/budget.h"

#include "base/sanitized.h"
#include "engine/diagram/ordering.h"
#include "engine/valuation/values.h"

#include <stdlib.h>
#include <string.h>

/* Diagrams get this share of the time that is left. */
static const double DIAGRAM_SHARE = 1.0 / 3;

/* One order of the variables, with its own diagrams. */
struct trial {
    enum ordering ordering;
    uint32_t *by_rank;         /* the gates in this order; NULL before it is tried */
    struct diagrams *diagrams; /* NULL: not begun, or given up */
    uint32_t valued;           /* gates */
    size_t steps;              /* that the last of them was done after */
    size_t used;               /* all steps so far */
};

struct spending {
    struct valuation *valuation;
    const struct valuing *valuing;
    struct trial trials[ORDERINGS]; /* the most promising first */
    struct deadline deadline;       /* of diagrams, so that time is left for the frontier */
    struct arena *scratch;
};

static void choose_order(struct spending *spending, struct trial *trial) {
    const struct valuing *valuing = spending->valuing;
    struct modules *modules = &spending->valuation->modules;
    if (!trial->by_rank) {
        ordering_apply(trial->ordering, valuing->graph, modules, valuing->roots, valuing->root_count,
                       spending->scratch);
        trial->by_rank = arena_alloc(spending->scratch, modules->reached, sizeof *trial->by_rank);
        memcpy(trial->by_rank, modules->by_rank, modules->reached * sizeof *trial->by_rank);
        return;
    }
    for (uint32_t rank = 0; rank < modules->reached; rank++) {
        modules->by_rank[rank] = trial->by_rank[rank];
        modules->rank[trial->by_rank[rank]] = rank;
    }
}

static void open_trial(struct spending *spending, struct trial *trial) {
    choose_order(spending, trial);
    if (!trial->diagrams) {
        trial->diagrams = values_open_diagrams(spending->valuation, spending->valuing->max_nodes, &spending->deadline);
        trial->diagrams->may_go_on = true;
    }
    spending->valuation->diagrams = trial->diagrams;
}

static void close_trial(struct trial *trial) {
    if (trial->diagrams)
        values_close_diagrams(trial->diagrams);
    trial->diagrams = NULL;
}

static void keep_only(struct spending *spending, const struct trial *kept) {
    for (size_t i = 0; i < ORDERINGS; i++)
        if (&spending->trials[i] != kept)
            close_trial(&spending->trials[i]);
}

static void tell_order(const struct spending *spending, const struct trial *trial, size_t gates, size_t work) {
    trace_tell(spending->valuing->tracing, (slacalc_trace){.kind = SLACALC_TRACE_ORDER,
                                                           .order = (size_t)trial->ordering + 1,
                                                           .gates = gates,
                                                           .nodes = spending->valuation->diagrams->bdd.count,
                                                           .work = work});
}

/* Goes on where the trial stopped, up to so many steps in all. Returns whether all gates got their values. */
static bool attempt(struct spending *spending, struct trial *trial, size_t steps) {
    struct valuation *valuation = spending->valuation;
    open_trial(spending, trial);
    trial->diagrams->bdd.steps = valuation->steps_left = steps - trial->used;
    uint32_t valued = values_compute(valuation, trial->valued);
    if (valued > trial->valued)
        trial->steps = steps - valuation->steps_left;
    trial->valued = valued;
    trial->used = steps - trial->diagrams->bdd.steps;
    tell_order(spending, trial, trial->valued, trial->used);
    trial->diagrams->may_go_on = valued < valuation->graph->gate_count;
    return !trial->diagrams->may_go_on;
}

static int by_promise(const void *left, const void *right) {
    const struct trial *a = left, *b = right;
    if (a->valued != b->valued)
        return a->valued > b->valued ? -1 : 1;
    if (a->steps != b->steps)
        return a->steps < b->steps ? -1 : 1;
    return a->ordering < b->ordering ? -1 : a->ordering > b->ordering;
}

/* Diagrams as far as their budget goes, and the frontier for the rest. */
static void value_within(struct spending *spending, size_t diagram_nodes) {
    struct valuation *valuation = spending->valuation;
    const struct valuing *valuing = spending->valuing;
    valuation->diagram_nodes = diagram_nodes;
    spending->deadline = deadline_at(valuation->deadline, DIAGRAM_SHARE);
    valuation->diagrams = values_open_diagrams(valuation, diagram_nodes, &spending->deadline);
    size_t steps = valuation->diagrams->bdd.steps;
    values_compute(valuation, 0);
    tell_order(spending, &spending->trials[0], valuation->graph->gate_count, steps - valuation->diagrams->bdd.steps);
    valuation->frontier =
        frontier_new(valuation->graph, &valuation->modules, valuation->diagrams->spent, valuing->roots,
                     valuing->root_count, valuing->max_nodes, valuation->deadline, valuation->arena);
    if (valuation->frontier)
        values_narrow(valuation);
}

/* Whether what the frontier left open is wide enough for everything else. */
static bool is_wide(const struct valuation *valuation) {
    static const long double NARROW = 0.1L;
    return valuation->frontier && frontier_width(valuation->frontier) > NARROW &&
           !deadline_is_over(valuation->deadline);
}

/* Whether the best order gave values to so many of four gates. */
static bool came_far(const struct spending *spending, size_t of_four) {
    return spending->trials[0].valued >= spending->valuation->graph->gate_count / 4 * of_four;
}

/* Returns whether the whole budget need not be spent on diagrams: little is left open, or they would not come through.
 */
static bool frontier_instead(struct spending *spending) {
    enum { FEW_NODES = 50000 };
    struct valuation *valuation = spending->valuation;
    value_within(spending, FEW_NODES);
    if (!is_wide(valuation) || !came_far(spending, 3))
        return true;
    frontier_release(valuation->frontier);
    valuation->frontier = NULL;
    values_close_diagrams(valuation->diagrams);
    return false;
}

/* Whether the frontier is sure to find what the trial has not. */
static bool frontier_suffices(const struct spending *spending, const struct trial *trial, double states) {
    const struct valuation *valuation = spending->valuation;
    const struct valuing *valuing = spending->valuing;
    bool *unbuilt = arena_alloc(spending->scratch, valuation->graph->gate_count, sizeof *unbuilt);
    for (uint32_t gate = trial->valued; gate < valuation->graph->gate_count; gate++)
        unbuilt[gate] = valuation->wanted[gate];
    struct frontier *frontier = frontier_new(valuation->graph, &valuation->modules, unbuilt, valuing->roots,
                                             valuing->root_count, 0, valuation->deadline, spending->scratch);
    bool narrow = frontier_is_narrow(frontier, states);
    frontier_release(frontier);
    return narrow;
}

/* The best order with part of the budget, and with more of it where that came far enough and the frontier would not do.
 */
static bool attempt_at_length(struct spending *spending) {
    enum { STEPS = 1000000, MORE_STEPS = 4 * STEPS, STATES_A_STEP = 4 };
    struct trial *best = &spending->trials[0];
    size_t max_nodes = spending->valuing->max_nodes;
    if (max_nodes <= STEPS)
        return false;
    if (attempt(spending, best, STEPS))
        return true;
    return came_far(spending, 2) && MORE_STEPS < max_nodes &&
           !frontier_suffices(spending, best, (double)MORE_STEPS * STATES_A_STEP) &&
           attempt(spending, best, MORE_STEPS);
}

/* Returns the order in which all gates got their values; NULL where none came through, and the most promising is left.
 */
static struct trial *try_orders(struct spending *spending) {
    enum { FIRST_STEPS = 4000, GROWTH = 4, PROMISING = 3 };
    size_t left = ORDERINGS;
    spending->deadline = deadline_at(spending->valuation->deadline, DIAGRAM_SHARE);
    for (enum ordering ordering = 0; ordering < ORDERINGS; ordering++)
        spending->trials[ordering].ordering = ordering;
    for (size_t steps = FIRST_STEPS; left > 1 && steps < spending->valuing->max_nodes; steps *= GROWTH) {
        for (size_t i = 0; i < left; i++)
            if (attempt(spending, &spending->trials[i], steps))
                return &spending->trials[i];
        qsort(spending->trials, left, sizeof *spending->trials, by_promise);
        size_t before = left;
        left = left > PROMISING ? PROMISING : left - 1;
        for (size_t i = left; i < before; i++)
            close_trial(&spending->trials[i]);
    }
    return NULL;
}

/* What no order came through with: the best one with more steps, the frontier, or both. */
static void go_on(struct spending *spending) {
    enum { WORTH_A_TRIAL = 1000000 };
    struct trial *best = &spending->trials[0];
    keep_only(spending, best);
    if (attempt_at_length(spending))
        return;
    choose_order(spending, best);
    close_trial(best);
    size_t max_nodes = spending->valuing->max_nodes;
    if (max_nodes <= WORTH_A_TRIAL || !frontier_instead(spending))
        value_within(spending, max_nodes);
}

static void spend(struct valuation *valuation, const struct valuing *valuing, struct arena *scratch) {
    struct spending spending = {.valuation = valuation, .valuing = valuing, .scratch = scratch};
    const struct trial *through = try_orders(&spending);
    if (through)
        keep_only(&spending, through);
    else
        go_on(&spending);
    valuation->diagrams->bdd.deadline = valuation->deadline; /* that of `spending` ends here */
    bdd_seal(&valuation->diagrams->bdd);
}

/* ---- All gates ---- */

static bool *gates_with_diagram(const struct valuation *valuation, bool *any) {
    size_t count = valuation->graph->gate_count;
    bool *wanted = arena_alloc(valuation->arena, count, sizeof *wanted);
    for (uint32_t gate = 0; gate < count; gate++) {
        wanted[gate] = valuation->modules.rank[gate] != NO_INDEX && valuation->graph->gates[gate].kind > GATE_LEAF &&
                       !valuation->modules.is_separate[gate];
        *any = *any || wanted[gate];
    }
    return wanted;
}

/* Steps are short: a node is worth many of them. */
static size_t work_within(size_t max_nodes) {
    enum { STEPS_A_NODE = 100 };
    return max_nodes < SIZE_MAX / STEPS_A_NODE ? max_nodes * STEPS_A_NODE : SIZE_MAX;
}

struct valuation valuation_of(const struct valuing *valuing, struct arena *arena, struct arena *scratch) {
    size_t count = valuing->graph->gate_count;
    bool any = false;
    struct valuation valuation = {.graph = valuing->graph,
                                  .modules =
                                      modules_find(valuing->graph, valuing->roots, valuing->root_count, arena, scratch),
                                  .values.exact = arena_alloc(arena, count, sizeof(bool)),
                                  .kept = valuing->kept,
                                  .diagram_nodes = valuing->max_nodes,
                                  .work = work_within(valuing->max_nodes),
                                  .deadline = valuing->deadline,
                                  .tracing = valuing->tracing,
                                  .room = {.arena = scratch},
                                  .arena = arena};
    valuation.wanted = gates_with_diagram(&valuation, &any);
    if (!any) {
        arena_release(arena, valuation.modules.by_rank, count, sizeof *valuation.modules.by_rank);
        valuation.modules.by_rank = NULL;
    }
    valuation.values.low = valuation.values.high = arena_alloc(arena, count, sizeof(struct level));
    if (any) {
        spend(&valuation, valuing, scratch);
    } else {
        valuation.kept = NULL; /* there are none that could be forgotten */
        valuation.diagrams = values_open_diagrams(&valuation, 0, NULL);
        values_compute(&valuation, 0);
    }
    if (SANITIZED)
        valuation_check(&valuation);
    return valuation;
}

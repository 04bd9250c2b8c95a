#include "engine/valuation/budget.h"

#include "engine/diagram/ordering.h"
#include "engine/valuation/values.h"

#include <stdlib.h>
#include <string.h>

/* Of the time that is left. */
static const double DIAGRAM_SHARE = 1.0 / 3;

struct trial {
    enum ordering ordering;
    uint32_t *by_rank; /* the gates in this order; NULL before it is tried */
    struct diagrams diagrams;
    size_t node_capacity; /* of their notes */
    bool is_open;
    uint32_t valued; /* gates */
    size_t steps;    /* that the last of them was done after */
    size_t used;     /* all steps so far */
};

struct spending {
    struct exact *exact;
    const uint32_t *roots;
    size_t root_count;
    struct trial trials[ORDERINGS]; /* the most promising first */
    struct deadline deadline;       /* of diagrams, so that time is left for sweeps */
    struct arena *scratch;
};

static void choose_order(struct spending *spending, struct trial *trial) {
    struct modules *modules = &spending->exact->modules;
    if (!trial->by_rank) {
        ordering_apply(trial->ordering, spending->exact->graph, modules, spending->roots, spending->root_count,
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

static void open_trial(struct spending *spending, struct trial *trial, size_t max_nodes) {
    struct exact *valuation = spending->exact;
    choose_order(spending, trial);
    if (!trial->is_open) {
        values_open_diagrams(valuation, max_nodes, &spending->deadline);
        trial->diagrams = valuation->diagrams;
        trial->diagrams.may_go_on = trial->is_open = true;
    }
    valuation->diagrams = trial->diagrams;
    valuation->node_capacity = trial->node_capacity;
}

static void close_trial(struct spending *spending, struct trial *trial) {
    if (!trial->is_open)
        return;
    spending->exact->diagrams = trial->diagrams;
    spending->exact->node_capacity = trial->node_capacity;
    values_close_diagrams(spending->exact);
    trial->is_open = false;
}

static void keep_only(struct spending *spending, struct trial *kept) {
    for (size_t i = 0; i < ORDERINGS; i++)
        if (&spending->trials[i] != kept)
            close_trial(spending, &spending->trials[i]);
    spending->exact->diagrams = kept->diagrams;
    spending->exact->node_capacity = kept->node_capacity;
}

/* Goes on where it stopped, up to so many steps in all. Returns whether all gates got their values. */
static bool attempt(struct spending *spending, struct trial *trial, size_t max_nodes, size_t steps) {
    struct exact *valuation = spending->exact;
    open_trial(spending, trial, max_nodes);
    size_t granted = steps - trial->used;
    valuation->diagrams.bdd.steps = valuation->steps_left = granted;
    uint32_t valued = values_compute(valuation, trial->valued);
    if (valued > trial->valued)
        trial->steps = steps - valuation->steps_left;
    trial->valued = valued;
    trial->used = steps - valuation->diagrams.bdd.steps;
    valuation->diagrams.may_go_on = valued < valuation->graph->gate_count;
    trial->diagrams = valuation->diagrams;
    trial->node_capacity = valuation->node_capacity;
    return !valuation->diagrams.may_go_on;
}

static int by_promise(const void *left, const void *right) {
    const struct trial *a = left, *b = right;
    if (a->valued != b->valued)
        return a->valued > b->valued ? -1 : 1;
    if (a->steps != b->steps)
        return a->steps < b->steps ? -1 : 1;
    return a->ordering < b->ordering ? -1 : a->ordering > b->ordering;
}

/* Diagrams as far as their budget goes, and sweeps for the rest. */
static void value_within(struct spending *spending, size_t diagram_nodes, size_t max_nodes) {
    struct exact *valuation = spending->exact;
    valuation->diagram_nodes = diagram_nodes;
    spending->deadline = deadline_at(valuation->deadline, DIAGRAM_SHARE);
    values_open_diagrams(valuation, diagram_nodes, &spending->deadline);
    values_compute(valuation, 0);
    valuation->frontier =
        frontier_new(valuation->graph, &valuation->modules, valuation->diagrams.spent, spending->roots,
                     spending->root_count, max_nodes, valuation->deadline, valuation->arena);
    if (valuation->frontier)
        values_narrow(valuation);
}

/* Whether what sweeps left open is wide enough for everything else. */
static bool is_wide(const struct spending *spending) {
    static const long double NARROW = 0.1L;
    return spending->exact->frontier && frontier_width(spending->exact->frontier) > NARROW &&
           !deadline_is_over(spending->exact->deadline);
}

/* Whether the best order gave values to so many of four gates. */
static bool came_far(const struct spending *spending, size_t of_four) {
    return spending->trials[0].valued >= spending->exact->graph->gate_count / 4 * of_four;
}

/* Returns whether the whole budget need not be spent on diagrams: little is left open, or they would not come through.
 */
static bool frontier_instead(struct spending *spending, size_t max_nodes) {
    enum { FEW_NODES = 50000 };
    struct exact *valuation = spending->exact;
    value_within(spending, FEW_NODES, max_nodes);
    if (!is_wide(spending) || !came_far(spending, 3))
        return true;
    frontier_release(valuation->frontier);
    valuation->frontier = NULL;
    values_close_diagrams(valuation);
    return false;
}

/* Whether sweeps are sure to find what the trial has not. */
static bool sweeps_suffice(const struct spending *spending, const struct trial *trial, double states) {
    const struct exact *valuation = spending->exact;
    bool *unbuilt = arena_alloc(spending->scratch, valuation->graph->gate_count, sizeof *unbuilt);
    for (uint32_t gate = trial->valued; gate < valuation->graph->gate_count; gate++)
        unbuilt[gate] = valuation->wanted[gate];
    struct frontier *frontier = frontier_new(valuation->graph, &valuation->modules, unbuilt, spending->roots,
                                             spending->root_count, 0, valuation->deadline, spending->scratch);
    bool narrow = frontier_is_narrow(frontier, states);
    frontier_release(frontier);
    return narrow;
}

/* The best order with part of the budget, and with more of it where that came far enough and sweeps would not do. */
static bool attempt_at_length(struct spending *spending, size_t max_nodes) {
    enum { STEPS = 1000000, MORE_STEPS = 4 * STEPS, STATES_A_STEP = 4 };
    struct trial *best = &spending->trials[0];
    if (max_nodes <= STEPS)
        return false;
    if (attempt(spending, best, max_nodes, STEPS))
        return true;
    return came_far(spending, 2) && MORE_STEPS < max_nodes &&
           !sweeps_suffice(spending, best, (double)MORE_STEPS * STATES_A_STEP) &&
           attempt(spending, best, max_nodes, MORE_STEPS);
}

static void run(struct spending *spending, size_t max_nodes) {
    enum { FIRST_STEPS = 4000, GROWTH = 4, PROMISING = 3, WORTH_A_TRIAL = 1000000 };
    size_t left = ORDERINGS;
    spending->deadline = deadline_at(spending->exact->deadline, DIAGRAM_SHARE);
    for (enum ordering ordering = 0; ordering < ORDERINGS; ordering++)
        spending->trials[ordering].ordering = ordering;
    for (size_t steps = FIRST_STEPS; left > 1 && steps < max_nodes; steps *= GROWTH) {
        for (size_t i = 0; i < left; i++)
            if (attempt(spending, &spending->trials[i], max_nodes, steps)) {
                keep_only(spending, &spending->trials[i]);
                return;
            }
        qsort(spending->trials, left, sizeof *spending->trials, by_promise);
        size_t before = left;
        left = left > PROMISING ? PROMISING : left - 1;
        for (size_t i = left; i < before; i++)
            close_trial(spending, &spending->trials[i]);
    }
    keep_only(spending, &spending->trials[0]);
    if (attempt_at_length(spending, max_nodes))
        return;
    choose_order(spending, &spending->trials[0]);
    close_trial(spending, &spending->trials[0]);
    if (max_nodes <= WORTH_A_TRIAL || !frontier_instead(spending, max_nodes))
        value_within(spending, max_nodes, max_nodes);
}

void contest_run(struct exact *exact, const uint32_t *roots, size_t root_count, size_t max_nodes,
                 struct arena *scratch) {
    struct spending contest = {.exact = exact, .roots = roots, .root_count = root_count, .scratch = scratch};
    run(&contest, max_nodes);
    exact->diagrams.bdd.deadline = exact->deadline; /* the contest's ends here */
    diagrams_seal(&exact->diagrams);
}

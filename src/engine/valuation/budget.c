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

struct contest {
    struct exact *exact;
    const uint32_t *roots;
    size_t root_count;
    struct trial trials[ORDERINGS]; /* the most promising first */
    struct deadline deadline;       /* of diagrams, so that time is left for sweeps */
    struct arena *scratch;
};

static void choose_order(struct contest *c, struct trial *trial) {
    struct modules *modules = &c->exact->modules;
    if (!trial->by_rank) {
        ordering_apply(trial->ordering, c->exact->graph, modules, c->roots, c->root_count, c->scratch);
        trial->by_rank = arena_alloc(c->scratch, modules->reached, sizeof *trial->by_rank);
        memcpy(trial->by_rank, modules->by_rank, modules->reached * sizeof *trial->by_rank);
        return;
    }
    for (uint32_t rank = 0; rank < modules->reached; rank++) {
        modules->by_rank[rank] = trial->by_rank[rank];
        modules->rank[trial->by_rank[rank]] = rank;
    }
}

static void open_trial(struct contest *c, struct trial *trial, size_t max_nodes) {
    struct exact *e = c->exact;
    choose_order(c, trial);
    if (!trial->is_open) {
        values_open_diagrams(e, max_nodes, &c->deadline);
        trial->diagrams = e->diagrams;
        trial->diagrams.may_go_on = trial->is_open = true;
    }
    e->diagrams = trial->diagrams;
    e->node_capacity = trial->node_capacity;
}

static void close_trial(struct contest *c, struct trial *trial) {
    if (!trial->is_open)
        return;
    c->exact->diagrams = trial->diagrams;
    c->exact->node_capacity = trial->node_capacity;
    values_close_diagrams(c->exact);
    trial->is_open = false;
}

static void keep_only(struct contest *c, struct trial *kept) {
    for (size_t i = 0; i < ORDERINGS; i++)
        if (&c->trials[i] != kept)
            close_trial(c, &c->trials[i]);
    c->exact->diagrams = kept->diagrams;
    c->exact->node_capacity = kept->node_capacity;
}

/* Goes on where it stopped, up to so many steps in all. Returns whether all gates got their values. */
static bool attempt(struct contest *c, struct trial *trial, size_t max_nodes, size_t steps) {
    struct exact *e = c->exact;
    open_trial(c, trial, max_nodes);
    size_t granted = steps - trial->used;
    e->diagrams.bdd.steps = e->steps_left = granted;
    uint32_t valued = values_compute(e, trial->valued);
    if (valued > trial->valued)
        trial->steps = steps - e->steps_left;
    trial->valued = valued;
    trial->used = steps - e->diagrams.bdd.steps;
    e->diagrams.may_go_on = valued < e->graph->gate_count;
    trial->diagrams = e->diagrams;
    trial->node_capacity = e->node_capacity;
    return !e->diagrams.may_go_on;
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
static void value_within(struct contest *c, size_t diagram_nodes, size_t max_nodes) {
    struct exact *e = c->exact;
    e->diagram_nodes = diagram_nodes;
    c->deadline = deadline_at(e->deadline, DIAGRAM_SHARE);
    values_open_diagrams(e, diagram_nodes, &c->deadline);
    values_compute(e, 0);
    e->frontier = frontier_new(e->graph, &e->modules, e->diagrams.spent, c->roots, c->root_count, max_nodes,
                               e->deadline, e->arena);
    if (e->frontier)
        values_narrow(e);
}

/* Whether what sweeps left open is wide enough for everything else. */
static bool is_wide(const struct contest *c) {
    static const long double NARROW = 0.1L;
    return c->exact->frontier && frontier_width(c->exact->frontier) > NARROW && !deadline_is_over(c->exact->deadline);
}

/* Whether the best order gave values to so many of four gates. */
static bool came_far(const struct contest *c, size_t of_four) {
    return c->trials[0].valued >= c->exact->graph->gate_count / 4 * of_four;
}

/* Returns whether the whole budget need not be spent on diagrams: little is left open, or they would not come through.
 */
static bool frontier_instead(struct contest *c, size_t max_nodes) {
    enum { FEW_NODES = 50000 };
    struct exact *e = c->exact;
    value_within(c, FEW_NODES, max_nodes);
    if (!is_wide(c) || !came_far(c, 3))
        return true;
    frontier_release(e->frontier);
    e->frontier = NULL;
    values_close_diagrams(e);
    return false;
}

/* Whether sweeps are sure to find what the trial has not. */
static bool sweeps_suffice(const struct contest *c, const struct trial *trial, double states) {
    const struct exact *e = c->exact;
    bool *unbuilt = arena_alloc(c->scratch, e->graph->gate_count, sizeof *unbuilt);
    for (uint32_t gate = trial->valued; gate < e->graph->gate_count; gate++)
        unbuilt[gate] = e->wanted[gate];
    struct frontier *frontier =
        frontier_new(e->graph, &e->modules, unbuilt, c->roots, c->root_count, 0, e->deadline, c->scratch);
    bool narrow = frontier_is_narrow(frontier, states);
    frontier_release(frontier);
    return narrow;
}

/* The best order with part of the budget, and with more of it where that came far enough and sweeps would not do. */
static bool attempt_at_length(struct contest *c, size_t max_nodes) {
    enum { STEPS = 1000000, MORE_STEPS = 4 * STEPS, STATES_A_STEP = 4 };
    struct trial *best = &c->trials[0];
    if (max_nodes <= STEPS)
        return false;
    if (attempt(c, best, max_nodes, STEPS))
        return true;
    return came_far(c, 2) && MORE_STEPS < max_nodes && !sweeps_suffice(c, best, (double)MORE_STEPS * STATES_A_STEP) &&
           attempt(c, best, max_nodes, MORE_STEPS);
}

static void run(struct contest *c, size_t max_nodes) {
    enum { FIRST_STEPS = 4000, GROWTH = 4, PROMISING = 3, WORTH_A_TRIAL = 1000000 };
    size_t left = ORDERINGS;
    c->deadline = deadline_at(c->exact->deadline, DIAGRAM_SHARE);
    for (enum ordering ordering = 0; ordering < ORDERINGS; ordering++)
        c->trials[ordering].ordering = ordering;
    for (size_t steps = FIRST_STEPS; left > 1 && steps < max_nodes; steps *= GROWTH) {
        for (size_t i = 0; i < left; i++)
            if (attempt(c, &c->trials[i], max_nodes, steps)) {
                keep_only(c, &c->trials[i]);
                return;
            }
        qsort(c->trials, left, sizeof *c->trials, by_promise);
        size_t before = left;
        left = left > PROMISING ? PROMISING : left - 1;
        for (size_t i = left; i < before; i++)
            close_trial(c, &c->trials[i]);
    }
    keep_only(c, &c->trials[0]);
    if (attempt_at_length(c, max_nodes))
        return;
    choose_order(c, &c->trials[0]);
    close_trial(c, &c->trials[0]);
    if (max_nodes <= WORTH_A_TRIAL || !frontier_instead(c, max_nodes))
        value_within(c, max_nodes, max_nodes);
}

void contest_run(struct exact *exact, const uint32_t *roots, size_t root_count, size_t max_nodes,
                 struct arena *scratch) {
    struct contest contest = {.exact = exact, .roots = roots, .root_count = root_count, .scratch = scratch};
    run(&contest, max_nodes);
    exact->diagrams.bdd.deadline = exact->deadline; /* the contest's ends here */
    diagrams_seal(&exact->diagrams);
}

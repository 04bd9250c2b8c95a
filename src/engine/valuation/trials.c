#include "engine/valuation/trials.h"

#include "engine/valuation/values.h"

#include <stdlib.h>

/* Diagrams get this share of the time that is left. */
static const double DIAGRAM_SHARE = 1.0 / 3;

struct trials trials_new(struct valuation *valuation, const struct valuing *valuing, struct arena *scratch) {
    struct trials trials = {.valuation = valuation, .valuing = valuing, .scratch = scratch};
    for (enum ordering ordering = 0; ordering < ORDERINGS; ordering++)
        trials.orders[ordering].ordering = ordering;
    trials_start_clock(&trials);
    return trials;
}

void trials_start_clock(struct trials *trials) {
    trials->deadline = deadline_at(trials->valuation->deadline, DIAGRAM_SHARE);
}

void trials_end(struct trials *trials) {
    struct valuation *valuation = trials->valuation;
    valuation->diagrams->bdd.deadline = valuation->deadline;
    bdd_seal(&valuation->diagrams->bdd);
    values_fit_notes(valuation);
}

void trials_choose(struct trials *trials, struct trial *trial) {
    const struct valuing *valuing = trials->valuing;
    struct modules *modules = &trials->valuation->modules;
    if (!trial->by_rank) {
        ordering_apply(trial->ordering, valuing->graph, modules, valuing->roots, valuing->root_count, trials->scratch);
        trial->by_rank = arena_copy(trials->scratch, modules->by_rank, modules->reached, sizeof *trial->by_rank);
        return;
    }
    modules_rank(modules, trial->by_rank);
}

static void open_trial(struct trials *trials, struct trial *trial) {
    trials_choose(trials, trial);
    if (!trial->diagrams) {
        trial->diagrams = values_open_diagrams(trials->valuation, trials->valuing->max_nodes, &trials->deadline);
        trial->diagrams->may_go_on = true;
        trial->diagrams->bdd.by_halves = trial->ordering == NARROW;
    }
    trials->valuation->diagrams = trial->diagrams;
}

static void close_trial(struct trial *trial) {
    if (trial->diagrams)
        values_close_diagrams(trial->diagrams);
    trial->diagrams = NULL;
}

void trials_keep_only(struct trials *trials, const struct trial *kept) {
    for (size_t i = 0; i < ORDERINGS; i++)
        if (&trials->orders[i] != kept)
            close_trial(&trials->orders[i]);
}

void trials_tell(const struct trials *trials, const struct trial *trial, size_t gates, size_t work) {
    trace_tell(trials->valuing->tracing, (slacalc_trace){.kind = SLACALC_TRACE_ORDER,
                                                         .order = (size_t)trial->ordering + 1,
                                                         .gates = gates,
                                                         .nodes = trials->valuation->diagrams->bdd.count,
                                                         .work = work});
}

bool trials_attempt(struct trials *trials, struct trial *trial, size_t steps) {
    struct valuation *valuation = trials->valuation;
    if (steps <= trial->used || deadline_is_over(&trials->deadline))
        return false;
    open_trial(trials, trial);
    trial->diagrams->bdd.steps = valuation->steps_left = steps - trial->used;
    uint32_t valued = values_compute(valuation, trial->valued);
    if (valued > trial->valued)
        trial->steps = steps - valuation->steps_left;
    trial->valued = valued;
    trial->used = steps - trial->diagrams->bdd.steps;
    trials_tell(trials, trial, trial->valued, trial->used);
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

struct trial *trials_race(struct trials *trials) {
    enum { FIRST_STEPS = 4000, GROWTH = 4, PROMISING = 3 };
    size_t left = RACING;
    for (size_t steps = FIRST_STEPS; left > 1 && steps < trials->valuing->max_nodes; steps *= GROWTH) {
        for (size_t i = 0; i < left; i++)
            if (trials_attempt(trials, &trials->orders[i], steps))
                return &trials->orders[i];
        qsort(trials->orders, left, sizeof *trials->orders, by_promise);
        if (deadline_is_over(&trials->deadline))
            break;
        size_t before = left;
        left = left > PROMISING ? PROMISING : left - 1;
        for (size_t i = left; i < before; i++)
            close_trial(&trials->orders[i]);
    }
    return NULL;
}

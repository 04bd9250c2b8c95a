#include "engine/valuation/budget.h"

#include "base/sanitized.h"
#include "engine/valuation/apart.h"
#include "engine/valuation/trials.h"
#include "engine/valuation/values.h"

/* Where diagrams of all gates do not come through, they get so many nodes, for values and for bounds alike: more is not
 * worth while. */
enum { FEW_NODES = 50000 };

/* Values what it can by diagrams within that budget, and the rest by the frontier. */
static void value_within(struct trials *trials, size_t diagram_nodes) {
    struct valuation *valuation = trials->valuation;
    const struct valuing *valuing = trials->valuing;
    valuation->diagram_nodes = diagram_nodes;
    trials_start_clock(trials);
    valuation->diagrams = values_open_diagrams(valuation, diagram_nodes, &trials->deadline);
    size_t steps = valuation->diagrams->bdd.steps;
    values_compute(valuation, 0);
    trials_tell(trials, &trials->orders[0], valuation->graph->gate_count, steps - valuation->diagrams->bdd.steps);
    valuation->frontier =
        frontier_new(valuation->graph, &valuation->modules, valuation->diagrams->spent, valuing->roots,
                     valuing->root_count, valuing->max_nodes, valuation->deadline, valuation->arena);
    if (valuation->frontier)
        values_narrow(valuation);
}

/* Whether what the frontier left open is wide enough for everything else. */
static bool is_wide(const struct valuation *valuation) {
    static const long double ENOUGH = 0.1L;
    return valuation->frontier && frontier_width(valuation->frontier) > ENOUGH &&
           !deadline_is_over(valuation->deadline);
}

/* Whether the best order gave values to so many of four gates. */
static bool came_far(const struct trials *trials, size_t of_four) {
    return trials->orders[0].valued >= trials->valuation->graph->gate_count / 4 * of_four;
}

/* Returns whether the whole budget need not be spent on diagrams: little is left open, or they would not come through.
 */
static bool frontier_instead(struct trials *trials) {
    struct valuation *valuation = trials->valuation;
    value_within(trials, FEW_NODES);
    if (!is_wide(valuation) || !came_far(trials, 3))
        return true;
    frontier_release(valuation->frontier);
    valuation->frontier = NULL;
    values_close_diagrams(valuation->diagrams);
    return false;
}

/* Whether the frontier is sure to find what the trial has not. */
static bool frontier_suffices(const struct trials *trials, const struct trial *trial, double states) {
    const struct valuation *valuation = trials->valuation;
    const struct valuing *valuing = trials->valuing;
    bool *unbuilt = arena_alloc(trials->scratch, valuation->graph->gate_count, sizeof *unbuilt);
    for (uint32_t gate = trial->valued; gate < valuation->graph->gate_count; gate++)
        unbuilt[gate] = valuation->wanted[gate];
    struct frontier *frontier = frontier_new(valuation->graph, &valuation->modules, unbuilt, valuing->roots,
                                             valuing->root_count, 0, valuation->deadline, trials->scratch);
    bool narrow = frontier_is_narrow(frontier, states);
    frontier_release(frontier);
    return narrow;
}

enum { STEPS = 1000000, MORE_STEPS = 4 * STEPS };

/* Tries the best order with a part of the budget. */
static bool attempt_at_length(struct trials *trials) {
    trials_keep_only(trials, &trials->orders[0]);
    return trials->valuing->max_nodes > STEPS && trials_attempt(trials, &trials->orders[0], STEPS);
}

/* Tries the best order with more of the budget, where it came far enough for that and the frontier would not do. */
static bool attempt_at_more_length(struct trials *trials) {
    enum { STATES_A_STEP = 4 };
    struct trial *best = &trials->orders[0];
    return came_far(trials, 2) && best->used < MORE_STEPS && MORE_STEPS < trials->valuing->max_nodes &&
           !frontier_suffices(trials, best, (double)MORE_STEPS * STATES_A_STEP) &&
           trials_attempt(trials, best, MORE_STEPS);
}

/* Goes on where neither one order for all gates nor an order for each came through: with more steps, the frontier, or
 * both. */
static void go_on(struct trials *trials) {
    if (attempt_at_more_length(trials))
        return;
    trials_choose(trials, &trials->orders[0]);
    trials_keep_only(trials, NULL);
    size_t max_nodes = trials->valuing->max_nodes;
    if (max_nodes <= STEPS || !frontier_instead(trials))
        value_within(trials, max_nodes);
}

/* Tries the order in which a graph much like this one came through, before any other is made. */
static const struct trial *attempt_as_before(struct trials *trials) {
    const struct valuing *valuing = trials->valuing;
    if (!valuing->like || valuing->like->order == ORDERINGS)
        return NULL;
    struct trial *as_before = &trials->orders[valuing->like->order];
    return trials_attempt(trials, as_before, valuing->max_nodes < STEPS ? valuing->max_nodes : STEPS) ? as_before
                                                                                                      : NULL;
}

/* An order in which all gates have their values from diagrams; NULL where none came through. */
static const struct trial *come_through(struct trials *trials) {
    const struct trial *through = attempt_as_before(trials);
    if (!through)
        through = trials_race(trials);
    if (through) {
        trials_keep_only(trials, through);
        return through;
    }
    bool is_through = attempt_at_length(trials) || (came_far(trials, 3) && attempt_at_more_length(trials));
    return is_through ? &trials->orders[0] : NULL;
}

/* Whether all gates have their values from diagrams, together or each apart. */
static bool diagrams_suffice(struct trials *trials) {
    struct valuation *valuation = trials->valuation;
    size_t max_nodes = trials->valuing->max_nodes;
    const struct trial *through = come_through(trials);
    if (through)
        valuation->order = through->ordering;
    if (through || !value_apart(valuation, trials->valuing))
        return through;
    trials_keep_only(trials, NULL);
    valuation->diagram_nodes = max_nodes < FEW_NODES ? max_nodes : FEW_NODES;
    return true;
}

static void spend(struct valuation *valuation, const struct valuing *valuing, struct arena *scratch) {
    struct trials trials = trials_new(valuation, valuing, scratch);
    if (!diagrams_suffice(&trials))
        go_on(&trials);
    trials_end(&trials);
}

struct valuation valuation_of(const struct valuing *valuing, struct arena *arena, struct arena *scratch) {
    struct valuation valuation = valuation_open(valuing, arena, scratch);
    if (valuation_needs_diagrams(&valuation))
        spend(&valuation, valuing, scratch);
    else
        values_compute_without_diagrams(&valuation);
    if (SANITIZED)
        valuation_check(&valuation);
    return valuation;
}

#include "engine/bounds/sharp.h"

#include "engine/bounds/alone_bounds.h"
#include "engine/bounds/comonotone.h"
#include "engine/bounds/coupling.h"
#include "engine/diagram/diagrams.h"
#include "engine/graph/interval.h"

#include <string.h>

/* Limits of steps, which take less than a second: for all programs together, unless the budget leaves fewer; for one
 * program; and for the diagrams that are built for them. */
enum { WORK = 120000000, PROGRAM_WORK = 20000000, DIAGRAM_STEPS = 1000000 };

struct sharpening {
    struct bounds *bounds;
    const struct valuation *valuation;
    const struct graph *graph;
    const struct modules *modules;
    bool *is_root;
    bool *has_switch;  /* by gate: a switch is it or below it */
    bool *is_variable; /* by gate: of the diagrams */
    uint32_t *rank;    /* by gate: switches behind all outages */
    bool *sharp_below; /* by gate: all variables below it have sharp bounds */
    struct nested nested;
    struct diagrams diagrams;
    struct coupled *variables[2]; /* by goal, by rank */
    size_t work;
    struct arena *scratch, *temporary;
};

/* ---- Variables ---- */

static void find_switches(struct sharpening *sharpening) {
    const struct graph *graph = sharpening->graph;
    for (uint32_t g = 0; g < graph->gate_count; g++) {
        const struct gate *gate = &graph->gates[g];
        sharpening->has_switch[g] = graph_is_switch(graph, g);
        for (size_t i = 0; i < gate->count && !sharpening->has_switch[g]; i++)
            sharpening->has_switch[g] = sharpening->has_switch[graph->arguments[gate->first + i]];
    }
}

static void choose_variables(struct sharpening *sharpening) {
    size_t reached = sharpening->modules->reached;
    for (uint32_t g = 0; g < sharpening->graph->gate_count; g++) {
        uint32_t rank = sharpening->modules->rank[g];
        if (rank == NO_INDEX)
            continue;
        sharpening->is_variable[g] =
            sharpening->modules->is_module[g] && (!sharpening->has_switch[g] || graph_is_switch(sharpening->graph, g));
        sharpening->rank[g] = graph_is_switch(sharpening->graph, g) ? (uint32_t)reached + rank : rank;
    }
}

/* The bounds of a variable as the programs see them. */
static void set_variable(struct sharpening *sharpening, uint32_t gate) {
    uint32_t rank = sharpening->rank[gate];
    if (graph_is_switch(sharpening->graph, gate)) {
        struct coupled chance = {.is_switch = true,
                                 .level = sharpening->graph->leaves[sharpening->graph->gates[gate].first].level};
        sharpening->variables[MOST_DOWN][rank] = sharpening->variables[MOST_UP][rank] = chance;
        return;
    }
    struct level worst = level_from_row(sharpening->bounds->worst[gate]),
                 best = level_from_row(sharpening->bounds->best[gate]);
    sharpening->variables[MOST_DOWN][rank] =
        (struct coupled){.budget = worst.down, .nudge = coupling_nudge(rank, worst.down)};
    sharpening->variables[MOST_UP][rank] = (struct coupled){
        .budget = best.up, .whole = 1, .complement = best.down, .nudge = coupling_nudge(rank, best.down)};
}

/* ---- One gate ---- */

static struct coupling_result solve(struct sharpening *sharpening, const struct bdd *bdd, uint32_t root,
                                    enum coupling_goal goal) {
    static const long double whole = 1;
    size_t granted = sharpening->work < PROGRAM_WORK ? sharpening->work : PROGRAM_WORK, work = granted;
    const struct coupling coupling = {.bdd = bdd,
                                      .root = root,
                                      .goal = goal,
                                      .variables = sharpening->variables[goal],
                                      .slice_count = 1,
                                      .weights = &whole,
                                      .work = &work,
                                      .deadline = sharpening->valuation->deadline};
    struct coupling_result result = coupling_solve(&coupling, sharpening->temporary);
    sharpening->work -= granted - work;
    arena_free(sharpening->temporary);
    return result;
}

/* A gate without a switch below it has the variables of the valuation, in the same order, so a diagram that is there
 * serves. */
static const struct diagrams *diagrams_with(struct sharpening *sharpening, uint32_t gate) {
    const struct diagrams *there = sharpening->valuation->diagrams;
    if (!sharpening->has_switch[gate] && there->of_gate[gate] != NO_INDEX)
        return there;
    return diagrams_build(&sharpening->diagrams, gate) ? &sharpening->diagrams : NULL;
}

/* Whether the bound is attained already, given that the bounds of the variables below are. */
static bool is_reached(const struct sharpening *sharpening, uint32_t gate, enum coupling_goal goal) {
    return !sharpening->has_switch[gate] && nested_reaches(&sharpening->nested, gate, goal);
}

/* Makes one bound of the gate sharp. Returns whether it is attained, given that the bounds of the variables below
 * are. */
static bool sharpen_side(struct sharpening *sharpening, const struct diagrams *diagrams, uint32_t gate,
                         enum coupling_goal goal) {
    struct coupling_result found = solve(sharpening, &diagrams->bdd, diagrams->of_gate[gate], goal);
    struct level worst = level_from_row(sharpening->bounds->worst[gate]),
                 best = level_from_row(sharpening->bounds->best[gate]);
    if (goal == MOST_DOWN)
        worst = (struct level){1 - found.value, found.value};
    else
        best = (struct level){found.value, found.complement};
    bounds_tighten(sharpening->bounds, gate, worst, best);
    return found.is_sharp;
}

static void sharpen_gate(struct sharpening *sharpening, uint32_t gate) {
    bool worst = is_reached(sharpening, gate, MOST_DOWN), best = is_reached(sharpening, gate, MOST_UP);
    const struct diagrams *diagrams = worst && best ? NULL : diagrams_with(sharpening, gate);
    if (diagrams) {
        worst = worst || sharpen_side(sharpening, diagrams, gate, MOST_DOWN);
        best = best || sharpen_side(sharpening, diagrams, gate, MOST_UP);
    }
    sharpening->bounds->sharp[gate] = sharpening->sharp_below[gate] && worst && best;
}

/* Whether all variables below the gate have sharp bounds of their own. */
static bool sharp_below(const struct sharpening *sharpening, const struct gate *gate) {
    for (size_t i = 0; i < gate->count; i++) {
        uint32_t argument = sharpening->graph->arguments[gate->first + i];
        bool sharp = sharpening->is_variable[argument]
                         ? sharpening->bounds->sharp[argument] || graph_is_switch(sharpening->graph, argument)
                         : sharpening->sharp_below[argument];
        if (!sharp)
            return false;
    }
    return true;
}

static void visit(struct sharpening *sharpening, uint32_t gate) {
    const struct gate *self = &sharpening->graph->gates[gate];
    sharpening->sharp_below[gate] = self->kind <= GATE_LEAF || sharp_below(sharpening, self);
    if (self->kind > GATE_LEAF && !sharpening->has_switch[gate])
        nested_visit(&sharpening->nested, gate, sharpening->temporary);
    if (self->kind > GATE_LEAF && !sharpening->bounds->sharp[gate]) {
        bounds_recompose(sharpening->bounds, sharpening->graph, sharpening->modules->is_separate[gate], gate,
                         sharpening->temporary);
        arena_free(sharpening->temporary);
        /* A switch below leaves an argument less free than its bounds say, sharp as they may be. */
        sharpening->bounds->sharp[gate] = sharpening->bounds->sharp[gate] && !sharpening->has_switch[gate];
        if (!sharpening->bounds->sharp[gate] && (sharpening->is_variable[gate] || sharpening->is_root[gate]))
            sharpen_gate(sharpening, gate);
    }
    if (sharpening->is_variable[gate])
        set_variable(sharpening, gate);
}

/* ---- All ---- */

static struct sharpening open_sharpening(struct bounds *bounds, const struct valuation *valuation,
                                         struct arena *scratch) {
    size_t count = valuation->graph->gate_count, ranks = 2 * valuation->modules.reached;
    return (struct sharpening){.bounds = bounds,
                               .valuation = valuation,
                               .graph = valuation->graph,
                               .modules = &valuation->modules,
                               .is_root = arena_alloc(scratch, count, sizeof(bool)),
                               .has_switch = arena_alloc(scratch, count, sizeof(bool)),
                               .is_variable = arena_alloc(scratch, count, sizeof(bool)),
                               .sharp_below = arena_alloc(scratch, count, sizeof(bool)),
                               .rank = arena_alloc(scratch, count, sizeof(uint32_t)),
                               .variables = {arena_alloc(scratch, ranks, sizeof(struct coupled)),
                                             arena_alloc(scratch, ranks, sizeof(struct coupled))},
                               .work = valuation->work < WORK ? valuation->work : WORK,
                               .scratch = scratch};
}

void bounds_sharpen(struct bounds *bounds, const struct valuation *valuation, const uint32_t *roots, size_t root_count,
                    struct arena *scratch, struct arena *temporary) {
    bool all_sharp = true;
    for (size_t i = 0; i < root_count; i++)
        all_sharp = all_sharp && bounds->sharp[roots[i]];
    if (all_sharp)
        return;
    struct sharpening sharpening = open_sharpening(bounds, valuation, scratch);
    sharpening.temporary = temporary;
    for (size_t i = 0; i < root_count; i++)
        sharpening.is_root[roots[i]] = true;
    find_switches(&sharpening);
    choose_variables(&sharpening);
    sharpening.nested = nested_new(sharpening.graph, bounds, sharpening.is_variable, scratch);
    sharpening.diagrams =
        diagrams_new(sharpening.graph, sharpening.is_variable, sharpening.rank, valuation->diagram_nodes, scratch);
    sharpening.diagrams.bdd.deadline = valuation->deadline;
    if (sharpening.diagrams.bdd.steps > DIAGRAM_STEPS)
        sharpening.diagrams.bdd.steps = DIAGRAM_STEPS;
    for (uint32_t gate = 0; gate < sharpening.graph->gate_count; gate++)
        if (sharpening.modules->rank[gate] != NO_INDEX)
            visit(&sharpening, gate);
    bounds_tighten_alone(bounds, sharpening.graph, sharpening.modules, roots, root_count, &sharpening.work,
                         valuation->deadline, temporary);
}

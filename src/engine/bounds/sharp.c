#include "engine/bounds/sharp.h"

#include "engine/bounds/comonotone.h"
#include "engine/bounds/coupling.h"
#include "engine/diagram/diagrams.h"
#include "engine/rows/estimate.h"

#include <string.h>

/* Steps of all programs together, of one of them, and of building diagrams for them: less than a second. */
enum { WORK = 500000000, PROGRAM_WORK = 60000000, DIAGRAM_STEPS = 1000000 };

struct sharpening {
    struct bounds *bounds;
    const struct exact *exact;
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

static void find_switches(struct sharpening *s) {
    const struct graph *graph = s->graph;
    for (uint32_t g = 0; g < graph->gate_count; g++) {
        const struct gate *gate = &graph->gates[g];
        s->has_switch[g] = graph_is_switch(graph, g);
        for (size_t i = 0; i < gate->count && !s->has_switch[g]; i++)
            s->has_switch[g] = s->has_switch[graph->arguments[gate->first + i]];
    }
}

static void choose_variables(struct sharpening *s) {
    size_t reached = s->modules->reached;
    for (uint32_t g = 0; g < s->graph->gate_count; g++) {
        uint32_t rank = s->modules->rank[g];
        if (rank == NO_INDEX)
            continue;
        s->is_variable[g] = s->modules->is_module[g] && (!s->has_switch[g] || graph_is_switch(s->graph, g));
        s->rank[g] = graph_is_switch(s->graph, g) ? (uint32_t)reached + rank : rank;
    }
}

/* The bounds of a variable as the programs see them. */
static void set_variable(struct sharpening *s, uint32_t gate) {
    uint32_t rank = s->rank[gate];
    if (graph_is_switch(s->graph, gate)) {
        struct coupled chance = {.is_switch = true, .level = s->graph->leaves[s->graph->gates[gate].first].level};
        s->variables[MOST_DOWN][rank] = s->variables[MOST_UP][rank] = chance;
        return;
    }
    struct level worst = level_from_row(s->bounds->worst[gate]), best = level_from_row(s->bounds->best[gate]);
    s->variables[MOST_DOWN][rank] = (struct coupled){.budget = worst.down, .nudge = coupling_nudge(rank, worst.down)};
    s->variables[MOST_UP][rank] =
        (struct coupled){.budget = best.up, .complement = best.down, .nudge = coupling_nudge(rank, best.down)};
}

/* ---- One gate ---- */

static struct coupling_result solve(struct sharpening *s, const struct bdd *bdd, uint32_t root,
                                    enum coupling_goal goal) {
    static const long double whole = 1;
    size_t granted = s->work < PROGRAM_WORK ? s->work : PROGRAM_WORK, work = granted;
    const struct coupling coupling = {.bdd = bdd,
                                      .root = root,
                                      .goal = goal,
                                      .variables = s->variables[goal],
                                      .slice_count = 1,
                                      .weights = &whole,
                                      .work = &work,
                                      .deadline = s->exact->deadline};
    struct coupling_result result = coupling_solve(&coupling, s->temporary);
    s->work -= granted - work;
    arena_free(s->temporary);
    return result;
}

/* Without a switch below, the gate's variables are those of the exact engine, in the same order. */
static const struct diagrams *diagrams_with(struct sharpening *s, uint32_t gate) {
    const struct diagrams *there = &s->exact->diagrams;
    if (!s->has_switch[gate] && there->of_gate[gate] != NO_INDEX)
        return there;
    return diagrams_build(&s->diagrams, gate) ? &s->diagrams : NULL;
}

/* Whether it is attained already, where the bounds of the variables below are. */
static bool is_reached(const struct sharpening *s, uint32_t gate, enum coupling_goal goal) {
    return !s->has_switch[gate] && nested_reaches(&s->nested, gate, goal);
}

/* Returns whether it is attained, where the bounds of the variables below are. */
static bool sharpen_side(struct sharpening *s, const struct diagrams *diagrams, uint32_t gate,
                         enum coupling_goal goal) {
    struct coupling_result found = solve(s, &diagrams->bdd, diagrams->of_gate[gate], goal);
    struct level worst = level_from_row(s->bounds->worst[gate]), best = level_from_row(s->bounds->best[gate]);
    if (goal == MOST_DOWN)
        worst = (struct level){1 - found.value, found.value};
    else
        best = (struct level){found.value, found.complement};
    bounds_tighten(s->bounds, gate, worst, best);
    return found.is_sharp;
}

static void sharpen_gate(struct sharpening *s, uint32_t gate) {
    bool worst = is_reached(s, gate, MOST_DOWN), best = is_reached(s, gate, MOST_UP);
    const struct diagrams *diagrams = worst && best ? NULL : diagrams_with(s, gate);
    if (diagrams) {
        worst = worst || sharpen_side(s, diagrams, gate, MOST_DOWN);
        best = best || sharpen_side(s, diagrams, gate, MOST_UP);
    }
    s->bounds->sharp[gate] = s->sharp_below[gate] && worst && best;
}

/* Whether all variables below the gate have sharp bounds of their own. */
static bool sharp_below(const struct sharpening *s, const struct gate *gate) {
    for (size_t i = 0; i < gate->count; i++) {
        uint32_t argument = s->graph->arguments[gate->first + i];
        bool sharp = s->is_variable[argument] ? s->bounds->sharp[argument] || graph_is_switch(s->graph, argument)
                                              : s->sharp_below[argument];
        if (!sharp)
            return false;
    }
    return true;
}

static void visit(struct sharpening *s, uint32_t gate) {
    const struct gate *self = &s->graph->gates[gate];
    s->sharp_below[gate] = self->kind <= GATE_LEAF || sharp_below(s, self);
    if (self->kind > GATE_LEAF && !s->has_switch[gate])
        nested_visit(&s->nested, gate, s->temporary);
    if (self->kind > GATE_LEAF && !s->bounds->sharp[gate]) {
        bounds_recompose(s->bounds, s->graph, s->modules->is_separate[gate], gate, s->temporary);
        arena_free(s->temporary);
        /* A switch below leaves an argument less free than its bounds say, sharp as they may be. */
        s->bounds->sharp[gate] = s->bounds->sharp[gate] && !s->has_switch[gate];
        if (!s->bounds->sharp[gate] && (s->is_variable[gate] || s->is_root[gate]))
            sharpen_gate(s, gate);
    }
    if (s->is_variable[gate])
        set_variable(s, gate);
}

/* ---- All ---- */

static struct sharpening open_sharpening(struct bounds *bounds, const struct exact *exact, struct arena *scratch) {
    size_t count = exact->graph->gate_count, ranks = 2 * exact->modules.reached;
    return (struct sharpening){.bounds = bounds,
                               .exact = exact,
                               .graph = exact->graph,
                               .modules = &exact->modules,
                               .is_root = arena_alloc(scratch, count, sizeof(bool)),
                               .has_switch = arena_alloc(scratch, count, sizeof(bool)),
                               .is_variable = arena_alloc(scratch, count, sizeof(bool)),
                               .sharp_below = arena_alloc(scratch, count, sizeof(bool)),
                               .rank = arena_alloc(scratch, count, sizeof(uint32_t)),
                               .variables = {arena_alloc(scratch, ranks, sizeof(struct coupled)),
                                             arena_alloc(scratch, ranks, sizeof(struct coupled))},
                               .work = WORK,
                               .scratch = scratch};
}

void bounds_sharpen(struct bounds *bounds, const struct exact *exact, const uint32_t *roots, size_t root_count,
                    struct arena *scratch, struct arena *temporary) {
    bool all_sharp = true;
    for (size_t i = 0; i < root_count; i++)
        all_sharp = all_sharp && bounds->sharp[roots[i]];
    if (all_sharp)
        return;
    struct sharpening s = open_sharpening(bounds, exact, scratch);
    s.temporary = temporary;
    for (size_t i = 0; i < root_count; i++)
        s.is_root[roots[i]] = true;
    find_switches(&s);
    choose_variables(&s);
    s.nested = nested_new(s.graph, bounds, s.is_variable, scratch);
    s.diagrams = diagrams_new(s.graph, s.is_variable, s.rank, exact->diagram_nodes, scratch);
    s.diagrams.bdd.deadline = exact->deadline;
    if (s.diagrams.bdd.steps > DIAGRAM_STEPS)
        s.diagrams.bdd.steps = DIAGRAM_STEPS;
    for (uint32_t gate = 0; gate < s.graph->gate_count; gate++)
        if (s.modules->rank[gate] != NO_INDEX)
            visit(&s, gate);
}

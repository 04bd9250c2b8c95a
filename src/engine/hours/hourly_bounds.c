#include "engine/hours/hourly_bounds.h"

#include "base/work.h"
#include "engine/bounds/coupling.h"
#include "engine/bounds/linear_program.h"
#include "engine/diagram/diagrams.h"
#include "engine/graph/probability.h"

static const size_t PROGRAM_WORK = 500000000; /* steps of one service's programs: a few seconds */

/* The program of one service. */
struct program {
    const struct timed_input *input;
    const struct timetable *timetable;
    const struct service_slices *slices;
    struct diagrams diagrams;
    struct coupled *variables[2]; /* by goal, by rank */
    long double *weights;         /* by slice */
    bool **forced;                /* by slice, by rank */
    size_t ranks;
    struct arena *arena;
};

static uint32_t rank_of(const struct program *program, uint32_t gate) {
    const struct modules *modules = &program->input->valuation->modules;
    const struct leaf *leaf = &program->input->graph->leaves[program->input->graph->gates[gate].first];
    uint32_t behind = leaf->component == NO_INDEX ? (uint32_t)modules->reached : 0; /* switches are tested last */
    return modules->rank[gate] + behind;
}

/* The part of the week in which the component is within its hours. */
static long double hours_of(const struct slacalc_model *model, uint32_t component) {
    uint32_t hours = model->components[component].hours, minutes = 0;
    if (hours == NO_INDEX)
        return 1;
    for (uint32_t i = 0; i < model->hours[hours].count; i++) {
        struct stretch stretch = model->stretches[model->hours[hours].first + i];
        minutes += stretch.end - stretch.start;
    }
    return (long double)minutes / MINUTES_PER_WEEK;
}

static void set_variable(struct program *program, const struct leaf *leaf, uint32_t rank) {
    if (leaf->component == NO_INDEX) {
        struct coupled chance = {.is_switch = true, .level = leaf->level};
        program->variables[MOST_DOWN][rank] = program->variables[MOST_UP][rank] = chance;
        return;
    }
    const struct slacalc_model *model = program->input->model;
    if (model->components[leaf->component].down) {
        program->variables[MOST_DOWN][rank] = (struct coupled){.budget = 1, .nudge = coupling_nudge(rank, 1)};
        program->variables[MOST_UP][rank] = (struct coupled){.budget = 0};
        return;
    }
    long double hours = hours_of(model, leaf->component);
    if (leaf->phase != NO_INDEX) {
        const struct interval ends = leaf_bounds(program->input->graph, leaf);
        long double down = ends.low.down * hours;
        program->variables[MOST_DOWN][rank] = (struct coupled){.budget = down, .nudge = coupling_nudge(rank, down)};
        program->variables[MOST_UP][rank] =
            (struct coupled){.budget = ends.high.up * hours, .whole = hours, .complement = ends.high.down * hours};
        return;
    }
    long double most = hours * leaf->replicas / leaf->quorum;
    long double down = leaf->level.down * leaf->replicas / (leaf->replicas - leaf->quorum + 1) * hours;
    program->variables[MOST_DOWN][rank] = (struct coupled){.budget = down, .nudge = coupling_nudge(rank, down)};
    program->variables[MOST_UP][rank] =
        (struct coupled){.budget = leaf->level.up * most, .whole = most, .complement = leaf->level.down * most};
}

/* In proportion to the smallest complement where there is none: more would show in the digits of a best figure. */
static void nudge_budgets(struct program *program) {
    long double least = 1;
    for (uint32_t rank = 0; rank < program->ranks; rank++) {
        long double complement = program->variables[MOST_UP][rank].complement;
        least = complement > 0 && complement < least ? complement : least;
    }
    for (uint32_t rank = 0; rank < program->ranks; rank++) {
        struct coupled *variable = &program->variables[MOST_UP][rank];
        if (!variable->is_switch)
            variable->nudge = coupling_nudge(rank, variable->complement > 0 ? variable->complement : least);
    }
}

/* Whether the leaf stands for outages that do not last, as the hours outside of those of a component do. */
static bool passes(const struct graph *graph, uint32_t gate) {
    const struct phase *phase = leaf_phase(graph, &graph->leaves[graph->gates[gate].first]);
    return phase && !phase->is_last;
}

static void open_slices(struct program *program) {
    const struct classes *classes = &program->timetable->classes;
    const struct graph *graph = program->input->graph;
    program->weights = arena_alloc(program->arena, program->slices->count, sizeof *program->weights);
    program->forced = arena_alloc(program->arena, program->slices->count, sizeof *program->forced);
    for (size_t t = 0; t < program->slices->count; t++) {
        program->weights[t] = (long double)program->slices->slices[t].minutes / MINUTES_PER_WEEK;
        program->forced[t] = arena_alloc(program->arena, program->ranks, sizeof *program->forced[t]);
    }
    for (uint32_t g = 0; g < graph->gate_count; g++) {
        uint32_t component =
            graph->gates[g].kind == GATE_LEAF ? graph->leaves[graph->gates[g].first].component : NO_INDEX;
        if (component == NO_INDEX || classes->of_component[component] == NO_INDEX ||
            program->input->model->components[component].down || /* at all hours, in its program's budget */
            program->input->valuation->modules.rank[g] == NO_INDEX || passes(graph, g))
            continue;
        for (size_t t = 0; t < program->slices->count; t++)
            program->forced[t][rank_of(program, g)] =
                bits_have(program->slices->slices[t].uncovered, classes->of_component[component]);
    }
}

static void open_program(struct program *program) {
    const struct graph *graph = program->input->graph;
    const struct modules *modules = &program->input->valuation->modules;
    bool *is_variable = arena_alloc(program->arena, graph->gate_count, sizeof *is_variable);
    uint32_t *rank = arena_alloc(program->arena, graph->gate_count, sizeof *rank);
    program->ranks = 2 * modules->reached;
    program->variables[MOST_DOWN] = arena_alloc(program->arena, program->ranks, sizeof(struct coupled));
    program->variables[MOST_UP] = arena_alloc(program->arena, program->ranks, sizeof(struct coupled));
    for (uint32_t g = 0; g < graph->gate_count; g++) {
        is_variable[g] = graph->gates[g].kind == GATE_LEAF && modules->rank[g] != NO_INDEX;
        if (!is_variable[g])
            continue;
        rank[g] = rank_of(program, g);
        set_variable(program, &graph->leaves[graph->gates[g].first], rank[g]);
    }
    program->diagrams = diagrams_new(graph, is_variable, rank, program->input->max_nodes, program->arena);
    program->diagrams.bdd.deadline = program->input->deadline;
    nudge_budgets(program);
    open_slices(program);
}

static struct coupling_result solve(const struct program *program, uint32_t root, enum coupling_goal goal,
                                    size_t *work) {
    const struct coupling coupling = {.bdd = &program->diagrams.bdd,
                                      .root = root,
                                      .goal = goal,
                                      .variables = program->variables[goal],
                                      .slice_count = program->slices->count,
                                      .weights = program->weights,
                                      .forced = (const bool *const *)program->forced,
                                      .work = work,
                                      .deadline = program->input->deadline};
    return coupling_solve(&coupling, program->arena);
}

/* The level that is up `part` of the time, or all of the time where rounding makes that more. */
static struct level at_most(long double part, long double rest) {
    return rest > 0 && part < 1 ? (struct level){part, rest} : (struct level){1, 0};
}

/* The diagram of a gate that is a leaf is its variable. */
static uint32_t root_of(struct program *program, uint32_t gate) {
    const struct graph *graph = program->input->graph;
    if (graph->gates[gate].kind < GATE_LEAF)
        return graph->gates[gate].kind == GATE_UP ? BDD_TRUE : BDD_FALSE;
    if (graph->gates[gate].kind == GATE_LEAF)
        return bdd_variable(&program->diagrams.bdd, rank_of(program, gate));
    return diagrams_build(&program->diagrams, gate) ? program->diagrams.of_gate[gate] : BDD_SPENT;
}

static void bound(struct program *program, uint32_t root, struct timed_service *service, size_t *work) {
    size_t granted = *work < PROGRAM_WORK ? *work : PROGRAM_WORK, left = granted;
    long double promised = (long double)service->slices.promised / MINUTES_PER_WEEK;
    struct coupling_result down = solve(program, root, MOST_DOWN, &left);
    struct coupling_result up = solve(program, root, MOST_UP, &left);
    long double lost = down.value / promised;
    struct level worst = at_most(lost, 1 - lost > packing_tolerance() ? 1 - lost : 0);
    service->worst = (struct level){worst.down, worst.up};
    service->best = at_most(up.value / promised, up.complement / promised);
    service->sharp = down.is_sharp && up.is_sharp;
    *work -= granted - left;
}

void timed_bounds(const struct timed_input *input, const struct timetable *timetable, uint32_t component,
                  struct timed_service *service, size_t *work) {
    enum { STEPS_A_NODE = 10, TABLES = 8 }; /* by gate, beside a set of variables for each slice */
    struct program program = {
        .input = input, .timetable = timetable, .slices = &service->slices, .arena = input->temporary};
    service->worst = (struct level){0, 1};
    service->best = (struct level){1, 0};
    if (deadline_is_over(input->deadline) || !is_cut(&service->slices) ||
        !work_take(work, (service->slices.count + TABLES) * input->graph->gate_count))
        return;
    open_program(&program);
    uint32_t root = root_of(&program, input->graph->judged[component]);
    if (work_take(work, program.diagrams.bdd.count * STEPS_A_NODE) && root != BDD_SPENT)
        bound(&program, root, service, work);
    arena_free(input->temporary);
}

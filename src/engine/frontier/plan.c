#include "engine/frontier/plan.h"

#include "base/indices.h"

/* A gate with one user, whose own probability is wanted too, is computed once more within that user where it comes to
 * no more arguments than these. */
enum { INLINED_MAX = 32 };

/* What is computed on the way to a gate. */
struct weight {
    uint32_t arguments;
    uint32_t bits; /* that are read, the same one twice counted twice */
};

struct planning {
    const struct frontier_sources *sources;
    struct frontier_plan plan;
    bool split;
    uint32_t *pending;
    size_t pending_count, pending_capacity;
    struct arena *arena, *scratch;
};

bool frontier_is_variable(const struct frontier_sources *sources, uint32_t gate) {
    return sources->graph->gates[gate].kind <= GATE_LEAF || sources->is_module[gate];
}

static void add_step(struct planning *planning, uint32_t gate, bool is_variable, bool has_bit) {
    struct frontier_plan *plan = &planning->plan;
    ARENA_RESERVE(planning->arena, plan->steps, plan->step_count, plan->step_capacity);
    planning->sources->step_of[gate] = (uint32_t)plan->step_count;
    plan->steps[plan->step_count++] =
        (struct frontier_step){.gate = gate, .is_variable = is_variable, .has_bit = has_bit};
}

/* ---- Which gates are steps ---- */

static void count_uses(const struct frontier_sources *sources, const uint32_t *gates, size_t count) {
    for (size_t i = 0; i < count; i++) {
        const struct gate *gate = &sources->graph->gates[gates[i]];
        for (size_t a = 0; a < gate->count; a++)
            sources->uses[sources->graph->arguments[gate->first + a]]++;
    }
}

static bool has_bit(const struct planning *planning, uint32_t gate) {
    uint32_t step = planning->sources->step_of[gate];
    return step < planning->plan.step_count && planning->plan.steps[step].has_bit;
}

static void choose_steps(struct planning *planning, const uint32_t *gates, size_t count) {
    const struct frontier_sources *sources = planning->sources;
    struct weight *weight = arena_alloc(planning->scratch, count, sizeof *weight);
    for (size_t i = 0; i < count; i++)
        sources->read_by[gates[i]] = (uint32_t)i;
    for (size_t i = 0; i < count; i++) {
        const struct gate *gate = &sources->graph->gates[gates[i]];
        weight[i].arguments = gate->count;
        for (size_t a = 0; a < gate->count; a++) {
            uint32_t argument = sources->graph->arguments[gate->first + a];
            bool variable = frontier_is_variable(sources, argument);
            if (variable && sources->uses[argument] > 1 && sources->step_of[argument] == NO_INDEX)
                add_step(planning, argument, true, true);
            if (has_bit(planning, argument)) {
                weight[i].bits++;
            } else if (!variable) {
                weight[i].arguments += weight[sources->read_by[argument]].arguments;
                weight[i].bits += weight[sources->read_by[argument]].bits;
            }
        }
        uint32_t uses = frontier_is_variable(sources, gates[i]) ? 0 : sources->uses[gates[i]];
        /* Computed within its user, the gate would keep all bits that it reads live until then, instead of one bit
         * of its own. */
        bool wide = weight[i].bits > 1 || weight[i].arguments > INLINED_MAX;
        if (uses != 1 || sources->is_wanted[gates[i]] || (planning->split && weight[i].bits > 1))
            add_step(planning, gates[i], false, uses > 1 || (uses == 1 && wide));
    }
    for (size_t i = 0; i < count; i++)
        sources->read_by[gates[i]] = 0;
}

/* ---- What a step reads and computes ---- */

static void push(struct planning *planning, uint32_t gate) {
    ARENA_APPEND(planning->scratch, planning->pending, planning->pending_count, planning->pending_capacity, gate);
}

static void add_input(struct planning *planning, uint32_t step, uint32_t argument) {
    struct frontier_plan *plan = &planning->plan;
    if (planning->sources->read_by[argument] == step + 1)
        return;
    planning->sources->read_by[argument] = step + 1;
    ARENA_APPEND(planning->arena, plan->inputs, plan->input_count, plan->input_capacity,
                 planning->sources->step_of[argument]);
    plan->steps[step].inputs.count++;
}

static void visit(struct planning *planning, uint32_t step, uint32_t index) {
    struct frontier_plan *plan = &planning->plan;
    const struct gate *gate = &plan->graph->gates[index];
    ARENA_APPEND(planning->arena, plan->inner, plan->inner_count, plan->inner_capacity, index);
    plan->steps[step].inner.count++;
    for (size_t a = 0; a < gate->count; a++) {
        uint32_t argument = plan->graph->arguments[gate->first + a];
        if (has_bit(planning, argument))
            add_input(planning, step, argument);
        else if (!frontier_is_variable(planning->sources, argument))
            push(planning, argument);
    }
}

static void fill_step(struct planning *planning, uint32_t step) {
    struct frontier_plan *plan = &planning->plan;
    plan->steps[step].inputs.first = (uint32_t)plan->input_count;
    plan->steps[step].inner.first = (uint32_t)plan->inner_count;
    if (plan->steps[step].is_variable)
        return;
    push(planning, plan->steps[step].gate);
    while (planning->pending_count > 0)
        visit(planning, step, planning->pending[--planning->pending_count]);
    struct span inner = plan->steps[step].inner;
    indices_sort(plan->inner + inner.first, inner.count);
}

static void find_readers(struct planning *planning) {
    struct frontier_plan *plan = &planning->plan;
    plan->readers = arena_alloc(planning->arena, plan->input_count, sizeof *plan->readers);
    for (size_t i = 0; i < plan->input_count; i++)
        plan->steps[plan->inputs[i]].readers.count++;
    uint32_t first = 0;
    for (size_t s = 0; s < plan->step_count; s++) {
        plan->steps[s].readers.first = first;
        first += plan->steps[s].readers.count;
        plan->steps[s].readers.count = 0;
    }
    for (uint32_t s = 0; s < plan->step_count; s++) {
        for (uint32_t i = 0; i < plan->steps[s].inputs.count; i++) {
            struct span *readers = &plan->steps[plan->inputs[plan->steps[s].inputs.first + i]].readers;
            plan->readers[readers->first + readers->count++] = s;
        }
    }
}

static void forget(const struct frontier_sources *sources, const uint32_t *gates, size_t count) {
    for (size_t i = 0; i < count; i++) {
        const struct gate *gate = &sources->graph->gates[gates[i]];
        sources->step_of[gates[i]] = NO_INDEX;
        for (size_t a = 0; a < gate->count; a++) {
            uint32_t argument = sources->graph->arguments[gate->first + a];
            sources->uses[argument] = sources->read_by[argument] = 0;
            sources->step_of[argument] = NO_INDEX;
        }
    }
}

struct frontier_plan frontier_plan_new(const struct frontier_sources *sources, const uint32_t *gates, size_t count,
                                       bool split, struct arena *arena) {
    struct planning planning = {.sources = sources,
                                .plan = {.graph = sources->graph},
                                .split = split,
                                .arena = arena,
                                .scratch = arena_open(arena)};
    count_uses(sources, gates, count);
    choose_steps(&planning, gates, count);
    for (uint32_t step = 0; step < planning.plan.step_count; step++)
        fill_step(&planning, step);
    find_readers(&planning);
    forget(sources, gates, count);
    arena_close(planning.scratch);
    return planning.plan;
}

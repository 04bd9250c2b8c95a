#include "engine/frontier/plan.h"

#include <stdlib.h>

/* Of a gate that has but one user, and whose own probability is wanted too: what its user would compute again. */
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
    struct arena *arena;
};

bool frontier_is_variable(const struct frontier_sources *sources, uint32_t gate) {
    return sources->graph->gates[gate].kind <= GATE_LEAF || sources->is_module[gate];
}

static void add_step(struct planning *p, uint32_t gate, bool is_variable, bool has_bit) {
    struct frontier_plan *plan = &p->plan;
    plan->steps = arena_reserve(p->arena, plan->steps, plan->step_count, &plan->step_capacity, sizeof *plan->steps);
    p->sources->step_of[gate] = (uint32_t)plan->step_count;
    plan->steps[plan->step_count++] =
        (struct frontier_step){.gate = gate, .is_variable = is_variable, .has_bit = has_bit};
}

/* ---- Which gates are steps ---- */

static void count_uses(const struct frontier_sources *s, const uint32_t *gates, size_t count) {
    for (size_t i = 0; i < count; i++) {
        const struct gate *gate = &s->graph->gates[gates[i]];
        for (size_t a = 0; a < gate->count; a++)
            s->uses[s->graph->arguments[gate->first + a]]++;
    }
}

static bool has_bit(const struct planning *p, uint32_t gate) {
    uint32_t step = p->sources->step_of[gate];
    return step < p->plan.step_count && p->plan.steps[step].has_bit;
}

static void choose_steps(struct planning *p, const uint32_t *gates, size_t count) {
    const struct frontier_sources *s = p->sources;
    struct weight *weight = arena_alloc(p->arena, count, sizeof *weight);
    for (size_t i = 0; i < count; i++)
        s->read_by[gates[i]] = (uint32_t)i;
    for (size_t i = 0; i < count; i++) {
        const struct gate *gate = &s->graph->gates[gates[i]];
        weight[i].arguments = gate->count;
        for (size_t a = 0; a < gate->count; a++) {
            uint32_t argument = s->graph->arguments[gate->first + a];
            bool variable = frontier_is_variable(s, argument);
            if (variable && s->uses[argument] > 1 && s->step_of[argument] == NO_INDEX)
                add_step(p, argument, true, true);
            if (has_bit(p, argument)) {
                weight[i].bits++;
            } else if (!variable) {
                weight[i].arguments += weight[s->read_by[argument]].arguments;
                weight[i].bits += weight[s->read_by[argument]].bits;
            }
        }
        uint32_t uses = frontier_is_variable(s, gates[i]) ? 0 : s->uses[gates[i]];
        /* Inlined, it would keep all bits that it reads live up to its user, in place of its own. */
        bool wide = weight[i].bits > 1 || weight[i].arguments > INLINED_MAX;
        if (uses != 1 || s->is_wanted[gates[i]] || (p->split && weight[i].bits > 1))
            add_step(p, gates[i], false, uses > 1 || (uses == 1 && wide));
    }
    for (size_t i = 0; i < count; i++)
        s->read_by[gates[i]] = 0;
    arena_release(p->arena, weight, count, sizeof *weight);
}

/* ---- What a step reads and computes ---- */

static void push(struct planning *p, uint32_t gate) {
    p->pending = arena_reserve(p->arena, p->pending, p->pending_count, &p->pending_capacity, sizeof *p->pending);
    p->pending[p->pending_count++] = gate;
}

static void add_input(struct planning *p, uint32_t step, uint32_t argument) {
    struct frontier_plan *plan = &p->plan;
    if (p->sources->read_by[argument] == step + 1)
        return;
    p->sources->read_by[argument] = step + 1;
    plan->inputs = arena_reserve(p->arena, plan->inputs, plan->input_count, &plan->input_capacity, sizeof(uint32_t));
    plan->inputs[plan->input_count++] = p->sources->step_of[argument];
    plan->steps[step].inputs.count++;
}

static void visit(struct planning *p, uint32_t step, uint32_t index) {
    struct frontier_plan *plan = &p->plan;
    const struct gate *gate = &plan->graph->gates[index];
    plan->inner = arena_reserve(p->arena, plan->inner, plan->inner_count, &plan->inner_capacity, sizeof(uint32_t));
    plan->inner[plan->inner_count++] = index;
    plan->steps[step].inner.count++;
    for (size_t a = 0; a < gate->count; a++) {
        uint32_t argument = plan->graph->arguments[gate->first + a];
        if (has_bit(p, argument))
            add_input(p, step, argument);
        else if (!frontier_is_variable(p->sources, argument))
            push(p, argument);
    }
}

static int ascending(const void *left, const void *right) {
    uint32_t a = *(const uint32_t *)left, b = *(const uint32_t *)right;
    return a < b ? -1 : a > b;
}

static void fill_step(struct planning *p, uint32_t step) {
    struct frontier_plan *plan = &p->plan;
    plan->steps[step].inputs.first = (uint32_t)plan->input_count;
    plan->steps[step].inner.first = (uint32_t)plan->inner_count;
    if (plan->steps[step].is_variable)
        return;
    push(p, plan->steps[step].gate);
    while (p->pending_count > 0)
        visit(p, step, p->pending[--p->pending_count]);
    struct span inner = plan->steps[step].inner;
    qsort(plan->inner + inner.first, inner.count, sizeof *plan->inner, ascending);
}

static void find_readers(struct planning *p) {
    struct frontier_plan *plan = &p->plan;
    plan->readers = arena_alloc(p->arena, plan->input_count, sizeof *plan->readers);
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

static void forget(const struct frontier_sources *s, const uint32_t *gates, size_t count) {
    for (size_t i = 0; i < count; i++) {
        const struct gate *gate = &s->graph->gates[gates[i]];
        s->step_of[gates[i]] = NO_INDEX;
        s->read_by[gates[i]] = 0;
        for (size_t a = 0; a < gate->count; a++) {
            uint32_t argument = s->graph->arguments[gate->first + a];
            s->uses[argument] = s->read_by[argument] = 0;
            s->step_of[argument] = NO_INDEX;
        }
    }
}

struct frontier_plan frontier_plan_new(const struct frontier_sources *sources, const uint32_t *gates, size_t count,
                                       bool split, struct arena *arena) {
    struct planning p = {.sources = sources, .plan = {.graph = sources->graph}, .split = split, .arena = arena};
    count_uses(sources, gates, count);
    choose_steps(&p, gates, count);
    for (uint32_t step = 0; step < p.plan.step_count; step++)
        fill_step(&p, step);
    find_readers(&p);
    forget(sources, gates, count);
    arena_release(arena, p.pending, p.pending_capacity, sizeof *p.pending);
    return p.plan;
}

void frontier_plan_release(struct frontier_plan *plan, struct arena *arena) {
    arena_release(arena, plan->steps, plan->step_capacity, sizeof *plan->steps);
    arena_release(arena, plan->readers, plan->input_count, sizeof *plan->readers);
    arena_release(arena, plan->inputs, plan->input_capacity, sizeof *plan->inputs);
    arena_release(arena, plan->inner, plan->inner_capacity, sizeof *plan->inner);
    *plan = (struct frontier_plan){0};
}

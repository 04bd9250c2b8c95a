/*
 * What a sweep (frontier.h) does in steps. A step sets the bit of one gate, or of a variable that several gates use, or
 * only looks a gate's probability up. Gates that one other gate uses are no steps of their own: the step of their
 * user computes them on the way, from private variables and from the bits of earlier steps.
 */
#ifndef ENGINE_FRONTIER_PLAN_H
#define ENGINE_FRONTIER_PLAN_H

#include "base/arena.h"
#include "engine/graph/graph.h"

/* A run of indices in one of the plan's arrays. */
struct span {
    uint32_t first, count;
};

struct frontier_step {
    uint32_t gate;
    bool is_variable;
    bool has_bit;        /* false: only the probability of the gate is wanted */
    struct span inputs;  /* in plan.inputs: the steps whose bits it reads */
    struct span readers; /* in plan.readers: the steps that read its bit */
    struct span inner;   /* in plan.inner: gates to compute, ascending, its own as the last; none for a variable */
};

struct frontier_plan {
    const struct graph *graph;
    struct frontier_step *steps; /* inputs before readers */
    size_t step_count, step_capacity;
    uint32_t *inputs, *readers, *inner;
    size_t input_count, input_capacity, inner_count, inner_capacity;
};

/* What plans of one graph share while they are made. All arrays are by gate. */
struct frontier_sources {
    const struct graph *graph;
    const bool *is_module;
    const bool *is_swept;  /* the structure below what is wanted */
    const bool *is_wanted; /* its probability is asked for */
    uint32_t *uses;        /* by swept gates; all 0 between plans */
    uint32_t *step_of;     /* NO_INDEX: none; all so between plans */
    uint32_t *read_by;     /* step that read its bit last, plus one; 0 between plans */
};

/* Whether an argument of a swept gate is a variable to it. */
bool frontier_is_variable(const struct frontier_sources *sources, uint32_t gate);

/* `gates` are ascending, all swept, and hold all swept gates that they use, but for variables. `split`: gates that read
 * more than one bit get one of their own, wanted or not: bits are dropped earlier, but there are more of them. */
struct frontier_plan frontier_plan_new(const struct frontier_sources *sources, const uint32_t *gates, size_t count,
                                       bool split, struct arena *arena);

#endif

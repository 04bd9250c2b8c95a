/* One pass of a sweep over all of its steps, with few states below a threshold. */
#ifndef ENGINE_SWEEP_PASS_H
#define ENGINE_SWEEP_PASS_H

#include "base/deadline.h"
#include "engine/probability.h"
#include "engine/sweep_anchors.h"
#include "engine/sweep_rules.h"

/* What a pass finds of a step's gate, as the lower end of its availability counts it and as the upper end does. */
struct sweep_found {
    struct level low, high;
    struct sweep_mass lost; /* probability of the states that were left out: up + down + lost = 1, at both ends */
    size_t states;          /* that it looked at; kept until the next pass */
    bool is_complete;       /* no state was moved or left out before */
};

struct sweep_pass {
    const struct sweep_plan *plan;
    const struct sweep_order *order;
    const struct sweep_rules *rules;
    struct level *values;  /* by gate: of variables; the rest is room */
    long double threshold; /* states of a smaller probability are moved or left out */
    size_t max_states;     /* at once */
    size_t work;           /* left: states to be looked at, and arguments of gates in proportion */
    struct sweep_states states, next;
    struct sweep_mass lost;    /* of states that were left out so far */
    bool is_complete;          /* none was moved or left out so far */
    struct sweep_found *found; /* by step */
    struct sweep_anchors anchors;
    struct sweep_memo *memo;
    uint64_t serial; /* of the step, counted through all passes */
    uint64_t *bits;  /* room for one state */
    size_t bits_capacity;
    struct deadline *deadline; /* past it no work is left */
    struct gate_scratch room;
};

/* What is kept from pass to pass: tables and room, all from `arena`. */
void sweep_pass_init(struct sweep_pass *pass, struct arena *arena);

/* Passes to come are over another plan, or in another order. */
void sweep_pass_forget(struct sweep_pass *pass);

/* Sets found for every step, to nothing but loss where the work did not suffice. */
void sweep_pass_run(struct sweep_pass *pass);

#endif

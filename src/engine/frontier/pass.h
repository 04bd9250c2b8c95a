/* One pass of a sweep over all of its steps, with few states below a threshold. */
#ifndef ENGINE_FRONTIER_PASS_H
#define ENGINE_FRONTIER_PASS_H

#include "base/deadline.h"
#include "engine/frontier/rules.h"
#include "engine/frontier/stand_ins.h"
#include "engine/graph/probability.h"

/* What a pass finds of a step's gate, as the lower end of its availability counts it and as the upper end does. */
struct frontier_found {
    struct level low, high;
    struct frontier_mass lost; /* probability of the states that were left out: up + down + lost = 1, at both ends */
    size_t states;             /* that it looked at; kept until the next pass */
    bool is_complete;          /* no state was moved or left out before */
};

struct frontier_pass {
    const struct frontier_plan *plan;
    const struct step_order *order;
    const struct frontier_rules *rules;
    struct level *values;  /* by gate: of variables; the rest is room */
    long double threshold; /* states of a smaller probability are moved or left out */
    size_t max_states;     /* at once, where they are not long */
    size_t work;           /* left: states to be looked at, and arguments of gates in proportion */
    size_t words_left;     /* words of states to be looked at, where a state costs more than is usual */
    struct frontier_states states, next;
    struct frontier_mass lost;    /* of states that were left out so far */
    bool is_complete;             /* none was moved or left out so far */
    struct frontier_found *found; /* by step */
    struct frontier_stand_ins stand_ins;
    struct frontier_memo *memo;
    uint64_t serial; /* of the step, counted through all passes */
    uint64_t *bits;  /* room for one state */
    size_t bits_capacity;
    struct deadline *deadline; /* past it no work is left */
    struct gate_scratch room;
};

/* What is kept from pass to pass: tables and room, all from `arena`. */
void frontier_pass_init(struct frontier_pass *pass, struct arena *arena);

/* Sets found for every step, to nothing but loss where the work did not suffice. */
void frontier_pass_run(struct frontier_pass *pass);

#endif

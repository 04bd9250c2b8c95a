/*
 * Joint behaviours that are easy to name: one under which much is down, and one under which much is up. Time runs from
 * 0 to 1. In the first every outage starts at 0: then that of a gate does too, and is as long as one of its arguments'.
 * Only an outage that no other gate sees is put behind what is down already at its gate of all, and makes that longer.
 * Where this comes to the composed bound, the bound is sharp, and no program needed: so it is wherever two ends of a
 * network are joined by ways that share links, and the worst bound is their shortest way. The second is the same with
 * up for down, and any for all.
 */
#ifndef ENGINE_BOUNDS_COMONOTONE_H
#define ENGINE_BOUNDS_COMONOTONE_H

#include "base/arena.h"
#include "engine/bounds/composed.h"
#include "engine/bounds/coupling.h"

struct nested {
    const struct graph *graph;
    const struct bounds *bounds;
    const bool *is_variable; /* by gate: when it is down leaves the rest free */
    uint32_t *users;         /* by gate: how many arguments it is */
    double *down[2];         /* by goal, by gate: how long it is down */
};

struct nested nested_new(const struct graph *graph, const struct bounds *bounds, const bool *is_variable,
                         struct arena *arena);

/* Of a gate with arguments, after all of these. No switch is below it. */
void nested_visit(struct nested *nested, uint32_t gate, struct arena *temporary);

/* Whether the gate's worst or best bound is attained, where those of the variables below it are. */
bool nested_reaches(const struct nested *nested, uint32_t gate, enum coupling_goal goal);

#endif

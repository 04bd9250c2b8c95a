/*
 * Which options reach which services. An option reaches a service where it changes something that the service needs, or
 * may need under other options. What a set of options makes of a service depends on those that reach it alone.
 */
#ifndef ENGINE_PLAN_REACH_H
#define ENGINE_PLAN_REACH_H

#include "base/deadline.h"
#include "engine/plan/parts.h"
#include "model/needs.h"
#include "slacalc.h"

struct reached {
    uint32_t component;
    uint64_t reached_by;
    bool is_bounded; /* the best parts are the best for it */
};

struct reach {
    const struct slacalc_model *model;
    const struct choices *choices;
    slacalc_options evaluation; /* of one set */
    struct parts parts;
    uint32_t order[PLAN_OPTIONS_MAX]; /* in which options are decided */
    struct needs needs;
    struct needs_search search;
    size_t steps_left; /* of searches; once none are left, services are taken as though all options reached them */
    struct deadline *deadline; /* past it likewise */
    uint32_t *index_of;        /* by component */
    struct reached *services;
    size_t count, capacity;
    struct arena *arena; /* with a guard */
};

/* Fills in the rest where model, choices and evaluation are set; there are no services yet. The arena has a guard. */
void reach_open(struct reach *reach, struct deadline *deadline, struct arena *arena);

/* Returns the index of the component among the services, which it joins where it is not one of them yet. */
uint32_t reach_add(struct reach *reach, uint32_t component);

#endif

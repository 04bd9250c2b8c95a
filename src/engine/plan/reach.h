/*
 * Which options reach which services: change something that the service needs, or may need under other options. A set
 * of options counts for a service by those that reach it.
 */
#ifndef ENGINE_PLAN_REACH_H
#define ENGINE_PLAN_REACH_H

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
    uint32_t *index_of; /* by component */
    struct reached *services;
    size_t count, capacity;
    struct arena *arena; /* with a guard */
};

/* Without services, of the model, the choices and the evaluation that are there. The arena has a guard. */
void reach_open(struct reach *reach, struct arena *arena);

/* The service, by index. */
uint32_t reach_add(struct reach *reach, uint32_t component);

#endif

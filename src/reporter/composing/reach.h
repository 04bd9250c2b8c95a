/* What a service needs, all the way down. */
#ifndef REPORTER_COMPOSING_REACH_H
#define REPORTER_COMPOSING_REACH_H

#include "base/arena.h"
#include "slacalc.h"

struct reach {
    const slacalc_result *result;
    size_t *found; /* the service and all that it needs, in the order of the model */
    size_t count;
    size_t *met;      /* by component: serial of the last search that met it */
    size_t *required; /* the same of those that it met without an `optional` in between */
    size_t serial;
};

/* The arena has a guard. */
struct reach reach_new(const slacalc_result *result, struct arena *arena);

/* Finds what the component needs. */
void reach_find(struct reach *reach, size_t component);

/* Whether the component, one of those found, is needed without an `optional` in between. */
bool reach_is_required(const struct reach *reach, size_t component);

#endif

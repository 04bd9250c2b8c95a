/* Single points of failure: components whose loss alone takes a service down. */
#ifndef REPORTER_SINGLE_POINTS_H
#define REPORTER_SINGLE_POINTS_H

#include "base/arena.h"
#include "slacalc.h"

#include <stdbool.h>

struct single_points {
    const slacalc_result *result;
    bool *sure;       /* by component: its loss takes a service down */
    size_t *named_by; /* by component: the first requirement that is it, the others follow in `named_next` */
    size_t *named_next;
    size_t *group;      /* by requirement: the one that it is a part of; SLACALC_NONE where it is a component's own */
    size_t *holder;     /* by requirement of a component's own: that component */
    size_t *parts;      /* by requirement: how many it has */
    size_t *lost_parts; /* by requirement: in the search of `met` */
    size_t *lost;       /* by requirement: the last search that lost it */
    size_t *met;        /* by requirement: the last search that lost a part of it */
    size_t *met_component;
    size_t *waiting; /* components that are lost, in the order in which that was found */
    size_t waiting_count;
    size_t search;
};

/* The arena has a guard. */
struct single_points single_points_new(const slacalc_result *result, struct arena *arena);

/* The services that are asked about from now on, as components. */
void single_points_of(struct single_points *points, const size_t *services, size_t count);

/* Replicas that back each other up are no single point, nor is a component without a level of its own. Fastest where
 * what stands higher is asked about first. */
bool is_single_point(struct single_points *points, size_t component);

#endif

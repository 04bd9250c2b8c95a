/*
 * Single points of failure: the one definition, for gaps and for every picture.
 *
 * A component is a single point of failure of a service where it is one element, and the outage of that element alone
 * takes the service down: by itself it is a cut set, while everything else is up. What follows from that:
 *
 * - A component whose quorum is below its replicas is no single element. The outage of one replica takes nothing down,
 *   although the outage of all of them may.
 * - A component without a level of its own has no outage of its own. It is down only with what it needs, and the single
 *   point is found there, if there is one.
 * - A service whose own part was derived from a whole figure is judged without that part.
 * - Its level plays no part: 100 % that somebody claims is no redundancy, and an element that a what-if holds down does
 *   not make single points of those that would have stood in for it.
 * - A requirement by a share of the traffic takes a service down only where the share is all of it, a split where all
 *   ways are down that a request may go, and a failover whose switch never works is down with its first part. Optional
 *   requirements take nothing down.
 * - The place of replicas takes those in it down: a single point is one without which fewer than the quorum are left.
 * - A common cause is no component, and so no single point.
 */
#ifndef ENGINE_ROWS_SINGLE_POINTS_H
#define ENGINE_ROWS_SINGLE_POINTS_H

#include "base/arena.h"
#include "slacalc.h"

#include <stdbool.h>

struct single_points {
    const slacalc_result *result;
    size_t *sure;  /* by component: the last question in which it was known that its loss takes a service down */
    size_t *asked; /* by component: the last question in which it was one of the services */
    size_t question;
    size_t *named_by; /* by component: the first requirement that is it, the others follow in `named_next` */
    size_t *named_next;
    size_t *group;      /* by requirement: the one that it is a part of; SLACALC_NONE where it is a component's own */
    size_t *holder;     /* by requirement of a component's own: that component */
    size_t *weight;     /* by requirement: as how many parts it counts; a place as the replicas in it */
    size_t *parts;      /* by requirement: how many it has */
    size_t *lost_parts; /* by requirement: in the search of `met` */
    size_t *lost;       /* by requirement: the last search that lost it */
    size_t *met;        /* by requirement: the last search that lost a part of it */
    size_t *met_component;
    size_t *waiting; /* components that are lost, in the order in which that was found */
    size_t waiting_count;
    size_t search;
    size_t steps; /* of all searches so far: requirements that were looked at */
};

/* Of a result whose components have their rows; its services are not looked at. The arena has a guard. */
struct single_points single_points_new(const slacalc_result *result, struct arena *arena);

/* The services that are asked about from now on, as rows of components. */
void single_points_of(struct single_points *points, const size_t *services, size_t count);

/* Whether the component in that row is a single point of failure of one of these services. Fastest where what stands
 * higher is asked about first. */
bool is_single_point(struct single_points *points, size_t component);

#endif

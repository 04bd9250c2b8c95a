/*
 * What an event below a root means to it, where the ages of outages are told apart (graph/phases.h): the leaves of all
 * phases of an outage are one event.
 *
 * Phases exclude each other: which one an outage is in is told by the first leaf that is down, in the order in which
 * they are read, from the last phase back where outages are tolerated. Let q(k) be the unavailability of the k-th leaf
 * in that order, R(k) = (1 - q(0)) ... (1 - q(k-1)), p(k) = q(k) R(k) the probability of its phase, F(k) the level of
 * the root in that phase, F that with no outage, and D(k) = F - F(k). The derivative B(k) by the one leaf averages over
 * the states of those behind it:
 *
 *     D(k) = B(k) / R(k) + sum over i > k of p(i) / R(k+1) D(i),
 *
 * a sum without differences. The event then costs the root the sum of p(k) D(k).
 */
#ifndef ENGINE_VALUATION_EVENTS_H
#define ENGINE_VALUATION_EVENTS_H

#include "base/arena.h"
#include "engine/graph/graph.h"

struct event {
    uint32_t gate;               /* a leaf of the valuation's graph; of several phases the youngest that is read */
    double birnbaum;             /* dP(root down) / dP(event) */
    struct level if_up, if_down; /* of the root, where it never happens and where it is there for good; only where
                                    levels are asked for */
    struct level while_down;     /* of the root, averaged over the ages that the outage has while it is there */
    struct level chance;         /* down: of the event */
    double *begins;  /* by phase, whose leaves stand from the gate on: what part of the outages that come to that age
                        take the root down just then; NULL where outages have one phase: that is birnbaum */
    uint32_t phases; /* how many these are */
};

/* What part of the outages that come to the age of a phase take the root down just then. */
static inline double event_begins(const struct event *event, uint32_t phase) {
    return event->begins ? event->begins[phase] : event->birnbaum;
}

/* Joins the leaves of one outage, and puts all events in the order of their gates. Returns how many are left. `values`
 * is by gate; `root` is NULL where levels are not asked for. */
size_t events_join_phases(const struct graph *graph, const struct level *values, struct event *events, size_t count,
                          const struct level *root, struct arena *arena);

#endif

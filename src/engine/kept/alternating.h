/*
 * What is up and down in turns, each for an exponential time, in its steady state: how long it is down in a period.
 *
 * It is down for more than x of the period T exactly where it is down for more than x before its uptime comes to T - x.
 * Until then outages begin as in a Poisson process, so that (Takács 1957, "On certain sojourn time problems in the
 * theory of stochastic processes", Acta Mathematica Hungarica 8; Barlow and Hunter 1961, "Reliability analysis of a
 * one-unit system", Operations Research 9)
 *
 *     P(D <= x) = sum over n of Poisson(n; (T - x) / up) [A Erlang(n; x) + U Erlang(n + 1; x)],
 *
 * where Erlang(n; x) is the probability that n outages last no longer than x together.
 */
#ifndef ENGINE_KEPT_ALTERNATING_H
#define ENGINE_KEPT_ALTERNATING_H

#include "base/deadline.h"
#include "engine/kept/complex_number.h"

struct alternating {
    double up_s, down_s; /* mean lengths in seconds, above 0 */
};

/* Sets `*chance` to P(D > x), 0 <= x < T. Returns by how much it may be off; INFINITY where time was over. */
double alternating_exceeds(struct alternating self, double period_s, double allowed_s, struct deadline *deadline,
                           double *chance);

/* E(exp(-s D)) - 1. */
struct complex alternating_transform(struct alternating self, double period_s, struct complex s);

#endif

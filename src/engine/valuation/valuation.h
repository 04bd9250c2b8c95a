/*
 * The probability of every gate that the roots reach, exact under independence.
 *
 * A gate whose arguments have nothing in common is computed from them directly. Only where something is shared, a
 * decision diagram is built whose variables are the modules below. On a monotone function no step of its evaluation
 * needs a subtraction: with p = P(variable up), q = P(variable down), up(node) = p up(high) + q up(low),  down(node) =
 * p down(high) + q down(low).
 *
 * What k of n and many replicas cost is no matter of the input's length alone. Where the work that goes with the node
 * budget does not suffice, independent arguments count as n times the worst and n times the best of them, and replicas
 * by their extremes over all joint distributions.
 *
 * Where the node budget does not suffice, a gate gets an interval. Increasing functions of independent variables are
 * associated (Esary, Proschan and Walkup 1967, "Association of random variables, with applications"), so product of
 * P(i) <= P(all) <= min P(i)  and  max P(i) <= P(any) <= 1 - product of (1 - P(i)), and P(at least k) lies within its
 * extremes over all joint distributions. P is increasing in every argument, so intervals pass through exact steps end
 * by end.
 */
#ifndef ENGINE_VALUATION_VALUATION_H
#define ENGINE_VALUATION_VALUATION_H

#include "base/arena.h"
#include "base/deadline.h"
#include "engine/diagram/diagrams.h"
#include "engine/diagram/ordering.h"
#include "engine/frontier/frontier.h"
#include "engine/graph/alone.h"
#include "engine/graph/graph.h"
#include "engine/graph/interval.h"
#include "engine/graph/modules.h"
#include "engine/graph/probability.h"
#include "engine/trace/trace.h"

struct valuation {
    const struct graph *graph;
    struct modules modules;
    struct intervals values; /* of all gates that have a rank in `modules`: each engine only narrows them */
    const bool *forced;      /* by component: its replicas are down; NULL where none is */
    struct intervals first;  /* the values before any was computed again; NULL until then */

    const bool *wanted;        /* by gate: it needs a diagram */
    const bool *kept;          /* by gate: its diagram is needed later, as those of modules always are; NULL: all are */
    struct diagrams *diagrams; /* their variables are modules, and what is noted of a node is its value, by side */
    enum ordering order;       /* of the variables of these diagrams, where they came through; ORDERINGS: none did */
    size_t steps_left;         /* after the last diagram */
    size_t diagram_nodes;      /* budget that diagrams of this graph are worth: few where the frontier does better */
    size_t work;               /* steps left for k of n, for replicas, and for values that are computed again */
    struct frontier *frontier; /* of the gates whose diagrams do not fit into the budget; NULL where all do */
    const bool *awaited;       /* by gate: it needs a value; the others get none where all of these are valued apart.
                                NULL: all get one */
    struct apart **apart;      /* by gate that is valued apart; NULL where none is */
    size_t apart_nodes;        /* of the diagrams there */
    struct deadline *deadline; /* NULL: none */
    const struct tracing *tracing; /* NULL: none */

    struct gate_scratch room;
    struct arena *arena;
};

/* A gate with a graph and an order of variables of its own. */
struct apart {
    struct level found;          /* its value as long as nothing is forced */
    struct alone *alone;         /* NULL: what follows was not kept */
    struct valuation *valuation; /* its leaves have the values that the modules below the gate have */
};

/* What is valued, and within which budget. */
struct valuing {
    const struct graph *graph;
    const uint32_t *roots;
    size_t root_count;
    size_t counted_roots; /* the first ones of them: those that the progress is counted in */
    size_t max_nodes;
    const bool *kept;              /* as in the valuation */
    const struct valuation *like;  /* of a graph much like it, whose order is tried first; NULL: none */
    struct deadline *deadline;     /* NULL: none */
    const struct tracing *tracing; /* NULL: none */
};

/* A valuation without values yet. */
struct valuation valuation_open(const struct valuing *valuing, struct arena *arena, struct arena *scratch);

/* Whether a gate needs a diagram. Otherwise all are computed directly. */
bool valuation_needs_diagrams(const struct valuation *valuation);

/* Whether the gate has a value: the roots reach it, and it does not only stand inside of what is valued apart. */
bool valuation_has(const struct valuation *valuation, uint32_t gate);

/* The interval of a gate that has a value. */
struct interval valuation_interval(const struct valuation *valuation, uint32_t gate);

/* The best that can be said where values were not computed again: with more down, nothing is up more often. */
struct interval valuation_at_most_first(const struct valuation *valuation, uint32_t gate);

/* Asserts that all values are probabilities, that no interval ends before it begins, and that an exact one has no
 * length.
 */
void valuation_check(const struct valuation *valuation);

#endif

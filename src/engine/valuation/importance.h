/*
 * What each event below a root means to it: the own part of a component, the replicas of one as a single event, a
 * switch, a share of traffic. P(root down) is linear in the unavailability q of each (Birnbaum 1969; Dutuit and Rauzy
 * 2001, "Efficient algorithms to assess component and gate importance in fault tree analysis", Reliability Engineering
 * and System Safety 72), so the derivative B, and the root's level with the event down and with it up, say all that is
 * asked: one pass up has given the values, and one pass down carries to each gate the derivative and these two levels.
 *
 * None of it is a difference: a gate's level given an argument is a sum of products of non-negative terms, and the
 * root's is that of the gate's two cases weighted by them. Of a diagram, what passes by a variable without testing it
 * belongs to both of its cases; a tree over the order of the variables adds that up without taking anything away again.
 * Only the derivative of a diagram is a sum of differences of two node values, which has digits enough: it is needed
 * relative to the largest of its terms.
 */
#ifndef ENGINE_VALUATION_IMPORTANCE_H
#define ENGINE_VALUATION_IMPORTANCE_H

#include "base/arena.h"
#include "engine/graph/k_of_n.h"
#include "engine/valuation/events.h"
#include "engine/valuation/valuation.h"

/* Room that serves one root after another. */
struct importance {
    const struct valuation *valuation;
    bool with_levels;
    struct event *events; /* below the root, in no order, each outage once */
    size_t event_count, event_capacity;
    bool is_known; /* false: the work or the time for them is spent, or there is no diagram of all that they ask for */
    struct pending_gate *gates;
    size_t gate_count, gate_capacity;
    struct k_of_n_given *given; /* of the arguments of one gate */
    size_t given_capacity;
    double *node_weight;      /* by node */
    struct level *node_level; /* by node; only where levels are asked for */
    uint32_t *node_serial;    /* by node: the search that met it */
    uint32_t serial;
    uint32_t *nodes; /* that a diagram reaches */
    size_t node_count, node_capacity;
    struct module_sum *sums; /* by gate: of a module that diagrams reach */
    uint32_t *modules;       /* that the diagram in hand reaches */
    struct level *passing;   /* by place in the tree over the diagram's variables: what passes by them */
    size_t module_count, module_capacity, passing_capacity;
    size_t work; /* steps left, for all roots together */
    struct gate_scratch room;
    struct arena *arena;
};

/* `with_levels` asks for what an event's outage or perfection makes of the root too. */
struct importance importance_new(const struct valuation *valuation, bool with_levels, struct arena *arena);

/* Sets the events to those below `root`. There are none where root is not exact, was not found by diagrams alone, or
 * where the work or the time for them is spent; nor where it is never down, unless levels are asked for. */
void importance_of(struct importance *importance, uint32_t root);

/* By how much the P(down) of `root`, which importance_of had last, shrinks when the event never happens, 0 to 1. */
double event_share(const struct importance *importance, const struct event *event, uint32_t root);

/* The component whose downtime the event is; NO_INDEX where it is never down, of a switch or a share, and where another
 * event says what all replicas cost. */
uint32_t event_component(const struct importance *importance, const struct event *event);

/* To about twelve digits, lest the last bit, which is the compiler's and the machine's, order equal shares. */
double rounded_share(double share);

#endif

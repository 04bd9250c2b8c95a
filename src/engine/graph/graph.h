/*
 * The structure function of a model as a directed acyclic graph of gates, indices only. A gate stands behind all of its
 * arguments, so one loop over the indices goes bottom-up. Equal gates are one gate; constants are folded.
 *
 * Leaves are independent of each other. The replicas of a component occur nowhere but in their own quorum, so they are
 * one leaf however many there are.
 */
#ifndef ENGINE_GRAPH_GRAPH_H
#define ENGINE_GRAPH_GRAPH_H

#include "base/arena.h"
#include "engine/graph/scope.h"
#include "model/own_level.h"

enum gate_kind {
    GATE_DOWN, /* constant: always down */
    GATE_UP,   /* constant: always up */
    GATE_LEAF,
    GATE_ALL,
    GATE_ANY,
    GATE_AT_LEAST
};

struct gate {
    enum gate_kind kind;
    uint32_t first;    /* of its arguments in graph.arguments; GATE_LEAF: index of the leaf */
    uint32_t count;    /* of arguments */
    uint32_t at_least; /* GATE_AT_LEAST: 1 < at_least < count */
};

/* What a leaf is that is no outage. */
enum chance {
    CHANCE_SWITCH,   /* of a failover, to the requirement */
    CHANCE_SHARE,    /* of traffic: down where a request needs the requirement's part */
    CHANCE_WAY,      /* of a split: down where a request goes the requirement's way, of this one and those behind it */
    CHANCE_LATER_WAY /* of a split: down where a request goes a way behind the requirement's, of that one and those */
};

struct leaf {
    struct level level; /* of one replica; 0 only of a component, 1 only of one that has hours */
    uint32_t needs; /* the level is a whole figure: the leaf is up by what this gate, which stands before it, leaves of
                       that (valuation/own_parts.h); NO_INDEX: the level is the leaf's own */
    uint32_t replicas, quorum;
    uint32_t component;   /* NO_INDEX: no outage, but a chance */
    uint32_t requirement; /* of a chance: the later part that the switch is to, or the share's or way's own */
    enum chance chance;
};

struct graph {
    struct gate *gates;
    size_t gate_count, gate_capacity;
    uint32_t *arguments; /* gate indices, in the order of the model */
    size_t argument_count, argument_capacity;
    struct leaf *leaves;
    size_t leaf_count, leaf_capacity;
    uint32_t *of_component; /* by component: its gate, as who needs it sees it; NO_INDEX where it is not needed */
    uint32_t *undegraded;   /* the same with every optional requirement needed and every traffic share at 100 % */
    uint32_t *judged;       /* by component: the gate that its promises are checked by. Where a whole figure was taken,
                               which is one of these promises, it has its own figure there, or none; the same gate
                               elsewhere */
    uint32_t *judged_undegraded;
};

/* How many of `count` of its arguments, of all of them or of those that are left, have to be up for the gate to be up.
 */
size_t gate_least_up(const struct gate *gate, size_t count);

/* Whether the gate is a chance and no outage. */
bool graph_is_switch(const struct graph *graph, uint32_t gate);

/* Where the own parts of components with whole figures come from. */
enum own_parts {
    PARTS_KNOWN,  /* the levels in `own` */
    PARTS_SOUGHT, /* not known: their leaves are left to be derived, and no component has hours */
};

/* The gates of all components in scope, with the own levels `own`. The graph lives in `arena`; `scratch`
 * may be freed afterwards. */
struct graph graph_build(const struct slacalc_model *model, const struct scope *scope, const struct own_levels *own,
                         enum own_parts parts, struct arena *arena, struct arena *scratch);

/* Asserts that arguments stand before the gates that read them, and that each gate and leaf has what its kind needs. */
void graph_check(const struct graph *graph);

#endif

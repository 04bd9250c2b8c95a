/*
 * The structure function of a model as a directed acyclic graph of gates, indices only. A gate stands behind all of its
 * arguments, so one loop over the indices goes bottom-up. Equal gates are one gate; constants are folded.
 *
 * Leaves are independent of each other. The replicas of a component occur nowhere but in their own quorum, so they are
 * one leaf however many there are. Where they stand across places, they are some leaves in place of each of them
 * (across.h).
 */
#ifndef ENGINE_GRAPH_GRAPH_H
#define ENGINE_GRAPH_GRAPH_H

#include "base/arena.h"
#include "engine/graph/scope.h"
#include "model/common_cause.h"
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

/* What a leaf is that belongs to no component. But for a common cause it is no outage. */
enum chance {
    CHANCE_SWITCH,    /* of a failover, to the requirement */
    CHANCE_SHARE,     /* of traffic: down where a request needs the requirement's part */
    CHANCE_WAY,       /* of a split: down where a request goes the requirement's way, of this one and those behind it */
    CHANCE_LATER_WAY, /* of a split: down where a request goes a way behind the requirement's, of that one and those */
    CHANCE_CAUSE      /* a common cause takes down the members of the group that the requirement is */
};

/* What a leaf of a component stands for. */
enum leaf_role {
    ROLE_REPLICAS, /* all of its replicas, and a cause that is common to them */
    ROLE_CAUSE,    /* of replicas across places: the cause that is common to them, which may be none */
    ROLE_FURTHER /* of replicas across places: where a quorum cannot be had of `fewer` of them, it can of `replicas` */
};

/* What ties a leaf to others, or its replicas to each other. */
struct tie {
    enum leaf_role role;
    struct level beta; /* of replicas: up is the share of a common cause in the unavailability of each */
    uint32_t fewer;    /* ROLE_FURTHER: below `replicas`; a quorum may need more than these */
    uint32_t cause;    /* gate of the leaf that comes on top of this one, and is no part of its level: that of the cause
                          which takes down the component's group; ROLE_FURTHER: that of ROLE_CAUSE. NO_INDEX: none */
};

struct leaf {
    struct level level; /* of one replica; 0 only of a component, 1 only of one that has hours */
    uint32_t needs; /* the level is a whole figure: the leaf is up by what this gate, which stands before it, leaves of
                       that (valuation/own_parts.h); NO_INDEX: the level is the leaf's own */
    uint32_t replicas, quorum;
    uint32_t component;   /* NO_INDEX: none, but a chance */
    uint32_t requirement; /* of a chance: the later part that the switch is to, or the share's, way's, or group's own */
    enum chance chance;
    uint32_t tie; /* index in the graph's ties; NO_INDEX where there is nothing of that */
};

struct graph {
    struct gate *gates;
    size_t gate_count, gate_capacity;
    uint32_t *arguments; /* gate indices, in the order of the model */
    size_t argument_count, argument_capacity;
    struct leaf *leaves;
    size_t leaf_count, leaf_capacity;
    struct tie *ties;
    size_t tie_count, tie_capacity;
    struct common_groups groups; /* that have a common cause */
    uint32_t *causes;            /* by group: the gate of its cause; GATE_UP where there is none */
    uint32_t *of_component;      /* by component: its gate, as who needs it sees it; NO_INDEX where it is not needed */
    uint32_t *undegraded;        /* the same with every optional requirement needed and every traffic share at 100 % */
    uint32_t *judged; /* by component: the gate that its promises are checked by. Where a whole figure was taken,
                         which is one of these promises, it has its own figure there, or none; the same gate
                         elsewhere */
    uint32_t *judged_undegraded;
};

/* How many of `count` of its arguments, of all of them or of those that are left, have to be up for the gate to be up.
 */
size_t gate_least_up(const struct gate *gate, size_t count);

/* The leaf's tie; one that ties nothing where it has none. */
const struct tie *leaf_tie(const struct graph *graph, const struct leaf *leaf);

/* Whether the leaf is down where those components are, by component: what takes down all of the component that its role
 * leaves to it. */
bool is_forced_down(const struct graph *graph, const struct leaf *leaf, const bool *forced);

/* Whether the gate is a chance and belongs to no component. */
bool graph_is_switch(const struct graph *graph, uint32_t gate);

/* Where the own parts of components with whole figures come from. */
enum own_parts {
    PARTS_KNOWN,  /* the levels in `own` */
    PARTS_SOUGHT, /* not known: their leaves are left to be derived, and no component has hours */
};

/* What is made of replicas across places and of common causes. */
enum ties {
    TIES_COUNTED,    /* what the model says */
    TIES_EVERYWHERE, /* a common cause of all replicas and of all groups, in place of what the model says of causes */
    TIES_LOOSED      /* nothing has a common cause, and replicas across places are a leaf each: for bounds, which range
                        over all ways in which these may depend on each other */
};

struct building {
    const struct slacalc_model *model;
    const struct scope *scope;
    const struct own_levels *own;
    enum own_parts parts;
    enum ties ties;
    struct level beta; /* TIES_EVERYWHERE: up is the share of the causes */
};

/* The gates of all components in scope. The graph lives in `arena`; `scratch` may be freed afterwards. */
struct graph graph_build(const struct building *building, struct arena *arena, struct arena *scratch);

/* The own level of all replicas of the component, what they need and its group left aside. `everywhere` is the share of
 * a cause that is common to them, in place of what the model says; NULL: that counts. */
struct level replicas_level(const struct slacalc_model *model, uint32_t component, const struct own_level *own,
                            const struct level *everywhere);

/* Whether TIES_LOOSED makes another graph than the one that was built by TIES_COUNTED. */
bool graph_is_tied(const struct graph *graph);

/* Of a graph that was built by TIES_COUNTED: gives a replica of the component that level, which is its own in the
 * building already. */
void graph_set_own(struct graph *graph, const struct building *building, uint32_t component, struct level level);

/* Of a graph that was built by TIES_EVERYWHERE: gives all causes that share. */
void graph_set_beta(struct graph *graph, const struct building *building, struct level beta);

/* Asserts that arguments stand before the gates that read them, and that each gate and leaf has what its kind needs. */
void graph_check(const struct graph *graph);

#endif

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
#include "model/common_cause.h"

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
    struct level beta;    /* of replicas: up is the share of a common cause in the unavailability of each */
    uint32_t fewer;       /* ROLE_FURTHER: below `replicas`; a quorum may need more than these */
    uint32_t group_cause; /* gate of the cause that takes down the component's group, which comes on top of the leaf
                             and is no part of its level; NO_INDEX: none */
    uint32_t own_cause;   /* ROLE_FURTHER: gate of the component's ROLE_CAUSE */
};

/* Outages of some ages, where the ages are told apart (phases.h). */
struct phase {
    long double from, to;    /* the share of a replica's outages that last at least as long as the youngest of these
                                outages, and until the next phase begins; 0: there is none */
    long double gap;         /* from - to */
    double begins_s, ends_s; /* ages of its outages; 0 where it has no end */
    bool is_first, is_last;
    bool
        is_switched; /* its leaf is read by those who switch away; otherwise by those who tolerate outages for a time */
    uint32_t family; /* the first leaf of the outages of all ages, whose leaves stand one behind the other */
};

struct leaf {
    struct level level; /* of one replica; 0 only of a component, 1 only of one that has hours */
    uint32_t needs; /* the level is a whole figure: the leaf is up by what this gate, which stands before it, leaves of
                       that (valuation/own_parts.h); NO_INDEX: the level is the leaf's own */
    uint32_t replicas, quorum;
    uint32_t component;   /* NO_INDEX: none, but a chance */
    uint32_t requirement; /* of a chance: the later part that the switch is to, or the share's, way's, or group's own */
    enum chance chance;
    uint32_t tie;   /* index in the graph's ties; NO_INDEX where there is nothing of that */
    uint32_t phase; /* index in the graph's phases: the level is that of outages of all ages, and the leaf stands for
                       those of some; NO_INDEX: it stands for all */
};

/* Replicas across places that are several leaves, which stand for them only together (across.h). */
struct spread {
    uint32_t gate;  /* GATE_ANY: a quorum of them is up, each in its place */
    uint32_t leaf;  /* gate of the first of these leaves, which tells whose replicas they are */
    uint32_t first; /* in graph.places: the gates of the places, one behind the other */
    uint32_t count; /* of places */
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
    struct phase *phases;
    size_t phase_count, phase_capacity;
    struct spread *spreads; /* but for those that are only read undegraded; one gate may be several of them */
    size_t spread_count, spread_capacity;
    uint32_t *places;
    size_t place_count, place_capacity;
    bool *has_phases;            /* by component; NULL where none has */
    bool *is_switched;           /* by component: something switches away from its outages in some time, so that what is
                                    down for good below there changes what starts a switch; NULL where nothing does */
    struct common_groups groups; /* that have a common cause */
    uint32_t *causes;            /* by group: the gate of its cause, the first where it has phases; GATE_UP where there
                                    is none */
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

/* The phase of a leaf; NULL where it stands for outages of all ages. */
const struct phase *leaf_phase(const struct graph *graph, const struct leaf *leaf);

/* How many leaves stand from the gate on for outages of ages of one family; 1 where it has no phase. */
uint32_t phases_from(const struct graph *graph, uint32_t gate);

/* Whether the leaf is down where those components are, by component: what takes down all of the component that its role
 * leaves to it. */
bool is_forced_down(const struct graph *graph, const struct leaf *leaf, const bool *forced);

/* Whether the leaf stands for outages that do not last, of a component that is down for good. */
bool is_forced_up(const struct graph *graph, const struct leaf *leaf, const bool *forced);

/* Whether the gate is a chance and belongs to no component. */
bool graph_is_switch(const struct graph *graph, uint32_t gate);

/* Whether TIES_LOOSED makes another graph than the one that was built by TIES_COUNTED. */
bool graph_is_tied(const struct graph *graph);

/* Asserts that arguments stand before the gates that read them, and that each gate and leaf has what its kind needs. */
void graph_check(const struct graph *graph);

#endif

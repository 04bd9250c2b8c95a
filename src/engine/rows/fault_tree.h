/* What a service needs, as a fault tree can say it. */
#ifndef ENGINE_ROWS_FAULT_TREE_H
#define ENGINE_ROWS_FAULT_TREE_H

#include "engine/rows/row_maker.h"

/* The replicas of a component, which nothing names one by one. Few of them are events each, so that cut sets tell them
 * apart; of more than a hundred no engine could list the cut sets, and they fail as one event. */
struct replica_events {
    size_t replicas, quorum;
    bool is_one;
    double down;  /* the probability of each event */
    double cause; /* that of the cause which all of them have in common, and which is none of the events; 0: none */
};

/* Gives the result the groups that have a common cause, and what that is. */
void note_groups(struct row_maker *maker);

/* The first service that needs a cycle, whose promised hours are not all covered by what it needs, or for which it
 * counts how long outages last; SLACALC_NONE where a fault tree can express all services. */
size_t service_beyond_fault_trees(const struct row_maker *maker);

/* Says how the replicas of the component in that row are written, with its own level or with the one by which its
 * promises are checked. Where making one event of them takes more than the steps that are left, or each of them is in a
 * place, each is an event, however many there are. */
struct replica_events replica_events_of(const struct slacalc_result *result, size_t index, bool checked,
                                        size_t *steps_left);

#endif

/* What a service needs, as a fault tree can say it. */
#ifndef ENGINE_ROWS_FAULT_TREE_H
#define ENGINE_ROWS_FAULT_TREE_H

#include "engine/rows/row_maker.h"

/* The replicas of a component, which nothing names one by one. Few of them are events each, so that cut sets tell them
 * apart; of more than a hundred no engine could list the cut sets, and they fail as one event. */
struct replica_events {
    size_t replicas, quorum;
    bool is_one;
    double down; /* the probability of each event */
};

/* The first service that needs a cycle, or whose promised hours are not all covered by what it needs; SLACALC_NONE
 * where a fault tree can express all services. */
size_t service_beyond_fault_trees(const struct row_maker *maker);

/* Says how replicas of that level are written. Where making one event of them takes more than the steps that are left,
 * each is an event, however many there are. */
struct replica_events replica_events_of(slacalc_level level, size_t replicas, size_t quorum, size_t *steps_left);

#endif

/* What costs a service most. */
#ifndef ENGINE_ROWS_CAUSE_ROWS_H
#define ENGINE_ROWS_CAUSE_ROWS_H

#include "engine/rows/event_rows.h"

struct chance_cost {
    const struct leaf *leaf;
    double share; /* of the downtime of a service */
};

/* What costs a service something and is no component. */
struct chances {
    struct chance_cost *items;
    size_t count, capacity;
};

/* Adds one that is a cause by itself: a switch, a share of traffic, or the common cause of a group. The ways of a split
 * exclude each other, so that none of them costs anything without another one. */
void chances_add(struct chances *chances, struct arena *arena, const struct leaf *leaf, double share);

/* Adds the largest three causes to a service whose shares are known. Of equal ones parts come first, then the order of
 * the graph counts. */
void add_causes(const struct event_maker *events, slacalc_service *service, struct chances *chances);

#endif

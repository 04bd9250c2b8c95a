/* How often a service is down, for how long, and what begins its outages. */
#ifndef ENGINE_ROWS_OUTAGE_ROWS_H
#define ENGINE_ROWS_OUTAGE_ROWS_H

#include "engine/outages/frequency.h"
#include "engine/rows/event_rows.h"

struct outage_maker {
    const struct event_maker *events;
    struct outage_list *outages; /* NULL where the model says no time to restore */
    size_t rows_left;            /* of what begins outages, for all services together */
};

struct outage_maker outage_maker_new(const struct event_maker *events);

/* Adds them where every event of `importance`, which are those of the service, has a time to restore. */
void add_outages(struct outage_maker *maker, slacalc_service *service, const struct importance *importance);

#endif

/* The rows of minimal cut sets. */
#ifndef ENGINE_ROWS_CUT_ROWS_H
#define ENGINE_ROWS_CUT_ROWS_H

#include "engine/cuts/cut_sets.h"
#include "engine/rows/event_rows.h"

struct cut_maker {
    const struct event_maker *events;
    struct minimal_cuts cuts;
    const uint32_t *alike; /* by leaf of the graph */
    size_t nodes_left;     /* of all services together */
    size_t work;           /* steps left for looking at what lies below services */
};

struct cut_maker cut_maker_new(const struct event_maker *events);

/* Adds the likeliest minimal cut sets of the service at that index of the scope. */
void add_cut_sets(struct cut_maker *maker, slacalc_service *service, size_t index);

#endif

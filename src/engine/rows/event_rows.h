/* The rows of events: what each means to a service. */
#ifndef ENGINE_ROWS_EVENT_ROWS_H
#define ENGINE_ROWS_EVENT_ROWS_H

#include "engine/rows/row_maker.h"
#include "engine/valuation/importance.h"

struct event_maker {
    struct row_maker *rows;
    uint32_t *stated_by; /* by requirement: the component that has it; NULL where nobody asks */
};

struct event_maker event_maker_new(struct row_maker *rows);

/* The row of a leaf of the graph, as an event. */
slacalc_event event_row(const struct event_maker *maker, uint32_t gate);

/* Compares two events by component, then by kind, then by place, as for qsort. */
int event_order(const slacalc_event *a, const slacalc_event *b);

/* Adds what each event means to the service at that index of the scope, whose events `importance` had last where hours
 * play no part. */
void add_importance(const struct event_maker *maker, slacalc_service *service, size_t index,
                    const struct importance *importance);

#endif

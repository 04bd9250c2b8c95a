/* The rows of events: what each means to a service. */
#ifndef ENGINE_ROWS_EVENT_ROWS_H
#define ENGINE_ROWS_EVENT_ROWS_H

#include "engine/rows/for_good.h"
#include "engine/rows/row_maker.h"
#include "engine/valuation/importance.h"

struct event_maker {
    struct row_maker *rows;
    uint32_t *stated_by;       /* by requirement: the component that has it; NULL where no requirement is an event */
    struct for_good *for_good; /* what is left to value again */
};

/* `with_events` is false where nobody asks for any. */
struct event_maker event_maker_new(struct row_maker *rows, bool with_events);

/* The row of a leaf of the graph, as an event. */
slacalc_event event_row(const struct event_maker *maker, uint32_t gate);

/* The row of a leaf that is a chance, as an event, and that of what a component adds. */
slacalc_event chance_event(const struct event_maker *maker, const struct leaf *leaf);
slacalc_event component_event(const struct event_maker *maker, uint32_t component, slacalc_event_kind kind);

/* Whether the leaf is a way of a split. The ways exclude each other, so nobody can say what one of them is worth unless
 * it is known which other one the requests would go. */
bool is_way(const struct leaf *leaf);

/* Compares two events by component, then by kind, then by place, as for qsort. */
int event_order(const slacalc_event *a, const slacalc_event *b);

/* Adds what each event means to the service at that index of the scope, whose events `importance` had last where hours
 * play no part. */
void add_importance(const struct event_maker *maker, slacalc_service *service, size_t index,
                    const struct importance *importance);

#endif

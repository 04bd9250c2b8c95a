/* How often a service is down where parts or common causes have other levels: its graph, valued again and again. */
#ifndef ENGINE_ROWS_RETRIAL_H
#define ENGINE_ROWS_RETRIAL_H

#include "engine/graph/building.h"
#include "engine/rows/row_maker.h"
#include "engine/valuation/scaled.h"

struct retrial {
    const struct figures *figures;
    struct building building;          /* of the graph */
    struct graph graph;                /* whose levels may be changed */
    const struct valuation *valuation; /* of that graph */
    struct scaled scaled;
    bool *forced;                      /* by component: it is down, outside of its own hours */
    const struct timed_service *timed; /* of the service in hand; NULL where hours play no part */
    size_t steps_to_set;               /* that it takes to change levels before one value */
    size_t work;                       /* steps left, for all services together */
    bool is_spent;                     /* the work or the time is: what is found since means nothing */
};

/* Some seconds: what somebody asked for may take as much. */
enum { RETRIAL_WORK = 500000000 };

/* Makes the room; figures, building, graph, valuation, steps_to_set and work are set. */
void retrial_open(struct retrial *retrial, struct arena *arena);

/* Takes the service at that index of the scope. Returns false where it has no exact value, or no diagrams. */
bool retrial_take(struct retrial *retrial, size_t index);

/* How often it is down by the levels of the graph; 0 where the work or the time is spent. */
long double retrial_down(struct retrial *retrial);

#endif

/* What is computed of a service that hours play a part in, and from what. */
#ifndef ENGINE_HOURS_TIMED_SERVICE_H
#define ENGINE_HOURS_TIMED_SERVICE_H

#include "base/arena.h"
#include "engine/graph/scope.h"
#include "engine/hours/slices.h"
#include "engine/valuation/valuation.h"

/* What an event means to a service over its promised hours. While its component is outside of its own hours, the event
 * as such changes nothing. */
struct timed_event {
    uint32_t gate; /* a leaf */
    double birnbaum;
    struct level if_up, if_down, while_down; /* of the service, as in struct event */

    /* Of a component that leaves promised hours uncovered. */
    uint32_t uncovered;           /* minutes of them */
    double saved;                 /* of the service's unavailability, if it were covered, at its own level */
    struct level if_covered;      /* of the service, if it were covered so */
    struct level while_uncovered; /* of the service, in these minutes */
};

struct timed_service {
    bool is_timed; /* false: hours play no part, and the rest is not set */
    struct service_slices slices;
    struct interval *slice_values; /* by slice */
    struct interval availability, undegraded;
    bool has_bounds; /* false: hours play a part through optional only, which bounds leave out */
    struct level worst, best;
    bool sharp;
    double *lost;          /* by component: minutes a week that its own level costs; NULL where shares are not wanted */
    double *lost_to_hours; /* the same: that it costs to be outside its hours, instead of at its own level */
    double *lost_to_chance;     /* by leaf of the graph: that the switch or share costs */
    struct timed_event *events; /* NULL where they are not wanted, or not known */
    size_t event_count;
};

struct timed_input {
    const struct slacalc_model *model;
    const struct scope *scope;
    const struct graph *graph;
    struct valuation *valuation;  /* its values change, and are those without forced components in the end */
    struct valuation *undegraded; /* the same; graph is NULL where none differs */
    size_t max_nodes;
    struct deadline *deadline; /* NULL: none */
    bool with_components, with_shares, with_bounds;
    bool with_events; /* and shares */
    struct arena *arena, *temporary;
};

#endif

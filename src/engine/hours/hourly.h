/*
 * Figures of services that hours play a part in. A component outside its own hours is down; the availability is the
 * mean over the slices of the promised hours, weighted by their length.
 *
 * The bounds range over when outages fall as well: every slice is a part of one program (coupling.h), in which each
 * element has one budget of downtime, its share of its component's hours, to spend in whatever slices it is covered in.
 */
#ifndef ENGINE_HOURS_HOURLY_H
#define ENGINE_HOURS_HOURLY_H

#include "base/arena.h"
#include "engine/graph/scope.h"
#include "engine/hours/slices.h"
#include "engine/valuation/valuation.h"

struct timed_service {
    bool is_timed; /* false: hours play no part, and the rest is not set */
    struct service_slices slices;
    struct interval *slice_values; /* by slice */
    struct interval availability, undegraded;
    bool has_bounds; /* false: hours play a part through optional only, which bounds leave out */
    struct level worst, best;
    bool sharp;
    double *lost; /* by component: minutes a week that its own level costs; NULL where shares are not wanted */
};

struct timed {
    struct timetable timetable;
    struct timed_service *services; /* by service of the scope; NULL where hours play no part at all */
    struct interval *components;    /* by component: mean over its own hours in the first season */
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
    struct arena *arena, *temporary;
};

struct timed timed_evaluate(const struct timed_input *input);

#endif

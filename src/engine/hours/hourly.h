/*
 * Figures of services that hours play a part in. A component outside its own hours is down; the availability is the
 * mean over the slices of the promised hours, weighted by their length.
 *
 * The bounds range over when outages fall as well: every slice is a part of one program (coupling.h), in which each
 * element has one budget of downtime, its share of its component's hours, to spend in whatever slices it is covered in.
 */
#ifndef ENGINE_HOURS_HOURLY_H
#define ENGINE_HOURS_HOURLY_H

#include "engine/hours/timed_service.h"

struct timed {
    struct timetable timetable;
    struct timed_service *services; /* by service of the scope; NULL where hours play no part at all */
    struct interval *components;    /* by component: mean over its own hours in the first season */
};

struct timed timed_evaluate(const struct timed_input *input);

/* What hours make of the service at that index of the scope; NULL where they play no part in it. */
static inline struct timed_service *timed_service_at(const struct timed *timed, size_t index) {
    return timed->services && timed->services[index].is_timed ? &timed->services[index] : NULL;
}

#endif

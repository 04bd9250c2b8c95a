/* What an evaluation does is told to whoever asked (slacalc_options.trace). Nothing is computed where nobody did. */
#ifndef ENGINE_TRACE_TRACE_H
#define ENGINE_TRACE_TRACE_H

#include "slacalc.h"

#include <time.h>

struct tracing {
    slacalc_trace_function *tell; /* NULL: nobody asked */
    void *context;
    slacalc_basis basis; /* these two go with all that is told */
    bool is_promises_only;
    struct timespec since; /* the end of the phase before, by the monotonic clock */
};

struct tracing trace_new(const slacalc_options *options);

/* Whether it is worth while to find out what could be told. */
bool trace_is_wanted(const struct tracing *tracing);

/* Tells it where somebody asked. */
void trace_tell(const struct tracing *tracing, slacalc_trace trace);

/* Tells that a phase ends. */
void trace_phase(struct tracing *tracing, slacalc_phase phase);

#endif

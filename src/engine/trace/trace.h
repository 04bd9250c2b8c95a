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
    struct timespec since;               /* the end of the phase before, by the monotonic clock */
    slacalc_progress_function *progress; /* NULL: nobody asked */
    void *progress_context;
    slacalc_phase phase; /* that goes on */
};

struct tracing trace_new(const slacalc_options *options);

/* Whether it is worth while to find out what could be told. */
bool trace_is_wanted(const struct tracing *tracing);

/* Tells it where somebody asked. */
void trace_tell(const struct tracing *tracing, slacalc_trace trace);

/* Tells that a phase begins, and how many services it has done of those that it goes through one by one. */
void progress_begin(struct tracing *tracing, slacalc_phase phase);
void progress_tell(const struct tracing *tracing, size_t done, size_t count);

/* Tells that a phase ends, and that the one behind it begins. */
void trace_phase(struct tracing *tracing, slacalc_phase phase);

#endif

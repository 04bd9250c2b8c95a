#include "engine/trace/trace.h"

static void set_clock(struct timespec *now) {
    if (clock_gettime(CLOCK_MONOTONIC, now) != 0)
        *now = (struct timespec){0};
}

struct tracing trace_new(const slacalc_options *options) {
    struct tracing tracing = {.tell = options->trace, .context = options->trace_context};
    set_clock(&tracing.since);
    return tracing;
}

bool trace_is_wanted(const struct tracing *tracing) {
    return tracing && tracing->tell;
}

void trace_tell(const struct tracing *tracing, slacalc_trace trace) {
    if (!trace_is_wanted(tracing))
        return;
    trace.basis = tracing->basis;
    trace.is_promises_only = tracing->is_promises_only;
    tracing->tell(tracing->context, &trace);
}

void trace_phase(struct tracing *tracing, slacalc_phase phase) {
    struct timespec before = tracing->since;
    if (!trace_is_wanted(tracing))
        return;
    set_clock(&tracing->since);
    trace_tell(tracing, (slacalc_trace){.kind = SLACALC_TRACE_PHASE,
                                        .phase = phase,
                                        .seconds = (double)(tracing->since.tv_sec - before.tv_sec) +
                                                   (double)(tracing->since.tv_nsec - before.tv_nsec) / 1e9});
}

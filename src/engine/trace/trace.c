#include "engine/trace/trace.h"

static void set_clock(struct timespec *now) {
    if (clock_gettime(CLOCK_MONOTONIC, now) != 0)
        *now = (struct timespec){0};
}

struct tracing trace_new(const slacalc_options *options) {
    struct tracing tracing = {.tell = options->trace,
                              .context = options->trace_context,
                              .progress = options->progress,
                              .progress_context = options->progress_context};
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

void progress_tell(const struct tracing *tracing, size_t done, size_t count) {
    if (!tracing || !tracing->progress)
        return;
    const slacalc_progress progress = {.phase = tracing->phase, .basis = tracing->basis, .done = done, .count = count};
    tracing->progress(tracing->progress_context, &progress);
}

void progress_begin(struct tracing *tracing, slacalc_phase phase) {
    tracing->phase = phase;
    progress_tell(tracing, 0, 0);
}

void trace_phase(struct tracing *tracing, slacalc_phase phase) {
    struct timespec before = tracing->since;
    if (phase < SLACALC_PHASE_ROWS)
        progress_begin(tracing, phase + 1);
    if (!trace_is_wanted(tracing))
        return;
    set_clock(&tracing->since);
    trace_tell(tracing, (slacalc_trace){.kind = SLACALC_TRACE_PHASE,
                                        .phase = phase,
                                        .seconds = (double)(tracing->since.tv_sec - before.tv_sec) +
                                                   (double)(tracing->since.tv_nsec - before.tv_nsec) / 1e9});
}

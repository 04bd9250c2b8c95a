#include "cli/trace.h"

#include "cli/complaint.h"
#include "reporter/wording/words.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

double trace_clock(void) {
    struct timespec now;
    return clock_gettime(CLOCK_MONOTONIC, &now) == 0 ? (double)now.tv_sec + (double)now.tv_nsec / 1e9 : 0;
}

void print_trace_of(const char *part, double began) {
    complain(stderr, "trace: %s: %.6f s", part, trace_clock() - began);
}

static void print_gate(const slacalc_trace *trace) {
    static const char *const ways[] = {[SLACALC_WAY_DIRECT] = "directly",
                                       [SLACALC_WAY_DIAGRAM] = "by its diagram",
                                       [SLACALC_WAY_FRONTIER] = "by the frontier",
                                       [SLACALC_WAY_APART] = "by a diagram of its own"};
    char down[64];
    if (trace->low.down == trace->high.down)
        snprintf(down, sizeof down, "%.17g", trace->low.down);
    else
        snprintf(down, sizeof down, "%.17g to %.17g", trace->high.down, trace->low.down);
    complain(stderr, "trace:   gate %zu, %zu of %zu, %s '%s': down %s, %s", trace->gate, trace->at_least,
             trace->arguments, trace->is_inner ? "below" : "of", trace->component ? trace->component : "", down,
             ways[trace->way]);
}

static void print_phase(const slacalc_trace *trace) {
    static const char *const phases[] = {[SLACALC_PHASE_OWN_PARTS] = "own parts",
                                         [SLACALC_PHASE_GRAPH] = "graph",
                                         [SLACALC_PHASE_VALUES] = "values",
                                         [SLACALC_PHASE_UNDEGRADED] = "undegraded values",
                                         [SLACALC_PHASE_HOURS] = "hours",
                                         [SLACALC_PHASE_BOUNDS] = "bounds",
                                         [SLACALC_PHASE_ROWS] = "rows"};
    complain(stderr, "trace: %s by %s%s: %.6f s", phases[trace->phase], word_of_basis(trace->basis),
             trace->is_promises_only ? ", of promises only" : "", trace->seconds);
}

void print_trace(void *context, const slacalc_trace *trace) {
    (void)context;
    switch (trace->kind) {
    case SLACALC_TRACE_ORDER:
        complain(stderr, "trace:   order %zu: up to gate %zu, %zu nodes, %zu steps", trace->order, trace->gates,
                 trace->nodes, trace->work);
        break;
    case SLACALC_TRACE_SWEEP:
        complain(stderr, "trace:   frontier over %zu gates: %zu states", trace->gates, trace->work);
        break;
    case SLACALC_TRACE_DIRECT:
        complain(stderr, "trace:   %zu gates directly", trace->gates);
        break;
    case SLACALC_TRACE_GATE:
        print_gate(trace);
        break;
    case SLACALC_TRACE_PHASE:
        print_phase(trace);
        break;
    }
}

/* How a model is evaluated, and what an evaluation tells of itself while it goes on. */
#ifndef SLACALC_OPTIONS_H
#define SLACALC_OPTIONS_H

#include "slacalc/level.h"

#ifdef __cplusplus
extern "C" {
#endif

/* ---- Looking inside -------------------------------------------------------------------------- */

/* The parts of an evaluation, in this order. */
typedef enum {
    SLACALC_PHASE_OWN_PARTS,  /* what the needs of components with a figure for the whole leave of it */
    SLACALC_PHASE_GRAPH,      /* gates are made of the model */
    SLACALC_PHASE_VALUES,     /* the availability of each gate */
    SLACALC_PHASE_UNDEGRADED, /* the same with every optional requirement needed */
    SLACALC_PHASE_HOURS,      /* the availability of what has hours */
    SLACALC_PHASE_BOUNDS,     /* the worst and the best overlap of outages */
    SLACALC_PHASE_ROWS        /* verdicts, gaps, shares of downtime */
} slacalc_phase;

/* How a gate got its value. */
typedef enum {
    SLACALC_WAY_DIRECT,   /* from its arguments, which have nothing in common */
    SLACALC_WAY_DIAGRAM,  /* from its decision diagram */
    SLACALC_WAY_FRONTIER, /* from the states of a frontier, or what the budget left of them */
    SLACALC_WAY_APART     /* from a diagram in an order of its own, as no order was good for all gates together */
} slacalc_way;

typedef enum {
    SLACALC_TRACE_ORDER,  /* diagrams were built in one order of their variables, until the budget for it was spent or
                             all had one: `order`, `gates`, `nodes`, and `work` in steps */
    SLACALC_TRACE_SWEEP,  /* a frontier went over gates that have something in common: `gates`, `work` in states */
    SLACALC_TRACE_DIRECT, /* so many `gates` are exact from their arguments alone */
    SLACALC_TRACE_GATE,   /* any other gate: `gate`, `component`, `is_inner`, `at_least`, `arguments`, `way`, `low`,
                             `high` */
    SLACALC_TRACE_PHASE   /* the phase ends in which all this was since the one before: `phase`, `seconds` */
} slacalc_trace_kind;

/* What is said while an evaluation goes on. Fields that the kind does not name are 0. */
typedef struct {
    slacalc_trace_kind kind;
    slacalc_basis basis;   /* by which this is computed */
    bool is_promises_only; /* this is about the services with a promise, by themselves */
    slacalc_phase phase;
    double seconds; /* by the clock */
    size_t order;   /* from 1 */
    size_t gates, nodes, work;
    size_t gate;           /* its number */
    const char *component; /* whose gate it is; of an inner one, who needs it; NULL where nobody has a name */
    bool is_inner;
    size_t at_least, arguments; /* so many of its arguments have to be up; 1 of 0 for a leaf */
    slacalc_way way;
    slacalc_level low, high; /* of the availability; equal where the gate is exact */
} slacalc_trace;

/* Called while an evaluation goes on; what it is given lives until it returns. */
typedef void slacalc_trace_function(void *context, const slacalc_trace *trace);

/* How far an evaluation is. */
typedef struct {
    slacalc_phase phase; /* that goes on; some are gone through several times */
    slacalc_basis basis; /* by which this is computed */
    size_t done, count;  /* so many services, or with SLACALC_PHASE_OWN_PARTS components, of those that this phase goes
                            through one by one; 0 of 0 where it does not, or not yet */
} slacalc_progress;

/* Called when a phase begins, and as services are done. */
typedef void slacalc_progress_function(void *context, const slacalc_progress *progress);

/* ---- Evaluation ------------------------------------------------------------------------------ */

typedef struct {
    size_t size; /* sizeof(slacalc_options): the fields that the caller knows, so that others may follow; 0 stands for
                    those of version 0.1 */
    slacalc_basis basis;
    double period_s;     /* downtime budgets are over this; 0 takes the model's period, 30 days where it has none */
    size_t max_nodes;    /* decision-diagram nodes that may be built in all, and other work in proportion; past it,
                            intervals instead of exact figures, the same ones each time */
    double time_limit_s; /* the same past so many seconds of evaluation, which is not the same each time; 0: none */
    bool strict;         /* a promise must be guaranteed, and have no gap; changes slacalc_result_kept only */
    bool all_bases; /* compute each service's availability by every basis too; the rest of the report is by `basis` */
    bool sharp;     /* look for sharp bounds where something is shared, which may take seconds; without it a promise is
                       kept or not all the same, but may be told guaranteed or impossible less often */
    bool shares;    /* compute each component's share of every service's downtime */
    bool kept_only; /* find out slacalc_result_kept and nothing else: there are no rows, every promise counts as holding
                       or broken, and what no promise asks for is computed only where a spent budget leaves a promise
                       open; without effect where `strict` is set */
    long today;     /* days since 1970-01-01, by which figures with `as_of` have an age; 0: they have none */
    double max_age_s;              /* older ones are outdated, which adds a warning; two years by default */
    slacalc_trace_function *trace; /* told what the evaluation does; NULL: nobody is */
    void *trace_context;
    bool why; /* find out what brings each service down: the importance of each event, and the minimal cut sets; with
                 `shares` only */
    bool undegraded; /* compute each service as though all that is optional were needed; without it that is the interval
                        up to the availability */
    bool gaps;  /* look for the gaps of promises, and compute services by contract for that; without it gaps_unknown
                   is set */
    size_t top; /* so many of the likeliest minimal cut sets of each service; 0: all */
    bool need;  /* find out what each part would have to deliver for each promise to be just kept; with `shares` only */
    slacalc_progress_function *progress; /* told how far the evaluation is; NULL: nobody is */
    void *progress_context;
    bool outages;    /* refuse a model of which a needed part that may be down has no mean time to restore, so that how
                        often services are down is known of each that is exact; with `shares` only, and without effect on a
                        plan */
    double min_kept; /* refuse a model as with `outages`; slacalc_result_kept asks that each promise is kept at least
                        so often, a ratio; 0: it does not ask */
    bool money; /* refuse a model as with `outages`, and one without any fee; with `shares` only, and without effect on
                   a plan */
} slacalc_options;

/* The options of a plain `slacalc model.yaml`. `size` is sizeof *options. */
SLACALC_API void slacalc_options_init(slacalc_options *options, size_t size);

/* The same. */
static inline slacalc_options slacalc_options_default(void) {
    slacalc_options options;
    slacalc_options_init(&options, sizeof options);
    return options;
}

#ifdef __cplusplus
}
#endif

#endif

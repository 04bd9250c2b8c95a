/* The cheapest options of a model under which every promise is kept. */
#ifndef SLACALC_PLAN_H
#define SLACALC_PLAN_H

#include "slacalc/result.h"

#ifdef __cplusplus
extern "C" {
#endif

/* A promise that is not kept. */
typedef struct {
    const char *service;
    slacalc_promise_kind kind;
    slacalc_level level;
    double short_s; /* downtime too much over the period */
} slacalc_missed;

/* A promise that is not kept where there is no plan. */
typedef struct {
    const char *service;
    slacalc_promise_kind kind;
    slacalc_level level;
    slacalc_level best; /* the highest availability of the service under any set, others' promises put aside */
    bool proven;        /* false where a budget ended the search for it */
} slacalc_reachable;

/* What a further amount buys: the cheapest set under which the service is up more often than under the one before;
 * among equals that with fewer options, then that under which it is up most. */
typedef struct {
    double cost;
    const size_t *options;
    size_t option_count;
    slacalc_level availability;
} slacalc_step;

typedef struct {
    const char *service;
    const slacalc_step *steps; /* the first one is the model as it is; ten more at the most */
    size_t step_count;
    bool complete; /* false where the budget ended the search before there were so many, or no more */
} slacalc_steps;

/* What of a model's options to take; where it has none, of changes that are tried for 1 each: one more replica of a
 * component that counts with an own figure, "db.replicas=2", and the next nine of that, "db.slo=99.99%". Costs are per
 * period where the model's are for a time. */
typedef struct {
    bool found;  /* every promise is kept, as slacalc_result_kept says; otherwise the fewest are broken */
    bool proven; /* nothing better is; false where a budget ended the search */
    double cost;
    double least_cost;        /* no plan costs less; the same as cost where that is proven */
    const char *currency;     /* NULL where there is none */
    size_t broken;            /* promises that are not kept */
    const char *const *names; /* of all options of the model, or of the changes that are tried */
    size_t name_count;
    bool has_options;      /* the model has; otherwise changes are tried */
    size_t left_out;       /* changes that were not tried, as they were too many: those of parts that cause less */
    const size_t *options; /* those to take, as indices of names */
    size_t option_count;
    bool has_runner_up; /* the dearest of the sets that cost less than the plan, and what it misses */
    double runner_up_cost;
    const size_t *runner_up_options;
    size_t runner_up_count;
    const slacalc_missed *missed;
    size_t missed_count;
    const slacalc_reachable *reachable; /* for each promise that is not kept; none where there is a plan */
    size_t reachable_count;
    const slacalc_steps *frontier; /* by service */
    size_t frontier_count;
} slacalc_plan;

/* Evaluates a checked model under the cheapest set of its options with which every promise is kept, or with which the
 * fewest are broken; among equals under that with fewer options, then with the higher availability of the first
 * service, then with options that stand earlier. A set that would make the model invalid is not considered. The node
 * budget and the time limit end the search with the best that was found. Returns NULL as slacalc_evaluate does, and
 * with an error in `problems` where the model has no promise. */
SLACALC_API slacalc_result *slacalc_plan_options(const slacalc_model *model, const slacalc_options *options,
                                                 slacalc_diagnostics *problems);

/* The plan; NULL where the result is not from slacalc_plan_options. It belongs to the result. */
SLACALC_API const slacalc_plan *slacalc_result_plan(const slacalc_result *result);

#ifdef __cplusplus
}
#endif

#endif

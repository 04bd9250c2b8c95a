/* What the changes of a model do to its promises. */
#ifndef SLACALC_AGAINST_H
#define SLACALC_AGAINST_H

#include "slacalc/result.h"

#ifdef __cplusplus
extern "C" {
#endif

/* A service of either model, by its name. */
typedef struct {
    const char *name;
    size_t component;               /* index of the component; SLACALC_NONE where the new model has no such service */
    bool was, is;                   /* the old one has it, the new one has it */
    slacalc_estimate before, after; /* availabilities; before is set where it was, and after where it is */
    double period_s;                /* over which downtime is counted: of the new model, where it has the service */
    double difference_s; /* more downtime over the period, at the hours of the new model; less where negative; 0 where
                            one model has no such service; NAN where only an interval is known */
} slacalc_compared_service;

typedef enum {
    SLACALC_CHANGED,      /* another verdict, kept as before or not */
    SLACALC_NEWLY_BROKEN, /* it was kept and is not any more, or it is new and not kept */
    SLACALC_MENDED        /* it was not kept, not only left open, and is now */
} slacalc_turn;

/* A promise whose verdict changed, or that is new and not kept. Kept means what it does for slacalc_result_kept. */
typedef struct {
    size_t service; /* index in slacalc_against.services */
    slacalc_promise_kind kind;
    slacalc_turn turn;
    bool was; /* there was such a promise; otherwise the next two are not set */
    slacalc_verdict before;
    slacalc_level level_before;
    slacalc_verdict after;
    slacalc_level level;
    const char *file; /* where it is written, as of slacalc_promise */
    size_t line, column;
} slacalc_compared_promise;

/* What a change does to a service that both models have. NAN where it is not known: an evaluation came to an interval
 * only, or the change by itself would make no model. */
typedef struct {
    size_t service; /* index in slacalc_against.services */
    double alone_s; /* more downtime over the period if this were the only change */
    double share_s; /* its share in the difference by Shapley: what it adds, averaged over all orders in which the
                       changes could be made; NAN too where there are more than SLACALC_SHARED_CHANGES */
} slacalc_effect;

#define SLACALC_SHARED_CHANGES 8

/* A value as a model writes it. */
typedef struct {
    const char *text; /* NULL where there is none */
    bool is_level;    /* then the level is set */
    slacalc_level level;
} slacalc_value;

/* A key of a component with another value; keys of which one alone would make no model are one change, their names and
 * values joined by ", ". */
typedef struct {
    const char *component;
    const char *key; /* NULL where the component itself is added, or otherwise removed: it does nothing by itself */
    bool is_added;
    slacalc_value old_value, new_value;
    const char *file; /* where the new value stands, or else the component; of one that is removed in the old model */
    size_t line, column;
    const slacalc_effect *effects; /* on each service that it can reach, in the order of services */
    size_t effect_count;
    bool effects_unknown; /* what it reaches takes too much work to look for, which adds a warning: there are no effects
                             then */
} slacalc_change;

typedef struct {
    const slacalc_compared_service *services; /* those of the new model in its order, then those that are gone */
    size_t service_count;
    const slacalc_compared_promise *promises; /* those that are newly broken first */
    size_t promise_count;
    const slacalc_change *changes; /* in the order of the new model, then what is removed */
    size_t change_count;
    size_t newly_broken, mended; /* how many promises are */
} slacalc_against;

/* Evaluates a checked model that slacalc_model_compare was called for, as slacalc_evaluate does, and what its changes
 * do. Returns NULL as that does, and with an error in `problems` where the models have no service in common. */
SLACALC_API slacalc_result *slacalc_compare(const slacalc_model *model, const slacalc_options *options,
                                            slacalc_diagnostics *problems);

/* What the changes do; NULL where the result is not from slacalc_compare. It belongs to the result. */
SLACALC_API const slacalc_against *slacalc_result_against(const slacalc_result *result);

#ifdef __cplusplus
}
#endif

#endif

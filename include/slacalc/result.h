/* What an evaluation has found: components, requirements, services and cycles. */
#ifndef SLACALC_RESULT_H
#define SLACALC_RESULT_H

#include "slacalc/model.h"
#include "slacalc/options.h"
#include "slacalc/service.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Which figure of a component was taken as its own level. */
typedef enum {
    SLACALC_FIGURE_NONE, /* it has none: 100 % */
    SLACALC_FIGURE_SLO,
    SLACALC_FIGURE_MEASURED,
    SLACALC_FIGURE_MTBF,
    SLACALC_FIGURE_OLA,
    SLACALC_FIGURE_SLA,
    SLACALC_FIGURE_OBJECTIVE,
    SLACALC_FIGURE_DOWN /* slacalc_model_down: 0 % */
} slacalc_figure;

/* A figure as a component states it, whether it was taken or not. */
typedef enum {
    SLACALC_STATED_SLA,
    SLACALC_STATED_OLA,
    SLACALC_STATED_OBJECTIVE,
    SLACALC_STATED_SLO,
    SLACALC_STATED_MEASURED,
    SLACALC_STATED_MTBF /* mtbf / (mtbf + mttr) */
} slacalc_stated_kind;

typedef struct {
    slacalc_stated_kind kind;
    slacalc_level level;
    const char *file;
    size_t line; /* from 1 */
} slacalc_stated;

/* A tier of what an sla pays back. */
typedef struct {
    slacalc_level below; /* where less than this was delivered */
    slacalc_level part;  /* this part of the fee: up */
} slacalc_credit;

typedef struct {
    const char *name;
    const char *owner; /* NULL where absent, as the six below */
    const char *description;
    const char *source;
    const char *as_of;             /* YYYY-MM-DD */
    const char *evidence;          /* what its figures were read in */
    const char *condition;         /* when its level holds */
    const char *claim_within;      /* until when a credit has to be claimed */
    const slacalc_credit *credits; /* levels go down and parts go up */
    size_t credit_count;
    slacalc_level credit_cap; /* up: the most of the fee that is paid back; {0, 0} where it says nothing */
    long age_days;     /* of as_of; -1 where that is absent, lies ahead, or slacalc_options.today was not given */
    bool outdated;     /* older than slacalc_options.max_age_s */
    const char *file;  /* where it is defined */
    size_t line;       /* from 1 */
    slacalc_level own; /* of one replica */
    slacalc_figure figure;
    bool has_whole; /* the figure is a promise about the whole, what it needs included: `own` was derived from it */
    slacalc_level whole;   /* that promise; {0, 0} without one */
    slacalc_level checked; /* own level, of one replica, by which its own promises are checked: the same as `own`; with
                              `has_whole` an own figure, 100 % without one */
    slacalc_figure checked_figure;
    size_t replicas, quorum;
    double beta; /* share of the unavailability of a replica that one cause of all of them has; 0 where none counts */
    bool beta_is_assumed; /* it is that of slacalc_model_assume_beta */
    double mttr_s; /* mean time to restore a replica, in seconds; 0 where none is known, and where it has no figure */
    bool mttr_is_assumed; /* it is that of slacalc_model_assume_mttr */
    bool is_tied; /* its replicas stand across places, or a common cause takes it down with others: what it costs is not
                     linear in its level */
    slacalc_estimate availability; /* compound, as those who need it see it: replicas and all that it needs */
    size_t requirements;           /* index of the first requirement of depends_on; SLACALC_NONE where there is none */
    const slacalc_stated *stated;  /* every figure that it states, in the order of slacalc_stated_kind */
    size_t stated_count;
    const char *hours; /* as written, ranges joined by ", "; NULL where it says nothing, as the two below */
    const char *maintenance;
    const char *timezone;     /* its own or that of its document */
    const size_t *depends_on; /* components that its requirements name, once each, in their order */
    size_t depends_on_count;
    double fee;           /* paid for it, over the period in which its sla is judged; 0 where nothing is said */
    const char *currency; /* of the fee; NULL where none is said */
} slacalc_component;

typedef enum {
    SLACALC_NEED_COMPONENT, /* the component */
    SLACALC_NEED_ALL,       /* every part */
    SLACALC_NEED_ANY,       /* one part */
    SLACALC_NEED_AT_LEAST,  /* at_least of the parts */
    SLACALC_NEED_FAILOVER,  /* the first part, or a later one and the switch to it */
    SLACALC_NEED_TRAFFIC,   /* the one part, by a share of the requests */
    SLACALC_NEED_OPTIONAL,  /* the one part degrades only */
    SLACALC_NEED_SPLIT,     /* one of the parts, each NEED_TRAFFIC, by its share of the requests */
    SLACALC_NEED_ACROSS     /* the parts are places, one of which each replica of the component needs, going round */
} slacalc_requirement_kind;

/* A requirement of a component as the model writes it. All of a component's depends_on are needed: they are chained
 * by `next` from slacalc_component.requirements on. */
typedef struct {
    slacalc_requirement_kind kind;
    size_t component;    /* NEED_COMPONENT: index of the component; SLACALC_NONE otherwise */
    size_t part;         /* index of the first part, the others follow by its `next`; SLACALC_NONE for a component */
    size_t next;         /* the next requirement beside this one; SLACALC_NONE after the last */
    size_t at_least;     /* NEED_AT_LEAST: how many parts */
    slacalc_level level; /* NEED_FAILOVER: of each switch; NEED_TRAFFIC: up is the share of requests that needs it, of
                            those below NEED_SPLIT in place of the other ways */
    double beta; /* of a group: share of the unavailability of its best member that one cause of all has; 0 where none
                    counts */
    bool beta_is_assumed; /* it is that of slacalc_model_assume_beta */
    double tolerates_s;   /* its outages are noticed only when they have lasted that long; 0: at once */
    double takes_s;       /* NEED_FAILOVER: so long each switch takes; 0: none */
} slacalc_requirement;

/* What was found: rows only. It outlives the model. */
typedef struct slacalc_result slacalc_result;

/* Evaluates a checked model. Returns NULL only when memory is exhausted, the model has errors, or an option has a value
 * that is none, with an error in `problems`. A spent node budget or time limit is not an error: it adds a warning. The
 * result belongs to the caller.
 */
SLACALC_API slacalc_result *slacalc_evaluate(const slacalc_model *model, const slacalc_options *options,
                                             slacalc_diagnostics *problems);
SLACALC_API void slacalc_result_free(slacalc_result *result);

/* The rows; they belong to the result. Components are all that the reported services need, in the order of the
 * model; services stand in the order of the model, or of selection. NULL stands past the last one. */
SLACALC_API size_t slacalc_result_service_count(const slacalc_result *result);
SLACALC_API const slacalc_service *slacalc_result_service(const slacalc_result *result, size_t index);
SLACALC_API size_t slacalc_result_component_count(const slacalc_result *result);
SLACALC_API const slacalc_component *slacalc_result_component(const slacalc_result *result, size_t index);
SLACALC_API const slacalc_requirement *slacalc_result_requirement(const slacalc_result *result, size_t index);

SLACALC_API const char *slacalc_result_title(const slacalc_result *result); /* NULL where the model has none */
SLACALC_API slacalc_basis slacalc_result_basis(const slacalc_result *result);
SLACALC_API double slacalc_result_period_s(const slacalc_result *result);
SLACALC_API bool slacalc_result_all_bases(const slacalc_result *result); /* whether by_basis is set */

/* Components that need each other, all of which the reported services need: they stand or fall together. The edges
 * are one way round. */
typedef struct {
    size_t from, to;  /* indices of components: the first needs the second */
    const char *file; /* where it says so */
    size_t line;      /* from 1 */
} slacalc_cycle_edge;

typedef struct {
    size_t component_count;
    const slacalc_cycle_edge *edges;
    size_t edge_count;
} slacalc_cycle;

/* NULL stands past the last one. */
SLACALC_API size_t slacalc_result_cycle_count(const slacalc_result *result);
SLACALC_API const slacalc_cycle *slacalc_result_cycle(const slacalc_result *result, size_t index);

/* How many references of the catalogues lead nowhere, of those too that a model that was read says it was printed from;
 * SLACALC_NONE where there is neither. The figures are without them, unless slacalc_import.unresolved gave them a
 * level.
 */
SLACALC_API size_t slacalc_result_unresolved(const slacalc_result *result);

/* How many gaps all promises have together. */
SLACALC_API size_t slacalc_result_gaps(const slacalc_result *result);

/* How many promises got that verdict. */
SLACALC_API size_t slacalc_result_verdicts(const slacalc_result *result, slacalc_verdict verdict);

/* Whether every promise is kept: guaranteed or holding, with the option `strict` guaranteed and
 * without a gap, and with `min_kept` at least so often. */
SLACALC_API bool slacalc_result_kept(const slacalc_result *result);

#ifdef __cplusplus
}
#endif

#endif

/* The row of a service: availability, promises, hours, gaps, and what brings it down. */
#ifndef SLACALC_SERVICE_H
#define SLACALC_SERVICE_H

#include "slacalc/level.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef enum { SLACALC_SLA, SLACALC_OLA, SLACALC_OBJECTIVE, SLACALC_REQUIRED } slacalc_promise_kind;

/* With the promise P, the availability A and the overlap bounds [W, B]. A computed unavailability that exceeds the
 * promised one by at most 1e-9 of itself keeps the promise, so that equality at the written decimal holds. */
typedef enum {
    SLACALC_GUARANTEED, /* P <= W: however outages fall */
    SLACALC_HOLDS,      /* W < P <= A: if they fall independently */
    SLACALC_BROKEN,     /* A < P <= B */
    SLACALC_IMPOSSIBLE  /* P > B: no coordination of outages could save it */
} slacalc_verdict;

/* What is said of how likely a promise is kept in a period. */
typedef enum {
    SLACALC_KEPT_UNKNOWN,
    SLACALC_KEPT_EXACT,
    SLACALC_KEPT_AT_LEAST,   /* outages of several parts at once are counted for each: the truth is no less */
    SLACALC_KEPT_APPROXIMATE /* some part has too many states, or reads outages by their age; or the service is promised
                                at some hours only */
} slacalc_kept_kind;

/* What a component pays back where it delivers less than it promised, by its credits, in the currency of its fee. */
typedef struct {
    size_t component; /* index of the component */
    double expected;  /* on average in a period of the service: the sum over its tiers of what each adds times the
                         probability that less is delivered, capped */
    double largest;   /* in a period of its own */
} slacalc_payback;

typedef struct {
    slacalc_promise_kind kind;
    slacalc_level level;
    slacalc_verdict verdict;
    bool decided; /* false where a spent budget or time limit left it open; the verdict is then the more careful one */
    double margin_s;     /* allowed less computed downtime over the period; negative where the promise is broken */
    double common_cause; /* of a promise that holds: the largest beta, the same for all replicas and groups, under which
                            it still does; 1 where it does under each; negative where that was not sought */
    const char *file;    /* where it was written; of SLACALC_REQUIRED the name of SLACALC_HINT_REQUIRE */
    size_t line;         /* from 1; 0 where it has no line */
    size_t column;       /* from 1, counted in characters; 0 where it has no line */
    slacalc_kept_kind kept_is;
    double kept; /* the probability that the downtime of a period is no more than is allowed, 0 to 1; 0 where that is
                    not known, as where slacalc_service.has_outages is not set */
    const slacalc_payback *credit; /* of an sla, to be paid to its customers; NULL where it has no credits, or no fee,
                                      or that is not known */
} slacalc_promise;

/* A stretch of the week, in minutes from Monday 00:00 UTC; 0 <= start < end <= 10080. */
typedef struct {
    unsigned start, end;
} slacalc_stretch;

/* The part of a service's promised hours in which the same components are uncovered: outside their own hours. */
typedef struct {
    double hours_per_week;      /* above 0 */
    slacalc_level availability; /* within it, with those components down */
    const size_t *uncovered;    /* indices of components, in model order */
    size_t uncovered_count;
} slacalc_slice;

/* A needed component that leaves some of the promised hours uncovered. */
typedef struct {
    size_t component;
    double hours_per_week;            /* of the promised hours that it leaves uncovered */
    const slacalc_stretch *stretches; /* ascending */
    size_t stretch_count;
    const slacalc_stretch *local; /* the same in slacalc_service.timezone, from Monday 00:00 there; ascending */
    size_t local_count;
} slacalc_uncovered;

/* What a promise lacks behind it. */
typedef enum {
    SLACALC_GAP_AVAILABILITY, /* the promise is above the computed availability: `stated` against `backed` */
    SLACALC_GAP_CONTRACT, /* an sla or ola, `stated`, is kept as computed, but above what the agreements of all parts
                             come to, `backed` */
    SLACALC_GAP_HOURS,    /* the promise holds at hours at which `component`, which it rests on, has none */
    SLACALC_GAP_NO_AGREEMENT, /* an sla or ola rests on `component`, which has neither: only an slo or a measurement */
    SLACALC_GAP_BREACHED,     /* the measured level of `component`, `backed`, is below its agreement, `stated` */
    SLACALC_GAP_NOT_OPTIONAL, /* `component` is optional in one place and a single point of failure by another way */
    SLACALC_GAP_NO_OWN_LEVEL  /* the service needs something and states no figure of its own: it counts as 100 % */
} slacalc_gap_kind;

/* A part of a service whose agreement is weaker than what was counted on. */
typedef struct {
    size_t component;
    slacalc_level agreed;  /* its sla, or else its ola */
    slacalc_level counted; /* its availability as computed */
    double share;     /* of the downtime by contract: by how much that would shrink if the component delivered what was
                         counted on; 0 where that is not known */
    const char *file; /* where the agreement is written, as of a gap */
    size_t line;
} slacalc_weak_part;

typedef struct {
    slacalc_gap_kind kind;
    size_t promise;   /* index in the service's promises */
    size_t component; /* that the gap is about; for GAP_AVAILABILITY, GAP_CONTRACT and GAP_NO_OWN_LEVEL the service */
    slacalc_level stated;  /* what is promised; {0, 0} but for GAP_AVAILABILITY, GAP_CONTRACT and GAP_BREACHED */
    slacalc_level backed;  /* what stands behind it; {0, 0} as above */
    double hours_per_week; /* GAP_HOURS: that are uncovered; 0 elsewhere */
    double share;          /* of the service's downtime, that the component causes; 0 where not known */
    const slacalc_weak_part *weak_parts; /* GAP_CONTRACT: by descending share, then in model order */
    size_t weak_part_count;
    const char *file; /* where it is written; of what a what-if says the name of its hint */
    size_t line;      /* from 1 */
    size_t column;    /* from 1, counted in characters */
} slacalc_gap;

/* By how much a service's downtime would shrink without what the component adds to it; parts of the service's
 * unavailability, 0 to 1. Those of redundant components need not add up to 1. */
typedef struct {
    size_t component;   /* index of the component */
    double share;       /* if its own level were 100 % */
    double hours_share; /* if it had the hours of the promise, at its own level; 0 where it leaves none uncovered */
} slacalc_share;

/* What brings a service down. */
typedef enum {
    SLACALC_EVENT_COMPONENT, /* the own part of `component` is down */
    SLACALC_EVENT_REPLICAS,  /* so many replicas of `component` are down that its quorum is lost: as one event */
    SLACALC_EVENT_SWITCH,    /* the switch to a later part of a failover does not work; `component` has the failover */
    SLACALC_EVENT_TRAFFIC,   /* a request is one of those that need the part; `component` has the share of traffic */
    SLACALC_EVENT_HOURS,     /* `component` is outside of its own hours */
    SLACALC_EVENT_WAY,       /* a request goes this way of a split, and none before it; `component` has the split */
    SLACALC_EVENT_LATER_WAY, /* a request goes one of the ways behind this one, and none before it */
    SLACALC_EVENT_COMMON     /* a common cause takes down all of a group that `component` needs, or all its replicas */
} slacalc_event_kind;

typedef struct {
    slacalc_event_kind kind;
    size_t component; /* index of the component */
    size_t part; /* EVENT_SWITCH, EVENT_TRAFFIC, EVENT_WAY, EVENT_LATER_WAY: index of the component that the requirement
                    leads to; SLACALC_NONE where that is several, and elsewhere. EVENT_COMMON: one of the group,
                    SLACALC_NONE where it is that of replicas */
    const char *file;   /* where the requirement stands, or the component */
    size_t line;        /* from 1 */
    size_t column;      /* from 1, counted in characters */
    size_t placed;      /* EVENT_REPLICAS across places, in a cut set: so many replicas have a place that is up, and too
                           few of these are; 0 elsewhere */
    double probability; /* EVENT_HOURS: the share of the promised hours that is uncovered */
    double from_s;      /* only outages that have lasted that long; 0: from their begin */
    double until_s;     /* and only while they have not lasted that long; 0: to their end */
} slacalc_event;

/* A minimal cut set: the events together bring the service down, whatever else happens, and no part of them does. */
typedef struct {
    const slacalc_event *events; /* by component */
    size_t event_count;          /* 0 of a service that is down whatever happens */
    double probability;          /* of all of them together */
    size_t alike; /* index of the first set from which this one differs at most by events that are alike: of the same
                     level, at the same place */
} slacalc_cut_set;

/* What an event means to a service whose unavailability is U. U is linear in the event's probability q. */
typedef struct {
    slacalc_event event;
    slacalc_level level;   /* of the event: down is q. EVENT_HOURS: the share of the promised hours that is uncovered */
    double birnbaum;       /* U while the event lasts, less U if it never happens; EVENT_HOURS: in those hours */
    double criticality;    /* the part of U that would not be without the event */
    double diagnostic;     /* the part of U in which the event happens */
    double raw;            /* risk achievement worth: U if the event is there for good, by U */
    double rrw;            /* risk reduction worth: U by U if the event never happens; infinite where that is 0 */
    slacalc_level if_down; /* availability if the event is there for good, as by slacalc_model_down; EVENT_HOURS: within
                              the uncovered hours */
    slacalc_level if_perfect; /* availability if it never happens */
} slacalc_importance;

/* What a part would have to deliver for a promise to be just kept, all else as it is. Of a promise that is kept it is
 * how far the part may fall. */
typedef struct {
    size_t promise;      /* index in the service's promises */
    slacalc_event event; /* of a component or its replicas */
    bool is_possible;    /* false: not by this part alone, be it at 100 % */
    slacalc_level level; /* of one replica; of the whole where `is_whole`; {0, 0} where not possible */
    slacalc_level now;   /* the same as it counts now */
    bool is_whole;       /* a figure for the whole was counted: that is meant */
} slacalc_needed;

/* Which parts would keep a promise that is broken, each alone, all else as it is. */
typedef struct {
    size_t part_count;           /* of all of them; 0 of a promise that is kept */
    bool is_open;                /* of some part it is not known, as that takes more work than is allowed */
    const slacalc_needed *parts; /* the first three of them, as `shares` stand; with SLACALC_EVENT_HOURS the part would
                                    do at its own level in all promised hours, and levels are not set */
} slacalc_mending;

/* What costs a service much: a part by what `shares` say of it, a switch, a share of traffic, or the common cause of a
 * group. */
typedef struct {
    slacalc_event event; /* EVENT_HOURS: the part costs more by its hours than by its own level */
    double share;        /* of the downtime, 0 to 1 */
} slacalc_cause;

/* What begins outages of a service. */
typedef struct {
    slacalc_event event; /* of a component, its replicas, or a common cause */
    double per_period;   /* how many of the service's outages it begins over the service's period, on average */
    double mttr_s;       /* the mean time to restore of the component, or of the fastest of those with a common cause */
} slacalc_outage_start;

typedef struct {
    size_t component; /* index of the component that is the service */
    slacalc_estimate availability;
    slacalc_estimate undegraded;     /* every optional requirement needed, every traffic share 100 % */
    double nines;                    /* -log10 of the unavailability; infinite where that is 0 */
    double period_s;                 /* its own period, or that of the result */
    double downtime_period_s;        /* expected over the period */
    double downtime_year_s;          /* expected over 365.2425 days */
    slacalc_level worst, best;       /* over all joint behaviours that leave each component its own level */
    bool sharp;                      /* worst and best are attained; false: valid, perhaps wider than need be */
    const slacalc_promise *promises; /* sla, ola, objective, required, in that order */
    size_t promise_count;
    const size_t *degraded_by; /* components in optional requirements anywhere below, in model order */
    size_t degraded_by_count;
    bool degraded_by_unknown;    /* they were too many to look for, which adds a warning */
    double hours_per_week;       /* promised: 168 where the service has no hours */
    double coverage;             /* share of them, 0 to 1, in which every needed component is covered */
    slacalc_level covered;       /* availability within the covered hours alone; {0, 0} where there is none */
    const char *season;          /* Monday (YYYY-MM-DD) of a week whose clocks this is computed for: the worse
                                    coverage of the year; NULL where the season makes no difference */
    const char *timezone;        /* of the promised hours, as written; "UTC" where nothing is said */
    const slacalc_slice *slices; /* the promised hours by what is uncovered; the covered slice first, if any */
    size_t slice_count;
    const slacalc_uncovered *uncovered; /* who leaves which promised hours uncovered, in model order */
    size_t uncovered_count;
    slacalc_estimate by_basis[SLACALC_BASES]; /* availability by each basis; set where slacalc_options.all_bases */
    size_t without_agreement; /* parts, the service aside, that count by the basis sla with what is no agreement; set
                                 where slacalc_options.all_bases */
    const slacalc_gap *gaps;  /* by promise: those of the promise as such, then by descending share, by kind, and in
                                 model order; several for one component and promise */
    size_t gap_count;
    bool gaps_unknown; /* they were too many to look for, which adds a warning: those of the promise itself alone are
                          known, and a promise that has to be without a gap is not kept */
    const slacalc_share *shares; /* by the descending sum of both, then by component; none unless asked for */
    size_t share_count;
    bool shares_unknown; /* they were asked for, but take more work than is allowed, which adds a warning */
    const slacalc_importance *importance; /* by descending criticality; none unless asked for by slacalc_options.why,
                                             where shares are unknown, and where the service is never down */
    size_t importance_count;
    const slacalc_cut_set *cut_sets; /* the likeliest, by descending probability; none unless asked for, as above */
    size_t cut_set_count;
    const char *cut_sets_all; /* how many there are, in decimal digits, a whole number of any size; NULL where counting
                                 takes more work than is allowed, and where they were not asked for */
    double cut_sets_share;    /* of the unavailability: the probability that any of `cut_sets` happens; negative where
                                 that is not known */
    bool cut_sets_unknown;    /* they were asked for, but take more work than is allowed, which adds a warning */
    const slacalc_needed *needed; /* by promise, then as `importance`; none unless asked for by slacalc_options.need,
                                     and as above */
    size_t needed_count;
    bool needed_unknown;   /* they were asked for, but those of some parts or of all take more work than is allowed */
    const double *factors; /* by promise: by how much the downtime of every part's own level has to shrink, or may grow,
                              together for the promise to be just kept; infinite where it may be any, negative where
                              none keeps the promise. NULL unless asked for by slacalc_options.need, where shares are
                              unknown, and where they take more work than is allowed */
    bool has_outages; /* the following are known: the availability is exact, every part that it needs and that may be
                         down has a mean time to restore, all promised hours are covered, and shares were asked for */
    bool outages_are_assumed;  /* the time to restore of some part was, by slacalc_model_assume_mttr */
    double outages_per_period; /* that begin over the service's period, on average, in a steady state (Vesely 1970, "A
                                  time-dependent methodology for fault tree evaluation") */
    double outages_per_year;   /* over 365.2425 days of the promised hours */
    double outage_mean_s;      /* the mean length of an outage in seconds; 0 where there is none */
    const slacalc_outage_start *outage_starts; /* by descending number; NULL where all of them would be too many */
    size_t outage_start_count;
    bool hours_unknown; /* `slices` and `uncovered` are empty: they take more work than is allowed, which adds a warning
                         */
    const slacalc_mending *mending; /* by promise; NULL where none is broken, and where there are no shares */
    const slacalc_cause *causes;    /* the largest three, the largest first; none where there are no shares */
    size_t cause_count;
    const slacalc_payback *recoverable; /* from each component with credits and a fee that the service needs or is
                                           degraded by, in model order; those of which it is not known are left out */
    size_t recoverable_count;
} slacalc_service;

#ifdef __cplusplus
}
#endif

#endif

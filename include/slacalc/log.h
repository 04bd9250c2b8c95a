/* Logs of incidents: what really happened, and which promises were met. */
#ifndef SLACALC_LOG_H
#define SLACALC_LOG_H

#include "slacalc/level.h"
#include "slacalc/model.h"
#include "slacalc/options.h"
#include "slacalc/result.h"

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Reads a log of incidents into a checked model: a table of comma-separated values (RFC 4180) with the columns
 * component, start and end, and if wanted loss, id and note. `path` is a file, or "-" for standard input. May be called
 * several times; logs are added up. Returns false with an error in `problems`; then nothing is replayed. */
SLACALC_API bool slacalc_model_log(slacalc_model *model, const char *path, slacalc_diagnostics *problems);

/* The same for a text that is in memory. */
SLACALC_API bool slacalc_model_log_text(slacalc_model *model, const char *name, const char *text, size_t length,
                                        slacalc_diagnostics *problems);

/* Once all logs are read: the windows that promises are judged in. `from` and `to` are dates (2026-03-01), the second
 * one the first day that does not count; `period` is a number of days, weeks, months, quarters or years (7d, 1M), by
 * which windows are cut from `from` on. Each may be NULL: then these are the calendar months that the logs touch.
 * Returns false with an error in `problems`. */
SLACALC_API bool slacalc_model_windows(slacalc_model *model, const char *from, const char *to, const char *period,
                                       slacalc_diagnostics *problems);

/* What the logs say of each component in these windows, as an overlay of the model: measured level, mttr and mtbf, with
 * how often outages begin as an interval in comments. A component without incidents is left out. Returns the text, its
 * length in `*length`, to be freed with free(); NULL when memory is exhausted or there are no windows. */
SLACALC_API char *slacalc_print_measured(const slacalc_model *model, size_t *length);

/* A point in time: seconds since 1970 in UTC, and by how many the clocks are ahead of that. */
typedef struct {
    int64_t instant;
    int32_t ahead_s;
} slacalc_time;

/* A run of time in which some requests failed. */
typedef struct {
    slacalc_time start, end;
    double down_s;       /* promised time in it */
    double lost_s;       /* the same, by the share of requests that failed */
    const size_t *cause; /* components whose outages explain the most of it, together */
    size_t cause_count;
} slacalc_log_outage;

/* What the outages of some components together cost. */
typedef struct {
    const size_t *components;
    size_t component_count;
    double lost_s;
} slacalc_log_by;

typedef struct {
    slacalc_promise_kind kind;
    slacalc_level level;
    bool met;
    double margin_s;  /* what is left of the downtime that the promise allows; below 0 where it was missed */
    const char *file; /* where the promise stands */
    size_t line;
} slacalc_log_promise;

/* What is paid back for a window, by the credits beside the SLA. */
typedef struct {
    size_t component;           /* that pays */
    slacalc_level availability; /* attained, in its own promised time, with what it needs itself */
    double part;                /* of the fee; 0: nothing is due */
    double amount;              /* that part of the fee for one window; -1 where no fee is stated */
    const char *currency;       /* NULL where there is none */
    const char *claim_within;   /* until when it has to be claimed, as the model says it; NULL where it does not */
    const char *claim_until; /* the last day for that, such as 2026-03-31, where the words are understood, counted from
                                the first outage in the window; NULL elsewhere */
} slacalc_log_credit;

/* What is said of a chance. */
typedef enum {
    SLACALC_CHANCE_UNKNOWN, /* the lengths of outages are not known, or it would take too much work */
    SLACALC_CHANCE_EXACT,
    SLACALC_CHANCE_AT_MOST,    /* outages of several parts at once are counted for each: the truth is no more */
    SLACALC_CHANCE_APPROXIMATE /* some part has too many states, or the service is promised at some hours only */
} slacalc_chance_kind;

/* How what was attained stands to what the model says. */
typedef struct {
    slacalc_chance_kind is;
    bool worse;    /* than computed */
    double chance; /* if the model is right, of at least so much lost time where it was worse, and of at most so much
                      where it was not, in a time in which as much is promised; 0 where it is not known */
} slacalc_log_chance;

/* One service in one window. */
typedef struct {
    size_t component;
    double promised_s;          /* time in which it is promised */
    slacalc_level computed;     /* by the model: slacalc_service.availability */
    slacalc_level availability; /* attained: {1, 0} where nothing is promised in the window */
    slacalc_log_chance against_model;
    double lost_s;     /* promised time, by the share of requests that failed */
    double down_s;     /* promised time in outages */
    double degraded_s; /* promised time in which something optional was not up, and all requests succeeded */
    double longest_s;  /* promised time in the longest outage */
    const slacalc_log_outage *outages; /* in the order of time */
    size_t outage_count;
    const slacalc_log_by *by; /* who explains the lost time, the most first */
    size_t by_count;
    const slacalc_log_promise *promises;
    size_t promise_count;
    const slacalc_log_credit *credit; /* to its customers; NULL where it states no credits, or a reported service needs
                                         it */
} slacalc_log_service;

typedef struct {
    slacalc_time from, to; /* [from, to) */
    const slacalc_log_service *services;
    size_t service_count;
    const slacalc_log_credit *recoverable; /* from those that the services need; those of which something is due */
    size_t recoverable_count;
} slacalc_log_window;

/* One service in all windows together. */
typedef struct {
    size_t component;
    double promised_s;
    slacalc_level computed;     /* by the model: slacalc_service.availability */
    slacalc_level availability; /* attained */
    slacalc_log_chance against_model;
    double lost_s, down_s, degraded_s, longest_s;
    size_t outages; /* one that goes on in the next window counts in both */
    const slacalc_log_by *by;
    size_t by_count;
} slacalc_log_total;

/* Members of which some have to be up: components that any, at_least or a failover names, or the replicas of one
 * component, in all windows together. They are down by what the logs say of them, whatever they need. */
typedef struct slacalc_log_group {
    const size_t *components; /* one: its replicas are the members */
    size_t component_count;
    size_t at_least, of; /* so many of so many have to be up */
    double together_s;   /* fewer were, by the share of requests */
    size_t times;        /* how often that began */
    double expected_s;   /* so long that would have been if their outages were independent of each other; replicas
                            count as alike, each down for the mean of all */
    double beta;         /* what that amounts to: the share of the least unavailability of a member that is one
                            common cause, 0 where it was no longer than expected; -1 where nothing is said, since it
                            never happened, or no such cause explains it */
    double beta_low, beta_high; /* the same if they go down together as often as Garwood's interval says that they may
                                   have, which holds the truth with 95 %: few outages say little; -1 where that never
                                   happened */
} slacalc_log_group;

typedef struct {
    const char *timezone; /* of windows, and of times without an offset */
    size_t rows;          /* of the logs, in these windows */
    const slacalc_log_window *windows;
    size_t window_count;
    const slacalc_log_total *totals; /* by service, in the order of the windows' */
    size_t total_count;
    const slacalc_log_group *groups; /* of which some member was not up */
    size_t group_count;
    size_t promises, missed; /* of all services in all windows */
} slacalc_log;

/* Evaluates the model as slacalc_evaluate does, and lets what the logs say happen to it. The windows are those of
 * slacalc_model_windows. Returns NULL as slacalc_evaluate does, and where the time limit does not suffice. */
SLACALC_API slacalc_result *slacalc_replay(const slacalc_model *model, const slacalc_options *options,
                                           slacalc_diagnostics *problems);

/* What came out; it belongs to the result. NULL where no log was replayed. Components are indices of the result's.
 * Where there is one, slacalc_result_kept says whether every promise was met in every window. */
SLACALC_API const slacalc_log *slacalc_result_log(const slacalc_result *result);

#ifdef __cplusplus
}
#endif

#endif

/*
 * slacalc: what a service can promise, given what each of its parts promises.
 *
 * Load one or more models, check them, evaluate them, print a report:
 *
 *     slacalc_diagnostics *problems = slacalc_diagnostics_new();
 *     slacalc_model *model = slacalc_model_new();
 *     slacalc_options options = slacalc_options_default();
 *     slacalc_result *result = NULL;
 *     if (slacalc_model_read(model, "shop.yaml", problems) && slacalc_model_check(model, problems))
 *         result = slacalc_evaluate(model, &options, problems);
 *     slacalc_diagnostics_print(problems, stderr, false);
 *
 * The library never prints of its own accord, never exits, and keeps no global state. Handles are
 * opaque and belong to the caller, who frees them with the function named after them; freeing NULL is
 * allowed. One handle may be used by one thread at a time; different handles are independent.
 *
 * Where a text has to name something that can be given to the library, it does so by a name of this header, or by that
 * which slacalc_model_name_hints sets: a program can name its options.
 *
 * Every text is UTF-8 and NUL-terminated. Availabilities and levels are ratios from 0 to 1, times are
 * seconds.
 */
#ifndef SLACALC_H
#define SLACALC_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#ifdef __cplusplus
extern "C" {
#endif

#if defined(__GNUC__)
#define SLACALC_API __attribute__((visibility("default")))
#else
#define SLACALC_API
#endif

/* The version of this header, as `slacalc --version` prints it. */
#define SLACALC_VERSION "0.1.0"

/* The version of the library that is linked, in the same form. Never freed. */
SLACALC_API const char *slacalc_version(void);

/* ---- Problems -------------------------------------------------------------------------------- */

/* A list of errors, warnings and notes, each with its place in the input. It keeps copies of all that it
 * shows, so it may outlive the model that it speaks of. Several models may share one: whether a model has errors is a
 * matter of its own. */
typedef struct slacalc_diagnostics slacalc_diagnostics;

typedef enum {
    SLACALC_ERROR,   /* nothing is computed */
    SLACALC_WARNING, /* the answer stands, with the restriction that the text names */
    SLACALC_NOTE     /* a further place that belongs to the entry before it, or how an import was read */
} slacalc_severity;

/* What a text of the library names: something that the caller may give. */
typedef enum {
    SLACALC_HINT_NONE,
    SLACALC_HINT_MAX_NODES,    /* slacalc_options.max_nodes */
    SLACALC_HINT_TIME_LIMIT,   /* slacalc_options.time_limit_s */
    SLACALC_HINT_MAX_AGE,      /* slacalc_options.max_age_s */
    SLACALC_HINT_STRICT,       /* slacalc_options.strict */
    SLACALC_HINT_UNRESOLVED,   /* slacalc_import.unresolved */
    SLACALC_HINT_SLO_PICK,     /* slacalc_import.slo_pick */
    SLACALC_HINT_SLO_AS,       /* slacalc_import.slo_as */
    SLACALC_HINT_SET,          /* slacalc_model_set */
    SLACALC_HINT_DOWN,         /* slacalc_model_down */
    SLACALC_HINT_SELECT,       /* slacalc_model_select */
    SLACALC_HINT_REQUIRE,      /* slacalc_model_require */
    SLACALC_HINT_GAPS,         /* slacalc_layout.gaps */
    SLACALC_HINT_DEPTH,        /* slacalc_layout.depth */
    SLACALC_HINT_VENDORS,      /* slacalc_vendors */
    SLACALC_HINT_NAME_SKIPPED, /* slacalc_import.name_skipped */
    SLACALC_HINT_ALL           /* slacalc_layout.all */
} slacalc_hint;

typedef struct {
    slacalc_severity severity;
    const char *file;    /* as it was named on input; NULL where the problem is in no file */
    size_t line;         /* from 1; 0 where the problem is the file as a whole */
    size_t column;       /* from 1, counted in characters; 0 where line is 0 */
    const char *message; /* one line, lower case, no full stop */
    slacalc_hint hint;   /* what to give in another way to mend it, which the message names; SLACALC_HINT_NONE where
                            the message names none */
} slacalc_diagnostic;

/* Returns an empty list, or NULL when memory is exhausted. */
SLACALC_API slacalc_diagnostics *slacalc_diagnostics_new(void);
SLACALC_API void slacalc_diagnostics_free(slacalc_diagnostics *problems);

/* How many entries of that severity were reported, also those past the limit up to which they are kept. */
SLACALC_API size_t slacalc_diagnostics_count(const slacalc_diagnostics *problems, slacalc_severity severity);

/* Sets `*entry` to the entry at `index`, in the order of the input, and returns true; returns false past the
 * last one. The texts belong to the list and live until it is freed. */
SLACALC_API bool slacalc_diagnostics_get(const slacalc_diagnostics *problems, size_t index, slacalc_diagnostic *entry);

/* Prints every entry as `file:line:column: error: message` with its source line and a caret below. Control
 * characters are shown escaped. With `color`, ANSI colours mark severities. Returns false when writing fails. */
SLACALC_API bool slacalc_diagnostics_print(const slacalc_diagnostics *problems, FILE *stream, bool color);

/* ---- Models ---------------------------------------------------------------------------------- */

/* What the user wrote. Several files are read into one model, then it is checked once, then evaluated as often
 * as wanted. */
typedef struct slacalc_model slacalc_model;

/* Returns an empty model, or NULL when memory is exhausted. */
SLACALC_API slacalc_model *slacalc_model_new(void);
SLACALC_API void slacalc_model_free(slacalc_model *model);

/* Says under which name the caller's users know what a hint stands for, such as "--max-nodes"; NULL where they know
 * none. The text has to live as long as the model and its results. */
typedef const char *slacalc_hint_name(slacalc_hint hint);

/* Sets how messages about the model and reports of its results name hints; call it first. Without it, or where `name`
 * returns NULL, they are named as in this header: "slacalc_options.max_nodes". What is set, put down, selected or
 * required is shown in messages as a file of that name. */
SLACALC_API void slacalc_model_name_hints(slacalc_model *model, slacalc_hint_name *name);

/* How Backstage catalogues and OpenSLO documents become a model. NULL in any of them stands for the first choice. */
typedef struct {
    size_t size;            /* sizeof(slacalc_import), as in slacalc_options */
    const char *unresolved; /* a reference that leads nowhere: "error", "warn" (left out), or a level ("99.9%") with
                               which what it names counts */
    const char *slo_pick;   /* of several objectives of a service: "min", "max", or the name of an SLO or objective */
    const char *slo_as;     /* the SLO of a service that has dependencies: "objective", which is checked against what
                               they allow, or "own", the level of the service itself */
    bool name_skipped;      /* a note for each file of a folder that is not read, instead of one that counts them */
} slacalc_import;

/* Sets how imports are read; call it before the first file is read. The texts are copied. Returns false with an error
 * in `problems` for a word or level that is not understood. */
SLACALC_API bool slacalc_model_import(slacalc_model *model, const slacalc_import *import,
                                      slacalc_diagnostics *problems);

/* Adds the YAML (or JSON) file at `path` to the model; "-" is standard input. Documents of a Backstage catalogue, of
 * OpenSLO, Sloth, Pyrra and OpenSRM are told by their apiVersion; a Location of a catalogue is followed to other files
 * below the folder of this one. Where `path` is a folder, every catalog-info.yaml below it is read, and every other
 * file that has such documents or is a model; what is left aside is counted in a note. Returns false when a file cannot
 * be read or has errors, which are then in `problems`; further files may still be read, so that their errors are
 * reported too. */
SLACALC_API bool slacalc_model_read(slacalc_model *model, const char *path, slacalc_diagnostics *problems);

/* The same for `length` bytes of text in memory, which is copied; `name` stands for the file in messages. */
SLACALC_API bool slacalc_model_read_text(slacalc_model *model, const char *name, const char *text, size_t length,
                                         slacalc_diagnostics *problems);

/* Whether the file at `path`, or that which it links to, is one that was read, of standard input too: for those who
 * write beside it. */
SLACALC_API bool slacalc_model_reads(const slacalc_model *model, const char *path);

/* What if: as though the model said so. `assignment` is NAME.KEY=VALUE, the last dot divides, VALUE is YAML
 * ("web.slo=99.9%", "web.depends_on=[db, cache]") or empty, which takes away the value that there is. Call it after the
 * files are read. Returns false with an error in `problems` for an unknown name or key, for a bad value, and for a key
 * that is set twice to different values. */
SLACALC_API bool slacalc_model_set(slacalc_model *model, const char *assignment, slacalc_diagnostics *problems);

/* What if: the component `name` is down, all replicas of it. */
SLACALC_API bool slacalc_model_down(slacalc_model *model, const char *name, slacalc_diagnostics *problems);

/* Reports the component `name`, and only those that were selected so, instead of the services that the model
 * implies. Reports stand in the order of the calls. */
SLACALC_API bool slacalc_model_select(slacalc_model *model, const char *name, slacalc_diagnostics *problems);

/* Checks a promise that the model does not hold: `requirement` is NAME=LEVEL ("checkout=99.9%"). The component is
 * reported beside those that are reported anyway. */
SLACALC_API bool slacalc_model_require(slacalc_model *model, const char *requirement, slacalc_diagnostics *problems);

/* Writes the names of the components, one a line, in the order of the input; a name with a control character is left
 * out. What was imported is joined first. Returns a text of `*length` bytes and a NUL that the caller frees with
 * free(), or NULL with an error in `problems`. May be called before and after the model is checked. */
SLACALC_API char *slacalc_model_names(slacalc_model *model, size_t *length, slacalc_diagnostics *problems);

/* Checks what only the whole model can tell: unknown names, cycles, missing levels. Returns true where the model
 * has no error, of reading either; only then may it be evaluated. Nothing may be read or set afterwards. */
SLACALC_API bool slacalc_model_check(slacalc_model *model, slacalc_diagnostics *problems);

/* Says that `model` changes what `old` was, both of them checked: slacalc_compare tells what that does. Components are
 * the same that have the same name, and of keys only those count that a figure or a verdict rests on; another notation
 * of a value is no change. `old` has to live as long as `model`. Returns false where one of the models may not be
 * evaluated, or where memory is exhausted, with an error in `problems`. */
SLACALC_API bool slacalc_model_compare(slacalc_model *model, const slacalc_model *old, slacalc_diagnostics *problems);

/* Returns a checked model, with all that was imported and set, as text in the format of a model; its length in
 * `*length`. Read again, it gives the same figures; what slacalc_model_down, slacalc_model_select and
 * slacalc_model_require asked for is not in it. To be freed with free(); NULL when memory is exhausted. */
SLACALC_API char *slacalc_model_print(const slacalc_model *model, size_t *length);

/* ---- Quantities ------------------------------------------------------------------------------ */

/* Reads a duration as OpenSLO writes them: a number with a unit, s, m (minute), h, d, w, M (month), Q (quarter) or
 * Y (year), or several that add up ("1h30m"). A year is 365.2425 days, a month a twelfth of it, a quarter a
 * fourth. Sets `*seconds` and returns true; on failure reports an error that names `where` as its file. */
SLACALC_API bool slacalc_parse_duration(const char *where, const char *text, double *seconds,
                                        slacalc_diagnostics *problems);

/* ---- Levels ---------------------------------------------------------------------------------- */

/* Both sides of a probability. Neither is computed as 1 minus the other where digits would be lost. */
typedef struct {
    double up;   /* ratio, 0 to 1 */
    double down; /* ratio, 0 to 1 */
} slacalc_level;

/* Which figure is taken as a component's own level where it has several; section "Its own level" of the manual. */
typedef enum {
    SLACALC_BASIS_SLO,      /* slo, measured, mtbf/mttr, ola, sla */
    SLACALC_BASIS_MEASURED, /* measured, mtbf/mttr, slo, ola, sla */
    SLACALC_BASIS_SLA       /* sla, ola, slo, measured, mtbf/mttr */
} slacalc_basis;

/* How many there are. */
#define SLACALC_BASES 3

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
    size_t done, count;  /* so many services, or components that are reported, of those that this phase goes through
                            one by one; 0 of 0 where it does not, or not yet */
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
                            intervals    instead of exact figures, the same ones each time */
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
} slacalc_options;

/* The options of a plain `slacalc model.yaml`. `size` is sizeof *options. */
SLACALC_API void slacalc_options_init(slacalc_options *options, size_t size);

/* The same. */
static inline slacalc_options slacalc_options_default(void) {
    slacalc_options options;
    slacalc_options_init(&options, sizeof options);
    return options;
}

/* A probability with the interval that surely holds it. Where it is exact, low and high equal value; elsewhere value
 * is the middle of the two. */
typedef struct {
    slacalc_level value;
    slacalc_level low;  /* the smallest availability that is possible */
    slacalc_level high; /* the largest one */
    bool exact;
} slacalc_estimate;

typedef enum { SLACALC_SLA, SLACALC_OLA, SLACALC_OBJECTIVE, SLACALC_REQUIRED } slacalc_promise_kind;

/* With the promise P, the availability A and the overlap bounds [W, B]. A computed unavailability that exceeds the
 * promised one by at most 1e-9 of itself keeps the promise, so that equality at the written decimal holds. */
typedef enum {
    SLACALC_GUARANTEED, /* P <= W: however outages fall */
    SLACALC_HOLDS,      /* W < P <= A: if they fall independently */
    SLACALC_BROKEN,     /* A < P <= B */
    SLACALC_IMPOSSIBLE  /* P > B: no coordination of outages could save it */
} slacalc_verdict;

typedef struct {
    slacalc_promise_kind kind;
    slacalc_level level;
    slacalc_verdict verdict;
    bool decided; /* false where a spent budget or time limit left it open; the verdict is then the more careful one */
    double margin_s;  /* allowed less computed downtime over the period; negative where the promise is broken */
    const char *file; /* where it was written; of SLACALC_REQUIRED the name of SLACALC_HINT_REQUIRE */
    size_t line;      /* from 1; 0 where it has no line */
    size_t column;    /* from 1, counted in characters; 0 where it has no line */
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
    SLACALC_EVENT_HOURS      /* `component` is outside of its own hours */
} slacalc_event_kind;

typedef struct {
    slacalc_event_kind kind;
    size_t component; /* index of the component */
    size_t part;      /* EVENT_SWITCH, EVENT_TRAFFIC: index of the component that the requirement leads to; SLACALC_NONE
                         where that is several, and elsewhere */
    const char *file; /* where the requirement stands, or the component */
    size_t line;      /* from 1 */
    size_t column;    /* from 1, counted in characters */
    double probability; /* EVENT_HOURS: the share of the promised hours that is uncovered */
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
    double birnbaum;       /* U if the event is sure, less U if it never happens; EVENT_HOURS: in those hours */
    double criticality;    /* the part of U that would not be without the event */
    double diagnostic;     /* the part of U in which the event happens */
    double raw;            /* risk achievement worth: U if the event is sure, by U */
    double rrw;            /* risk reduction worth: U by U if the event never happens; infinite where that is 0 */
    slacalc_level if_down; /* availability if the event is sure; EVENT_HOURS: within the uncovered hours */
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
} slacalc_service;

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

/* Stands where there is no index. */
#define SLACALC_NONE ((size_t)-1)

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
    slacalc_estimate availability; /* compound, as those who need it see it: replicas and all that it needs */
    size_t requirements;           /* index of the first requirement of depends_on; SLACALC_NONE where there is none */
    const slacalc_stated *stated;  /* every figure that it states, in the order of slacalc_stated_kind */
    size_t stated_count;
    const char *hours; /* as written, ranges joined by ", "; NULL where it says nothing, as the two below */
    const char *maintenance;
    const char *timezone;     /* its own or that of its document */
    const size_t *depends_on; /* components that its requirements name, once each, in their order */
    size_t depends_on_count;
} slacalc_component;

typedef enum {
    SLACALC_NEED_COMPONENT, /* the component */
    SLACALC_NEED_ALL,       /* every part */
    SLACALC_NEED_ANY,       /* one part */
    SLACALC_NEED_AT_LEAST,  /* at_least of the parts */
    SLACALC_NEED_FAILOVER,  /* the first part, or a later one and the switch to it */
    SLACALC_NEED_TRAFFIC,   /* the one part, by a share of the requests */
    SLACALC_NEED_OPTIONAL   /* the one part degrades only */
} slacalc_requirement_kind;

/* A requirement of a component as the model writes it. All of a component's depends_on are needed: they are chained
 * by `next` from slacalc_component.requirements on. */
typedef struct {
    slacalc_requirement_kind kind;
    size_t component;    /* NEED_COMPONENT: index of the component; SLACALC_NONE otherwise */
    size_t part;         /* index of the first part, the others follow by its `next`; SLACALC_NONE for a component */
    size_t next;         /* the next requirement beside this one; SLACALC_NONE after the last */
    size_t at_least;     /* NEED_AT_LEAST: how many parts */
    slacalc_level level; /* NEED_FAILOVER: of each switch; NEED_TRAFFIC: up is the share of requests that needs it */
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
 * without a gap. */
SLACALC_API bool slacalc_result_kept(const slacalc_result *result);

/* ---- What a change does ---------------------------------------------------------------------- */

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
    SLACALC_MENDED        /* it was not kept and is now */
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

/* ---- The cheapest options that keep every promise -------------------------------------------- */

/* A promise that is not kept. */
typedef struct {
    const char *service;
    slacalc_promise_kind kind;
    slacalc_level level;
    double short_s; /* downtime too much over the period */
} slacalc_missed;

/* What a further amount buys: the cheapest set under which the service is up more often than under the one before. */
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
} slacalc_steps;

/* What of a model's options to take. Costs are per period where the model's are for a time. */
typedef struct {
    bool found;  /* every promise is kept, as slacalc_result_kept says; otherwise the fewest are broken */
    bool proven; /* nothing better is; false where a budget ended the search */
    double cost;
    double least_cost;        /* no plan costs less; the same as cost where that is proven */
    const char *currency;     /* NULL where there is none */
    size_t broken;            /* promises that are not kept */
    const char *const *names; /* of all options of the model */
    size_t name_count;
    const size_t *options; /* those to take, as indices of names */
    size_t option_count;
    bool has_runner_up; /* the dearest of the sets that cost less than the plan, and what it misses */
    double runner_up_cost;
    const size_t *runner_up_options;
    size_t runner_up_count;
    const slacalc_missed *missed;
    size_t missed_count;
    const slacalc_steps *frontier; /* by service; none where there are more than ten options */
    size_t frontier_count;
} slacalc_plan;

/* Evaluates a checked model under the cheapest set of its options with which every promise is kept, or with which the
 * fewest are broken; among equals under that with fewer options, then with the higher availability of the first
 * service, then with options that stand earlier. A set that leaves no valid model is none. The node budget and the time
 * limit end the search with the best that was found. Returns NULL as slacalc_evaluate does, and with an error in
 * `problems` where the model has no options or no promise. */
SLACALC_API slacalc_result *slacalc_plan_options(const slacalc_model *model, const slacalc_options *options,
                                                 slacalc_diagnostics *problems);

/* The plan; NULL where the result is not from slacalc_plan_options. It belongs to the result. */
SLACALC_API const slacalc_plan *slacalc_result_plan(const slacalc_result *result);

/* ---- Reports --------------------------------------------------------------------------------- */

typedef enum {
    SLACALC_TABLE,
    SLACALC_JSON,
    SLACALC_OPENPSA,  /* the services as top events of a fault tree, in the Open-PSA model exchange format */
    SLACALC_MARKDOWN, /* tables for a comment or a job summary, verdicts first */
    SLACALC_CSV,      /* RFC 4180: a row for each service and component that it needs */
    SLACALC_JUNIT,    /* XML: a test case for each promise */
    SLACALC_SARIF,    /* 2.1.0: each broken promise, gap and problem at its place in the input */
    SLACALC_GITHUB,   /* the same as workflow commands, for annotations */
    SLACALC_DOT,      /* the dependency graph, for Graphviz */
    SLACALC_MERMAID,  /* the same for Mermaid; as much of it as Mermaid draws: 500 lines, 50000 characters */
    SLACALC_HTML      /* one page that needs no other file */
} slacalc_format;

/* By what a report puts services together. */
typedef enum { SLACALC_UNGROUPED, SLACALC_BY_OWNER } slacalc_grouping;

typedef struct {
    size_t size; /* sizeof(slacalc_layout), as in slacalc_options */
    slacalc_format format;
    size_t width; /* SLACALC_TABLE: columns of the terminal; 0 cuts nothing off */
    bool color;   /* SLACALC_TABLE: ANSI colours */
    bool gaps;    /* SLACALC_TABLE: every gap of every promise with the chain of agreements, not only those of broken
                     promises in short. SLACALC_MARKDOWN, SLACALC_GITHUB, SLACALC_HTML: every gap, not only those of
                     promises that are not kept */
    const slacalc_diagnostics
        *problems;         /* SLACALC_SARIF, SLACALC_GITHUB: to be reported too, SLACALC_JUNIT: errors; NULL: none */
    size_t depth;          /* levels of components below the services that SLACALC_TABLE, SLACALC_DOT, SLACALC_MERMAID
                              and the graph in SLACALC_HTML show; 0: all */
    const char *graph_svg; /* SLACALC_HTML: what Graphviz (`dot -Tsvg`) makes of the report SLACALC_DOT with
                              `page_graphs`, one picture or several, which is trusted; NULL: the page has trees of
                              lists instead */
    bool all; /* SLACALC_TABLE, SLACALC_MARKDOWN, SLACALC_HTML, SLACALC_DOT, SLACALC_MERMAID: every verdict, service,
                 row and component. Without it a report on more than a few services has the worst verdicts and the
                 services that need attention, trees and pictures have the components with the largest shares of the
                 downtime and those that lead to them, and what is left out is counted */
    bool page_graphs;          /* SLACALC_DOT: the graphs that SLACALC_HTML has pictures of, one behind the other */
    slacalc_grouping group_by; /* SLACALC_TABLE, SLACALC_MARKDOWN, SLACALC_CSV: verdicts and downtime by owner, in place
                                  of each service; SLACALC_JSON: beside them */
} slacalc_layout;

/* No report has more bytes. */
#define SLACALC_REPORT_MAX ((size_t)256 << 20)

/* Returns the whole report as text, its length in `*length`, to be freed with free(); or NULL when memory is exhausted,
 * and for a layout whose format is none or that is of a later version of the library. Where the report would have more
 * than SLACALC_REPORT_MAX bytes it returns NULL too, and `*length` is above 0; it is 0 elsewhere.
 * The table draws with Unicode characters where the locale's character set is UTF-8 (call setlocale(LC_CTYPE, "")
 * first), with ASCII elsewhere. Numbers have full stops in every locale. */
SLACALC_API char *slacalc_report(const slacalc_result *result, const slacalc_layout *layout, size_t *length);

/* Reports `layout->problems` alone, where they left no result: a pipeline sees them where it looks for findings. Only
 * SLACALC_SARIF, SLACALC_GITHUB and SLACALC_JUNIT have a place for them; the text is empty in every other format.
 * `name` is as for slacalc_model_name_hints and may be NULL. Returns as slacalc_report does. */
SLACALC_API char *slacalc_report_problems(const slacalc_layout *layout, slacalc_hint_name *name, size_t *length);

/* Lists the published SLAs that have all of these words in their name, vendor, service or condition, whatever the case;
 * all of them where there is no word. As SLACALC_JSON, or as SLACALC_TABLE for every other format. Returns the text,
 * its length in `*length`, to be freed with free(); NULL when memory is exhausted or the layout is of a later version
 * of the library. Where there is none the text is empty, with an error in `problems` that names the nearest word. */
SLACALC_API char *slacalc_vendors(const char *const *words, size_t count, const slacalc_layout *layout,
                                  slacalc_diagnostics *problems, size_t *length);

/* The first service that a report in that format cannot express; SLACALC_NONE where it can say all. With
 * SLACALC_OPENPSA, a service with promised hours that something it needs leaves uncovered, since the report would be of
 * the covered hours alone, and a service that needs a cycle of components, which a fault tree cannot have. */
SLACALC_API size_t slacalc_report_obstacle(const slacalc_result *result, slacalc_format format);

#ifdef __cplusplus
}
#endif

#endif

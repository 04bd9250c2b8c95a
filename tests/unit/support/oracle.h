/*
 * Brute force: what a model means, found by trying every state of its elements. Written from the manual alone, in
 * arithmetic of 113 bits, so that it shares neither code nor method with the library.
 */
#ifndef ORACLE_H
#define ORACLE_H

#include "slacalc.h"
#include "week.h"

#include <stdbool.h>
#include <stddef.h>

__extension__ typedef __float128 quad;

enum {
    ORACLE_COMPONENTS = 20,
    ORACLE_NEEDS = 200,
    ORACLE_PARTS = 4,
    ORACLE_ALIASES = 4,
    ORACLE_PLACED = 1 << ORACLE_PARTS,
    ORACLE_ELEMENTS = 14 /* replicas, common causes, switches, traffic shares and choices of a way that are neither
                            always up nor always down */
};

struct ratio {
    quad up, down;
};

/* `units` of 10^`decimals`; both sides correct to the last bit. */
struct ratio ratio_of(unsigned long long units, unsigned decimals);

/* A value and how it stands in the model. */
struct written {
    bool given;
    struct ratio ratio;
    char text[48]; /* as YAML */
};

struct oracle_need {
    slacalc_requirement_kind kind;
    size_t component;           /* NEED_COMPONENT */
    size_t parts[ORACLE_PARTS]; /* indices of needs */
    size_t part_count;
    size_t at_least;
    struct written level;           /* NEED_FAILOVER, NEED_TRAFFIC */
    unsigned percent[ORACLE_PARTS]; /* NEED_SPLIT: of the requests, by part; none is 0 */
    struct written beta;            /* NEED_ANY, NEED_AT_LEAST, NEED_FAILOVER of components: share of a common cause */
    size_t alias;                   /* it is written as *rALIAS; 0: it is written out */
};

struct oracle_component {
    char name[8];
    struct written figures[SLACALC_FIGURE_DOWN]; /* by slacalc_figure */
    char mtbf[24], mttr[24];                     /* text of the two durations */
    struct written required;
    size_t replicas, quorum;
    struct written beta;
    struct drawn_week week;
    size_t needs[ORACLE_PARTS]; /* of depends_on; where its replicas are across places, NEED_ACROSS is the first */
    size_t need_count;
    bool empty_depends_on; /* it is written, without anything in it */
};

/* Components stand in the order of the model's text. */
struct oracle_model {
    struct oracle_component components[ORACLE_COMPONENTS];
    size_t component_count;
    struct oracle_need needs[ORACLE_NEEDS];
    size_t need_count;
    size_t aliases[ORACLE_ALIASES]; /* needs that are anchored above the components; alias 1 is the first */
    size_t alias_count;
    size_t selected[ORACLE_COMPONENTS];
    size_t selected_count;
    double period_s;    /* as the model gives it; 0 where it does not */
    const char *period; /* its text; NULL where absent */
    char timezone[16];  /* its text; empty where absent */
    double factor; /* not of the text: each own level is down so many times as often, always at the most; 0: once */
};

/* Availabilities by component, each as it is and with nothing degraded: as who needs the component sees it, and as its
 * promises are judged, which is without a whole figure of its own. */
struct oracle_truth {
    struct ratio availability[ORACLE_COMPONENTS];
    struct ratio undegraded[ORACLE_COMPONENTS];
    struct ratio judged[ORACLE_COMPONENTS];
    struct ratio judged_undegraded[ORACLE_COMPONENTS];
};

/* Whether a name stands in its needs outside of every optional one. */
bool oracle_needs_something(const struct oracle_model *model, const struct oracle_component *component);

/* Whether it counts with a figure that speaks of what it needs too. */
bool oracle_is_whole(const struct oracle_model *model, size_t component, slacalc_basis basis);

bool oracle_any_whole(const struct oracle_model *model, slacalc_basis basis);

/* The component's own level, what its needs leave of a whole figure, and the figure that it comes from. */
struct ratio oracle_own(const struct oracle_model *model, size_t component, slacalc_basis basis,
                        slacalc_figure *figure);

/* The same as its own promises are checked: a whole figure, which is one of them, is not used. */
struct ratio oracle_checked(const struct oracle_model *model, size_t component, slacalc_basis basis,
                            slacalc_figure *figure);

/* The requirement whose parts are the places of its replicas; NULL where there is none. */
const struct oracle_need *oracle_across(const struct oracle_model *model, const struct oracle_component *component);

/* Of a group of components, the share that one cause of all of them has; 0 where none counts. */
struct ratio oracle_beta(const struct oracle_model *model, const struct oracle_need *group);

/* The components of the set `perfect`, bit c for component c, are never down by themselves, whatever the model says:
 * only with others by a common cause. */
void oracle_evaluate(const struct oracle_model *model, slacalc_basis basis, unsigned perfect,
                     struct oracle_truth *truth);

/* The same while the components of the set `uncovered` are down, bit c for component c. */
void oracle_evaluate_uncovered(const struct oracle_model *model, slacalc_basis basis, unsigned perfect,
                               unsigned uncovered, struct oracle_truth *truth);

/* What a service loses in each joint state of the components (not of switches and shares) that it needs. */
struct oracle_outages {
    size_t count;
    quad down[ORACLE_ELEMENTS];        /* P(element is down) */
    size_t component[ORACLE_ELEMENTS]; /* whose replica it is, or whose replicas it takes down; the first component of
                                          a group that it takes down */
    unsigned group[ORACLE_ELEMENTS];   /* the set of components of that group; 0: it is none's cause */
    quad *loss;                        /* P(service is down) by the set of elements that are up, 2^count of them */
    quad *part; /* by the same set: what the causes of groups leave of the chance that these are up and the others are
                   down by themselves; NULL where nothing is known of common causes */
};

/* Returns false where there are more than `limit` elements. Otherwise `outages->loss` is to be freed. */
bool oracle_outages(const struct oracle_model *model, slacalc_basis basis, size_t service, size_t limit,
                    struct oracle_outages *outages);

/* The same with common causes, each of which is an element. A member of a group is lost by itself as its replicas lose
 * their quorum, but only with what the cause leaves of that chance; its outages begin so much less often, and last as
 * long as they would. */
bool oracle_outages_by_causes(const struct oracle_model *model, slacalc_basis basis, size_t service, size_t limit,
                              struct oracle_outages *outages);

/* The same outside the hours of the components of the set `uncovered`: they themselves are up or down there as `up`
 * says, whatever the state of their elements, which are kept; what they depend on is not touched. */
bool oracle_outages_uncovered(const struct oracle_model *model, slacalc_basis basis, size_t service, size_t limit,
                              unsigned uncovered, bool up, struct oracle_outages *outages);

/* What may bring a service down. */
struct oracle_event {
    slacalc_event_kind kind;
    size_t component;  /* EVENT_COMPONENT, EVENT_REPLICAS: whose it is */
    unsigned down, up; /* sets of elements that are so where it happens; where it does not, they are not */
};

struct oracle_failures {
    struct oracle_event events[ORACLE_ELEMENTS];
    size_t count;
    bool *down; /* by the set of events that happen, 2^count of them: whether the service is down for it, whichever way
                   requests go that no event tells of */
};

/* While the components of the set `uncovered` are down. What is always down is an event too. Replicas across places
 * have one for each number of them that may have their place: that of these no quorum is up, whatever the others do.
 * Returns false where such replicas have a whole figure, or a group is always down, and where there are more events
 * than have room. Otherwise `failures->down` is to be freed. */
bool oracle_failures(const struct oracle_model *model, slacalc_basis basis, size_t service, unsigned uncovered,
                     struct oracle_failures *failures);

/* How many replicas of a component across places may have their place, where those are a quorum: ascending numbers, of
 * which there are at most ORACLE_PLACED. */
size_t oracle_placed(const struct oracle_model *model, size_t component, size_t *numbers);

/* Sets `reached[c]` for all that `component` needs, itself included; with `optional` also through optional needs. */
void oracle_reach(const struct oracle_model *model, size_t component, bool optional, bool *reached);

/* Whether no component stands at two places below the service, and nothing is averaged over. */
bool oracle_composes(const struct oracle_model *model, size_t service);

/* The promise to check, or NULL where the component has none of that kind. */
const struct written *oracle_promise(const struct oracle_model *model, size_t component, slacalc_basis basis,
                                     slacalc_promise_kind kind);

/* Fills in which components are reported as services and returns how many. */
size_t oracle_services(const struct oracle_model *model, slacalc_basis basis, size_t *services);

/* Sets `degrades[c]` for the components that optional needs name anywhere below the service. */
void oracle_degraded_by(const struct oracle_model *model, size_t service, bool *degrades);

#endif

/*
 * How often outages begin. A leaf that is down for u, and is restored in m on average, goes down u/m times in a unit of
 * time; what is made of leaves goes down as often as one of them does while it is critical: the sum of Birnbaum's
 * importance times the frequency of each (Vesely 1970, "A time-dependent methodology for fault tree evaluation",
 * Nuclear Engineering and Design 13; Schneeweiss 1981, "Computing failure frequency, MTBF and MTTR via mixed products
 * of availabilities and unavailabilities", IEEE Transactions on Reliability 30). It takes independent leaves in a
 * steady state, and nothing of how the lengths of outages are distributed. Where their ages are told apart the lengths
 * are exponential: w exp(-t/m) of w outages come to the age t. Such an outage takes down what was up in the phase
 * before and is down in that one, which the importance of the one leaf does not tell (valuation/events.h).
 */
#ifndef ENGINE_OUTAGES_FREQUENCY_H
#define ENGINE_OUTAGES_FREQUENCY_H

#include "engine/valuation/valuation.h"

/* Outages of a leaf. */
struct leaf_outages {
    long double per_second; /* 0 where it is always up, always down, or no outage, as a share of traffic is; of a phase
                               (graph/phases.h): of those that come to its age */
    uint32_t unknown;       /* the component that lacks a mean time to restore; NO_INDEX: none does */
    bool is_assumed;        /* the time to restore was, by slacalc_model_assume_mttr */
    long double repair_s;   /* that time, of the fastest of those with a common cause; 0 where there are no outages */
};

/* Of replicas it is the outages of their quorum: those of each, times the chance that it is the one too many. */
struct leaf_outages leaf_outages_of(const struct valuation *valuation, const struct slacalc_model *model,
                                    uint32_t gate);

/* The outages of all leaves, each found when it is first asked for. */
struct outage_list {
    const struct valuation *valuation;
    const struct slacalc_model *model;
    struct leaf_outages *of_gate;
    bool *is_known; /* by gate: whether it stands there */
};

struct outage_list *outage_list_new(const struct valuation *valuation, const struct slacalc_model *model,
                                    struct arena *arena);

const struct leaf_outages *outages_of_leaf(struct outage_list *list, uint32_t gate);

#endif

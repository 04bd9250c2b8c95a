/*
 * Leaves for outages whose ages are told apart (model/ages.h). Let S(t) be the probability that a component is down and
 * has been for at least t; outages are exponential, so that of one replica is u exp(-t/m). Between the times t(0) = 0 <
 * t(1) < ... < t(n) an outage is in phase j from t(j) on and before t(j + 1), and in the last one from t(n) on.
 *
 * Who tolerates t(j) reads phase j and those behind. So there is a leaf for each phase, independent of the others, that
 * is down for (S(t(j)) - S(t(j+1))) / (1 - S(t(j+1))): the phases from j on are all up for 1 - S(t(j)), and which
 * phase an outage is in is told by the last leaf that is down. Who switches away within t(j) has to know that no outage
 * is in a phase before j. There the leaf of phase j is down for (S(t(j)) - S(t(j+1))) / (1 - S(0) + S(t(j))), and the
 * first leaf that is down tells the phase. Either way the phases have the probabilities that they should have together,
 * and all gates stay coherent.
 *
 * Of replicas, S(t) counts those as down that have been for t: outages that overlap end to end are missed.
 */
#ifndef ENGINE_GRAPH_PHASES_H
#define ENGINE_GRAPH_PHASES_H

#include "engine/graph/gate_maker.h"
#include "model/ages.h"

/* How the ages of outages are told apart. */
struct phasing {
    struct age_set set; /* none: not at all */
    bool is_switched;
    long double repair_s; /* mean length of an outage; 0: not known, so that they count on the safe side */
};

/* Of a component's own outages. What is both tolerated and switched away from is read by those who tolerate as though
 * they did not. */
struct phasing phasing_of(const struct slacalc_model *model, const struct ages *ages, uint32_t component);

/* Of the common cause of a group: all times of its members, on the safe side where these are not restored alike. */
struct phasing phasing_of_group(const struct slacalc_model *model, const struct ages *ages,
                                const struct common_groups *groups, size_t group, struct arena *arena);

/* Makes a leaf for each phase, one behind the other, or one for all. Returns the first. */
uint32_t make_phases(struct gate_maker *maker, struct leaf leaf, const struct phasing *phasing);

/* From which phase on somebody reads who tolerates outages for that time. */
uint32_t phases_noticed(const struct phasing *phasing, double tolerated_s);

/* How many phases are those of outages from which is still being switched away, of so many. */
uint32_t phases_switching(const struct phasing *phasing, double takes_s, uint32_t count);

/* All of so many leaves from the first one on are up. */
uint32_t phases_gate(struct gate_maker *maker, uint32_t first, uint32_t count);

#endif

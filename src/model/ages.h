/*
 * Which ages of outages have to be told apart. Who tolerates an outage for some time reads only what has lasted longer;
 * a failover that takes some time is down while an outage of its first part is younger than that, and goes on with a
 * later part afterwards. So each component has the times at which some way to it begins to notice its outages, where
 * the tolerances on a way add up, and the times that switches away from it take.
 */
#ifndef MODEL_AGES_H
#define MODEL_AGES_H

#include "model/model.h"

/* Times in seconds, ascending, each above 0. */
struct age_set {
    double *times;
    uint32_t count;
};

struct ages {
    struct age_set *tolerated, *switched; /* by component: of those who tolerate it, and of switches away from it */
    uint32_t *tolerated_by, *switched_by; /* by component: a requirement that says so; NO_INDEX where none does */
    uint32_t in_cycle;                    /* such a requirement that leads into a cycle, which counts for nothing there;
                                             NO_INDEX: there is none */
    uint32_t too_many; /* a component with more times than can be told apart; NO_INDEX: there is none */
};

/* The most times of one kind that one component may have. */
enum { AGES_MAX = 16 };

/* Of a model whose order is known. */
struct ages ages_of(const struct slacalc_model *model, struct arena *arena);

/* How many of the times are not above that one: what has lasted for `time` has passed them. */
uint32_t ages_passed(const struct age_set *set, double time);

/* The index of the time, or else of the next one above it; the count where there is none. */
uint32_t ages_find(const struct age_set *set, double time);

/* What the requirement says. */
double requirement_tolerates(const struct slacalc_model *model, uint32_t requirement);
double requirement_takes(const struct slacalc_model *model, uint32_t requirement);

#endif

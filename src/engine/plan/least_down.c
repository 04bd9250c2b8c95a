#include "engine/plan/least_down.h"

#include <math.h>

struct descent {
    struct prospects *prospects;
    uint32_t service;
    double least;
    bool is_proven;
};

/* Returns whether the set may be taken and comes to the bound, so that nothing below is better. */
static bool try_set(struct descent *descent, uint64_t set, double bound) {
    if (!choices_allow(descent->prospects->reach.choices, set))
        return false;
    struct standing standing = prospect_under(descent->prospects, descent->service, set, 0);
    if (!standing.is_model || !prospects_is_model(descent->prospects, set))
        return false;
    descent->least = fmin(descent->least, standing.down);
    return standing.down <= bound * (1 + 1e-12);
}

/* Looks first at what taking an option makes, since most options help. It recurses as deep as there are options, which
 * are few. */
static void descend(struct descent *descent, size_t depth, uint64_t taken, uint64_t rest) {
    const struct reach *reach = &descent->prospects->reach;
    if (prospects_are_over(descent->prospects)) {
        descent->is_proven = false;
        return;
    }
    prospects_spend(descent->prospects, 1);
    struct standing bound = prospect_under(descent->prospects, descent->service, taken, rest);
    if (!bound.is_model || bound.down >= descent->least * (1 - 1e-12))
        return;
    if (try_set(descent, taken | rest, bound.down) || rest == 0)
        return;
    while (!(rest >> reach->order[depth] & 1))
        depth++;
    size_t option = reach->order[depth];
    uint64_t bit = (uint64_t)1 << option;
    descend(descent, depth + 1, taken | bit, rest & ~bit & ~reach->choices->excluded[option]);
    descend(descent, depth + 1, taken, rest ^ bit);
}

double least_down(struct prospects *prospects, uint32_t service, double known, bool *is_proven) {
    struct descent descent = {.prospects = prospects, .service = service, .least = known, .is_proven = true};
    size_t aside = prospects_set_aside(prospects);
    descend(&descent, 0, 0, choices_all(prospects->reach.choices));
    prospects->steps_left += aside;
    *is_proven = descent.is_proven;
    return descent.least;
}

#include "engine/plan/runner_up.h"

#include "base/bits.h"

#include <math.h>

struct seeking {
    struct prospects *prospects;
    double limit, slack;
    double unit; /* all costs are multiples of it; 0: of none */
    bool is_there;
    uint64_t set;
    double cost;
};

static bool are_multiples(const struct choices *choices, double unit) {
    for (size_t o = 0; o < choices->count; o++) {
        double times = choices->costs[o] / unit;
        if (fabs(times - round(times)) > 1e-7)
            return false;
    }
    return true;
}

/* The largest unit of which all costs are multiples and the least cost is a small one; 0 where there is none. */
static double find_unit(const struct choices *choices) {
    enum { PARTS_MAX = 1000 };
    double least = INFINITY;
    for (size_t o = 0; o < choices->count; o++)
        if (choices->costs[o] > 0)
            least = fmin(least, choices->costs[o]);
    for (int parts = 1; isfinite(least) && parts <= PARTS_MAX; parts++)
        if (are_multiples(choices, least / parts))
            return least / parts;
    return 0;
}

static void try_set(struct seeking *seeking, uint64_t set, double cost) {
    if (!choices_allow(seeking->prospects->reach.choices, set) || !prospects_is_model(seeking->prospects, set))
        return;
    if (seeking->is_there && cost <= seeking->cost + seeking->slack) {
        size_t number = bits_count(set), found = bits_count(seeking->set);
        if (cost < seeking->cost - seeking->slack || number > found ||
            (number == found && !stands_earlier(set, seeking->set)))
            return;
    }
    seeking->set = set;
    seeking->cost = cost;
    seeking->is_there = true;
}

/* How many options of the rest it takes at the least to come to that cost. */
static size_t least_number(const struct choices *choices, uint64_t rest, double cost) {
    size_t number = 0;
    for (size_t i = 0; i < choices->count && cost > 0; i++) {
        size_t o = choices->dearest_first[i];
        cost -= rest >> o & 1 ? choices->costs[o] : 0;
        number += rest >> o & 1;
    }
    return number;
}

static bool may_be_better(const struct seeking *seeking, uint64_t taken, uint64_t rest, double cost) {
    const struct choices *choices = seeking->prospects->reach.choices;
    if (cost >= seeking->limit - seeking->slack)
        return false;
    if (!seeking->is_there)
        return true;
    double most = fmin(cost + choices_cost(choices, rest), seeking->limit - fmax(seeking->unit, seeking->slack));
    if (most < seeking->cost - seeking->slack)
        return false;
    if (most > seeking->cost + seeking->slack)
        return true;
    size_t number = bits_count(taken) + least_number(choices, rest, seeking->cost - 2 * seeking->slack - cost);
    size_t found = bits_count(seeking->set);
    return number < found || (number == found && stands_earlier(taken | rest, seeking->set));
}

/* It recurses as deep as there are options, which are few. */
static void seek(struct seeking *seeking, size_t depth, uint64_t taken, uint64_t rest, double cost) {
    const struct choices *choices = seeking->prospects->reach.choices;
    if (prospects_are_over(seeking->prospects))
        return;
    prospects_spend(seeking->prospects, 1);
    if (!may_be_better(seeking, taken, rest, cost))
        return;
    try_set(seeking, taken, cost);
    while (depth < choices->count && !(rest >> depth & 1))
        depth++;
    if (depth == choices->count)
        return;
    uint64_t bit = (uint64_t)1 << depth;
    seek(seeking, depth + 1, taken | bit, rest & ~bit & ~choices->excluded[depth], cost + choices->costs[depth]);
    seek(seeking, depth + 1, taken, rest ^ bit, cost);
}

bool runner_up_below(struct prospects *prospects, double limit, uint64_t *set) {
    struct seeking seeking = {.prospects = prospects,
                              .limit = limit,
                              .slack = 1e-9 * fabs(limit),
                              .unit = find_unit(prospects->reach.choices) * (1 - 1e-6)};
    size_t aside = prospects_set_aside(prospects);
    seek(&seeking, 0, 0, choices_all(prospects->reach.choices), 0);
    bool is_over = prospects_are_over(prospects);
    prospects->steps_left += aside;
    *set = seeking.set;
    return seeking.is_there && !is_over;
}

/*
 * The cheapest set under which the fewest promises of some services are broken, or under which one service is down less
 * than a limit, by branch and bound: options are taken and left one after another. What is decided bounds what is
 * broken by the best that the others make of each service, and the cost by the effort that the services need yet,
 * added where they need different options.
 */
#ifndef ENGINE_PLAN_SEARCH_H
#define ENGINE_PLAN_SEARCH_H

#include "engine/plan/prospects.h"

/* What is looked for. */
struct aim {
    const uint32_t *services; /* of the prospects, each reached by an option */
    size_t service_count;
    double limit;   /* of the one service, which is to be down less; infinite: promises count */
    uint32_t first; /* the service that decides among equals; NO_INDEX: none does */
};

/* What a set comes to. */
struct outcome {
    uint64_t set;
    size_t broken;     /* promises, or 1 where the one service is down too long */
    double cost, down; /* of the first service */
};

/* The best set has the fewest broken promises; of several, it is the one of the lowest cost, then with the fewest
 * options, then with the highest availability of the first service, then with options that stand earlier. */
struct found {
    bool is_there; /* false where no set leaves a valid model */
    struct outcome best;
    bool is_proven;    /* no set has fewer broken promises, or as many at a lower cost */
    double least_cost; /* no set that breaks no promise costs less */
};

struct found search_for(struct prospects *prospects, const struct aim *aim);

#endif

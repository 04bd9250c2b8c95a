/* What each owner promises and what its components cost: the rows of a result by owner, for reviews by team. */
#ifndef ENGINE_ROWS_OWNERS_H
#define ENGINE_ROWS_OWNERS_H

#include "base/arena.h"
#include "slacalc.h"

struct owner {
    const char *name; /* NULL: of what has no owner */
    size_t services, components;
    size_t verdicts[SLACALC_IMPOSSIBLE + 1]; /* promises by verdict */
    size_t unkept; /* promises that are not kept, or that are not enough where the result is strict */
    size_t gaps;
    double downtime_s; /* of its services together over the period of the result */
    double caused_s;   /* what its components have of the downtime of all services together */
    size_t largest;    /* its component with the most of that; SLACALC_NONE where none has any */
    double largest_s;
};

struct owners {
    struct owner *rows; /* by descending number of promises that are not kept, then by what they cause, then by name */
    size_t count;
    size_t *of_component; /* rows, by component */
    double downtime_s;    /* of all services together */
    double unexplained_s; /* of services whose shares are not known: it is in no owner's caused_s */
    size_t unexplained;   /* how many services that is */
};

/* The arena has a guard. The texts belong to the result. */
struct owners owners_of(const slacalc_result *result, struct arena *arena);

#endif

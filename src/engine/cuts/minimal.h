/*
 * The minimal cut sets of a root as a family of sets (Rauzy 1993, "New algorithms for fault trees analysis",
 * Reliability Engineering and System Safety 40). Of a diagram's node, with the variable up in its branch `high` and
 * down in `low`, they are those of `high`, and with the variable those of `low` that do not bring `high` down.
 *
 * A variable is an event, or a module with a family of its own, whose sets stand in for it: so a family has as few
 * nodes as the diagram that it is made of, however many sets there are. What a module's family is made of stands before
 * every node that has the module for its variable.
 */
#ifndef ENGINE_CUTS_MINIMAL_H
#define ENGINE_CUTS_MINIMAL_H

#include "engine/cuts/families.h"
#include "engine/hours/hourly.h"
#include "engine/valuation/below.h"

/* Hours in which an event is there: bits of slices. */
enum { CUT_SLICES_MAX = 64 };

/* What a variable stands for. */
struct cut_part {
    bool is_event;
    uint32_t family; /* of a module */

    /* Of an event. */
    uint32_t gate;      /* a leaf of the graph */
    bool is_hours;      /* its component is outside of its own hours; not that it is down within them */
    long double chance; /* of the event; 1 of hours, which `slices` says more of */
    uint64_t slices;    /* of the service, in which it can be: all of them unless it is hours */
};

/* The part of the variables that a graph has: the whole one, or that of a gate that is valued apart. */
struct cut_space {
    struct below below;
    uint32_t base;       /* the first variable; those of the gates follow by rank */
    uint32_t *family_of; /* by node below the root */
    struct link *links;  /* by node below the root */
};

struct minimal_cuts {
    struct families families;
    struct cut_part *parts; /* by variable */
    size_t part_count, part_capacity;
    uint32_t root;           /* a family: of all that are there it is the last one */
    size_t made;             /* how many families it took to find it */
    const uint32_t *minutes; /* by slice; NULL where hours play no part */
    size_t slice_count;
    uint32_t promised; /* minutes in all */
    const struct timed *timed;
    const struct timed_service *service; /* NULL where hours play no part */
    struct cut_space whole;
    struct arena *arena;
};

/* Room for the cut sets of roots of that valuation; `arena` outlives it. */
struct minimal_cuts minimal_cuts_new(const struct valuation *valuation, const struct timed *timed, struct arena *arena);

/* Finds those of `root`, with the hours of `service` where that is not NULL, in `scratch`. Returns false where there is
 * no diagram of something below, and where the budget or the time is spent. */
bool minimal_cuts_of(struct minimal_cuts *cuts, uint32_t root, const struct timed_service *service, size_t max_nodes,
                     struct arena *scratch);

/* The share of these slices in the promised hours. */
long double minimal_cuts_share(const struct minimal_cuts *cuts, uint64_t slices);

#endif

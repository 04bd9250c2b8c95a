/* The likeliest minimal cut sets. */
#ifndef ENGINE_CUTS_LIKELIEST_H
#define ENGINE_CUTS_LIKELIEST_H

#include "engine/cuts/minimal.h"

struct cut_set {
    long double probability;
    uint64_t slices;        /* in which it can be */
    const uint32_t *events; /* variables, ascending */
    size_t event_count;
};

struct likeliest {
    struct cut_set *sets; /* by descending probability */
    size_t count, capacity;
    bool is_all; /* there are no more */
};

/* Finds the `wanted` likeliest sets, in `arena`. Takes the steps that it needs off `work`. There are fewer sets where
 * the steps do not suffice, and where there are no more. */
struct likeliest likeliest_cuts(const struct minimal_cuts *cuts, size_t wanted, size_t *work, struct arena *arena);

#endif

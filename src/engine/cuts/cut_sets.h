/*
 * What brings a root down: its minimal cut sets. How many there are is exact, and so is each of the likeliest, and what
 * they come to together; all of them may be too many for anyone to look at.
 */
#ifndef ENGINE_CUTS_CUT_SETS_H
#define ENGINE_CUTS_CUT_SETS_H

#include "engine/cuts/likeliest.h"

struct cut_sets {
    bool is_known;     /* false: the budget or the time is spent, or there is no diagram of all that they ask for */
    const char *count; /* in decimal digits; NULL: too much work */
    struct likeliest likeliest;
    long double together; /* the probability that any of the likeliest happens; negative: too much work */
};

/* Finds the cut sets of `root`, and the `wanted` likeliest of them; texts and events are in `arena`. `service` has the
 * hours; it is NULL where they play no part. The parts in `cuts` tell what the events are, until its next root. */
struct cut_sets cut_sets_of(struct minimal_cuts *cuts, uint32_t root, const struct timed_service *service,
                            size_t wanted, size_t max_nodes, struct arena *arena);

#endif

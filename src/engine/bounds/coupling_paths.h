/*
 * The longest paths through a decision diagram of which each branch that spends a variable's budget costs the price of
 * its row: the columns that a coupling's program still lacks (coupling.h). One pass goes up the diagram, for what the
 * rest of a path is worth from each node on, and one goes down it, for the best way to each node: together they give
 * the longest path through every row, where one alone would give a single path.
 */
#ifndef ENGINE_BOUNDS_COUPLING_PATHS_H
#define ENGINE_BOUNDS_COUPLING_PATHS_H

#include "base/text.h"
#include "engine/bounds/coupled.h"

/* A node with the places of its branches. */
struct turn {
    uint32_t paid; /* the branch that costs something: down where downs are wanted */
    uint32_t idle;
    uint32_t rank;
    uint32_t row; /* NO_INDEX: a switch */
};

/* The best way to a node, in less than full precision: it only says which paths are looked at. */
struct way {
    double value;    /* what it costs, as a negative value */
    uint32_t before; /* the place of the node before, twice, and 1 more where its price is paid */
};

/* The best path that pays for a row, and the node at which it does. */
struct passage {
    double value; /* without what its slice costs */
    uint32_t node;
};

struct paths {
    const struct coupling *coupling;
    struct turn *turns; /* by place: the nodes below the root, children first, the root last */
    size_t node_count;
    uint32_t root;       /* its place */
    long double *values; /* by place: what the rest of the longest path is worth */
    struct way *ways;    /* by place */
    uint32_t *rank_of;   /* by row; those of slices have none */
    size_t rows;         /* slices first, then outages */
    struct passage *passages;
    size_t passage_count;
    uint32_t *column; /* rows of the path that was traced last */
    size_t column_length;
};

/* All memory is from `scratch`. */
struct paths paths_new(const struct coupling *coupling, struct arena *scratch);

bool paths_meet_switch(const struct paths *paths);

/* What the longest path is worth in the slice, for prices by row. */
long double paths_longest(struct paths *paths, size_t slice, const long double *prices);

/* Fills `passages` with the best path through each row that is worth more than `least`, the longest first. After
 * paths_longest with the same slice and prices. */
void paths_through_rows(struct paths *paths, size_t slice, const long double *prices, long double least);

/* Leave the rows of a path in `column`, its slice first, and return its gain. One of the two functions above was
 * called before, with the same slice and prices. */
long double paths_trace(struct paths *paths, size_t slice, const long double *prices);
long double paths_trace_passage(struct paths *paths, size_t slice, const long double *prices, uint32_t node);

/* The cheapest set of variables that every path to the wanted end has to pay for one of: in MOST_DOWN a path set.
 * Returns the sum of its budgets, and marks its rows. Without switches and forced variables only. */
long double paths_cheapest_cover(const struct paths *paths, bool *is_in, struct arena *scratch);

#endif

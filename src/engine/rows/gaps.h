/* What a promise lacks behind it: where the chain of agreements that it rests on is broken, weak or short. */
#ifndef ENGINE_ROWS_GAPS_H
#define ENGINE_ROWS_GAPS_H

#include "engine/rows/contract.h"
#include "engine/rows/row_maker.h"
#include "engine/rows/single_points.h"

/* What a service says of a part that it rests on. */
struct part_note {
    double share;       /* of the service's downtime */
    double uncovered;   /* hours a week */
    bool degrades_only; /* it is in degraded_by */
};

/* What the agreement of a component lacks, whatever rests on it. */
enum lack { LACK_UNKNOWN, LACK_NOTHING, LACK_SOMETHING };

/* Room that serves one service after another. */
struct gap_finder {
    struct row_maker *maker;
    struct needs_search search;
    uint32_t *optional_by;           /* by component: serial of the search that found it in an optional requirement */
    struct position *optional_where; /* by component: there */
    size_t steps_left;               /* of all searches together */
    size_t search_steps_left;        /* of searches for single points, for all services together */
    size_t gaps_left;                /* of all services together */
    const uint32_t *rests_on;        /* what the service requires, itself aside */
    size_t count;
    struct single_points points; /* its result is NULL until somebody asks */
    struct contracts contracts;
    struct part_note *notes; /* by row of a component */
    enum lack *agreements;   /* by component */
    slacalc_gap *found;      /* of one service, its promises aside */
    size_t found_count, found_capacity;
    slacalc_gap *kept; /* of one service, for each promise */
    size_t kept_capacity;
};

struct gap_finder gap_finder_new(struct row_maker *maker);

/* Fills the gaps of a service whose promises, hours, shares and degraded_by are known. */
void add_gaps(struct gap_finder *finder, slacalc_service *service, size_t index);

#endif

/* By how much the downtime of all parts of a service may grow, or has to shrink, together for a promise to be just
 * kept. */
#ifndef ENGINE_ROWS_FACTORS_H
#define ENGINE_ROWS_FACTORS_H

#include "engine/rows/row_maker.h"
#include "engine/valuation/scaled.h"

/* Room that serves one service after another. */
struct factor_finder {
    struct row_maker *rows;
    struct scaled scaled;
    bool *forced; /* by component: it is down, outside of its own hours */
    size_t work;  /* steps left, for all services together */
};

/* Makes a finder; where nobody asks for factors, it has no room. */
struct factor_finder factor_finder_new(struct row_maker *rows);

/* Adds the factors to the service at that index of the scope, whose figures are exact. The unavailability of a service
 * grows with that of its parts, so one factor divides those that keep the promise from those that do not. There are
 * none where the work or the time for them is spent. */
void add_factors(struct factor_finder *finder, slacalc_service *service, size_t index);

#endif

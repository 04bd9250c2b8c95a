/* The linear programs behind the overlap bounds, solved over all joint states: for a few elements only. */
#ifndef LP_H
#define LP_H

#include "oracle.h"

#include <stdint.h>

enum { LP_ROWS = 32 };

/* Non-negative variables, one a column. Every coefficient is 0 or 1, so a column is the set of rows that it stands in;
 * the variables of row r add up to `right[r]`, which is not negative. */
struct lp {
    size_t row_count, column_count;
    quad right[LP_ROWS];
    const uint32_t *columns;
    const quad *costs;
};

/* The smallest cost. The program must have a solution, and a smallest one. */
quad lp_minimum(const struct lp *lp);

/* The smallest and the largest mean of `loss` over all joint distributions that leave each element its own
 * probability of being down. `loss` is by the set of elements that are up. */
void lp_extremes(const struct oracle_outages *outages, quad *smallest, quad *largest);

#endif

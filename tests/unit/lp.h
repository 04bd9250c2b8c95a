/* The linear program behind the overlap bounds, solved over all joint states: for a few elements only. */
#ifndef LP_H
#define LP_H

#include "oracle.h"

/* The smallest and the largest mean of `loss` over all joint distributions that leave each element its own
 * probability of being down. `loss` is by the set of elements that are up. */
void lp_extremes(const struct oracle_outages *outages, quad *smallest, quad *largest);

#endif

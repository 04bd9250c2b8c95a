/* Promises that hold as computed, but not by what others have agreed to: an sla or ola is backed by contract only if it
 * also holds where every part counts with its own agreement. */
#ifndef ENGINE_ROWS_CONTRACT_H
#define ENGINE_ROWS_CONTRACT_H

#include "engine/rows/row_maker.h"
#include "engine/valuation/importance.h"

/* Room that serves one service after another. */
struct contracts {
    struct row_maker *maker;
    struct importance importance; /* of the downtime by contract; its valuation is NULL until somebody asks */
    size_t steps_left;            /* of all services together */
    double *share;                /* by component: of the service that was asked about last */
};

struct contracts contracts_new(struct row_maker *maker);

/* Whether the promise of the service at that index of the scope also holds by the agreements of all parts. */
bool contract_keeps(const struct contracts *contracts, size_t index, const slacalc_promise *promise);

/* The gap of a promise that does not hold by these agreements. It names those of the `count` components in `rests_on`
 * whose agreement is weaker than what was counted. */
slacalc_gap contract_gap(struct contracts *contracts, size_t index, const slacalc_promise *promise,
                         const uint32_t *rests_on, size_t count);

#endif

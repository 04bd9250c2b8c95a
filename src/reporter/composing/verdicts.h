/* The promises of all services in the order in which a reader wants to see them. */
#ifndef REPORTER_COMPOSING_VERDICTS_H
#define REPORTER_COMPOSING_VERDICTS_H

#include "base/arena.h"
#include "slacalc.h"

struct verdict_row {
    size_t service, promise; /* indices */
    bool enough;
    slacalc_verdict verdict;
    double spare; /* the margin as a part of the downtime that is allowed, in 1e-9 */
};

/* All promises, as many as promise_count(): first those that are not kept, by verdict and then by margin, the worst one
 * first; alike ones in the order of the services. */
struct verdict_row *verdicts_worst_first(const slacalc_result *result, struct arena *arena);

#endif

/* Whether a promise is kept, right at the written decimal. */
#ifndef ENGINE_ROWS_VERDICT_H
#define ENGINE_ROWS_VERDICT_H

#include "model/model.h"
#include "slacalc.h"

/* What is known of a service: the ends of its availability, equal where it is exact, and its overlap bounds. */
struct known {
    struct level low, high;
    struct level worst, best;
};

/* Whether a service that is down that much keeps the promise: equality at the written decimal holds, although a
 * computed figure carries rounding errors. */
bool keeps_promise(long double down, struct level promised);

/* Sets `*decided` to false where the interval leaves it open; the verdict is then SLACALC_BROKEN. */
slacalc_verdict verdict_of(struct level promised, const struct known *known, bool *decided);

#endif

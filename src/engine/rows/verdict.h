/* Whether a promise is kept, right at the written decimal. */
#ifndef ENGINE_ROWS_VERDICT_H
#define ENGINE_ROWS_VERDICT_H

#include "engine/graph/interval.h"
#include "engine/graph/scope.h"

/* Whether a service that is down that much keeps the promise: equality at the written decimal holds, although a
 * computed figure carries rounding errors. */
bool keeps_promise(long double down, struct level promised);

/* The verdict on a service with that availability and those overlap bounds. Sets `*decided` to false where the interval
 * leaves it open; the verdict is then SLACALC_BROKEN. */
slacalc_verdict verdict_of(struct level promised, struct interval availability, struct level worst, struct level best,
                           bool *decided);

/* Where nothing else is asked for: counts every promise of the scope's services as holding or broken; bounds, which
 * tell more, need not be known. `availabilities` is by service of the scope. Returns whether no interval leaves a
 * promise open. */
bool judge_promises(const struct slacalc_model *model, const struct scope *scope, slacalc_basis basis,
                    const struct interval *availabilities, size_t *verdicts, struct arena *scratch);

#endif

#include "engine/rows/verdict.h"

bool keeps_promise(long double down, struct level promised) {
    return down <= promised.down * (1 + 1e-9L);
}

slacalc_verdict verdict_of(struct level promised, struct interval availability, struct level worst, struct level best,
                           bool *decided) {
    *decided = true;
    if (keeps_promise(worst.down, promised))
        return SLACALC_GUARANTEED;
    if (keeps_promise(availability.low.down, promised))
        return SLACALC_HOLDS;
    if (!keeps_promise(best.down, promised))
        return SLACALC_IMPOSSIBLE;
    *decided = !keeps_promise(availability.high.down, promised);
    return SLACALC_BROKEN;
}

#include "engine/rows/verdict.h"

bool keeps_promise(long double down, struct level promised) {
    return down <= promised.down * (1 + 1e-9L);
}

slacalc_verdict verdict_of(struct level promised, const struct known *known, bool *decided) {
    bool surely = keeps_promise(known->low.down, promised), possibly = keeps_promise(known->high.down, promised);
    *decided = true;
    if (keeps_promise(known->worst.down, promised))
        return SLACALC_GUARANTEED;
    if (surely)
        return SLACALC_HOLDS;
    if (!keeps_promise(known->best.down, promised))
        return SLACALC_IMPOSSIBLE;
    *decided = !possibly;
    return SLACALC_BROKEN;
}

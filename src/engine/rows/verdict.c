#include "engine/rows/verdict.h"

/* Equality at the written decimal holds although the computed figure carries rounding errors. */
static bool keeps(long double down, struct level promised) {
    return down <= promised.down * (1 + 1e-9L);
}

slacalc_verdict verdict_of(struct level promised, const struct known *known, bool *decided) {
    bool surely = keeps(known->low.down, promised), possibly = keeps(known->high.down, promised);
    *decided = true;
    if (keeps(known->worst.down, promised))
        return SLACALC_GUARANTEED;
    if (surely)
        return SLACALC_HOLDS;
    if (!keeps(known->best.down, promised))
        return SLACALC_IMPOSSIBLE;
    *decided = !possibly;
    return SLACALC_BROKEN;
}

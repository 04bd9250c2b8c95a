#include "engine/rows/estimate.h"

#include <math.h>

slacalc_level level_row(struct level level) {
    return (slacalc_level){(double)level.up, (double)level.down};
}

struct level level_from_row(slacalc_level row) {
    return (struct level){row.up, row.down};
}

struct ends ends_narrowest(struct ends a, struct ends b) {
    if (a.exact || b.exact)
        return a.exact ? a : b;
    return (struct ends){.side = {a.side[LOW].down < b.side[LOW].down ? a.side[LOW] : b.side[LOW],
                                  a.side[HIGH].down > b.side[HIGH].down ? a.side[HIGH] : b.side[HIGH]}};
}

/* A few units of the last place: more than the rounding errors of the steps that led here. */
static double outward(long double value, bool upward) {
    double widened = (double)(value * (upward ? 1 + 1e-14L : 1 - 1e-14L));
    return widened > 1 ? 1 : widened;
}

static slacalc_level end_row(struct level end, bool high) {
    return (slacalc_level){outward(end.up, high), outward(end.down, !high)};
}

slacalc_estimate estimate_of(struct ends ends) {
    struct level low = ends.side[LOW], high = ends.side[HIGH];
    if (ends.exact) {
        slacalc_level value = level_row(low);
        return (slacalc_estimate){.value = value, .low = value, .high = value, .exact = true};
    }
    struct level middle = {(low.up + high.up) / 2, (low.down + high.down) / 2};
    return (slacalc_estimate){
        .value = level_row(middle), .low = end_row(low, false), .high = end_row(high, true), .exact = false};
}

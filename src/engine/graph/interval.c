#include "engine/graph/interval.h"

#include <float.h>
#include <math.h>

struct interval interval_narrowest(struct interval one, struct interval other) {
    if (one.exact || other.exact)
        return one.exact ? one : other;
    return (struct interval){.low = one.low.down < other.low.down ? one.low : other.low,
                             .high = one.high.down > other.high.down ? one.high : other.high};
}

struct interval interval_within(struct interval interval, struct level worst, struct level best) {
    const long double slack = 1e-9L;
    struct level low = {fmaxl(worst.up - slack * worst.down, 0), fminl(worst.down * (1 + slack), 1)};
    struct level high = {fminl(best.up + slack * best.down, 1), best.down * (1 - slack)};
    return interval_narrowest(interval, (struct interval){.low = low, .high = high});
}

struct level interval_middle(struct interval interval) {
    struct level low = interval.low, high = interval.high;
    return interval.exact ? low : (struct level){(low.up + high.up) / 2, (low.down + high.down) / 2};
}

/* A few units of the last place: more than the rounding errors of the steps that led here. Below the normal numbers,
 * and where nothing is left of them, doubles lie so far apart that the nearest one may lie inwards. */
static double outward(long double value, bool upward) {
    double widened = (double)(value * (upward ? 1 + 1e-14L : 1 - 1e-14L));
    if (widened < DBL_MIN)
        widened = upward ? nextafter(widened, 1) : nextafter(widened, 0);
    return widened > 1 ? 1 : widened;
}

static slacalc_level end_row(struct level end, bool high) {
    return (slacalc_level){outward(end.up, high), outward(end.down, !high)};
}

slacalc_estimate estimate_of(struct interval interval) {
    struct level low = interval.low, high = interval.high;
    if (interval.exact) {
        slacalc_level value = level_row(low);
        return (slacalc_estimate){.value = value, .low = value, .high = value, .exact = true};
    }
    return (slacalc_estimate){
        .value = level_row(interval_middle(interval)), .low = end_row(low, false), .high = end_row(high, true)};
}

#include "engine/rows/crossing.h"

#include <math.h>

double crossing_between(struct crossing_end kept, struct crossing_end broken, double enough, crossing_excess *excess,
                        void *context) {
    double length = broken.at - kept.at, narrow = 0.2 / length;
    double slack = enough * exp2(ceil(log2(length / enough)));
    while (length > enough) {
        double middle = kept.at + length / 2;
        double guess = kept.at - kept.excess * length / (broken.excess - kept.excess);
        double aside = isfinite(guess) ? guess - middle : 0;
        double reach = fmin(fmax(fabs(aside) - narrow * length * length, 0), fmax(slack - length / 2, 0));
        struct crossing_end end = {.at = middle + copysign(reach, aside)};
        end.excess = excess(context, end.at);
        *(end.excess > 0 ? &broken : &kept) = end;
        length = broken.at - kept.at;
        slack /= 2;
    }
    return kept.at;
}

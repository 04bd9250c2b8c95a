#include "model/garwood.h"

#include <math.h>

static const double ONE_SIDE = 0.025;

/* P(at least `events` happen) for a mean, by the incomplete gamma function: its series below the number, its continued
 * fraction above (Press et al., "Numerical Recipes", 6.2). */
static double at_least(double events, double mean) {
    enum { STEPS = 100000 }; /* some multiples of the root of the number are enough */
    int sign;
    double scale = exp(events * log(mean) - mean - lgamma_r(events, &sign));
    if (mean < events + 1) {
        double term = 1 / events, sum = term;
        for (int i = 1; i < STEPS && term > sum * 1e-16; i++) {
            term *= mean / (events + i);
            sum += term;
        }
        return sum * scale;
    }
    const double tiny = 1e-300;
    double b = mean + 1 - events, c = 1 / tiny, d = 1 / b, fraction = d;
    for (int i = 1; i < STEPS; i++) {
        double a = -i * (i - events);
        b += 2;
        d = a * d + b;
        d = 1 / (fabs(d) < tiny ? tiny : d);
        c = b + a / c;
        c = fabs(c) < tiny ? tiny : c;
        fraction *= d * c;
        if (fabs(d * c - 1) < 1e-16)
            break;
    }
    return 1 - scale * fraction;
}

/* The mean for which at least so many events happen with that probability, which grows with it. */
static double mean_for(double events, double probability) {
    double low = 0, high = events + 10 * sqrt(events) + 10;
    for (int i = 0; i < 100 && high - low > 1e-15 * high; i++) {
        double middle = (low + high) / 2;
        if (at_least(events, middle) < probability)
            low = middle;
        else
            high = middle;
    }
    return (low + high) / 2;
}

struct mean_interval garwood_interval(size_t events) {
    double count = (double)events;
    return (struct mean_interval){events > 0 ? mean_for(count, ONE_SIDE) : 0, mean_for(count + 1, 1 - ONE_SIDE)};
}

#include "engine/kept/euler.h"

static const double EXPONENT = 22;                  /* e^-22 is the error of the method */
static const double HALF_GROWN = 59874.14171519782; /* e^11 */
static const double SETTLED = 1e-10;                /* two means in succession that differ by less */
enum { AVERAGED = 11, TERMS_EACH = 6, TERMS_MORE = 200 };

/* Partial sums of the alternating series. */
struct series {
    const struct inversion *inversion;
    double x;
    double sums[AVERAGED + 1]; /* the latest, one behind the other */
    size_t count;              /* terms that were added */
};

static void add_term(struct series *series) {
    static const double PI = 3.14159265358979323846;
    double k = (double)series->count, factor = HALF_GROWN / series->x;
    struct complex s = {EXPONENT / (2 * series->x), k * PI / series->x};
    double term = factor * series->inversion->transform(series->inversion->context, s).re;
    double before = series->count == 0 ? 0 : series->sums[AVERAGED];
    for (size_t i = 0; i < AVERAGED; i++)
        series->sums[i] = series->sums[i + 1];
    series->sums[AVERAGED] = before + (series->count == 0 ? term / 2 : series->count % 2 == 1 ? -term : term);
    series->count++;
}

/* The binomial mean of the latest sums. */
static double mean_of(const struct series *series) {
    double sum = 0, weight = ldexp(1, -AVERAGED);
    for (size_t i = 0; i <= AVERAGED; i++) {
        sum += weight * series->sums[i];
        weight *= (double)(AVERAGED - i) / (double)(i + 1);
    }
    return sum;
}

double euler_invert(const struct inversion *inversion, double x, double *value) {
    struct series series = {.inversion = inversion, .x = x};
    double before = INFINITY, change = INFINITY;
    size_t wanted = inversion->first_terms + AVERAGED, settled = 0;
    while (settled < 2 && wanted < inversion->first_terms + TERMS_MORE) {
        while (series.count < wanted) {
            if (deadline_is_over(inversion->deadline))
                return INFINITY;
            add_term(&series);
        }
        *value = mean_of(&series);
        change = fabs(*value - before);
        settled = change < SETTLED ? settled + 1 : 0;
        before = *value;
        wanted += TERMS_EACH;
    }
    return change;
}

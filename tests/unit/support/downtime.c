#include "downtime.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* The chances of states by how many of the stretches so far were down. */
struct visits {
    double *now, *next;
    size_t rows;
};

static double *leaving_rates(const struct downtime_chain *chain, double *fastest) {
    double *leaving = calloc(chain->count, sizeof *leaving);
    *fastest = 0;
    for (size_t i = 0; i < chain->step_count; i++)
        leaving[chain->steps[i].from] += chain->steps[i].rate;
    for (size_t i = 0; i < chain->count; i++)
        *fastest = fmax(*fastest, leaving[i]);
    return leaving;
}

/* P(fewer than k of n points lie below the part `share`): that k stretches of n + 1 come to more than it. */
static double longer_than(size_t k, size_t n, double share) {
    if (k == 0 || k > n)
        return k > n;
    double sum = 0;
    for (size_t i = 0; i < k; i++)
        sum += exp(lgamma((double)n + 1) - lgamma((double)i + 1) - lgamma((double)(n - i) + 1) +
                   (double)i * log(share) + (double)(n - i) * log1p(-share));
    return sum;
}

static void step(const struct downtime_chain *chain, const double *leaving, double rate, struct visits *visits,
                 size_t rows) {
    size_t n = chain->count;
    memset(visits->next, 0, visits->rows * n * sizeof *visits->next);
    for (size_t k = 0; k < rows; k++) {
        const double *row = &visits->now[k * n];
        for (size_t s = 0; s < n; s++)
            visits->next[(k + chain->is_down[s]) * n + s] += row[s] * (1 - leaving[s] / rate);
        for (size_t i = 0; i < chain->step_count; i++) {
            const struct downtime_step *taken = &chain->steps[i];
            visits->next[(k + chain->is_down[taken->to]) * n + taken->to] += row[taken->from] * taken->rate / rate;
        }
    }
    double *now = visits->now;
    visits->now = visits->next;
    visits->next = now;
}

double downtime_steps(const struct downtime_chain *chain, double period) {
    double rate;
    free(leaving_rates(chain, &rate));
    return rate * period;
}

double downtime_exceeds(const struct downtime_chain *chain, double period, double allowed) {
    double rate, sum = 0;
    double *leaving = leaving_rates(chain, &rate);
    double mean = rate * period;
    size_t steps = (size_t)(mean + 10 * sqrt(mean) + 40), n = chain->count;
    struct visits visits = {.rows = steps + 3};
    visits.now = calloc(visits.rows * n, sizeof(double));
    visits.next = calloc(visits.rows * n, sizeof(double));
    for (size_t s = 0; s < n; s++)
        visits.now[chain->is_down[s] * n + s] = chain->chance[s];
    for (size_t j = 0; j <= steps; j++) {
        double poisson = exp((double)j * log(mean) - mean - lgamma((double)j + 1));
        for (size_t k = 0; k <= j + 1; k++) {
            double chance = 0;
            for (size_t s = 0; s < n; s++)
                chance += visits.now[k * n + s];
            if (poisson * chance > 1e-16)
                sum += poisson * chance * longer_than(k, j, allowed / period);
        }
        step(chain, leaving, rate, &visits, j + 2);
    }
    free(visits.now);
    free(visits.next);
    free(leaving);
    return sum;
}

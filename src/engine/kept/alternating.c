#include "engine/kept/alternating.h"

#include "engine/kept/euler.h"

/* So many outages that are expected are added up one by one. */
static const long double OUTAGES_MAX = 10000;

/* The sum ends where so little of either distribution is left. */
static const long double REST = 1e-22L;

/* P(n outages last longer than what is allowed together) is that of fewer than n ends of outages until then, which are
 * a Poisson process too. */
static long double sum_over_outages(struct alternating self, long double begun, long double ended) {
    long double up = self.up_s / ((long double)self.up_s + self.down_s), down = 1 - up;
    long double chance = expl(-begun), left = 1; /* of exactly n outages, and of n and more */
    long double end = expl(-ended), fewer = 0;   /* of exactly n ends, and of fewer than n */
    long double sum = 0;
    for (size_t count = 1; left > REST || (long double)count <= begun; count++) {
        long double n = (long double)count;
        sum += chance * (up * fewer + down * (fewer + end));
        fewer += end;
        left -= chance;
        end *= ended / n;
        chance *= begun / n;
        if (n > begun + ended + 1 && chance < REST)
            break;
    }
    return sum;
}

/* The same by its transform where there are too many of them. */
struct inverted {
    struct alternating self;
    double uptime_s;
};

/* Of the downtime before the uptime comes to `uptime_s`. */
static struct complex exceeding_transform(void *context, struct complex s) {
    const struct inverted *inverted = context;
    double begin = 1 / inverted->self.up_s, end = 1 / inverted->self.down_s;
    double down = inverted->self.down_s / (inverted->self.up_s + inverted->self.down_s);
    struct complex over = complex_inverse((struct complex){s.re + end, s.im}), lost = complex_times(s, over);
    /* An outage has the transform end / (end + s), which is 1 less `lost`. */
    struct complex all = complex_expm1(complex_scale(lost, -begin * inverted->uptime_s));
    struct complex first = complex_scale(lost, -down);
    return complex_divide(complex_scale(complex_join(all, first), -1), s);
}

double alternating_exceeds(struct alternating self, double period_s, double allowed_s, struct deadline *deadline,
                           double *chance) {
    long double uptime_s = (long double)period_s - allowed_s;
    long double begun = uptime_s / self.up_s, ended = (long double)allowed_s / self.down_s;
    if (begun < OUTAGES_MAX && ended < OUTAGES_MAX) {
        *chance = (double)sum_over_outages(self, begun, ended);
        return 0;
    }
    if (allowed_s <= 0) {
        *chance = 1;
        return 0;
    }
    struct inverted inverted = {self, (double)uptime_s};
    double deviation = sqrt(2 * (double)begun) * self.down_s;
    const struct inversion inversion = {.transform = exceeding_transform,
                                        .context = &inverted,
                                        .first_terms = 22 + (size_t)fmin(2.25 * allowed_s / deviation, 1e4),
                                        .deadline = deadline};
    return euler_invert(&inversion, allowed_s, chance);
}

/* The levels by which it goes on are the roots of z^2 + (begin + end + s) z + begin s. */
struct complex alternating_transform(struct alternating self, double period_s, struct complex s) {
    double begin = 1 / self.up_s, end = 1 / self.down_s, down = self.down_s / (self.up_s + self.down_s);
    struct complex half = {(begin + end + s.re) / 2, s.im / 2};
    struct complex root = complex_root(complex_subtract(complex_times(half, half), complex_scale(s, begin)));
    struct complex fast = complex_scale(complex_add(half, root), -1);
    struct complex slow = complex_divide(complex_scale(s, begin), fast);
    struct complex of_slow = complex_divide(complex_add(complex_scale(s, down), fast), complex_subtract(fast, slow));
    struct complex of_fast = complex_divide(complex_add(complex_scale(s, down), slow), complex_subtract(slow, fast));
    return complex_add(complex_times(of_slow, complex_expm1(complex_scale(slow, period_s))),
                       complex_times(of_fast, complex_expm1(complex_scale(fast, period_s))));
}

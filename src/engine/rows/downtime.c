#include "engine/rows/downtime.h"

#include <math.h>

static const double HOURS_PER_WEEK = 168;
static const double STEPS = 1e9;

bool has_hours(const slacalc_service *service) {
    return service->hours_unknown || service->slice_count > 1 ||
           (service->slice_count == 1 && (service->hours_per_week < HOURS_PER_WEEK || service->coverage < 1));
}

/* How much of the period the service is promised for, in seconds. */
static double promised_s(const slacalc_service *service) {
    double period_s = service->period_s;
    return has_hours(service) ? period_s * (service->hours_per_week / HOURS_PER_WEEK) : period_s;
}

double downtime_by(const slacalc_service *service, const slacalc_estimate *availability) {
    return availability->value.down * promised_s(service);
}

double spare_part(const slacalc_service *service, const slacalc_promise *promise) {
    double allowed = promise->level.down * service->period_s;
    if (allowed > 0)
        return rint(promise->margin_s / allowed * STEPS);
    return promise->margin_s < 0 ? -HUGE_VAL : 0;
}

void add_up_shares(double *shares, const size_t *parents, size_t count) {
    for (size_t i = count; i-- > 0;) {
        if (parents[i] != SLACALC_NONE)
            shares[parents[i]] += shares[i];
        shares[i] = floor(shares[i] * STEPS + 0.5);
    }
}

double share_in_all(const slacalc_share *share) {
    return fmin(share->share + share->hours_share, 1);
}

double shares_together(const slacalc_service *service) {
    double sum = 0;
    for (size_t i = 0; i < service->share_count; i++)
        sum += share_in_all(&service->shares[i]);
    return sum;
}

bool undegraded_differs(const slacalc_service *service) {
    const double rounding = 1e-12;
    double without = service->undegraded.value.down, with = service->availability.value.down;
    return !service->undegraded.exact || fabs(with - without) > rounding * with;
}

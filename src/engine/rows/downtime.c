#include "engine/rows/downtime.h"

#include <math.h>

static const double HOURS_PER_WEEK = 168;

bool has_hours(const slacalc_service *service) {
    return service->slice_count > 1 ||
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

bool undegraded_differs(const slacalc_service *service) {
    const double rounding = 1e-12;
    double without = service->undegraded.value.down, with = service->availability.value.down;
    return !service->undegraded.exact || fabs(with - without) > rounding * with;
}

#include "engine/rows/promises_kept.h"

#include "engine/rows/result.h"

bool promise_is_kept(const slacalc_promise *promise) {
    return promise->verdict == SLACALC_GUARANTEED || promise->verdict == SLACALC_HOLDS;
}

bool promise_is_kept_often(const slacalc_result *result, const slacalc_promise *promise) {
    return promise->kept >= result->min_kept;
}

bool promise_is_enough(const slacalc_result *result, const slacalc_service *service, size_t promise) {
    const slacalc_promise *row = &service->promises[promise];
    if (!promise_is_kept_often(result, row))
        return false;
    if (!result->strict)
        return promise_is_kept(row);
    return row->verdict == SLACALC_GUARANTEED && !service->gaps_unknown && gap_count(service, promise) == 0;
}

bool gap_is_of_unkept(const slacalc_result *result, const slacalc_service *service, const slacalc_gap *gap) {
    return result->strict || !promise_is_kept(&service->promises[gap->promise]);
}

size_t unkept_of(const slacalc_result *result, const slacalc_service *service) {
    size_t count = 0;
    for (size_t i = 0; i < service->promise_count; i++)
        count += !promise_is_enough(result, service, i);
    return count;
}

size_t unkept_count(const slacalc_result *result) {
    size_t count = 0;
    for (size_t i = 0; i < result->service_count; i++)
        count += unkept_of(result, &result->services[i]);
    return count;
}

static bool any_kept_too_rarely(const slacalc_result *result) {
    for (size_t i = 0; i < result->service_count && result->min_kept > 0; i++)
        for (size_t j = 0; j < result->services[i].promise_count; j++)
            if (!promise_is_kept_often(result, &result->services[i].promises[j]))
                return true;
    return false;
}

bool slacalc_result_kept(const slacalc_result *result) {
    if (result->log)
        return result->log->missed == 0;
    if (any_kept_too_rarely(result))
        return false;
    size_t unkept = result->verdicts[SLACALC_BROKEN] + result->verdicts[SLACALC_IMPOSSIBLE];
    return unkept + (result->strict ? result->verdicts[SLACALC_HOLDS] + result->gap_count + (result->gaps_end != NULL)
                                    : 0) ==
           0;
}

size_t worst_promise(const slacalc_service *service) {
    size_t worst = SLACALC_NONE;
    for (size_t i = 0; i < service->promise_count; i++)
        if (worst == SLACALC_NONE || service->promises[i].verdict > service->promises[worst].verdict ||
            (service->promises[i].verdict == service->promises[worst].verdict &&
             service->promises[i].margin_s < service->promises[worst].margin_s))
            worst = i;
    return worst;
}

/* Gaps stand in the order of their promises, of which there may be thousands. */
size_t first_gap(const slacalc_service *service, size_t promise) {
    size_t first = 0, end = service->gap_count;
    while (first < end) {
        size_t middle = first + (end - first) / 2;
        if (service->gaps[middle].promise < promise)
            first = middle + 1;
        else
            end = middle;
    }
    return first;
}

size_t gap_count(const slacalc_service *service, size_t promise) {
    return first_gap(service, promise + 1) - first_gap(service, promise);
}

size_t promise_count(const slacalc_result *result) {
    size_t count = 0;
    for (slacalc_verdict verdict = SLACALC_GUARANTEED; verdict <= SLACALC_IMPOSSIBLE; verdict++)
        count += result->verdicts[verdict];
    return count;
}

#include "engine/rows/needed_rows.h"

#include "engine/graph/k_of_n.h"
#include "engine/rows/verdict.h"

#include <math.h>

/* The level of one replica with which so many of so many are down no more than that. Halves the range of its logarithm,
 * as small figures have as many digits as large ones. */
static struct level level_of_replica(uint32_t replicas, uint32_t quorum, long double down) {
    enum { HALVINGS = 100 };
    long double least = -1000, most = 0;
    for (size_t i = 0; i < HALVINGS; i++) {
        long double middle = (least + most) / 2, chance = exp2l(middle);
        bool is_enough = k_of_n_replicas((struct level){1 - chance, chance}, replicas, quorum).down <= down;
        *(is_enough ? &least : &most) = middle;
    }
    return (struct level){-expm1l(least * logl(2)), exp2l(least)};
}

/* The figure for the whole with which the own part is that: what the needs lose comes to it. */
static struct level whole_of(const slacalc_component *component, struct level own) {
    long double needs_up = component->whole.up / (long double)component->own.up;
    long double needs_down = component->whole.down - needs_up * component->own.down;
    return (struct level){own.up * needs_up, needs_down + needs_up * own.down};
}

static slacalc_needed needed_row(const slacalc_result *result, const slacalc_service *service, size_t promise,
                                 const slacalc_importance *importance) {
    const slacalc_component *component = slacalc_result_component(result, importance->event.component);
    bool is_own_service = importance->event.component == service->component;
    slacalc_needed needed = {.promise = promise,
                             .event = importance->event,
                             .is_whole = component->has_whole && !is_own_service,
                             .now = is_own_service ? component->checked : component->own};
    if (needed.is_whole)
        needed.now = component->whole;
    double promised = service->promises[promise].level.down, slope = importance->birnbaum;
    struct level event = {(importance->if_down.down - (long double)promised) / slope,
                          fmaxl((long double)promised - importance->if_perfect.down, 0) / slope};
    needed.is_possible = keeps_promise(importance->if_perfect.down, level_from_row(service->promises[promise].level));
    if (!needed.is_possible)
        return needed;
    if (slope <= 0 || event.up <= 0)
        event = (struct level){0, 1};
    if (importance->event.kind == SLACALC_EVENT_REPLICAS && event.up > 0)
        event = level_of_replica((uint32_t)component->replicas, (uint32_t)component->quorum, event.down);
    needed.level = level_row(needed.is_whole ? whole_of(component, event) : event);
    return needed;
}

static bool is_outage(const slacalc_importance *importance) {
    return importance->event.kind == SLACALC_EVENT_COMPONENT || importance->event.kind == SLACALC_EVENT_REPLICAS;
}

void add_needed(struct row_maker *rows, slacalc_service *service) {
    size_t parts = 0;
    for (size_t i = 0; i < service->importance_count; i++)
        parts += is_outage(&service->importance[i]);
    if (parts * service->promise_count == 0)
        return;
    slacalc_needed *needed = arena_alloc(&rows->result->arena, parts * service->promise_count, sizeof *needed);
    service->needed = needed;
    for (size_t promise = 0; promise < service->promise_count; promise++)
        for (size_t i = 0; i < service->importance_count; i++)
            if (is_outage(&service->importance[i]))
                needed[service->needed_count++] = needed_row(rows->result, service, promise, &service->importance[i]);
}

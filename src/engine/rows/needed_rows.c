#include "engine/rows/needed_rows.h"

#include "engine/graph/beta_factor.h"
#include "engine/rows/verdict.h"

#include <math.h>

/* Of all its replicas, where one has that level. */
static struct level level_of_all(const slacalc_component *component, struct level replica) {
    return k_of_n_with_cause(replica, (uint32_t)component->replicas, (uint32_t)component->quorum,
                             (struct level){(long double)component->beta, 1 - (long double)component->beta});
}

/* The level of one replica with which the component is down no more than `down`. It is found by halving the range of
 * the logarithm, as small figures have as many digits as large ones. */
static struct level level_of_replica(const slacalc_component *component, long double down) {
    enum { HALVINGS = 100 };
    long double least = -1000, most = 0;
    for (size_t i = 0; i < HALVINGS; i++) {
        long double middle = (least + most) / 2, chance = exp2l(middle);
        bool is_enough = level_of_all(component, (struct level){1 - chance, chance}).down <= down;
        *(is_enough ? &least : &most) = middle;
    }
    return (struct level){-expm1l(least * logl(2)), exp2l(least)};
}

/* The figure for the whole that leaves this own part: the needs lose as much as they do now. */
static struct level whole_of(const slacalc_component *component, struct level own) {
    long double needs_up = component->whole.up / (long double)component->own.up;
    long double needs_down = component->whole.down - needs_up * component->own.down;
    return (struct level){own.up * needs_up, needs_down + needs_up * own.down};
}

/* Whether the component counts with a figure for the whole, which speaks of all its replicas. */
static bool counts_as_whole(const slacalc_result *result, const slacalc_service *service, size_t component) {
    return slacalc_result_component(result, component)->has_whole && component != service->component;
}

/* A row that does not say yet what is needed. Where the needs leave nothing of a figure for the whole, nobody knows how
 * much they lose: then the row is about the own part. */
static slacalc_needed open_row(const slacalc_result *result, const slacalc_service *service, size_t promise,
                               slacalc_event event) {
    const slacalc_component *component = slacalc_result_component(result, event.component);
    slacalc_needed needed = {.promise = promise,
                             .event = event,
                             .is_whole = component->own.up > 0 && counts_as_whole(result, service, event.component),
                             .now = event.component == service->component ? component->checked : component->own};
    if (needed.is_whole)
        needed.now = component->whole;
    return needed;
}

/* Turns the level that the event has to have into that of the component's figure, and sets it as what is needed. */
static void need_level(const slacalc_result *result, slacalc_needed *needed, struct level event) {
    const slacalc_component *component = slacalc_result_component(result, needed->event.component);
    needed->is_possible = true;
    if (needed->event.kind == SLACALC_EVENT_REPLICAS && event.up > 0)
        event = level_of_replica(component, event.down);
    needed->level = level_row(needed->is_whole ? whole_of(component, event) : event);
}

static slacalc_needed needed_row(const slacalc_result *result, const slacalc_service *service, size_t promise,
                                 const slacalc_importance *importance) {
    slacalc_needed needed = open_row(result, service, promise, importance->event);
    double promised = service->promises[promise].level.down, slope = importance->birnbaum;
    struct level event = {(importance->if_down.down - (long double)promised) / slope,
                          fmaxl((long double)promised - importance->if_perfect.down, 0) / slope};
    if (!keeps_promise(importance->if_perfect.down, level_from_row(service->promises[promise].level)))
        return needed;
    if (slope <= 0 || event.up <= 0)
        event = (struct level){0, 1};
    need_level(result, &needed, event);
    return needed;
}

static bool is_outage(const slacalc_importance *importance) {
    return importance->event.kind == SLACALC_EVENT_COMPONENT || importance->event.kind == SLACALC_EVENT_REPLICAS;
}

/* Returns false where it is not known. */
static bool needed_of_part(struct needed_maker *maker, const slacalc_service *service, size_t index, size_t promise,
                           const slacalc_importance *importance, slacalc_needed *needed) {
    const struct figures *figures = maker->rows->figures;
    const slacalc_result *result = maker->rows->result;
    uint32_t component = result->component_of[importance->event.component];
    if (!is_tied(figures, component)) {
        *needed = needed_row(result, service, promise, importance);
        return true;
    }
    struct level promised = level_from_row(service->promises[promise].level);
    struct tied_need need = needed_of_tied(&maker->tied, figures, index, component, promised);
    *needed = open_row(result, service, promise, importance->event);
    needed->is_possible = need.is_possible;
    if (need.is_possible)
        needed->level = level_row(
            needed->is_whole ? whole_of(slacalc_result_component(result, importance->event.component), need.own)
                             : need.own);
    return need.is_known;
}

void add_needed(struct needed_maker *maker, slacalc_service *service, size_t index) {
    size_t parts = 0;
    for (size_t i = 0; i < service->importance_count; i++)
        parts += is_outage(&service->importance[i]);
    if (parts * service->promise_count == 0)
        return;
    slacalc_needed *needed = arena_alloc(&maker->rows->result->arena, parts * service->promise_count, sizeof *needed);
    service->needed = needed;
    for (size_t promise = 0; promise < service->promise_count; promise++)
        for (size_t i = 0; i < service->importance_count; i++)
            if (is_outage(&service->importance[i]))
                service->needed_count += needed_of_part(maker, service, index, promise, &service->importance[i],
                                                        &needed[service->needed_count]);
}

bool keeps_without(const slacalc_service *service, size_t promise, double share) {
    return keeps_promise(service->availability.value.down * (1 - (long double)share),
                         level_from_row(service->promises[promise].level));
}

slacalc_needed needed_by_share(const slacalc_result *result, const slacalc_service *service, size_t promise,
                               const slacalc_share *share) {
    const slacalc_component *component = slacalc_result_component(result, share->component);
    bool is_whole = counts_as_whole(result, service, share->component);
    slacalc_event event = {.kind =
                               component->replicas > 1 && !is_whole ? SLACALC_EVENT_REPLICAS : SLACALC_EVENT_COMPONENT,
                           .component = share->component,
                           .part = SLACALC_NONE};
    slacalc_needed needed = open_row(result, service, promise, event);
    if (!keeps_without(service, promise, share->share))
        return needed;
    struct level own = level_from_row(share->component == service->component ? component->checked : component->own);
    long double down = service->availability.value.down, promised = service->promises[promise].level.down;
    static const long double NO_DIGIT = 1e-9L; /* is left of a difference so small: it may as well be nothing */
    long double part = 1 - (1 - promised / down) / share->share;
    long double outage = part < NO_DIGIT ? 0 : (is_whole ? own : level_of_all(component, own)).down * part;
    need_level(result, &needed, (struct level){1 - outage, outage});
    return needed;
}

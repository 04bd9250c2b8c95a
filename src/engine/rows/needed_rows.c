#include "engine/rows/needed_rows.h"

#include "base/work.h"
#include "engine/graph/beta_factor.h"
#include "engine/rows/promises_kept.h"
#include "engine/rows/verdict.h"

#include <math.h>
#include <string.h>

enum { MENDING_PARTS = 3 }; /* that are listed */

/* There is a row for each part, each promise and each service. The work is some seconds. */
enum { ROWS_MAX = 2000000, HALVINGS = 100 };
static const size_t WORK = 4000000000;

struct needed_maker needed_maker_new(struct row_maker *rows) {
    size_t max_nodes = rows->result->max_nodes, retrial_work = work_within(RETRIAL_WORK, max_nodes);
    return (struct needed_maker){.rows = rows,
                                 .tied.work = rows->result->need ? retrial_work : retrial_work / 10,
                                 .tied.for_good = for_good_new(rows->figures, max_nodes),
                                 .rows_left = ROWS_MAX,
                                 .work = work_within(WORK, max_nodes)};
}

static bool afford_row(struct needed_maker *maker) {
    enum { STEPS = 16 };
    return work_take(&maker->work, STEPS) && !deadline_is_over(maker->rows->figures->valuation->deadline);
}

/* The level of one replica took a binomial for each halving, of which some deviations count: no more work is left where
 * it was more than there was. */
static void count_halvings(struct needed_maker *maker, const slacalc_needed *needed) {
    enum { DEVIATIONS = 8 };
    double replicas = (double)slacalc_result_component(maker->rows->result, needed->event.component)->replicas;
    if (needed->is_possible && needed->event.kind == SLACALC_EVENT_REPLICAS)
        work_take(&maker->work, (size_t)(HALVINGS * fmin(replicas, DEVIATIONS * sqrt(replicas))));
}

/* Of all its replicas, where one has that level. */
static struct level level_of_all(const slacalc_component *component, struct level replica) {
    return k_of_n_with_cause(replica, (uint32_t)component->replicas, (uint32_t)component->quorum,
                             (struct level){(long double)component->beta, 1 - (long double)component->beta});
}

/* The level of one replica with which the component is down no more than `down`. It is found by halving the range of
 * the logarithm, as small figures have as many digits as large ones. */
static struct level level_of_replica(const slacalc_component *component, long double down) {
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

/* Of an event of a component that is tied to others. Returns false where it is not known. */
static bool needed_by_trial(struct needed_maker *maker, const slacalc_service *service, size_t index, size_t promise,
                            slacalc_event event, slacalc_needed *needed) {
    const slacalc_result *result = maker->rows->result;
    struct level promised = level_from_row(service->promises[promise].level);
    struct tied_need need =
        needed_of_tied(&maker->tied, maker->rows->figures, index, result->component_of[event.component], promised);
    *needed = open_row(result, service, promise, event);
    needed->is_possible = need.is_possible;
    if (need.is_possible)
        needed->level = level_row(
            needed->is_whole ? whole_of(slacalc_result_component(result, event.component), need.own) : need.own);
    return need.is_known;
}

/* Returns false where it is not known. */
static bool needed_of_part(struct needed_maker *maker, const slacalc_service *service, size_t index, size_t promise,
                           const slacalc_importance *importance, slacalc_needed *needed) {
    const slacalc_result *result = maker->rows->result;
    if (!afford_row(maker))
        return false;
    if (slacalc_result_component(result, importance->event.component)->is_tied)
        return needed_by_trial(maker, service, index, promise, importance->event, needed);
    *needed = needed_row(result, service, promise, importance);
    count_halvings(maker, needed);
    return true;
}

/* By part: where it is not known of one promise, the part has no row. */
static size_t add_parts(struct needed_maker *maker, const slacalc_service *service, size_t index, size_t most,
                        slacalc_needed *needed) {
    size_t parts = 0;
    for (size_t i = 0; i < service->importance_count; i++) {
        bool is_known = is_outage(&service->importance[i]);
        for (size_t promise = 0; promise < service->promise_count && is_known; promise++)
            is_known = needed_of_part(maker, service, index, promise, &service->importance[i],
                                      &needed[promise * most + parts]);
        parts += is_known;
    }
    return parts;
}

void add_needed(struct needed_maker *maker, slacalc_service *service, size_t index) {
    size_t most = 0;
    for (size_t i = 0; i < service->importance_count; i++)
        most += is_outage(&service->importance[i]);
    service->needed_unknown = service->shares_unknown && service->promise_count > 0;
    if (most * service->promise_count == 0)
        return;
    if (!work_take(&maker->rows_left, most * service->promise_count)) {
        service->needed_unknown = true;
        return;
    }
    slacalc_needed *needed = arena_alloc(&maker->rows->result->arena, most * service->promise_count, sizeof *needed);
    size_t parts = add_parts(maker, service, index, most, needed);
    for (size_t promise = 1; promise < service->promise_count; promise++)
        memmove(&needed[promise * parts], &needed[promise * most], parts * sizeof *needed);
    service->needed = needed;
    service->needed_count = parts * service->promise_count;
    service->needed_unknown = parts < most;
}

/* Whether the promise would be kept without so much of the downtime: the share of a part, or what its hours cost. */
static bool keeps_without(const slacalc_service *service, size_t promise, double share) {
    return keeps_promise(service->availability.value.down * (1 - (long double)share),
                         level_from_row(service->promises[promise].level));
}

/* What a level of the part is about: the part, or its replicas. */
static slacalc_event part_event(const slacalc_result *result, const slacalc_service *service, size_t component) {
    bool is_one =
        slacalc_result_component(result, component)->replicas == 1 || counts_as_whole(result, service, component);
    return (slacalc_event){.kind = is_one ? SLACALC_EVENT_COMPONENT : SLACALC_EVENT_REPLICAS,
                           .component = component,
                           .part = SLACALC_NONE};
}

/* By its share s of the downtime: as s = B q / U, q has to shrink by as large a part of itself as (1 - u / U) is of s.
 * That has fewer digits than what the importance says, and asks for nothing but shares. */
static slacalc_needed needed_by_share(const slacalc_result *result, const slacalc_service *service, size_t promise,
                                      const slacalc_share *share) {
    const slacalc_component *component = slacalc_result_component(result, share->component);
    slacalc_needed needed = open_row(result, service, promise, part_event(result, service, share->component));
    if (!keeps_without(service, promise, share->share))
        return needed;
    struct level own = level_from_row(share->component == service->component ? component->checked : component->own);
    long double down = service->availability.value.down, promised = service->promises[promise].level.down;
    static const long double NO_DIGIT = 1e-9L; /* is left of a difference so small: it may as well be nothing */
    long double part = 1 - (1 - promised / down) / share->share;
    bool is_whole = counts_as_whole(result, service, share->component);
    long double outage = part < NO_DIGIT ? 0 : (is_whole ? own : level_of_all(component, own)).down * part;
    need_level(result, &needed, (struct level){1 - outage, outage});
    return needed;
}

/* ---- What would keep a broken promise ---- */

static void add_mending_part(slacalc_mending *mending, slacalc_needed *parts, const slacalc_needed *needed) {
    if (mending->part_count < MENDING_PARTS)
        parts[mending->part_count] = *needed;
    mending->part_count++;
}

static slacalc_mending mending_of(struct needed_maker *maker, const slacalc_service *service, size_t index,
                                  size_t promise) {
    const slacalc_result *result = maker->rows->result;
    slacalc_needed *parts = arena_alloc(&maker->rows->result->arena, MENDING_PARTS, sizeof *parts);
    slacalc_mending mending = {.parts = parts};
    for (size_t i = 0; i < service->share_count; i++) {
        const slacalc_share *share = &service->shares[i];
        slacalc_event event = part_event(result, service, share->component);
        slacalc_needed needed;
        bool is_known = afford_row(maker);
        if (is_known && slacalc_result_component(result, share->component)->is_tied)
            is_known = needed_by_trial(maker, service, index, promise, event, &needed);
        else if (is_known) {
            needed = needed_by_share(result, service, promise, share);
            count_halvings(maker, &needed);
        }
        mending.is_open = mending.is_open || !is_known;
        event.kind = SLACALC_EVENT_HOURS;
        if (is_known && needed.is_possible)
            add_mending_part(&mending, parts, &needed);
        else if (keeps_without(service, promise, share->hours_share))
            add_mending_part(&mending, parts, &(slacalc_needed){.promise = promise, .event = event});
    }
    return mending;
}

void add_mending(struct needed_maker *maker, slacalc_service *service, size_t index) {
    slacalc_mending *mending = NULL;
    for (size_t promise = 0; promise < service->promise_count && service->share_count > 0; promise++) {
        if (promise_is_kept(&service->promises[promise]))
            continue;
        if (!mending)
            mending = arena_alloc(&maker->rows->result->arena, service->promise_count, sizeof *mending);
        mending[promise] = mending_of(maker, service, index, promise);
    }
    service->mending = mending;
}

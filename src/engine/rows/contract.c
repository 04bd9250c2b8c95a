#include "engine/rows/contract.h"

#include "base/work.h"
#include "engine/graph/causes.h"
#include "engine/graph/interval.h"
#include "engine/graph/k_of_n.h"
#include "engine/rows/verdict.h"

#include <stdlib.h>

/* Of thousands of parts with thousands of replicas each, only the first ones are looked at: they may take so many
 * steps. */
enum { STEPS = 20000000 };

struct contracts contracts_new(struct row_maker *maker) {
    const struct figures *figures = maker->figures;
    return (struct contracts){.maker = maker,
                              .steps_left = STEPS,
                              .share = arena_alloc(figures->scratch, figures->model->component_count, sizeof(double))};
}

/* What the agreements are sure to come to: the lower end of an interval. */
static struct level surely_backed(const struct contracts *contracts, size_t index) {
    return contracts->maker->figures->by_contract->availability[index].low;
}

bool contract_keeps(const struct contracts *contracts, size_t index, const slacalc_promise *promise) {
    return !contracts->maker->figures->by_contract ||
           keeps_promise(surely_backed(contracts, index).down, level_from_row(promise->level));
}

/* ---- Who causes the downtime by contract ---- */

static void note_timed_shares(struct contracts *contracts, const struct timed_service *timed, const uint32_t *rests_on,
                              size_t count) {
    double lost = (double)timed->availability.low.down * timed->slices.promised;
    for (size_t i = 0; i < count && timed->lost && lost > 0; i++)
        contracts->share[rests_on[i]] = timed->lost[rests_on[i]] / lost;
}

static void note_shares(struct contracts *contracts, size_t index, const uint32_t *rests_on, size_t count) {
    const struct figures *figures = contracts->maker->figures;
    const struct by_contract *by_contract = figures->by_contract;
    for (size_t i = 0; i < count; i++)
        contracts->share[rests_on[i]] = 0;
    if (by_contract->weak[index] == NO_INDEX)
        return;
    const struct timed_service *timed = timed_service_at(by_contract->timed, by_contract->weak[index]);
    if (timed) {
        note_timed_shares(contracts, timed, rests_on, count);
        return;
    }
    struct importance *importance = &contracts->importance;
    if (!importance->valuation)
        *importance = importance_new(by_contract->valuation, false, figures->scratch);
    uint32_t gate = by_contract->graph->judged[figures->scope->services[index]];
    importance_of(importance, gate);
    for (size_t i = 0; i < importance->event_count; i++) {
        uint32_t component = event_component(importance, &importance->events[i]);
        if (component != NO_INDEX)
            contracts->share[component] += event_share(importance, &importance->events[i], gate);
    }
}

/* ---- Weak parts ---- */

/* The unavailability of all replicas of the own part together. */
static long double own_down(const struct own_levels *levels, uint32_t component) {
    const struct own_level own = own_level_at(levels, component);
    return replicas_level(levels->model, component, &own, NULL).down;
}

/* The share of the downtime by contract that would be saved if the part's agreement were as good as what was counted:
 * the downtime of a service is linear in the level of each part. */
static double share_of_weakness(struct contracts *contracts, uint32_t component) {
    const struct figures *figures = contracts->maker->figures;
    size_t steps = 2 * k_of_n_replicas_steps(model_number(figures->model, component, KEY_REPLICAS));
    if (!work_take(&contracts->steps_left, steps))
        return 0;
    long double counted = own_down(figures->own, component);
    long double agreed = own_down(&figures->by_contract->own, component);
    return agreed > counted ? rounded_share(contracts->share[component] * (double)(1 - counted / agreed)) : 0;
}

static bool is_weak_part(struct contracts *contracts, uint32_t component, slacalc_weak_part *part) {
    struct row_maker *maker = contracts->maker;
    const struct slacalc_model *model = maker->figures->model;
    const struct attribute *agreement = model_attribute(model, component, KEY_SLA);
    if (!agreement)
        agreement = model_attribute(model, component, KEY_OLA);
    const slacalc_component *row = &maker->result->components[maker->row_of[component]];
    slacalc_level counted = needs_something(model, component) ? row->availability.value : row->own;
    if (!agreement || keeps_promise(agreement->level.down, level_from_row(counted)))
        return false;
    *part = (slacalc_weak_part){.component = maker->row_of[component],
                                .agreed = level_row(agreement->level),
                                .counted = counted,
                                .share = share_of_weakness(contracts, component),
                                .file = maker->files[agreement->where.source],
                                .line = sources_locate(&maker->places, agreement->where).line};
    return true;
}

static int by_share(const void *left, const void *right) {
    const slacalc_weak_part *a = left, *b = right;
    if (a->share != b->share)
        return a->share > b->share ? -1 : 1;
    return a->component < b->component ? -1 : a->component > b->component;
}

static void find_weak_parts(struct contracts *contracts, size_t index, const uint32_t *rests_on, size_t count,
                            slacalc_gap *gap) {
    slacalc_weak_part *parts = NULL, part;
    size_t capacity = 0;
    note_shares(contracts, index, rests_on, count);
    for (size_t i = 0; i < count; i++) {
        if (!is_weak_part(contracts, rests_on[i], &part))
            continue;
        ARENA_APPEND(&contracts->maker->result->arena, parts, gap->weak_part_count, capacity, part);
    }
    if (gap->weak_part_count > 0)
        qsort(parts, gap->weak_part_count, sizeof *parts, by_share);
    gap->weak_parts = parts;
}

slacalc_gap contract_gap(struct contracts *contracts, size_t index, const slacalc_promise *promise,
                         const uint32_t *rests_on, size_t count) {
    const struct row_maker *maker = contracts->maker;
    slacalc_gap gap = {.kind = SLACALC_GAP_CONTRACT,
                       .component = maker->result->services[index].component,
                       .stated = promise->level,
                       .backed = level_row(surely_backed(contracts, index)),
                       .file = promise->file,
                       .line = promise->line,
                       .column = promise->column};
    find_weak_parts(contracts, index, rests_on, count, &gap);
    return gap;
}

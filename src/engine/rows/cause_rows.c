#include "engine/rows/cause_rows.h"

#include "engine/rows/downtime.h"

#include <stdlib.h>

enum { CAUSES_MAX = 3 };

void chances_add(struct chances *chances, struct arena *arena, const struct leaf *leaf, double share) {
    struct chance_cost chance = {leaf, rounded_share(share)};
    if (chance.share > 0 && !is_way(leaf))
        ARENA_APPEND(arena, chances->items, chances->count, chances->capacity, chance);
}

static int by_share(const void *left, const void *right) {
    const struct chance_cost *a = left, *b = right;
    if (a->share != b->share)
        return a->share > b->share ? -1 : 1;
    return a->leaf < b->leaf ? -1 : a->leaf > b->leaf;
}

static slacalc_cause cause_by_share(const struct event_maker *events, const slacalc_share *share) {
    const slacalc_result *result = events->rows->result;
    slacalc_event_kind kind = share->hours_share > share->share ? SLACALC_EVENT_HOURS
                              : slacalc_result_component(result, share->component)->replicas > 1
                                  ? SLACALC_EVENT_REPLICAS
                                  : SLACALC_EVENT_COMPONENT;
    return (slacalc_cause){component_event(events, result->component_of[share->component], kind), share_in_all(share)};
}

/* Requests for a part cost as much as all that is lost to it: where that is what one part costs, the part says it. */
static bool is_said(const slacalc_service *service, const struct chance_cost *chance) {
    static const double ROUNDING = 1e-9;
    double share = chance->share;
    if (chance->leaf->chance != CHANCE_SHARE)
        return false;
    for (size_t i = 0; i < service->share_count && share_in_all(&service->shares[i]) > share * (1 - ROUNDING); i++)
        if (share_in_all(&service->shares[i]) < share * (1 + ROUNDING))
            return true;
    return false;
}

void add_causes(const struct event_maker *events, slacalc_service *service, struct chances *chances) {
    slacalc_cause *causes = arena_alloc(&events->rows->result->arena, CAUSES_MAX, sizeof *causes);
    const struct chance_cost *items = chances->items; /* NULL where there is none */
    size_t next_share = 0, next_chance = 0;
    if (chances->count > 1)
        qsort(chances->items, chances->count, sizeof *chances->items, by_share);
    service->causes = causes;
    while (service->cause_count < CAUSES_MAX) {
        const slacalc_share *share = next_share < service->share_count ? &service->shares[next_share] : NULL;
        while (next_chance < chances->count && is_said(service, &items[next_chance]))
            next_chance++;
        const struct chance_cost *chance = next_chance < chances->count ? &items[next_chance] : NULL;
        bool is_chance = chance && (!share || chance->share > share_in_all(share));
        if (!is_chance && !share)
            return;
        causes[service->cause_count++] = is_chance ? (slacalc_cause){chance_event(events, chance->leaf), chance->share}
                                                   : cause_by_share(events, share);
        next_chance += is_chance;
        next_share += !is_chance;
    }
}

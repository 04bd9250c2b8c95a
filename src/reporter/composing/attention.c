#include "reporter/composing/attention.h"

#include "engine/rows/promises_kept.h"
#include "engine/rows/result.h"
#include "reporter/wording/phrases.h"
#include "reporter/wording/statements.h"

#include <stdlib.h>

enum {
    FEW_SERVICES = 5,
    MOST_DETAILS = 10,
    MOST_VERDICTS = 40, /* with what stands above them, a screen */
    MOST_PARTS = 25,
    FEW_DETAILS = 2,
    MOST_PARTS_OF_SEVERAL = 10 /* where there are more details */
};

/* ---- Choosing ---- */

enum urgency { NEEDS_ATTENTION, HAS_NO_PROMISE, KEEPS_ITS_PROMISES };

struct ranked {
    size_t service;
    enum urgency urgency;
    size_t verdict; /* the first one of its promises among all verdicts */
    double down;    /* at the most */
};

static int urgent_first(const void *left, const void *right) {
    const struct ranked *a = left, *b = right;
    if (a->urgency != b->urgency)
        return a->urgency < b->urgency ? -1 : 1;
    if (a->verdict != b->verdict)
        return a->verdict < b->verdict ? -1 : 1;
    if (a->down != b->down)
        return a->down > b->down ? -1 : 1;
    return (a->service > b->service) - (a->service < b->service);
}

static bool needs_attention(const slacalc_result *result, const slacalc_service *service) {
    for (size_t i = 0; i < service->promise_count; i++)
        if (!promise_is_enough(result, service, i) || !service->promises[i].decided)
            return true;
    return service->gap_count > 0 || service->gaps_unknown;
}

static struct ranked *rank(const slacalc_result *result, struct attention *attention, struct arena *arena) {
    struct ranked *ranked = arena_alloc(arena, attention->service_count, sizeof *ranked);
    for (size_t i = 0; i < attention->service_count; i++) {
        const slacalc_service *service = slacalc_result_service(result, i);
        bool needs = service->promise_count > 0 && needs_attention(result, service);
        attention->needing += needs;
        attention->promised += service->promise_count > 0;
        for (size_t p = 0; p < service->promise_count; p++)
            attention->has_kept |= service->promises[p].kept_is != SLACALC_KEPT_UNKNOWN;
        attention->has_periods |= service->promise_count > 0 && service->period_s != slacalc_result_period_s(result);
        ranked[i] = (struct ranked){
            .service = i,
            .urgency = needs                        ? NEEDS_ATTENTION
                       : service->promise_count > 0 ? KEEPS_ITS_PROMISES
                                                    : HAS_NO_PROMISE,
            .down = service->availability.low.down,
        };
    }
    for (size_t i = attention->verdict_count; i-- > 0;)
        ranked[attention->verdicts[i].service].verdict = i;
    qsort(ranked, attention->service_count, sizeof *ranked, urgent_first);
    return ranked;
}

static size_t at_most(size_t count, size_t most) {
    return count < most ? count : most;
}

bool has_few_services(const slacalc_result *result) {
    return slacalc_result_service_count(result) <= FEW_SERVICES;
}

struct attention attention_of(const slacalc_result *result, bool all, struct arena *arena) {
    struct attention attention = {
        .verdicts = verdicts_worst_first(result, arena),
        .verdict_count = promise_count(result),
        .service_count = slacalc_result_service_count(result),
    };
    size_t *services = arena_alloc(arena, attention.service_count, sizeof *services);
    struct ranked *ranked = rank(result, &attention, arena);
    attention.is_whole = all || has_few_services(result);
    attention.services = services;
    for (size_t i = 0; i < attention.service_count; i++)
        services[i] = attention.is_whole ? i : ranked[i].service;
    /* Where nothing is promised, the worst figures are what there is to see. */
    size_t wanted = attention.promised > 0 ? attention.needing : attention.service_count;
    attention.details = attention.is_whole ? attention.service_count : at_most(wanted, MOST_DETAILS);
    attention.parts = attention.is_whole || attention.details <= FEW_DETAILS ? MOST_PARTS : MOST_PARTS_OF_SEVERAL;
    attention.verdicts_shown =
        attention.is_whole ? attention.verdict_count : at_most(attention.verdict_count, MOST_VERDICTS);
    return attention;
}

/* ---- Saying ---- */

/* "sla 99.9 % of shop, -2h 12m" */
static const char *promise_in_short(const struct wording *wording, const slacalc_result *result, size_t service,
                                    size_t promise) {
    const slacalc_service *row = slacalc_result_service(result, service);
    return arena_printf(wording->arena, "%s of %s, %s", phrase_promise(wording, &row->promises[promise]),
                        slacalc_result_component(result, row->component)->name,
                        phrase_margin(wording, result, row, &row->promises[promise], "/"));
}

const char *statement_of_more_promises(const struct wording *wording, const slacalc_result *result,
                                       const struct attention *attention, size_t shown) {
    size_t counts[SLACALC_IMPOSSIBLE + 1] = {0};
    if (shown == attention->verdict_count)
        return NULL;
    for (size_t i = shown; i < attention->verdict_count; i++)
        counts[attention->verdicts[i].verdict]++;
    return arena_printf(
        wording->arena, "%s; the worst: %s", statement_of_verdicts(wording, counts, "more promise"),
        promise_in_short(wording, result, attention->verdicts[shown].service, attention->verdicts[shown].promise));
}

const char *statement_of_approximation(const struct wording *wording, const slacalc_result *result,
                                       const struct attention *attention, size_t shown) {
    bool is_about = false;
    for (size_t i = 0; i < shown; i++) {
        const slacalc_service *service = slacalc_result_service(result, attention->verdicts[i].service);
        const slacalc_promise *promise = &service->promises[attention->verdicts[i].promise];
        const char *kept = phrase_kept_ratio(wording, promise);
        is_about |= promise->kept_is == SLACALC_KEPT_APPROXIMATE && kept && *kept != '>';
    }
    return is_about ? arena_printf(wording->arena, "%s: an approximation, since not all states can be followed exactly",
                                   wording->unicode ? "≈" : "~")
                    : NULL;
}

/* By the worst of its promises, or its availability where it has none. */
static const char *worst_service(const struct wording *wording, const slacalc_result *result,
                                 const struct attention *attention, size_t index) {
    size_t service = attention->services[index];
    for (size_t i = 0; i < attention->verdict_count; i++)
        if (attention->verdicts[i].service == service)
            return promise_in_short(wording, result, service, attention->verdicts[i].promise);
    const slacalc_service *row = slacalc_result_service(result, service);
    return arena_printf(wording->arena, "%s, %s", slacalc_result_component(result, row->component)->name,
                        phrase_estimate(wording, &row->availability));
}

const char *statement_of_more_services(const struct wording *wording, const slacalc_result *result,
                                       const struct attention *attention, size_t shown) {
    static const char *const one[] = {"needs attention", "has no promise", "keeps its promises without a gap"};
    static const char *const several[] = {"need attention", "have no promise", "keep their promises without a gap"};
    static const char *const extremes[] = {", the worst", ", the worst", ", the closest"};
    size_t unpromised = attention->service_count - attention->promised;
    size_t ends[] = {attention->needing, attention->needing + unpromised, attention->service_count};
    const char *text = NULL;
    for (enum urgency i = NEEDS_ATTENTION; i <= KEEPS_ITS_PROMISES; i++) {
        if (ends[i] <= shown)
            continue;
        size_t count = ends[i] - shown;
        text = arena_printf(wording->arena, "%s %s%s: %s",
                            text ? arena_printf(wording->arena, "%s; %zu", text, count)
                                 : phrase_count(wording, count, "more service"),
                            count > 1 ? several[i] : one[i], count > 1 ? extremes[i] : "",
                            worst_service(wording, result, attention, shown));
        shown = ends[i];
    }
    return text;
}

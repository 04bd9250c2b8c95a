#include "reporter/wording/statements.h"

#include "engine/rows/downtime.h"
#include "engine/rows/promises_kept.h"
#include "engine/rows/result.h"
#include "reporter/wording/phrases.h"
#include "reporter/wording/words.h"

#include <math.h>

/* ---- Promises ---- */

/* "2 are broken", "1 holds"; "all" and "both" stand for the number of all promises. */
static const char *verdict_count(const struct wording *wording, slacalc_verdict verdict, size_t count, size_t all) {
    const char *verb = count > 1 ? "are " : "is ", *word = word_of_verdict(verdict);
    if (all == 1)
        return word;
    if (verdict == SLACALC_HOLDS) {
        verb = "";
        word = count > 1 ? "hold" : word;
    }
    if (count == all)
        return arena_printf(wording->arena, "%s %s%s", all == 2 ? "both" : "all", verb, word);
    return arena_printf(wording->arena, "%zu %s%s", count, verb, word);
}

static const char *with_gaps(const struct wording *wording, const char *statement, size_t gaps) {
    return gaps > 0 ? arena_printf(wording->arena, "%s; %s", statement, phrase_count(wording, gaps, "gap")) : statement;
}

const char *statement_of_verdicts(const struct wording *wording, const size_t *counts, const char *noun) {
    size_t promises = 0;
    for (slacalc_verdict verdict = SLACALC_GUARANTEED; verdict <= SLACALC_IMPOSSIBLE; verdict++)
        promises += counts[verdict];
    const char *text = phrase_count(wording, promises, noun);
    const char *before = ": ";
    for (slacalc_verdict verdict = SLACALC_GUARANTEED; verdict <= SLACALC_IMPOSSIBLE; verdict++) {
        if (counts[verdict] == 0)
            continue;
        text = arena_printf(wording->arena, "%s%s%s", text, before,
                            verdict_count(wording, verdict, counts[verdict], promises));
        before = ", ";
    }
    return text;
}

const char *summary_of_verdicts(const struct wording *wording, const slacalc_result *result) {
    if (promise_count(result) == 0)
        return "no promise to check";
    return with_gaps(wording, statement_of_verdicts(wording, result->verdicts, "promise"), slacalc_result_gaps(result));
}

static const char *judgement(const slacalc_result *result, const slacalc_promise *promise) {
    static const char *const judgements[] = {[SLACALC_GUARANTEED] = "is guaranteed",
                                             [SLACALC_HOLDS] = "holds",
                                             [SLACALC_BROKEN] = "is broken",
                                             [SLACALC_IMPOSSIBLE] = "is impossible"};
    bool too_little = result->strict && promise->verdict == SLACALC_HOLDS;
    if (promise_is_kept(promise) && !promise_is_kept_often(result, promise))
        return "is kept too rarely";
    return too_little ? "is not guaranteed" : judgements[promise->verdict];
}

/* "kept in ≥68.8 % of months, 95 % are asked for" */
static const char *too_rarely(const struct wording *wording, const slacalc_result *result,
                              const slacalc_service *service, const slacalc_promise *promise) {
    const char *kept = phrase_kept(wording, service, promise);
    struct figure asked = format_written((slacalc_level){result->min_kept, 1 - result->min_kept});
    if (!kept)
        return arena_printf(wording->arena, "how often it is kept is not known, %s is asked for", asked.text);
    return arena_printf(wording->arena, "kept in %s, %s is asked for", kept, asked.text);
}

/* What tells most beside the computed figure. */
static const char *remark(const struct wording *wording, const slacalc_result *result, const slacalc_service *service,
                          const slacalc_promise *promise) {
    struct figure period = format_period(service->period_s);
    if (!promise->decided)
        return arena_printf(wording->arena, "not exact: %s", word_of_limit(result));
    if (promise->verdict == SLACALC_IMPOSSIBLE)
        return arena_printf(wording->arena, "%s at best, however outages overlap",
                            format_availability(service->best).text);
    if (promise_is_kept(promise) && !promise_is_kept_often(result, promise))
        return too_rarely(wording, result, service, promise);
    if (result->strict && promise->verdict == SLACALC_HOLDS)
        return arena_printf(wording->arena, "%s at worst, as outages overlap",
                            format_availability(service->worst).text);
    return arena_printf(wording->arena, "%s downtime %s per %s", format_duration(fabs(promise->margin_s)).text,
                        promise_is_kept(promise) ? "to spare" : "too much", period.text);
}

const char *statement_of_promise(const struct wording *wording, const slacalc_result *result,
                                 const slacalc_service *service, size_t promise) {
    const slacalc_promise *row = &service->promises[promise];
    const char *statement =
        arena_printf(wording->arena, "%s of %s %s: %s computed, %s", phrase_promise(wording, row),
                     slacalc_result_component(result, service->component)->name, judgement(result, row),
                     phrase_against(wording, service, row), remark(wording, result, service, row));
    return with_gaps(wording, statement, gap_count(service, promise));
}

/* ---- Gaps ---- */

/* "an slo and a measurement": all that it states but agreements. */
static const char *figures_instead(const struct wording *wording, const slacalc_component *component) {
    static const char *const figures[] = {[SLACALC_STATED_OBJECTIVE] = "an objective",
                                          [SLACALC_STATED_SLO] = "an slo",
                                          [SLACALC_STATED_MEASURED] = "a measurement",
                                          [SLACALC_STATED_MTBF] = "an mtbf and mttr"};
    const char *text = NULL;
    for (size_t i = 0; i < component->stated_count; i++) {
        slacalc_stated_kind kind = component->stated[i].kind;
        if (kind == SLACALC_STATED_SLA || kind == SLACALC_STATED_OLA)
            continue;
        bool last = i + 1 == component->stated_count;
        text = text ? arena_printf(wording->arena, "%s%s %s", text, last ? " and" : ",", figures[kind]) : figures[kind];
    }
    return text;
}

static const char *no_agreement(const struct wording *wording, const slacalc_component *component) {
    const char *instead = figures_instead(wording, component);
    if (!instead)
        return arena_printf(wording->arena, "%s has neither sla nor ola", component->name);
    return arena_printf(wording->arena, "%s has neither sla nor ola, only %s", component->name, instead);
}

/* The word for the agreement of that level. */
static const char *agreement_word(const slacalc_component *component, slacalc_level level) {
    for (size_t i = 0; i < component->stated_count; i++) {
        const slacalc_stated *stated = &component->stated[i];
        bool agreement = stated->kind == SLACALC_STATED_SLA || stated->kind == SLACALC_STATED_OLA;
        if (agreement && stated->level.down == level.down)
            return word_of_stated(stated->kind);
    }
    return "agreement";
}

const char *statement_of_gap(const struct wording *wording, const slacalc_result *result,
                             const slacalc_service *service, const slacalc_gap *gap) {
    const slacalc_component *component = slacalc_result_component(result, gap->component);
    const char *name = component->name;
    switch (gap->kind) {
    case SLACALC_GAP_AVAILABILITY:
        return arena_printf(wording->arena, "%s %s of %s, %s computed",
                            word_of_promise(service->promises[gap->promise].kind), format_written(gap->stated).text,
                            name, format_against(gap->backed, gap->stated, false).text);
    case SLACALC_GAP_CONTRACT:
        return arena_printf(wording->arena, "%s %s of %s, only %s by the agreements of its parts",
                            word_of_promise(service->promises[gap->promise].kind), format_written(gap->stated).text,
                            name, format_against(gap->backed, gap->stated, false).text);
    case SLACALC_GAP_HOURS:
        return arena_printf(wording->arena, "%s has no hours for %s of the %s promised", name,
                            format_hours(gap->hours_per_week).text, format_hours(service->hours_per_week).text);
    case SLACALC_GAP_NO_AGREEMENT:
        return no_agreement(wording, component);
    case SLACALC_GAP_BREACHED:
        return arena_printf(wording->arena, "%s was measured at %s, its %s says %s", name,
                            format_written(gap->backed).text, agreement_word(component, gap->stated),
                            format_written(gap->stated).text);
    case SLACALC_GAP_NOT_OPTIONAL:
        return arena_printf(wording->arena, "%s is optional in one place, but a single point of failure elsewhere",
                            name);
    case SLACALC_GAP_NO_OWN_LEVEL:
        return arena_printf(wording->arena, "%s states no level of its own, and counts as never down by itself", name);
    }
    return name;
}

const char *statement_of_weak_part(const struct wording *wording, const slacalc_result *result,
                                   const slacalc_weak_part *part) {
    const slacalc_component *component = slacalc_result_component(result, part->component);
    return arena_printf(wording->arena, "%s %s of %s, %s counted on", agreement_word(component, part->agreed),
                        format_written(part->agreed).text, component->name, format_availability(part->counted).text);
}

/* ---- Shares ---- */

const char *statement_of_shares(const struct wording *wording, const slacalc_service *service) {
    const double most = 1.005;
    double sum = shares_together(service);
    if (sum < most)
        return NULL;
    return arena_printf(wording->arena, "shares add up to %s: downtime that takes several outages counts for each",
                        format_share(sum).text);
}

/* ---- Catalogues ---- */

const char *statement_of_unresolved(const struct wording *wording, const slacalc_result *result) {
    size_t unresolved = slacalc_result_unresolved(result);
    if (unresolved == SLACALC_NONE)
        return NULL;
    return arena_printf(wording->arena, "%zu reference%s of the catalogue %s unresolved", unresolved,
                        unresolved == 1 ? "" : "s", unresolved == 1 ? "is" : "are");
}

#include "reporter/statements.h"

#include "engine/rows/result.h"
#include "reporter/format.h"
#include "reporter/printable.h"
#include "reporter/report.h"

#include <math.h>
#include <string.h>

bool is_no_file(const char *file) {
    return !file || strcmp(file, "-") == 0 || strncmp(file, "--", 2) == 0;
}

/* ---- Promises ---- */

bool promise_is_kept(const slacalc_promise *promise) {
    return promise->verdict == SLACALC_GUARANTEED || promise->verdict == SLACALC_HOLDS;
}

bool promise_is_enough(const slacalc_result *result, const slacalc_service *service, size_t promise) {
    const slacalc_promise *row = &service->promises[promise];
    if (!result->strict)
        return promise_is_kept(row);
    return row->verdict == SLACALC_GUARANTEED && gap_count(service, promise) == 0;
}

size_t promise_count(const slacalc_result *result) {
    size_t count = 0;
    for (slacalc_verdict verdict = SLACALC_GUARANTEED; verdict <= SLACALC_IMPOSSIBLE; verdict++)
        count += slacalc_result_verdicts(result, verdict);
    return count;
}

const char *summary_of_verdicts(struct arena *arena, const slacalc_result *result) {
    size_t promises = promise_count(result);
    if (promises == 0)
        return "no promise to check";
    const char *text = arena_printf(arena, "%zu promise%s", promises, promises > 1 ? "s" : "");
    const char *before = ": ";
    for (slacalc_verdict verdict = SLACALC_GUARANTEED; verdict <= SLACALC_IMPOSSIBLE; verdict++) {
        size_t count = slacalc_result_verdicts(result, verdict);
        if (count == 0)
            continue;
        text = arena_printf(arena, "%s%s%zu %s", text, before, count, word_of_verdict(verdict));
        before = ", ";
    }
    return text;
}

const char *name_of_promise(struct arena *arena, const slacalc_promise *promise) {
    return arena_printf(arena, "%s %s", word_of_promise(promise->kind), format_written(promise->level).text);
}

const char *text_of_range(struct arena *arena, slacalc_level low, slacalc_level high) {
    struct figure least = format_availability(low), most = format_availability(high);
    if (strcmp(least.text, most.text) == 0)
        return arena_printf(arena, "%s", least.text);
    return arena_printf(arena, "%s … %s", least.text, most.text);
}

const char *text_of_estimate(struct arena *arena, const slacalc_estimate *estimate) {
    return estimate->exact ? arena_printf(arena, "%s", format_availability(estimate->value).text)
                           : text_of_range(arena, estimate->low, estimate->high);
}

const char *text_against(struct arena *arena, const slacalc_service *service, const slacalc_promise *promise) {
    const slacalc_estimate *estimate = &service->availability;
    return estimate->exact
               ? arena_printf(arena, "%s",
                              format_against(estimate->value, promise->level, promise_is_kept(promise)).text)
               : text_of_estimate(arena, estimate);
}

static const char *judgement(const slacalc_result *result, const slacalc_promise *promise) {
    static const char *const judgements[] = {[SLACALC_GUARANTEED] = "is guaranteed",
                                             [SLACALC_HOLDS] = "holds",
                                             [SLACALC_BROKEN] = "is broken",
                                             [SLACALC_IMPOSSIBLE] = "is impossible"};
    bool too_little = result->strict && promise->verdict == SLACALC_HOLDS;
    return too_little ? "is not guaranteed" : judgements[promise->verdict];
}

/* What tells most beside the computed figure. */
static const char *remark(struct arena *arena, const slacalc_result *result, const slacalc_service *service,
                          const slacalc_promise *promise) {
    struct figure period = format_period(service->period_s);
    if (!promise->decided)
        return arena_printf(arena, "not exact: %s", word_of_limit(result));
    if (promise->verdict == SLACALC_IMPOSSIBLE)
        return arena_printf(arena, "%s at best, however outages overlap", format_availability(service->best).text);
    if (result->strict && promise->verdict == SLACALC_HOLDS)
        return arena_printf(arena, "%s at worst, as outages overlap", format_availability(service->worst).text);
    return arena_printf(arena, "%s downtime %s per %s", format_duration(fabs(promise->margin_s)).text,
                        promise_is_kept(promise) ? "to spare" : "too much", period.text);
}

const char *statement_of_promise(struct arena *arena, const slacalc_result *result, const slacalc_service *service,
                                 size_t promise) {
    const slacalc_promise *row = &service->promises[promise];
    return arena_printf(arena, "%s of %s %s: %s computed, %s", name_of_promise(arena, row),
                        slacalc_result_component(result, service->component)->name, judgement(result, row),
                        text_against(arena, service, row), remark(arena, result, service, row));
}

/* ---- Gaps ---- */

size_t gap_count(const slacalc_service *service, size_t promise) {
    size_t count = 0;
    for (size_t i = 0; i < service->gap_count; i++)
        count += service->gaps[i].promise == promise;
    return count;
}

const char *title_of_gap(slacalc_gap_kind kind) {
    static const char *const titles[] = {
        [SLACALC_GAP_AVAILABILITY] = "promise",      [SLACALC_GAP_HOURS] = "hours",
        [SLACALC_GAP_NO_AGREEMENT] = "no agreement", [SLACALC_GAP_WEAK] = "weak agreement",
        [SLACALC_GAP_BREACHED] = "breached",         [SLACALC_GAP_NOT_OPTIONAL] = "not optional"};
    return titles[kind];
}

/* "an slo and a measurement": all that it states but agreements. */
static const char *figures_instead(struct arena *arena, const slacalc_component *component) {
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
        text = text ? arena_printf(arena, "%s%s %s", text, last ? " and" : ",", figures[kind]) : figures[kind];
    }
    return text;
}

static const char *no_agreement(struct arena *arena, const slacalc_component *component) {
    const char *instead = figures_instead(arena, component);
    if (!instead)
        return arena_printf(arena, "%s has neither sla nor ola", component->name);
    return arena_printf(arena, "%s has neither sla nor ola, only %s", component->name, instead);
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

const char *statement_of_gap(struct arena *arena, const slacalc_result *result, const slacalc_service *service,
                             const slacalc_gap *gap) {
    const slacalc_component *component = slacalc_result_component(result, gap->component);
    const char *name = component->name;
    switch (gap->kind) {
    case SLACALC_GAP_AVAILABILITY:
        return arena_printf(arena, "%s %s of %s, %s computed", word_of_promise(service->promises[gap->promise].kind),
                            format_written(gap->stated).text, name,
                            format_against(gap->backed, gap->stated, false).text);
    case SLACALC_GAP_HOURS:
        return arena_printf(arena, "%s has no hours for %s of the %s promised", name,
                            format_hours(gap->hours_per_week).text, format_hours(service->hours_per_week).text);
    case SLACALC_GAP_NO_AGREEMENT:
        return no_agreement(arena, component);
    case SLACALC_GAP_WEAK:
        return arena_printf(arena, "%s's %s %s is below the %s counted on", name,
                            agreement_word(component, gap->backed), format_written(gap->backed).text,
                            format_written(gap->stated).text);
    case SLACALC_GAP_BREACHED:
        return arena_printf(arena, "%s was measured at %s, its %s says %s", name, format_written(gap->backed).text,
                            agreement_word(component, gap->stated), format_written(gap->stated).text);
    case SLACALC_GAP_NOT_OPTIONAL:
        return arena_printf(arena, "%s is optional in one place, but a single point of failure by another way", name);
    }
    return name;
}

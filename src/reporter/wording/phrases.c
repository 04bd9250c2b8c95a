#include "reporter/wording/phrases.h"

#include "base/date.h"
#include "base/setting_names.h"
#include "engine/rows/promises_kept.h"
#include "engine/rows/result.h"
#include "reporter/wording/growing.h"
#include "reporter/wording/words.h"

#include <math.h>
#include <string.h>

const char *phrase_dots(const struct wording *wording) {
    return wording->unicode ? "…" : "..";
}

const char *phrase_figure(const struct wording *wording, struct figure figure) {
    return arena_printf(wording->arena, "%s", figure.text);
}

const char *phrase_range(const struct wording *wording, slacalc_level low, slacalc_level high) {
    struct figure least = format_availability(low), most = format_availability(high);
    if (strcmp(least.text, most.text) == 0)
        return phrase_figure(wording, least);
    return arena_printf(wording->arena, "%s %s %s", least.text, phrase_dots(wording), most.text);
}

const char *phrase_estimate(const struct wording *wording, const slacalc_estimate *estimate) {
    return estimate->exact ? phrase_figure(wording, format_availability(estimate->value))
                           : phrase_range(wording, estimate->low, estimate->high);
}

const char *phrase_promise(const struct wording *wording, const slacalc_promise *promise) {
    return arena_printf(wording->arena, "%s %s", word_of_promise(promise->kind), format_written(promise->level).text);
}

const char *phrase_common_cause(const struct wording *wording, const slacalc_promise *promise) {
    if (promise->common_cause < 0)
        return NULL;
    const char *holds = "holds under any";
    if (promise->common_cause < 1)
        holds = arena_printf(wording->arena, "holds up to %s", format_least_share(promise->common_cause).text);
    return arena_printf(wording->arena, "%s %s common cause", phrase_promise(wording, promise), holds);
}

const char *phrase_outages(const struct wording *wording, const slacalc_service *service) {
    if (!service->has_outages)
        return NULL;
    const char *rate = arena_printf(wording->arena, "%s per %s", format_rate(service->outages_per_period).text,
                                    format_period(service->period_s).text);
    if (service->outages_per_period <= 0)
        return rate;
    return arena_printf(wording->arena, "%s, %s each%s", rate, format_duration(service->outage_mean_s).text,
                        service->outages_are_assumed ? ", with an assumed mttr" : "");
}

const char *word_of_periods(double seconds) {
    static const struct {
        double calendar_s, days;
        const char *word;
    } units[] = {
        {YEAR_S, 365, "years"}, {QUARTER_S, 90, "quarters"}, {MONTH_S, 30, "months"}, {0, 7, "weeks"}, {0, 1, "days"}};
    for (size_t i = 0; i < sizeof units / sizeof *units; i++)
        if (seconds == units[i].calendar_s || seconds == units[i].days * DAY_S)
            return units[i].word;
    return NULL;
}

const char *phrase_kept_ratio(const struct wording *wording, const slacalc_promise *promise) {
    if (promise->kept_is == SLACALC_KEPT_UNKNOWN)
        return NULL;
    const char *sign = "";
    if (promise->kept_is == SLACALC_KEPT_AT_LEAST)
        sign = wording->unicode ? "≥" : ">=";
    else if (promise->kept_is == SLACALC_KEPT_APPROXIMATE)
        sign = wording->unicode ? "≈" : "~";
    struct figure figure = format_frequency(promise->kept);
    return arena_printf(wording->arena, "%s%s", *figure.text == '>' ? "" : sign, figure.text);
}

const char *phrase_kept(const struct wording *wording, const slacalc_service *service, const slacalc_promise *promise) {
    const char *ratio = phrase_kept_ratio(wording, promise), *periods = word_of_periods(service->period_s);
    if (!ratio)
        return NULL;
    return periods ? arena_printf(wording->arena, "%s of %s", ratio, periods)
                   : arena_printf(wording->arena, "%s of each %s", ratio, format_period(service->period_s).text);
}

/* Cents where there are any and they tell something. */
const char *phrase_money(const struct wording *wording, double amount, const char *currency) {
    const double many = 1000;
    bool is_whole = amount == floor(amount) || fabs(amount) >= many;
    const char *number = arena_printf(wording->arena, is_whole ? "%.0f" : "%.2f", amount);
    if (amount > 0 && amount < 0.005)
        number = "<0.01";
    return currency ? arena_printf(wording->arena, "%s %s", number, printable(wording, currency)) : number;
}

double credits_owed(const slacalc_service *service) {
    double sum = 0;
    for (size_t i = 0; i < service->promise_count; i++)
        sum += service->promises[i].credit ? service->promises[i].credit->expected : 0;
    return sum;
}

double credits_recoverable(const slacalc_service *service) {
    double sum = 0;
    for (size_t i = 0; i < service->recoverable_count; i++)
        sum += service->recoverable[i].expected;
    return sum;
}

const char *currency_of(const slacalc_result *result, const slacalc_service *service) {
    const slacalc_payback *payback = service->recoverable;
    for (size_t i = 0; i < service->promise_count; i++)
        payback = service->promises[i].credit ? service->promises[i].credit : payback;
    return payback ? slacalc_result_component(result, payback->component)->currency : NULL;
}

const char *phrase_credits_expected(const struct wording *wording, const slacalc_result *result,
                                    const slacalc_service *service) {
    const char *currency = currency_of(result, service);
    bool is_owed = false;
    for (size_t i = 0; i < service->promise_count; i++)
        is_owed |= service->promises[i].credit != NULL;
    if (!is_owed && service->recoverable_count == 0)
        return NULL;
    return arena_printf(wording->arena, "%s owed and %s recoverable per %s, on average",
                        phrase_money(wording, credits_owed(service), currency),
                        phrase_money(wording, credits_recoverable(service), currency),
                        format_period(service->period_s).text);
}

const char *phrase_against(const struct wording *wording, const slacalc_service *service,
                           const slacalc_promise *promise) {
    const slacalc_estimate *estimate = &service->availability;
    return estimate->exact
               ? phrase_figure(wording, format_against(estimate->value, promise->level, promise_is_kept(promise)))
               : phrase_estimate(wording, estimate);
}

const char *phrase_margin(const struct wording *wording, const slacalc_result *result, const slacalc_service *service,
                          const slacalc_promise *promise, const char *per) {
    struct figure margin = format_margin(promise->margin_s);
    if (service->period_s == slacalc_result_period_s(result))
        return phrase_figure(wording, margin);
    return arena_printf(wording->arena, "%s%s%s", margin.text, per, format_period(service->period_s).text);
}

const char *phrase_name(const struct wording *wording, const slacalc_result *result, size_t component) {
    return printable(wording, slacalc_result_component(result, component)->name);
}

bool is_no_file(const slacalc_result *result, const char *file) {
    return !file || strcmp(file, "-") == 0 || hint_names_place(result->hint_names, file);
}

const char *phrase_place(const struct wording *wording, const char *file, size_t line) {
    if (!file)
        return NULL;
    const char *name = printable(wording, file);
    return line > 0 ? arena_printf(wording->arena, "%s:%zu", name, line) : name;
}

const char *phrase_count(const struct wording *wording, size_t count, const char *noun) {
    if (count == 0)
        return arena_printf(wording->arena, "no %s", noun);
    return arena_printf(wording->arena, "%zu %s%s", count, noun, count > 1 ? "s" : "");
}

const char *phrase_gap_count(const struct wording *wording, const slacalc_service *service, size_t promise) {
    return arena_printf(wording->arena, "%zu%s", gap_count(service, promise), service->gaps_unknown ? "?" : "");
}

const char *phrase_gap_kinds(const struct wording *wording, const slacalc_service *service, size_t promise) {
    size_t counts[SLACALC_GAP_NO_OWN_LEVEL + 1] = {0};
    const char *text = "", *before = "";
    size_t first = promise == SLACALC_NONE ? 0 : first_gap(service, promise);
    size_t end = promise == SLACALC_NONE ? service->gap_count : first_gap(service, promise + 1);
    for (size_t i = first; i < end; i++)
        counts[service->gaps[i].kind]++;
    for (slacalc_gap_kind kind = SLACALC_GAP_CONTRACT; kind <= SLACALC_GAP_NO_OWN_LEVEL; kind++) {
        if (counts[kind] == 0)
            continue;
        text = arena_printf(wording->arena, "%s%s%zu %s", text, before, counts[kind], title_of_gap(kind));
        before = ", ";
    }
    return service->gaps_unknown ? arena_printf(wording->arena, "%s%sperhaps more", text, before) : text;
}

const char *phrase_without_agreement(const struct wording *wording, const slacalc_service *service,
                                     slacalc_basis basis) {
    size_t count = service->without_agreement;
    if (basis != SLACALC_BASIS_SLA)
        return NULL;
    if (service->gaps_unknown)
        return "parts without agreement are not counted";
    if (count == 0)
        return NULL;
    return arena_printf(wording->arena, "%s %s no agreement", phrase_count(wording, count, "part"),
                        count > 1 ? "have" : "has");
}

const char *phrase_own(const struct wording *wording, const slacalc_component *component) {
    switch (component->figure) {
    case SLACALC_FIGURE_NONE:
        return phrase_figure(wording, format_written(component->own));
    case SLACALC_FIGURE_DOWN:
        return "down";
    case SLACALC_FIGURE_MTBF:
        return phrase_figure(wording, format_availability(component->own));
    default:
        return phrase_figure(wording, component->has_whole ? format_availability(component->own)
                                                           : format_written(component->own));
    }
}

const char *phrase_basis(const slacalc_component *component) {
    return component->figure == SLACALC_FIGURE_DOWN ? "-" : word_of_figure(component->figure);
}

const char *phrase_compound(const struct wording *wording, const slacalc_estimate *estimate) {
    const char *least = estimate->exact ? "" : wording->unicode ? "≥ " : ">= ";
    return arena_printf(wording->arena, "%s%s", least, format_availability(estimate->low).text);
}

const char *phrase_source(const struct wording *wording, const slacalc_component *component) {
    const char *source = component->source ? printable(wording, component->source) : NULL;
    if (!component->as_of)
        return source;
    const char *date = component->as_of;
    if (component->age_days >= 0)
        date = arena_printf(wording->arena, "%s (%s old)", date, format_age(component->age_days).text);
    return arena_printf(wording->arena, "%s%sas of %s", source ? source : "", source ? ", " : "", date);
}

bool has_terms(const slacalc_component *component) {
    return component->condition || component->credit_count > 0 || component->claim_within || component->evidence ||
           component->credit_cap.down > 0;
}

/* The text, or nothing yet, with one more behind it. */
static const char *joined(const struct wording *wording, const char *text, const char *more) {
    return text ? arena_printf(wording->arena, "%s, %s", text, more) : more;
}

const char *phrase_credits(const struct wording *wording, const slacalc_component *component) {
    struct growing tiers = {.arena = wording->arena};
    for (size_t i = 0; i < component->credit_count; i++) {
        const slacalc_credit *credit = &component->credits[i];
        growing_add(&tiers, i == 0 ? "pays back " : ", ");
        growing_add(&tiers, format_written(credit->part).text);
        growing_add(&tiers, " below ");
        growing_add(&tiers, format_written(credit->below).text);
    }
    const char *text = tiers.text;
    if (component->credit_cap.down > 0)
        text =
            joined(wording, text,
                   arena_printf(wording->arena, "at most %s of the fee", format_written(component->credit_cap).text));
    if (component->claim_within)
        text = joined(wording, text,
                      arena_printf(wording->arena, "to be claimed: %s", printable(wording, component->claim_within)));
    return text;
}

const char *phrase_evidence(const struct wording *wording, const slacalc_component *component) {
    const char *source = phrase_source(wording, component);
    return component->evidence ? joined(wording, source, printable(wording, component->evidence)) : source;
}

const char *phrase_clock(const struct wording *wording, const char *timezone) {
    bool is_offset = *timezone == '+' || *timezone == '-';
    return is_offset ? arena_printf(wording->arena, "UTC%s", timezone) : timezone;
}

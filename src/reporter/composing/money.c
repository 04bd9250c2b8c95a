#include "reporter/composing/money.h"

static const char *fee_of(const struct wording *wording, const slacalc_component *component) {
    return phrase_money(wording, component->fee, component->currency);
}

static struct money_text row_of(const struct wording *wording, const slacalc_result *result, const char *what,
                                const slacalc_payback *payback) {
    const slacalc_component *component = slacalc_result_component(result, payback->component);
    return (struct money_text){.what = what,
                               .fee = fee_of(wording, component),
                               .expected = phrase_money(wording, payback->expected, component->currency),
                               .largest = phrase_money(wording, payback->largest, component->currency)};
}

struct money_texts money_of(const struct wording *wording, const slacalc_result *result,
                            const slacalc_service *service) {
    struct money_texts texts = {
        .per = arena_printf(wording->arena, "Per %s", format_period(service->period_s).text),
        .rows =
            arena_alloc(wording->arena, service->promise_count + service->recoverable_count + 1, sizeof *texts.rows)};
    for (size_t i = 0; i < service->promise_count; i++)
        if (service->promises[i].credit)
            texts.rows[texts.count++] =
                row_of(wording, result,
                       arena_printf(wording->arena, "owed by %s", phrase_promise(wording, &service->promises[i])),
                       service->promises[i].credit);
    for (size_t i = 0; i < service->recoverable_count; i++) {
        const slacalc_payback *payback = &service->recoverable[i];
        const char *name = slacalc_result_component(result, payback->component)->name;
        texts.rows[texts.count++] =
            row_of(wording, result, arena_printf(wording->arena, "recoverable from %s", name), payback);
    }
    if (texts.count > 0)
        texts.rows[texts.count++] =
            (struct money_text){.what = "difference",
                                .expected = phrase_money(wording, credits_owed(service) - credits_recoverable(service),
                                                         currency_of(result, service))};
    return texts;
}

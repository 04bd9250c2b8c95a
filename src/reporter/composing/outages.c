#include "reporter/composing/outages.h"

#include "reporter/composing/events.h"

struct outage_texts outages_of(const struct wording *wording, const slacalc_result *result,
                               const slacalc_service *service) {
    struct outage_texts texts = {.per = arena_printf(wording->arena, "Per %s", format_period(service->period_s).text),
                                 .rows = arena_alloc(wording->arena, service->outage_start_count, sizeof *texts.rows),
                                 .count = service->outage_start_count};
    for (size_t i = 0; i < texts.count; i++) {
        const slacalc_outage_start *start = &service->outage_starts[i];
        texts.rows[i] = (struct outage_text){.event = event_text(wording, result, &start->event),
                                             .per_period = format_rate(start->per_period),
                                             .share = format_share(start->per_period / service->outages_per_period),
                                             .mttr = format_duration(start->mttr_s)};
    }
    return texts;
}

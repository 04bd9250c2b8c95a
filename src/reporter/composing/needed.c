#include "reporter/composing/needed.h"

#include "engine/rows/result.h"
#include "reporter/wording/phrases.h"

static const char *part_text(const struct wording *wording, const slacalc_result *result,
                             const slacalc_needed *needed) {
    const slacalc_component *component = slacalc_result_component(result, needed->event.component);
    if (needed->event.kind == SLACALC_EVENT_REPLICAS)
        return arena_printf(wording->arena, "%s, each of %zu replicas", component->name, component->replicas);
    return needed->is_whole ? arena_printf(wording->arena, "%s as a whole", component->name) : component->name;
}

struct needed_texts needed_of(const struct wording *wording, const slacalc_result *result,
                              const slacalc_service *service) {
    struct needed_texts texts = {.statement =
                                     "so much each part has to deliver for the promise to be just kept, all else "
                                     "as it is"};
    size_t promises = service->promise_count;
    if (service->needed_count == 0)
        return texts;
    size_t parts = service->needed_count / promises;
    texts.count = result->top > 0 && result->top < parts ? result->top : parts;
    texts.left_out = parts - texts.count;
    texts.rows = arena_alloc(wording->arena, texts.count, sizeof *texts.rows);
    texts.promises = arena_alloc(wording->arena, promises, sizeof *texts.promises);
    for (size_t p = 0; p < promises; p++)
        texts.promises[p] = phrase_promise(wording, &service->promises[p]);
    for (size_t i = 0; i < texts.count; i++) {
        struct needed_text *row = &texts.rows[i];
        row->part = part_text(wording, result, &service->needed[i]);
        row->now = phrase_figure(wording, format_availability(service->needed[i].now));
        row->levels = arena_alloc(wording->arena, promises, sizeof *row->levels);
        for (size_t p = 0; p < promises; p++) {
            const slacalc_needed *needed = &service->needed[p * parts + i];
            row->levels[p] =
                needed->is_possible ? phrase_figure(wording, format_availability(needed->level)) : "not alone";
        }
    }
    return texts;
}

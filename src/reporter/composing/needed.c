#include "reporter/composing/needed.h"

#include "engine/rows/result.h"
#include "reporter/wording/phrases.h"

#include <math.h>

const char *part_of_needed(const struct wording *wording, const slacalc_result *result, const slacalc_needed *needed) {
    const slacalc_component *component = slacalc_result_component(result, needed->event.component);
    if (needed->event.kind == SLACALC_EVENT_REPLICAS)
        return arena_printf(wording->arena, "%s, each of %zu replicas", component->name, component->replicas);
    return needed->is_whole ? arena_printf(wording->arena, "%s as a whole", component->name) : component->name;
}

static const char *together_text(const struct wording *wording, const char *promise, double factor) {
    const char *text = NULL;
    if (factor < 0)
        text = arena_printf(wording->arena, "%s is broken even if no part is ever down in its hours", promise);
    else if (factor == 0)
        text = arena_printf(wording->arena, "for %s no part may ever be down", promise);
    else if (isinf(factor))
        text = arena_printf(wording->arena, "%s is kept however often the parts are down", promise);
    else if (factor == 1)
        text = arena_printf(wording->arena, "for %s no part may be down longer than now", promise);
    else
        text = arena_printf(wording->arena, "for %s every part may be down %s%s as long as now", promise,
                            factor < 1 ? "only " : "", format_factor(factor).text);
    return arena_printf(wording->arena, "all together: %s", text);
}

static const char **together_texts(const struct wording *wording, const slacalc_service *service,
                                   const char *const *promises) {
    const char **texts = arena_alloc(wording->arena, service->promise_count, sizeof *texts);
    for (size_t p = 0; p < service->promise_count; p++)
        texts[p] = service->factors
                       ? together_text(wording, promises[p], service->factors[p])
                       : arena_printf(wording->arena,
                                      "all together: not known for %s, because that takes too much work", promises[p]);
    return texts;
}

struct needed_texts needed_of(const struct wording *wording, const slacalc_result *result,
                              const slacalc_service *service) {
    struct needed_texts texts = {.statement =
                                     "what each part must deliver for the promise to be just kept, if nothing else "
                                     "changes"};
    size_t promises = service->promise_count;
    if (service->needed_unknown)
        texts.unknown = arena_printf(wording->arena,
                                     "what %s to deliver is not known, because that takes more work than is allowed",
                                     service->needed_count == 0 ? "each part has" : "further parts have");
    if (service->needed_count == 0)
        return texts;
    size_t parts = service->needed_count / promises;
    texts.count = result->top > 0 && result->top < parts ? result->top : parts;
    texts.left_out = parts - texts.count;
    texts.rows = arena_alloc(wording->arena, texts.count, sizeof *texts.rows);
    texts.promises = arena_alloc(wording->arena, promises, sizeof *texts.promises);
    for (size_t p = 0; p < promises; p++)
        texts.promises[p] = phrase_promise(wording, &service->promises[p]);
    texts.together = together_texts(wording, service, texts.promises);
    for (size_t i = 0; i < texts.count; i++) {
        struct needed_text *row = &texts.rows[i];
        row->part = part_of_needed(wording, result, &service->needed[i]);
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

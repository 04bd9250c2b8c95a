#include "reporter/composing/unkept.h"

#include "base/setting_names.h"
#include "engine/rows/promises_kept.h"
#include "engine/rows/result.h"
#include "reporter/composing/events.h"
#include "reporter/composing/needed.h"
#include "reporter/wording/numbers.h"

#include <string.h>

enum { MOST_MENDING = 3 }; /* parts that are listed */

bool has_causes_to_tell(const slacalc_service *service, size_t promise) {
    bool is_itself = service->cause_count == 1 && service->causes[0].event.component == service->component;
    return !promise_is_kept(&service->promises[promise]) && service->share_count > 0 && !is_itself;
}

/* ---- Causes ---- */

const char *statement_of_causes(const struct wording *wording, const slacalc_result *result,
                                const slacalc_service *service) {
    const char *text = "";
    for (size_t i = 0; i < service->cause_count; i++) {
        const slacalc_cause *cause = &service->causes[i];
        text = arena_printf(wording->arena, "%s%s%s %s%s", text, i == 0 ? "" : ", ",
                            cause_text(wording, result, service, cause), format_share(cause->share).text,
                            cause->event.kind == SLACALC_EVENT_HOURS ? " (its hours)" : "");
    }
    return arena_printf(wording->arena, "%s of the downtime", text);
}

/* ---- What would keep it ---- */

/* "itself at 99.96 % (now 99.9 %)", "desk at all hours promised" */
static const char *part_that_keeps(const struct wording *wording, const slacalc_result *result,
                                   const slacalc_service *service, const slacalc_needed *needed) {
    bool is_itself = needed->event.component == service->component;
    if (needed->event.kind == SLACALC_EVENT_HOURS)
        return arena_printf(wording->arena, "%s at all hours promised",
                            is_itself ? "itself" : slacalc_result_component(result, needed->event.component)->name);
    const char *part =
        is_itself && needed->event.kind == SLACALC_EVENT_COMPONENT ? "itself" : part_of_needed(wording, result, needed);
    const struct figure now = format_availability(needed->now);
    struct figure level = format_availability(needed->level);
    if (strcmp(level.text, now.text) == 0)
        level = format_written(needed->level);
    return arena_printf(wording->arena, "%s%s at %s (now %s)", part,
                        needed->event.kind == SLACALC_EVENT_REPLICAS ? "," : "", level.text, now.text);
}

const char *statement_of_mending(const struct wording *wording, const slacalc_result *result,
                                 const slacalc_service *service, size_t promise) {
    const slacalc_mending *mending = &service->mending[promise];
    const char *text = "";
    for (size_t i = 0; i < mending->part_count && i < MOST_MENDING; i++)
        text = arena_printf(wording->arena, "%s%s%s", text, i == 0 ? "" : ", or ",
                            part_that_keeps(wording, result, service, &mending->parts[i]));
    if (mending->part_count == 0)
        return mending->is_open ? "not known, because that takes too much work" : "no part alone";
    if (mending->part_count > MOST_MENDING)
        return arena_printf(wording->arena, "%s, or %zu more, each alone (see %s)", text,
                            mending->part_count - MOST_MENDING, hint_name(result->hint_names, SLACALC_HINT_NEED));
    return mending->part_count == service->share_count || mending->is_open
               ? text
               : arena_printf(wording->arena, "%s; no other part alone", text);
}

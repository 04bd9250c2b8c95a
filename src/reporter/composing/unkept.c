#include "reporter/composing/unkept.h"

#include "base/setting_names.h"
#include "engine/rows/downtime.h"
#include "engine/rows/needed_rows.h"
#include "engine/rows/promises_kept.h"
#include "engine/rows/result.h"
#include "reporter/composing/needed.h"
#include "reporter/wording/numbers.h"

#include <string.h>

enum { MOST_CAUSES = 3, MOST_MENDING = 3 };

bool has_causes_to_tell(const slacalc_service *service, size_t promise) {
    bool is_itself = service->share_count == 1 && service->shares[0].component == service->component;
    return !promise_is_kept(&service->promises[promise]) && service->share_count > 0 && !is_itself;
}

/* ---- Causes ---- */

static const char *name_of(const slacalc_result *result, const slacalc_service *service, size_t component) {
    return component == service->component ? "itself" : slacalc_result_component(result, component)->name;
}

const char *statement_of_causes(const struct wording *wording, const slacalc_result *result,
                                const slacalc_service *service) {
    const char *text = "";
    for (size_t i = 0; i < service->share_count && i < MOST_CAUSES; i++) {
        const slacalc_share *cause = &service->shares[i];
        text = arena_printf(wording->arena, "%s%s%s %s%s", text, i == 0 ? "" : ", ",
                            name_of(result, service, cause->component), format_share(share_in_all(cause)).text,
                            cause->hours_share > cause->share ? " (its hours)" : "");
    }
    return arena_printf(wording->arena, "%s of the downtime", text);
}

/* ---- What would keep it ---- */

/* What is said of several parts, any of which would do. */
struct mending {
    const struct wording *wording;
    const slacalc_result *result;
    const slacalc_service *service;
    const char *text;
    size_t count; /* of all parts; the first ones are told */
};

static void tell(struct mending *mending, const char *part) {
    mending->text =
        mending->count == 1 ? part : arena_printf(mending->wording->arena, "%s, or %s", mending->text, part);
}

static bool is_tied_part(const slacalc_result *result, const slacalc_share *share) {
    return slacalc_result_component(result, share->component)->is_tied;
}

static void tell_level(struct mending *mending, size_t promise, const slacalc_share *share) {
    if (is_tied_part(mending->result, share)) {
        tell(mending, arena_printf(mending->wording->arena, "%s at a better level (see %s)",
                                   slacalc_result_component(mending->result, share->component)->name,
                                   hint_name(mending->result->hint_names, SLACALC_HINT_NEED)));
        return;
    }
    const slacalc_needed needed = needed_by_share(mending->result, mending->service, promise, share);
    const char *part = share->component == mending->service->component && needed.event.kind == SLACALC_EVENT_COMPONENT
                           ? "itself"
                           : part_of_needed(mending->wording, mending->result, &needed);
    const struct figure now = format_availability(needed.now);
    struct figure level = format_availability(needed.level);
    if (strcmp(level.text, now.text) == 0)
        level = format_written(needed.level);
    tell(mending, arena_printf(mending->wording->arena, "%s%s at %s (now %s)", part,
                               needed.event.kind == SLACALC_EVENT_REPLICAS ? "," : "", level.text, now.text));
}

const char *statement_of_mending(const struct wording *wording, const slacalc_result *result,
                                 const slacalc_service *service, size_t promise) {
    struct mending mending = {.wording = wording, .result = result, .service = service};
    bool is_open = false; /* of some part only a trial would tell */
    for (size_t i = 0; i < service->share_count; i++) {
        const slacalc_share *share = &service->shares[i];
        bool by_level = keeps_without(service, promise, share->share);
        bool by_hours = keeps_without(service, promise, share->hours_share);
        is_open = is_open || (!by_level && is_tied_part(result, share));
        if (!by_level && !by_hours)
            continue;
        if (++mending.count > MOST_MENDING)
            continue;
        if (by_level)
            tell_level(&mending, promise, share);
        else
            tell(&mending,
                 arena_printf(wording->arena, "%s at all hours promised", name_of(result, service, share->component)));
    }
    if (mending.count == 0 && is_open)
        return arena_printf(wording->arena, "see %s", hint_name(result->hint_names, SLACALC_HINT_NEED));
    if (mending.count == 0)
        return "no part alone";
    if (mending.count > MOST_MENDING)
        return arena_printf(wording->arena, "%s, or %zu more, each alone (see %s)", mending.text,
                            mending.count - MOST_MENDING, hint_name(result->hint_names, SLACALC_HINT_NEED));
    return mending.count == service->share_count || is_open
               ? mending.text
               : arena_printf(wording->arena, "%s; no other part alone", mending.text);
}

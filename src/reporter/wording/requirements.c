#include "reporter/wording/requirements.h"

#include "reporter/wording/numbers.h"

const char *requirement_notes(const struct wording *wording, const slacalc_result *result, size_t outer) {
    const char *notes = "";
    while (outer != SLACALC_NONE) {
        const slacalc_requirement *need = slacalc_result_requirement(result, outer);
        if (need->kind == SLACALC_NEED_TRAFFIC)
            notes = arena_printf(wording->arena, "%s, %s of traffic", notes, format_written(need->level).text);
        else if (need->kind == SLACALC_NEED_OPTIONAL)
            notes = arena_printf(wording->arena, "%s, optional", notes);
        else
            break;
        outer = need->part;
    }
    return notes;
}

const char *group_label(const struct wording *wording, const slacalc_result *result, size_t requirement) {
    const slacalc_requirement *need = slacalc_result_requirement(result, requirement);
    size_t parts = 0;
    for (size_t part = need->part; part != SLACALC_NONE; part = slacalc_result_requirement(result, part)->next)
        parts++;
    switch (need->kind) {
    case SLACALC_NEED_ALL:
        return arena_printf(wording->arena, "all of %zu", parts);
    case SLACALC_NEED_AT_LEAST:
        return arena_printf(wording->arena, "%zu of %zu", need->at_least, parts);
    case SLACALC_NEED_FAILOVER:
        return arena_printf(wording->arena, "any of %zu, failover %s", parts, format_written(need->level).text);
    case SLACALC_NEED_SPLIT:
        return arena_printf(wording->arena, "one of %zu ways", parts);
    default:
        return arena_printf(wording->arena, "any of %zu", parts);
    }
}

#include "reporter/wording/requirements.h"

#include "reporter/wording/numbers.h"

const char *requirement_notes(const struct wording *wording, const slacalc_result *result, size_t outer) {
    const char *notes = "";
    while (outer != SLACALC_NONE) {
        const slacalc_requirement *need = slacalc_result_requirement(result, outer);
        if (need->tolerates_s > 0)
            notes = arena_printf(wording->arena, "%s, tolerates %s", notes, format_duration(need->tolerates_s).text);
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

static const char *beta_note(const struct wording *wording, double beta, bool is_assumed) {
    if (beta <= 0)
        return "";
    return arena_printf(wording->arena, ", beta %s%s", format_written((slacalc_level){beta, 1 - beta}).text,
                        is_assumed ? " (assumed)" : "");
}

const char *replica_beta_note(const struct wording *wording, const slacalc_component *component) {
    return beta_note(wording, component->beta, component->beta_is_assumed);
}

static const char *form_of_group(const struct wording *wording, const slacalc_requirement *need, size_t parts) {
    switch (need->kind) {
    case SLACALC_NEED_ALL:
        return arena_printf(wording->arena, "all of %zu", parts);
    case SLACALC_NEED_AT_LEAST:
        return arena_printf(wording->arena, "%zu of %zu", need->at_least, parts);
    case SLACALC_NEED_FAILOVER:
        if (need->takes_s > 0)
            return arena_printf(wording->arena, "any of %zu, failover %s in %s", parts,
                                format_written(need->level).text, format_duration(need->takes_s).text);
        return arena_printf(wording->arena, "any of %zu, failover %s", parts, format_written(need->level).text);
    case SLACALC_NEED_SPLIT:
        return arena_printf(wording->arena, "one of %zu ways", parts);
    case SLACALC_NEED_ACROSS:
        return arena_printf(wording->arena, "across %zu place%s", parts, parts > 1 ? "s" : "");
    default:
        return arena_printf(wording->arena, "any of %zu", parts);
    }
}

const char *group_label(const struct wording *wording, const slacalc_result *result, size_t requirement) {
    const slacalc_requirement *need = slacalc_result_requirement(result, requirement);
    size_t parts = 0;
    for (size_t part = need->part; part != SLACALC_NONE; part = slacalc_result_requirement(result, part)->next)
        parts++;
    return arena_printf(wording->arena, "%s%s", form_of_group(wording, need, parts),
                        beta_note(wording, need->beta, need->beta_is_assumed));
}

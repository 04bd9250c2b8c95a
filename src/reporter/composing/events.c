#include "reporter/composing/events.h"

#include "engine/rows/result.h"
#include "reporter/wording/numbers.h"

static const char *name_of(const slacalc_result *result, size_t component) {
    return slacalc_result_component(result, component)->name;
}

/* "2 of 3 replicas of web" */
static const char *replicas_text(const struct wording *wording, const slacalc_result *result,
                                 const slacalc_event *event) {
    const slacalc_component *component = slacalc_result_component(result, event->component);
    if (event->placed > 0 && event->placed < component->replicas)
        return arena_printf(wording->arena, "%zu of the %zu other replicas of %s",
                            event->placed - component->quorum + 1, event->placed, component->name);
    return arena_printf(wording->arena, "%zu of %zu replicas of %s", component->replicas - component->quorum + 1,
                        component->replicas, component->name);
}

/* Where the part is no single component, the place tells which one is meant. */
static const char *part_text(const struct wording *wording, const slacalc_result *result, const slacalc_event *event) {
    if (event->part != SLACALC_NONE)
        return name_of(result, event->part);
    return arena_printf(wording->arena, "a part of %s (line %zu)", name_of(result, event->component), event->line);
}

static bool is_group_with(const slacalc_result *result, const slacalc_requirement *group, size_t member) {
    for (size_t part = group->part; group->beta > 0 && part != SLACALC_NONE;) {
        const slacalc_requirement *need = slacalc_result_requirement(result, part);
        if (need->component == member)
            return true;
        part = need->next;
    }
    return false;
}

/* "a common cause of a, b and c": all members of the group that the part of the event is in; without a part all
 * replicas of its component. Where no service needs the requirement that says so, nothing tells the others. */
static const char *common_cause_text(const struct wording *wording, const slacalc_result *result,
                                     const slacalc_event *event) {
    if (event->part == SLACALC_NONE)
        return arena_printf(wording->arena, "a common cause of all replicas of %s", name_of(result, event->component));
    const char *text = "a common cause of";
    size_t group = 0;
    while (group < result->requirement_count && !is_group_with(result, &result->requirements[group], event->part))
        group++;
    if (group == result->requirement_count)
        return arena_printf(wording->arena, "%s %s and others", text, name_of(result, event->part));
    size_t first = result->requirements[group].part;
    for (size_t part = first; part != SLACALC_NONE; part = result->requirements[part].next)
        text = arena_printf(wording->arena, "%s%s %s", text,
                            part == first                                     ? ""
                            : result->requirements[part].next == SLACALC_NONE ? " and"
                                                                              : ",",
                            name_of(result, result->requirements[part].component));
    return text;
}

static const char *text_of_all_ages(const struct wording *wording, const slacalc_result *result,
                                    const slacalc_event *event) {
    switch (event->kind) {
    case SLACALC_EVENT_COMPONENT:
        break;
    case SLACALC_EVENT_REPLICAS:
        return replicas_text(wording, result, event);
    case SLACALC_EVENT_SWITCH:
        return arena_printf(wording->arena, "the switch to %s", part_text(wording, result, event));
    case SLACALC_EVENT_TRAFFIC:
        return arena_printf(wording->arena, "requests for %s", part_text(wording, result, event));
    case SLACALC_EVENT_WAY:
        return arena_printf(wording->arena, "requests that go to %s", part_text(wording, result, event));
    case SLACALC_EVENT_LATER_WAY:
        return arena_printf(wording->arena, "requests that go past %s", part_text(wording, result, event));
    case SLACALC_EVENT_COMMON:
        return common_cause_text(wording, result, event);
    case SLACALC_EVENT_HOURS:
        return arena_printf(wording->arena, "hours without %s", name_of(result, event->component));
    }
    return name_of(result, event->component);
}

/* "prices (for 15m 00s or longer)" */
const char *event_text(const struct wording *wording, const slacalc_result *result, const slacalc_event *event) {
    const char *text = text_of_all_ages(wording, result, event);
    const struct figure from = format_duration(event->from_s), until = format_duration(event->until_s);
    if (event->from_s > 0 && event->until_s > 0)
        return arena_printf(wording->arena, "%s (for %s to %s)", text, from.text, until.text);
    if (event->from_s > 0)
        return arena_printf(wording->arena, "%s (for %s or longer)", text, from.text);
    return event->until_s > 0 ? arena_printf(wording->arena, "%s (for up to %s)", text, until.text) : text;
}

bool cause_is_part(const slacalc_cause *cause) {
    return cause->event.kind == SLACALC_EVENT_COMPONENT || cause->event.kind == SLACALC_EVENT_REPLICAS ||
           cause->event.kind == SLACALC_EVENT_HOURS;
}

const char *cause_text(const struct wording *wording, const slacalc_result *result, const slacalc_service *service,
                       const slacalc_cause *cause) {
    if (!cause_is_part(cause))
        return event_text(wording, result, &cause->event);
    return cause->event.component == service->component ? "itself" : name_of(result, cause->event.component);
}

#include "reporter/composing/ways.h"

#include "engine/rows/result.h"
#include "reporter/composing/events.h"
#include "reporter/wording/growing.h"
#include "reporter/wording/phrases.h"

#include <math.h>
#include <string.h>

/* ---- Events ---- */

static bool is_outage(const slacalc_event *event) {
    return event->kind == SLACALC_EVENT_COMPONENT || event->kind == SLACALC_EVENT_REPLICAS;
}

/* Which share of the requests it is about. */
static bool is_share(const slacalc_event *event) {
    return event->kind == SLACALC_EVENT_TRAFFIC || event->kind == SLACALC_EVENT_WAY ||
           event->kind == SLACALC_EVENT_LATER_WAY;
}

/* ---- Sets ---- */

/* Sets that differ only by events that are alike. */
struct group {
    const slacalc_cut_set *first;
    size_t sets;
    slacalc_event *common; /* the events that are in all of them */
    size_t common_count;
    slacalc_event *varying; /* those that are in some */
    uint64_t *likeness;     /* of those */
    size_t varying_count;
};

static bool has_event(const slacalc_cut_set *set, const slacalc_event *event) {
    for (size_t i = 0; i < set->event_count; i++) {
        const slacalc_event *other = &set->events[i];
        if (other->kind == event->kind && other->component == event->component && other->line == event->line &&
            other->column == event->column)
            return true;
    }
    return false;
}

static bool is_listed(const struct group *group, const slacalc_event *event) {
    for (size_t i = 0; i < group->varying_count; i++)
        if (group->varying[i].kind == event->kind && group->varying[i].component == event->component)
            return true;
    return false;
}

/* By set, the next one that is alike to the same first one; SLACALC_NONE where there is none. */
static const size_t *chain_alike(const struct wording *wording, const slacalc_service *service) {
    size_t *next = arena_alloc(wording->arena, service->cut_set_count, sizeof *next);
    for (size_t i = service->cut_set_count; i-- > 0;)
        next[i] = SLACALC_NONE;
    for (size_t i = service->cut_set_count; i-- > 0;) {
        size_t first = service->cut_sets[i].alike;
        if (first == i)
            continue;
        next[i] = next[first];
        next[first] = i;
    }
    return next;
}

static bool is_in_all(const slacalc_service *service, const size_t *next, size_t first, const slacalc_event *event) {
    for (size_t i = first; i != SLACALC_NONE; i = next[i])
        if (!has_event(&service->cut_sets[i], event))
            return false;
    return true;
}

static void add_varying(struct group *group, const slacalc_cut_set *set, const uint64_t *likeness) {
    const slacalc_cut_set common = {.events = group->common, .event_count = group->common_count};
    for (size_t e = 0; e < set->event_count; e++)
        if (!has_event(&common, &set->events[e]) && !is_listed(group, &set->events[e])) {
            group->likeness[group->varying_count] = likeness[e];
            group->varying[group->varying_count++] = set->events[e];
        }
}

/* `likeness`: by set of the service, of its events. */
static struct group group_of(const struct wording *wording, const slacalc_service *service,
                             const uint64_t *const *likeness, const size_t *next, size_t first) {
    struct group group = {.first = &service->cut_sets[first]};
    size_t most = 0;
    for (size_t i = first; i != SLACALC_NONE; i = next[i]) {
        most += service->cut_sets[i].event_count;
        group.sets++;
    }
    group.common = arena_alloc(wording->arena, group.first->event_count, sizeof *group.common);
    group.varying = arena_alloc(wording->arena, most, sizeof *group.varying);
    group.likeness = arena_alloc(wording->arena, most, sizeof *group.likeness);
    for (size_t e = 0; e < group.first->event_count; e++)
        if (is_in_all(service, next, first, &group.first->events[e]))
            group.common[group.common_count++] = group.first->events[e];
    for (size_t i = first; i != SLACALC_NONE; i = next[i])
        add_varying(&group, &service->cut_sets[i], likeness[i]);
    return group;
}

/* "a, b and c" of the outages, with what they are: " are down". */
static const char *outages_text(const struct wording *wording, const slacalc_result *result,
                                const struct group *group) {
    struct growing text = {.arena = wording->arena};
    size_t count = 0, all = 0, replicas = 0;
    for (size_t i = 0; i < group->common_count; i++)
        all += is_outage(&group->common[i]);
    for (size_t i = 0; i < group->common_count; i++) {
        if (!is_outage(&group->common[i]))
            continue;
        replicas += group->common[i].kind == SLACALC_EVENT_REPLICAS;
        growing_add(&text, count == 0 ? "" : count + 1 == all ? " and " : ", ");
        growing_add(&text, event_text(wording, result, &group->common[i]));
        count++;
    }
    if (count > 0)
        growing_add(&text, count > 1 || replicas > 0 ? " are down" : " is down");
    return growing_text(&text);
}

/* How many events that vary are alike to that one in each set: as many as in the first one, of which the events that
 * vary stand in front. */
static size_t alike_in_a_set(const struct group *group, size_t varying) {
    size_t number = 0;
    for (size_t i = 0; i < group->first->event_count - group->common_count; i++)
        number += group->likeness[i] == group->likeness[varying];
    return number;
}

/* "2 of broker-1, broker-2, broker-3 are down"; "1 of app-a, db-a and 1 of app-b, db-b are down" */
static const char *varying_text(const struct wording *wording, const slacalc_result *result,
                                const struct group *group) {
    size_t number = group->first->event_count - group->common_count;
    struct growing text = {.arena = wording->arena};
    bool all_outages = true;
    for (size_t i = 0; i < group->varying_count; i++) {
        size_t first = 0;
        while (group->likeness[first] != group->likeness[i])
            first++;
        if (first < i)
            continue;
        growing_add(&text, arena_printf(wording->arena, "%s%zu of", i > 0 ? " and " : "", alike_in_a_set(group, i)));
        for (size_t j = i; j < group->varying_count; j++) {
            if (group->likeness[j] != group->likeness[i])
                continue;
            all_outages = all_outages && is_outage(&group->varying[j]);
            growing_add(&text, j > i ? ", " : " ");
            growing_add(&text, event_text(wording, result, &group->varying[j]));
        }
    }
    growing_add(&text, number == 1 ? " is " : " are ");
    growing_add(&text, all_outages ? "down" : "there");
    return growing_text(&text);
}

/* Of an event that is no outage; NULL of a share of requests, which stands at the end. */
static const char *clause_text(const struct wording *wording, const slacalc_result *result,
                               const slacalc_event *event) {
    if (event->kind == SLACALC_EVENT_SWITCH)
        return arena_printf(wording->arena, "%s fails", event_text(wording, result, event));
    if (event->kind == SLACALC_EVENT_COMMON)
        return arena_printf(wording->arena, "%s strikes", event_text(wording, result, event));
    if (event->kind == SLACALC_EVENT_HOURS)
        return arena_printf(wording->arena, "%s is outside of its hours",
                            slacalc_result_component(result, event->component)->name);
    return NULL;
}

static const char *joined(const struct wording *wording, const char *text, const char *clause) {
    if (!clause || !*clause)
        return text;
    return *text ? arena_printf(wording->arena, "%s and %s", text, clause) : clause;
}

static const char *group_text(const struct wording *wording, const slacalc_result *result, const struct group *group) {
    const char *text = outages_text(wording, result, group);
    double requests = 1;
    for (size_t i = 0; i < group->common_count; i++) {
        text = joined(wording, text, clause_text(wording, result, &group->common[i]));
        requests *= is_share(&group->common[i]) ? group->common[i].probability : 1;
    }
    if (group->varying_count > 0)
        text = joined(wording, text, varying_text(wording, result, group));
    if (!*text)
        text = "nothing else happens";
    if (requests < 1)
        text = arena_printf(wording->arena, "%s, for %s of requests", text, format_coverage(requests).text);
    return group->sets > 1 ? arena_printf(wording->arena, "%s (%zu sets)", text, group->sets) : text;
}

/* ---- All ---- */

static const char *summary_of(const struct wording *wording, const slacalc_service *service) {
    struct arena *arena = wording->arena;
    size_t count = service->cut_set_count;
    if (service->cut_sets_unknown)
        return "the ways in which it fails are not known: they take more work than is allowed";
    if (count == 0 && service->cut_sets_all)
        return "nothing brings it down";
    const char *all = service->cut_sets_all ? service->cut_sets_all : "more";
    const char *text = arena_printf(arena, "%zu", count);
    text = strcmp(text, all) == 0 ? arena_printf(arena, "%s %s", text, count == 1 ? "way" : "ways")
                                  : arena_printf(arena, "%s of %s ways", text, all);
    return service->cut_sets_share < 0
               ? text
               : arena_printf(arena, "%s, %s of the downtime", text, format_coverage(service->cut_sets_share).text);
}

struct ways ways_of(const struct wording *wording, const slacalc_result *result, const slacalc_service *service) {
    struct ways ways = {.rows = arena_alloc(wording->arena, service->cut_set_count, sizeof *ways.rows),
                        .summary = summary_of(wording, service)};
    const uint64_t *const *likeness = result->likeness[service - result->services];
    const size_t *next = chain_alike(wording, service);
    double down = service->availability.value.down;
    for (size_t i = 0; i < service->cut_set_count; i++) {
        if (service->cut_sets[i].alike != i)
            continue;
        struct group group = group_of(wording, service, likeness, next, i);
        double share = (double)group.sets * group.first->probability / down;
        bool is_single =
            group.first->event_count == 1 && group.sets == 1 && group.first->events[0].kind == SLACALC_EVENT_COMPONENT;
        ways.rows[ways.count++] = (struct way){.when = group_text(wording, result, &group),
                                               .share = format_share(fmin(share, 1)),
                                               .part = share,
                                               .downtime = format_duration(share * service->downtime_period_s),
                                               .note = is_single ? "single point of failure" : ""};
    }
    for (size_t i = 1; i < ways.count; i++) { /* they are nearly so already */
        struct way row = ways.rows[i];
        size_t at = i;
        for (; at > 0 && ways.rows[at - 1].part < row.part * (1 - 1e-9); at--)
            ways.rows[at] = ways.rows[at - 1];
        ways.rows[at] = row;
    }
    return ways;
}

/* How many times the one is the other, as importance compares them. */
static const char *worth_text(const struct wording *wording, double worth) {
    if (isinf(worth))
        return wording->unicode ? "∞" : "infinite";
    return isnan(worth) ? "-" : phrase_figure(wording, format_rate(worth));
}

struct events_text events_of(const struct wording *wording, const slacalc_result *result,
                             const slacalc_service *service) {
    size_t count = service->importance_count, most = result->top > 0 && result->top < count ? result->top : count;
    struct events_text events = {.rows = arena_alloc(wording->arena, most, sizeof *events.rows), .count = most};
    for (size_t i = 0; i < most; i++) {
        const slacalc_importance *importance = &service->importance[i];
        slacalc_level event_level = {importance->level.down, importance->level.up}; /* of that it happens */
        events.rows[i] = (struct event_text){.event = event_text(wording, result, &importance->event),
                                             .down = format_availability(event_level),
                                             .criticality = format_share(importance->criticality),
                                             .if_down = format_availability(importance->if_down),
                                             .if_perfect = format_availability(importance->if_perfect),
                                             .raw = worth_text(wording, importance->raw),
                                             .rrw = worth_text(wording, importance->rrw)};
    }
    if (most < count)
        events.more = arena_printf(wording->arena, "%zu more, the first with %s", count - most,
                                   format_share(service->importance[most].criticality).text);
    return events;
}

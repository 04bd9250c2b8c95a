#include "engine/rows/single_points.h"

#include "engine/rows/result.h"

#include <string.h>

static bool is_way(const struct single_points *points, size_t need) {
    const slacalc_requirement *needs = points->result->requirements;
    return points->group[need] != SLACALC_NONE && needs[points->group[need]].kind == SLACALC_NEED_SPLIT;
}

/* Replicas are in the places by turns: the first places have one more than the others where it does not come out even.
 */
static void count_in_places(struct single_points *points, size_t across) {
    const slacalc_requirement *needs = points->result->requirements;
    size_t replicas = points->result->components[points->holder[across]].replicas, places = points->parts[across];
    size_t index = 0;
    for (size_t part = needs[across].part; part != SLACALC_NONE; part = needs[part].next, index++)
        points->weight[part] = replicas / places + (index < replicas % places);
    points->parts[across] = replicas;
}

static void note_owners(struct single_points *points) {
    const slacalc_requirement *needs = points->result->requirements;
    for (size_t c = 0; c < points->result->component_count; c++)
        for (size_t need = points->result->components[c].requirements; need != SLACALC_NONE; need = needs[need].next)
            points->holder[need] = c;
    for (size_t g = 0; g < points->result->requirement_count; g++) {
        for (size_t part = needs[g].part; part != SLACALC_NONE; part = needs[part].next) {
            points->group[part] = g;
            points->weight[part] = !is_way(points, part) || needs[part].level.up > 0;
            points->parts[g] += points->weight[part];
        }
        if (needs[g].kind == SLACALC_NEED_ACROSS)
            count_in_places(points, g);
    }
}

static void note_names(struct single_points *points) {
    for (size_t need = 0; need < points->result->requirement_count; need++) {
        size_t component = points->result->requirements[need].component;
        if (component == SLACALC_NONE)
            continue;
        points->named_next[need] = points->named_by[component];
        points->named_by[component] = need;
    }
}

static size_t *indices(struct arena *arena, size_t count, bool none) {
    size_t *array = arena_alloc(arena, count + 1, sizeof *array);
    if (none)
        memset(array, 0xff, (count + 1) * sizeof *array);
    return array;
}

struct single_points single_points_new(const slacalc_result *result, struct arena *arena) {
    size_t components = result->component_count, needs = result->requirement_count;
    struct single_points points = {
        .result = result,
        .sure = indices(arena, components, false),
        .asked = indices(arena, components, false),
        .named_by = indices(arena, components, true),
        .named_next = indices(arena, needs, true),
        .group = indices(arena, needs, true),
        .holder = indices(arena, needs, true),
        .weight = indices(arena, needs, false),
        .parts = indices(arena, needs, false),
        .lost_parts = indices(arena, needs, false),
        .lost = indices(arena, needs, false),
        .met = indices(arena, needs, false),
        .met_component = indices(arena, components, false),
        .waiting = indices(arena, components, false),
    };
    note_owners(&points);
    note_names(&points);
    return points;
}

void single_points_of(struct single_points *points, const size_t *services, size_t count) {
    points->question++;
    for (size_t i = 0; i < count; i++)
        points->sure[services[i]] = points->asked[services[i]] = points->question;
}

/* Whether the group is lost now that `part` of it was lost too. A share of all requests, and a switch that never works,
 * count as what they are. */
static bool is_fatal(const struct single_points *points, size_t group, size_t part) {
    const slacalc_requirement *need = &points->result->requirements[group];
    size_t lost = points->lost_parts[group], parts = points->parts[group];
    switch (need->kind) {
    case SLACALC_NEED_ALL:
        return true;
    case SLACALC_NEED_AT_LEAST:
        return lost > parts - need->at_least;
    case SLACALC_NEED_ACROSS:
        return lost > parts - points->result->components[points->holder[group]].quorum;
    case SLACALC_NEED_FAILOVER:
        return lost == parts || (part == need->part && need->level.up <= 0);
    case SLACALC_NEED_TRAFFIC:
        return is_way(points, group) ? need->level.up > 0 : need->level.down <= 0;
    case SLACALC_NEED_OPTIONAL:
        return false;
    default:
        return lost == parts;
    }
}

static void lose_component(struct single_points *points, size_t component) {
    if (points->met_component[component] == points->search)
        return;
    points->met_component[component] = points->search;
    points->waiting[points->waiting_count++] = component;
}

/* Follows the loss of a requirement up to the component that has it, if it gets there. */
static void lose_requirement(struct single_points *points, size_t need) {
    while (points->group[need] != SLACALC_NONE) {
        size_t group = points->group[need];
        if (points->met[group] != points->search)
            points->lost_parts[group] = 0;
        points->met[group] = points->search;
        points->lost_parts[group] += points->weight[need];
        if (points->lost[group] == points->search || !is_fatal(points, group, need))
            return;
        points->lost[group] = points->search;
        need = group;
    }
    lose_component(points, points->holder[need]);
}

static bool takes_service_down(struct single_points *points, size_t component) {
    points->search++;
    points->waiting_count = 0;
    lose_component(points, component);
    for (size_t i = 0; i < points->waiting_count; i++) {
        size_t lost = points->waiting[i];
        if (points->sure[lost] == points->question)
            return true;
        for (size_t need = points->named_by[lost]; need != SLACALC_NONE; need = points->named_next[need]) {
            lose_requirement(points, need);
            points->steps++;
        }
    }
    return false;
}

/* Whether the component is one element, as each of its replicas is where it has no redundancy. Where its needs leave
 * nothing of a whole figure, it has no part of its own. */
static bool is_single_element(const struct single_points *points, size_t index) {
    const slacalc_component *component = &points->result->components[index];
    bool is_judged = points->asked[index] == points->question;
    if (component->has_whole && !is_judged)
        return component->own.down > 0;
    return component->checked_figure != SLACALC_FIGURE_NONE && component->quorum == component->replicas;
}

bool is_single_point(struct single_points *points, size_t component) {
    if (!is_single_element(points, component))
        return false;
    if (takes_service_down(points, component))
        points->sure[component] = points->question;
    return points->sure[component] == points->question;
}

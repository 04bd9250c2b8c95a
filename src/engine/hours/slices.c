#include "engine/hours/slices.h"

#include <stdlib.h>
#include <string.h>

/* ---- What a component rests on ---- */

static void gather(const struct timetable *t, uint32_t first, uint64_t *below) {
    for (uint32_t r = first; r != NO_INDEX; r = t->model->requirements[r].next) {
        const struct requirement *requirement = &t->model->requirements[r];
        if (requirement->kind == SLACALC_NEED_OPTIONAL)
            continue;
        if (requirement->kind != SLACALC_NEED_COMPONENT) {
            gather(t, requirement->part, below);
            continue;
        }
        for (size_t w = 0; w < t->classes.words; w++)
            below[w] |= t->below[requirement->component * t->classes.words + w];
    }
}

static bool leads_to_hours(const struct timetable *t, uint32_t first) {
    for (uint32_t r = first; r != NO_INDEX; r = t->model->requirements[r].next) {
        const struct requirement *requirement = &t->model->requirements[r];
        bool component = requirement->kind == SLACALC_NEED_COMPONENT;
        if (component ? t->concerned[requirement->component] : leads_to_hours(t, requirement->part))
            return true;
    }
    return false;
}

/* Components of a cycle pass on to each other what they rest on, until nothing is new. */
static void share_in_cycle(struct timetable *t, const struct cycle *cycle) {
    const uint32_t *members = &t->model->order[cycle->first];
    size_t words = t->classes.words;
    uint64_t *before = arena_alloc(t->arena, words, sizeof *before);
    for (bool changed = true; changed;) {
        changed = false;
        for (uint32_t m = 0; m < cycle->count; m++) {
            uint64_t *below = &t->below[members[m] * words];
            bool concerned = t->concerned[members[m]];
            memcpy(before, below, words * sizeof *before);
            gather(t, t->model->components[members[m]].requirements, below);
            t->concerned[members[m]] =
                timetable_concerns(t, members[m]) || leads_to_hours(t, t->model->components[members[m]].requirements);
            changed |= memcmp(before, below, words * sizeof *before) != 0 || t->concerned[members[m]] != concerned;
        }
    }
}

struct timetable timetable_new(const struct slacalc_model *model, const bool *needed, struct arena *arena) {
    struct timetable t = {.model = model, .classes = classes_of(model, needed, arena), .arena = arena};
    size_t count = model->component_count, words = t.classes.words;
    if (t.classes.count == 0)
        return t;
    t.weeks = arena_alloc(arena, model->season_count, sizeof *t.weeks);
    for (size_t season = 0; season < model->season_count; season++)
        t.weeks[season] = week_of(model, &t.classes, season, arena);
    t.met_by = arena_alloc(arena, count, sizeof *t.met_by);
    t.below = arena_alloc(arena, count * words, sizeof *t.below);
    t.concerned = arena_alloc(arena, count, sizeof *t.concerned);
    for (size_t i = 0; i < count; i++) {
        uint32_t c = model->order[i];
        if (!needed[c])
            continue;
        if (t.classes.of_component[c] != NO_INDEX)
            set_add(&t.below[c * words], t.classes.of_component[c]);
        gather(&t, model->components[c].requirements, &t.below[c * words]);
        t.concerned[c] = timetable_concerns(&t, c) || leads_to_hours(&t, model->components[c].requirements);
        const struct cycle *closed = model_cycle_ending(model, i);
        if (closed)
            share_in_cycle(&t, closed);
    }
    return t;
}

bool timetable_concerns(const struct timetable *timetable, uint32_t service) {
    for (size_t w = 0; w < timetable->classes.words; w++)
        if (timetable->below[service * timetable->classes.words + w] != 0)
            return true;
    return false;
}

static void meet(struct timetable *t, struct service_slices *slices, uint32_t component) {
    if (t->met_by[component] == t->serial || !timetable_concerns(t, component))
        return;
    t->met_by[component] = t->serial;
    t->pending = arena_reserve(t->arena, t->pending, t->pending_count, &t->pending_capacity, sizeof *t->pending);
    t->pending[t->pending_count++] = component;
    if (t->classes.of_component[component] == NO_INDEX)
        return;
    slices->rests_on = arena_reserve(t->arena, slices->rests_on, slices->rests_on_count, &slices->rests_on_capacity,
                                     sizeof *slices->rests_on);
    slices->rests_on[slices->rests_on_count++] = component;
}

static void meet_required(struct timetable *t, struct service_slices *slices, uint32_t first) {
    for (uint32_t r = first; r != NO_INDEX; r = t->model->requirements[r].next) {
        const struct requirement *requirement = &t->model->requirements[r];
        if (requirement->kind == SLACALC_NEED_COMPONENT)
            meet(t, slices, requirement->component);
        else if (requirement->kind != SLACALC_NEED_OPTIONAL)
            meet_required(t, slices, requirement->part);
    }
}

static int ascending(const void *left, const void *right) {
    uint32_t a = *(const uint32_t *)left, b = *(const uint32_t *)right;
    return a < b ? -1 : a > b;
}

static void find_rests_on(struct timetable *t, struct service_slices *slices, uint32_t service) {
    t->serial++;
    meet(t, slices, service);
    while (t->pending_count > 0)
        meet_required(t, slices, t->model->components[t->pending[--t->pending_count]].requirements);
    if (slices->rests_on)
        qsort(slices->rests_on, slices->rests_on_count, sizeof *slices->rests_on, ascending);
}

/* ---- Slices ---- */

static size_t slice_with(struct timetable *t, struct service_slices *slices, const uint64_t *uncovered,
                         uint32_t interval) {
    size_t words = t->classes.words;
    for (size_t i = 0; i < slices->count; i++)
        if (memcmp(slices->slices[i].uncovered, uncovered, words * sizeof *uncovered) == 0)
            return i;
    uint64_t *kept = arena_alloc(t->arena, words, sizeof *kept);
    memcpy(kept, uncovered, words * sizeof *kept);
    slices->slices = arena_reserve(t->arena, slices->slices, slices->count, &slices->capacity, sizeof *slices->slices);
    slices->slices[slices->count] = (struct slice){.uncovered = kept, .interval = interval};
    return slices->count++;
}

static bool is_empty(const uint64_t *set, size_t words) {
    for (size_t w = 0; w < words; w++)
        if (set[w] != 0)
            return false;
    return true;
}

static struct service_slices cut(struct timetable *t, uint32_t season, uint32_t service) {
    struct service_slices slices = {.season = season};
    const struct week *week = &t->weeks[season];
    size_t words = t->classes.words;
    uint32_t own = t->classes.of_component[service];
    uint64_t *uncovered = arena_alloc(t->arena, words, sizeof *uncovered);
    slices.slice_of = arena_alloc(t->arena, week->interval_count, sizeof *slices.slice_of);
    for (uint32_t i = 0; i < week->interval_count; i++) {
        const uint64_t *covered = &week->covered[i * words];
        slices.slice_of[i] = NO_INDEX;
        if (own != NO_INDEX && !set_has(covered, own))
            continue;
        for (size_t w = 0; w < words; w++)
            uncovered[w] = t->below[service * words + w] & ~covered[w];
        size_t slice = slice_with(t, &slices, uncovered, i);
        uint32_t minutes = week->starts[i + 1] - week->starts[i];
        slices.slice_of[i] = (uint32_t)slice;
        slices.slices[slice].minutes += minutes;
        slices.promised += minutes;
        slices.covered += is_empty(uncovered, words) ? minutes : 0;
    }
    return slices;
}

static void covered_first(struct service_slices *slices, size_t interval_count, size_t words) {
    size_t at = 0;
    while (at < slices->count && !is_empty(slices->slices[at].uncovered, words))
        at++;
    if (at == slices->count)
        return;
    struct slice covered = slices->slices[at];
    memmove(slices->slices + 1, slices->slices, at * sizeof covered);
    slices->slices[0] = covered;
    for (size_t i = 0; i < interval_count; i++)
        if (slices->slice_of[i] != NO_INDEX && slices->slice_of[i] <= at)
            slices->slice_of[i] = slices->slice_of[i] == at ? 0 : slices->slice_of[i] + 1;
}

static bool same_slices(const struct service_slices *a, const struct service_slices *b, size_t words) {
    if (a->count != b->count)
        return false;
    for (size_t i = 0; i < a->count; i++) {
        bool found = false;
        for (size_t j = 0; j < b->count && !found; j++)
            found = a->slices[i].minutes == b->slices[j].minutes &&
                    memcmp(a->slices[i].uncovered, b->slices[j].uncovered, words * sizeof(uint64_t)) == 0;
        if (!found)
            return false;
    }
    return true;
}

struct service_slices timetable_slices(struct timetable *timetable, uint32_t service) {
    struct service_slices worst = cut(timetable, 0, service);
    bool matters = false;
    for (uint32_t season = 1; season < timetable->model->season_count; season++) {
        struct service_slices slices = cut(timetable, season, service);
        matters = matters || !same_slices(&slices, &worst, timetable->classes.words);
        if ((uint64_t)slices.covered * worst.promised < (uint64_t)worst.covered * slices.promised)
            worst = slices;
    }
    worst.season_matters = matters;
    covered_first(&worst, timetable->weeks[worst.season].interval_count, timetable->classes.words);
    find_rests_on(timetable, &worst, service);
    return worst;
}

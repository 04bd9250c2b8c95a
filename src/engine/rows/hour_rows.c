#include "engine/rows/hour_rows.h"

#include "base/work.h"
#include "engine/graph/interval.h"

#include <stdlib.h>

static const double MINUTES_PER_HOUR = 60;

static bool is_uncovered(const struct timed *timed, const struct slice *slice, uint32_t component) {
    return bits_have(slice->uncovered, timed->timetable.classes.of_component[component]);
}

static void list_slice(struct row_maker *maker, const struct service_slices *slices, size_t index, slacalc_slice *row) {
    const struct timed *timed = maker->figures->timed;
    const struct slice *slice = &slices->slices[index];
    for (size_t i = 0; i < slices->rests_on_count; i++)
        row->uncovered_count += is_uncovered(timed, slice, slices->rests_on[i]);
    if (row->uncovered_count == 0)
        return;
    size_t *uncovered = arena_alloc(&maker->result->arena, row->uncovered_count, sizeof *uncovered);
    row->uncovered = uncovered;
    for (size_t i = 0; i < slices->rests_on_count; i++)
        if (is_uncovered(timed, slice, slices->rests_on[i]))
            *uncovered++ = maker->row_of[slices->rests_on[i]];
}

static bool leaves_uncovered(const struct timed *timed, const struct service_slices *slices, size_t interval,
                             uint32_t component) {
    uint32_t slice = slices->slice_of[interval];
    return slice != NO_INDEX && is_uncovered(timed, &slices->slices[slice], component);
}

/* The stretches in which a component leaves promised hours uncovered; intervals that touch are one. */
static slacalc_uncovered uncovered_row(struct row_maker *maker, const struct service_slices *slices,
                                       uint32_t component) {
    const struct timed *timed = maker->figures->timed;
    const struct week *week = &timed->timetable.weeks[slices->season];
    slacalc_uncovered row = {.component = maker->row_of[component]};
    slacalc_stretch *stretches = NULL;
    size_t capacity = 0;
    for (size_t i = 0; i < week->interval_count; i++) {
        if (!leaves_uncovered(timed, slices, i, component))
            continue;
        uint32_t start = week->starts[i], end = week->starts[i + 1];
        row.hours_per_week += (end - start) / MINUTES_PER_HOUR;
        if (row.stretch_count > 0 && stretches[row.stretch_count - 1].end == start) {
            stretches[row.stretch_count - 1].end = end;
            continue;
        }
        ARENA_APPEND(&maker->result->arena, stretches, row.stretch_count, capacity, (slacalc_stretch){start, end});
    }
    row.stretches = stretches;
    return row;
}

static int by_start(const void *left, const void *right) {
    const slacalc_stretch *a = left, *b = right;
    return a->start < b->start ? -1 : a->start > b->start;
}

/* Sets the stretches as a clock shows them that is `offset` minutes ahead of UTC. One that goes beyond the end of its
 * week is cut there. */
static void set_local(struct row_maker *maker, slacalc_uncovered *row, int32_t offset) {
    slacalc_stretch *local = arena_alloc(&maker->result->arena, row->stretch_count + 1, sizeof *local);
    size_t count = 0, kept = 0;
    for (size_t i = 0; i < row->stretch_count; i++) {
        unsigned length = row->stretches[i].end - row->stretches[i].start;
        unsigned start = (unsigned)(((int32_t)row->stretches[i].start + offset + MINUTES_PER_WEEK) % MINUTES_PER_WEEK);
        unsigned end = start + length < MINUTES_PER_WEEK ? start + length : MINUTES_PER_WEEK;
        local[count++] = (slacalc_stretch){start, end};
        if (start + length > MINUTES_PER_WEEK)
            local[count++] = (slacalc_stretch){0, start + length - MINUTES_PER_WEEK};
    }
    qsort(local, count, sizeof *local, by_start);
    for (size_t i = 0; i < count; i++) {
        bool touches = kept > 0 && local[kept - 1].end == local[i].start;
        if (touches)
            local[kept - 1].end = local[i].end;
        else
            local[kept++] = local[i];
    }
    row->local = local;
    row->local_count = kept;
}

static void list_uncovered(struct row_maker *maker, slacalc_service *service, const struct service_slices *slices,
                           int32_t offset) {
    slacalc_uncovered *rows = arena_alloc(&maker->result->arena, slices->rests_on_count, sizeof *rows);
    service->uncovered = rows;
    for (size_t i = 0; i < slices->rests_on_count; i++) {
        rows[service->uncovered_count] = uncovered_row(maker, slices, slices->rests_on[i]);
        if (rows[service->uncovered_count].stretch_count > 0)
            set_local(maker, &rows[service->uncovered_count++], offset);
    }
}

static void fill_whole_week(struct row_maker *maker, slacalc_service *service) {
    slacalc_slice *slice = arena_alloc(&maker->result->arena, 1, sizeof *slice);
    slice->hours_per_week = MINUTES_PER_WEEK / MINUTES_PER_HOUR;
    slice->availability = service->availability.value;
    service->hours_per_week = slice->hours_per_week;
    service->coverage = 1;
    service->covered = slice->availability;
    service->slices = slice;
    service->slice_count = 1;
}

/* ---- Listing, once for services with the same hours ---- */

/* How many steps all services together may take, and so how many numbers are listed at the most. */
enum { LISTING_STEPS = 1 << 26 };

struct hour_lister hour_lister_new(struct row_maker *maker) {
    return (struct hour_lister){.maker = maker,
                                .listed = indices_none(maker->figures->scratch, maker->figures->scope->service_count),
                                .steps_left = LISTING_STEPS};
}

/* By how much the clock that the service's hours are written by is ahead of UTC. */
static int32_t offset_of(const struct hour_lister *lister, size_t index) {
    const struct figures *figures = lister->maker->figures;
    uint32_t zone = figures->model->components[figures->scope->services[index]].zone;
    uint32_t season = figures->timed->services[index].slices.season;
    return zone == NO_INDEX ? 0 : figures->model->seasons[season].offsets[zone];
}

/* A service that was listed before and has the same lists; NULL where there is none. */
static const slacalc_service *listed_alike(const struct hour_lister *lister, size_t index) {
    const struct timed_service *services = lister->maker->figures->timed->services;
    uint32_t other = lister->listed[services[index].slices.alike];
    bool is_same = other != NO_INDEX && services[other].slices.rests_on == services[index].slices.rests_on &&
                   offset_of(lister, other) == offset_of(lister, index);
    return is_same ? &lister->maker->result->services[other] : NULL;
}

static void list_all(struct hour_lister *lister, slacalc_service *service, size_t index, slacalc_slice *rows) {
    struct row_maker *maker = lister->maker;
    const struct service_slices *slices = &maker->figures->timed->services[index].slices;
    for (size_t i = 0; i < slices->count; i++)
        list_slice(maker, slices, i, &rows[i]);
    list_uncovered(maker, service, slices, offset_of(lister, index));
    lister->listed[slices->alike] = (uint32_t)index;
}

static void list_as(const slacalc_service *other, slacalc_service *service, slacalc_slice *rows) {
    for (size_t i = 0; i < other->slice_count; i++) {
        rows[i].uncovered = other->slices[i].uncovered;
        rows[i].uncovered_count = other->slices[i].uncovered_count;
    }
    service->uncovered = other->uncovered;
    service->uncovered_count = other->uncovered_count;
}

/* Lists the slices of the service and what is uncovered in them. Returns false where that takes more work than is
 * allowed. */
static bool list_slices(struct hour_lister *lister, slacalc_service *service, size_t index) {
    struct row_maker *maker = lister->maker;
    const struct timed_service *figures = &maker->figures->timed->services[index];
    const struct service_slices *slices = &figures->slices;
    if (!is_cut(slices))
        return false;
    const slacalc_service *alike = listed_alike(lister, index);
    size_t intervals = maker->figures->timed->timetable.weeks[slices->season].interval_count;
    if (!work_take(&lister->steps_left,
                   alike ? slices->count : work_for(slices->count + intervals, slices->rests_on_count + 1)))
        return false;
    slacalc_slice *rows = arena_alloc(&maker->result->arena, slices->count, sizeof *rows);
    for (size_t i = 0; i < slices->count; i++) {
        rows[i].hours_per_week = slices->slices[i].minutes / MINUTES_PER_HOUR;
        rows[i].availability = estimate_of(figures->slice_values[i]).value;
    }
    service->slices = rows;
    service->slice_count = slices->count;
    if (alike)
        list_as(alike, service, rows);
    else
        list_all(lister, service, index, rows);
    return true;
}

void fill_hours(struct hour_lister *lister, slacalc_service *service, size_t index) {
    struct row_maker *maker = lister->maker;
    const struct timed_service *figures = timed_service_at(maker->figures->timed, index);
    const struct slacalc_model *model = maker->figures->model;
    service->timezone = "UTC";
    if (!figures) {
        fill_whole_week(maker, service);
        return;
    }
    const struct service_slices *slices = &figures->slices;
    service->hours_unknown = !list_slices(lister, service, index);
    service->hours_per_week = slices->promised / MINUTES_PER_HOUR;
    service->coverage = (double)slices->covered / slices->promised;
    if (slices->covered > 0)
        service->covered = estimate_of(is_cut(slices) ? figures->slice_values[0] : figures->availability).value;
    if (slices->season_matters)
        service->season = text_copy(&maker->result->arena, text_of(model->seasons[slices->season].monday));
    uint32_t zone = model->components[maker->figures->scope->services[index]].zone;
    if (zone != NO_INDEX)
        service->timezone = text_copy(&maker->result->arena, model->zones[zone].name);
}

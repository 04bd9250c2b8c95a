#include "engine/rows/hour_rows.h"

#include "engine/graph/interval.h"

#include <stdlib.h>

static const double MINUTES_PER_HOUR = 60;

static bool is_uncovered(const struct timed *timed, const struct slice *slice, uint32_t component) {
    return bits_have(slice->uncovered, timed->timetable.classes.of_component[component]);
}

static slacalc_slice slice_row(struct row_maker *maker, const struct timed_service *service, size_t index) {
    const struct timed *timed = maker->figures->timed;
    const struct service_slices *slices = &service->slices;
    const struct slice *slice = &slices->slices[index];
    slacalc_slice row = {.hours_per_week = slice->minutes / MINUTES_PER_HOUR,
                         .availability = estimate_of(service->slice_values[index]).value};
    for (size_t i = 0; i < slices->rests_on_count; i++)
        row.uncovered_count += is_uncovered(timed, slice, slices->rests_on[i]);
    if (row.uncovered_count == 0)
        return row;
    size_t *uncovered = arena_alloc(&maker->result->arena, row.uncovered_count, sizeof *uncovered);
    row.uncovered = uncovered;
    for (size_t i = 0; i < slices->rests_on_count; i++)
        if (is_uncovered(timed, slice, slices->rests_on[i]))
            *uncovered++ = maker->row_of[slices->rests_on[i]];
    return row;
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

/* The stretches by a clock that is so many minutes ahead of UTC, cut where its week ends. */
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

void fill_hours(struct row_maker *maker, slacalc_service *service, size_t index) {
    const struct timed_service *figures = timed_service_at(maker->figures->timed, index);
    service->timezone = "UTC";
    if (!figures) {
        fill_whole_week(maker, service);
        return;
    }
    const struct service_slices *slices = &figures->slices;
    slacalc_slice *rows = arena_alloc(&maker->result->arena, slices->count, sizeof *rows);
    for (size_t i = 0; i < slices->count; i++)
        rows[i] = slice_row(maker, figures, i);
    service->slices = rows;
    service->slice_count = slices->count;
    service->hours_per_week = slices->promised / MINUTES_PER_HOUR;
    service->coverage = (double)slices->covered / slices->promised;
    if (slices->covered > 0)
        service->covered = rows[0].availability;
    if (slices->season_matters)
        service->season =
            text_copy(&maker->result->arena, text_of(maker->figures->model->seasons[slices->season].monday));
    const struct slacalc_model *model = maker->figures->model;
    uint32_t zone = model->components[maker->figures->scope->services[index]].zone;
    if (zone != NO_INDEX)
        service->timezone = text_copy(&maker->result->arena, model->zones[zone].name);
    int32_t offset = zone == NO_INDEX ? 0 : model->seasons[slices->season].offsets[zone];
    list_uncovered(maker, service, slices, offset);
}

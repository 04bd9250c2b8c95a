#include "engine/rows/gaps.h"

#include "engine/graph/interval.h"

#include <stdlib.h>

/* Where promised services need one another, what they rest on could be as much as the square of their number. */
enum { STEPS = 20000000 };

struct gap_finder gap_finder_new(struct row_maker *maker) {
    struct arena *scratch = maker->figures->scratch;
    size_t count = maker->figures->model->component_count;
    return (struct gap_finder){.maker = maker,
                               .steps_left = STEPS,
                               .met_by = arena_alloc(scratch, count, sizeof(uint32_t)),
                               .optional_by = arena_alloc(scratch, count, sizeof(uint32_t)),
                               .optional_where = arena_alloc(scratch, count, sizeof(struct position))};
}

/* ---- What a service rests on ---- */

/* The stronger of its sla and ola; NULL where it has neither. */
static const struct attribute *agreement_of(const struct slacalc_model *model, uint32_t component) {
    const struct attribute *sla = model_attribute(model, component, KEY_SLA);
    const struct attribute *ola = model_attribute(model, component, KEY_OLA);
    return sla && ola ? (sla->level.down < ola->level.down ? sla : ola) : sla ? sla : ola;
}

static void meet(struct gap_finder *f, uint32_t component) {
    if (f->met_by[component] == f->serial)
        return;
    f->met_by[component] = f->serial;
    f->rests_on = arena_reserve(f->maker->figures->scratch, f->rests_on, f->count, &f->capacity, sizeof *f->rests_on);
    f->rests_on[f->count++] = component;
}

/* Remembers where what the service can do without is said to be optional. */
static void note_optional(struct gap_finder *f, uint32_t first, struct position where) {
    const struct requirement *requirements = f->maker->figures->model->requirements;
    for (uint32_t r = first; r != NO_INDEX; r = requirements[r].next) {
        if (requirements[r].kind != SLACALC_NEED_COMPONENT) {
            note_optional(f, requirements[r].part, where);
        } else if (f->optional_by[requirements[r].component] != f->serial) {
            f->optional_by[requirements[r].component] = f->serial;
            f->optional_where[requirements[r].component] = where;
        }
    }
}

static void meet_required(struct gap_finder *f, uint32_t first) {
    const struct requirement *requirements = f->maker->figures->model->requirements;
    for (uint32_t r = first; r != NO_INDEX; r = requirements[r].next) {
        if (requirements[r].kind == SLACALC_NEED_COMPONENT)
            meet(f, requirements[r].component);
        else if (requirements[r].kind == SLACALC_NEED_OPTIONAL)
            note_optional(f, requirements[r].part, requirements[r].where);
        else
            meet_required(f, requirements[r].part);
    }
}

static int ascending(const void *left, const void *right) {
    uint32_t a = *(const uint32_t *)left, b = *(const uint32_t *)right;
    return a < b ? -1 : a > b;
}

/* Returns false where the steps of all services together are spent. */
static bool find_rests_on(struct gap_finder *f, uint32_t service) {
    const struct slacalc_model *model = f->maker->figures->model;
    f->serial++;
    f->count = 0;
    f->met_by[service] = f->serial;
    meet_required(f, model->components[service].requirements);
    for (size_t i = 0; i < f->count && f->steps_left > 0; i++, f->steps_left--)
        meet_required(f, model->components[f->rests_on[i]].requirements);
    if (f->rests_on)
        qsort(f->rests_on, f->count, sizeof *f->rests_on, ascending);
    return f->steps_left > 0;
}

/* ---- Gaps of one component ---- */

static void add(struct gap_finder *f, slacalc_gap gap, struct position where) {
    struct row_maker *maker = f->maker;
    f->found = arena_reserve(maker->figures->scratch, f->found, f->found_count, &f->found_capacity, sizeof *f->found);
    gap.file = where.source == NO_SOURCE ? NULL : maker->files[where.source];
    struct place place = sources_locate(&maker->places, where);
    gap.line = place.line;
    gap.column = place.column;
    f->found[f->found_count++] = gap;
}

static bool is_above(struct level a, struct level b) {
    return b.down > a.down * (1 + 1e-9L);
}

static slacalc_level counted_on(const struct figures *figures, const slacalc_component *row, uint32_t component) {
    bool leaf = figures->model->components[component].requirements == NO_INDEX;
    return leaf ? row->own : row->availability.value;
}

static void check_agreement(struct gap_finder *f, uint32_t component) {
    const struct figures *figures = f->maker->figures;
    const struct component *self = &figures->model->components[component];
    uint32_t row = f->maker->row_of[component];
    const struct attribute *agreement = agreement_of(figures->model, component);
    if (!agreement) {
        if (figures->own[component].figure != SLACALC_FIGURE_NONE)
            add(f, (slacalc_gap){.kind = SLACALC_GAP_NO_AGREEMENT, .component = row}, self->where);
        return;
    }
    const slacalc_component *component_row = &f->maker->result->components[row];
    slacalc_level counted = counted_on(figures, component_row, component), agreed = level_row(agreement->level);
    if (is_above((struct level){counted.up, counted.down}, agreement->level))
        add(f, (slacalc_gap){.kind = SLACALC_GAP_WEAK, .component = row, .stated = counted, .backed = agreed},
            agreement->where);
    const struct attribute *measured = model_attribute(figures->model, component, KEY_MEASURED);
    if (measured && is_above(agreement->level, measured->level))
        add(f,
            (slacalc_gap){
                .kind = SLACALC_GAP_BREACHED, .component = row, .stated = agreed, .backed = level_row(measured->level)},
            measured->where);
}

static void check_hours(struct gap_finder *f, const slacalc_service *service, uint32_t component) {
    const struct slacalc_model *model = f->maker->figures->model;
    uint32_t row = f->maker->row_of[component];
    for (size_t i = 0; i < service->uncovered_count; i++)
        if (service->uncovered[i].component == row)
            add(f,
                (slacalc_gap){.kind = SLACALC_GAP_HOURS,
                              .component = row,
                              .hours_per_week = service->uncovered[i].hours_per_week},
                model->hours[model->components[component].hours].where);
}

/* ---- Optional, but a single point of failure ---- */

static void check_optional(struct gap_finder *f, const slacalc_service *service, uint32_t component) {
    uint32_t row = f->maker->row_of[component];
    for (size_t i = 0; i < service->degraded_by_count; i++)
        if (service->degraded_by[i] == row && is_single_point(&f->points, row))
            add(f, (slacalc_gap){.kind = SLACALC_GAP_NOT_OPTIONAL, .component = row},
                f->optional_by[component] == f->serial ? f->optional_where[component]
                                                       : f->maker->figures->model->components[component].where);
}

/* Few models have a promise on a service with optional parts; for the others nothing is laid out. */
static void ask_about(struct gap_finder *f, const slacalc_service *service) {
    if (service->degraded_by_count == 0)
        return;
    if (!f->points.result)
        f->points = single_points_new(f->maker->result, f->maker->figures->scratch);
    single_points_of(&f->points, &service->component, 1);
}

/* ---- One service ---- */

static bool is_unkept(const slacalc_promise *promise) {
    return promise->verdict == SLACALC_BROKEN || promise->verdict == SLACALC_IMPOSSIBLE;
}

static size_t own_gaps(const slacalc_service *service) {
    size_t count = 0;
    for (size_t p = 0; p < service->promise_count; p++)
        count += is_unkept(&service->promises[p]);
    return count;
}

/* Every promise of a service rests on the same components. */
static void repeat_for_promises(struct gap_finder *f, slacalc_service *service) {
    size_t count = f->found_count * service->promise_count + own_gaps(service);
    if (count == 0)
        return;
    slacalc_gap *next = arena_alloc(&f->maker->result->arena, count, sizeof *next);
    service->gaps = next;
    service->gap_count = count;
    f->maker->result->gap_count += count;
    for (size_t p = 0; p < service->promise_count; p++) {
        const slacalc_promise *promise = &service->promises[p];
        if (is_unkept(promise))
            *next++ = (slacalc_gap){.kind = SLACALC_GAP_AVAILABILITY,
                                    .promise = p,
                                    .component = service->component,
                                    .stated = promise->level,
                                    .backed = service->availability.value,
                                    .file = promise->file,
                                    .line = promise->line,
                                    .column = promise->column};
        for (size_t i = 0; i < f->found_count; i++) {
            *next = f->found[i];
            next++->promise = p;
        }
    }
}

void add_gaps(struct gap_finder *finder, slacalc_service *service, size_t index) {
    uint32_t component = finder->maker->figures->scope->services[index];
    if (service->promise_count == 0)
        return;
    finder->found_count = 0;
    bool all_found = find_rests_on(finder, component);
    if (!all_found && !finder->maker->result->gaps_end)
        finder->maker->result->gaps_end = finder->maker->result->components[service->component].name;
    ask_about(finder, service);
    for (size_t i = 0; all_found && i < finder->count; i++) {
        check_hours(finder, service, finder->rests_on[i]);
        check_agreement(finder, finder->rests_on[i]);
        check_optional(finder, service, finder->rests_on[i]);
    }
    repeat_for_promises(finder, service);
}

#include "engine/rows/gaps.h"

#include "base/indices.h"
#include "base/work.h"
#include "engine/graph/interval.h"
#include "engine/rows/downtime.h"
#include "engine/rows/promises_kept.h"
#include "engine/rows/verdict.h"

#include <stdlib.h>

/* Where promised services need one another, the components that they rest on could be as many as the square of their
 * number, and so could the gaps. */
enum { STEPS = 20000000, MOST_GAPS = 1000000 };

/* Whether an optional part is a single point is searched for in the whole model, for each part of each service: about a
 * second for all of them. */
enum { SEARCH_STEPS = 200000000 };

struct gap_finder gap_finder_new(struct row_maker *maker) {
    struct arena *scratch = maker->figures->scratch;
    size_t count = maker->figures->model->component_count;
    return (struct gap_finder){.maker = maker,
                               .steps_left = STEPS,
                               .gaps_left = MOST_GAPS,
                               .search_steps_left = work_within(SEARCH_STEPS, maker->result->max_nodes),
                               .search = needs_search_new(&maker->figures->scope->needs, NULL, scratch),
                               .contracts = contracts_new(maker),
                               .notes = arena_alloc(scratch, maker->result->component_count, sizeof(struct part_note)),
                               .agreements = arena_alloc(scratch, count, sizeof(enum lack)),
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

/* Notes the components that optional requirements of what was found name, and where these stand. Returns how many needs
 * all of what was found has. */
static size_t note_optional(struct gap_finder *finder) {
    const struct figures *figures = finder->maker->figures;
    const struct needs *needs = &figures->scope->needs;
    size_t count = 0;
    for (size_t i = 0; i < finder->search.count; i++) {
        count += needs->starts[finder->search.found[i] + 1] - needs->starts[finder->search.found[i]];
        for (uint32_t n = needs->starts[finder->search.found[i]]; n < needs->starts[finder->search.found[i] + 1]; n++) {
            const struct need *need = &needs->items[n];
            if (need->optional == NO_INDEX || finder->optional_by[need->component] == finder->search.serial)
                continue;
            finder->optional_by[need->component] = finder->search.serial;
            finder->optional_where[need->component] = figures->model->requirements[need->optional].where;
        }
    }
    return count;
}

/* Finds what the service rests on. Returns false where the steps or the gaps of all services together are spent. */
static bool find_rests_on(struct gap_finder *finder, uint32_t service) {
    if (finder->steps_left == 0 || finder->gaps_left == 0)
        return false;
    needs_search_from(&finder->search, service, NEEDS_REQUIRED);
    size_t needs = note_optional(finder);
    finder->rests_on = finder->search.found + 1;
    finder->count = finder->search.count - 1;
    work_take(&finder->steps_left, needs > finder->count ? needs : finder->count);
    return finder->steps_left > 0;
}

/* ---- Gaps of one component ---- */

static void add(struct gap_finder *finder, slacalc_gap gap, struct position where) {
    struct row_maker *maker = finder->maker;
    row_maker_locate(maker, where, &gap.file, &gap.line, &gap.column);
    gap.share = finder->notes[gap.component].share;
    ARENA_APPEND(maker->figures->scratch, finder->found, finder->found_count, finder->found_capacity, gap);
}

/* Whether the component counts with a figure that nobody agreed to. */
static bool is_without_agreement(const struct row_maker *maker, uint32_t component) {
    return !agreement_of(maker->figures->model, component) &&
           maker->result->components[maker->row_of[component]].figure != SLACALC_FIGURE_NONE;
}

static size_t count_without_agreement(const struct gap_finder *finder) {
    size_t count = 0;
    for (size_t i = 0; i < finder->count; i++)
        count += is_without_agreement(finder->maker, finder->rests_on[i]);
    return count;
}

static bool is_breached(const struct attribute *measured, const struct attribute *agreement) {
    return measured && agreement && !keeps_promise(measured->level.down, agreement->level);
}

static void check_agreement(struct gap_finder *finder, uint32_t component) {
    const struct figures *figures = finder->maker->figures;
    const struct component *self = &figures->model->components[component];
    uint32_t row = finder->maker->row_of[component];
    if (finder->agreements[component] == LACK_NOTHING)
        return;
    const struct attribute *agreement = agreement_of(figures->model, component);
    const struct attribute *measured = model_attribute(figures->model, component, KEY_MEASURED);
    bool is_without = is_without_agreement(finder->maker, component), breached = is_breached(measured, agreement);
    finder->agreements[component] = is_without || breached ? LACK_SOMETHING : LACK_NOTHING;
    if (is_without)
        add(finder, (slacalc_gap){.kind = SLACALC_GAP_NO_AGREEMENT, .component = row}, self->where);
    if (breached)
        add(finder,
            (slacalc_gap){.kind = SLACALC_GAP_BREACHED,
                          .component = row,
                          .stated = level_row(agreement->level),
                          .backed = level_row(measured->level)},
            measured->where);
}

static void check_hours(struct gap_finder *finder, uint32_t component) {
    const struct slacalc_model *model = finder->maker->figures->model;
    uint32_t row = finder->maker->row_of[component];
    double uncovered = finder->notes[row].uncovered;
    if (uncovered > 0)
        add(finder, (slacalc_gap){.kind = SLACALC_GAP_HOURS, .component = row, .hours_per_week = uncovered},
            model->hours[model->components[component].hours].where);
}

/* ---- Optional, but a single point of failure ---- */

/* No part is known to be a single point once the steps or the time for that are spent. */
static bool is_found_single(struct gap_finder *finder, uint32_t row) {
    size_t before = finder->points.steps;
    if (deadline_is_over(finder->maker->figures->valuation->deadline))
        finder->search_steps_left = 0;
    if (finder->search_steps_left == 0)
        return false;
    bool is_single = is_single_point(&finder->points, row);
    work_take(&finder->search_steps_left, finder->points.steps - before);
    return is_single;
}

static void check_optional(struct gap_finder *finder, uint32_t component) {
    uint32_t row = finder->maker->row_of[component];
    if (finder->notes[row].degrades_only && is_found_single(finder, row))
        add(finder, (slacalc_gap){.kind = SLACALC_GAP_NOT_OPTIONAL, .component = row},
            finder->optional_by[component] == finder->search.serial
                ? finder->optional_where[component]
                : finder->maker->figures->model->components[component].where);
}

/* Gets ready to ask for single points of the service. Few models have a promise on a service with optional parts, so
 * the room for that is made when it is first needed. */
static void ask_about(struct gap_finder *finder, const slacalc_service *service) {
    if (service->degraded_by_count == 0)
        return;
    if (!finder->points.result)
        finder->points = single_points_new(finder->maker->result, finder->maker->figures->scratch);
    single_points_of(&finder->points, &service->component, 1);
}

/* ---- The service itself ---- */

static void check_own_level(struct gap_finder *finder, uint32_t component) {
    const struct slacalc_model *model = finder->maker->figures->model;
    struct own_level stated = stated_level_of(model, component, finder->maker->result->basis);
    if (stated.checked_figure == SLACALC_FIGURE_NONE && needs_something(model, component))
        add(finder, (slacalc_gap){.kind = SLACALC_GAP_NO_OWN_LEVEL, .component = finder->maker->row_of[component]},
            model->components[component].where);
}

/* ---- One promise ---- */

static bool is_agreement(const slacalc_promise *promise) {
    return promise->kind == SLACALC_SLA || promise->kind == SLACALC_OLA;
}

/* Whether the gap is one of that promise: an objective or a required level counts on no agreement. */
static bool concerns(const slacalc_gap *gap, const slacalc_promise *promise) {
    return gap->kind != SLACALC_GAP_NO_AGREEMENT || is_agreement(promise);
}

static bool is_backed(const struct gap_finder *finder, size_t index, uint32_t component,
                      const slacalc_promise *promise) {
    return !is_agreement(promise) || !promise_is_kept(promise) ||
           !needs_something(finder->maker->figures->model, component) ||
           contract_keeps(&finder->contracts, index, promise);
}

static void keep(struct gap_finder *finder, slacalc_service *service, slacalc_gap gap, size_t promise) {
    gap.promise = promise;
    ARENA_APPEND(&finder->maker->result->arena, finder->kept, service->gap_count, finder->kept_capacity, gap);
}

static slacalc_gap unkept_gap(const slacalc_service *service, const slacalc_promise *promise) {
    return (slacalc_gap){.kind = SLACALC_GAP_AVAILABILITY,
                         .component = service->component,
                         .stated = promise->level,
                         .backed = service->availability.value,
                         .file = promise->file,
                         .line = promise->line,
                         .column = promise->column};
}

static void keep_gaps_of_promise(struct gap_finder *finder, slacalc_service *service, size_t index, size_t promise) {
    const slacalc_promise *row = &service->promises[promise];
    if (!promise_is_kept(row))
        keep(finder, service, unkept_gap(service, row), promise);
    if (!is_backed(finder, index, finder->maker->figures->scope->services[index], row)) {
        slacalc_gap gap = contract_gap(&finder->contracts, index, row, finder->rests_on, finder->count);
        work_take(&finder->gaps_left, gap.weak_part_count);
        keep(finder, service, gap, promise);
    }
    for (size_t i = 0; i < finder->found_count; i++)
        if (concerns(&finder->found[i], row))
            keep(finder, service, finder->found[i], promise);
}

/* ---- One service ---- */

/* Notes what the service says of its parts and of itself. The notes of all other components are of another service, and
 * nobody reads them. */
static void note_parts(struct gap_finder *finder, const slacalc_service *service) {
    for (size_t i = 0; i < finder->count; i++)
        finder->notes[finder->maker->row_of[finder->rests_on[i]]] = (struct part_note){0};
    finder->notes[service->component] = (struct part_note){0};
    for (size_t i = 0; i < service->share_count; i++)
        finder->notes[service->shares[i].component].share = share_in_all(&service->shares[i]);
    for (size_t i = 0; i < service->uncovered_count; i++)
        finder->notes[service->uncovered[i].component].uncovered = service->uncovered[i].hours_per_week;
    for (size_t i = 0; i < service->degraded_by_count; i++)
        finder->notes[service->degraded_by[i]].degrades_only = true;
}

static int by_share(const void *left, const void *right) {
    const slacalc_gap *a = left, *b = right;
    if (a->share != b->share)
        return a->share > b->share ? -1 : 1;
    if (a->kind != b->kind)
        return a->kind < b->kind ? -1 : 1;
    return a->component < b->component ? -1 : a->component > b->component;
}

/* Finds the gaps that all promises of the service have in common. */
static void find_gaps(struct gap_finder *finder, const slacalc_service *service, uint32_t component) {
    finder->found_count = 0;
    note_parts(finder, service);
    ask_about(finder, service);
    for (size_t i = 0; i < finder->count; i++) {
        check_hours(finder, finder->rests_on[i]);
        check_agreement(finder, finder->rests_on[i]);
        check_optional(finder, finder->rests_on[i]);
    }
    check_own_level(finder, component);
    if (finder->found_count > 0)
        qsort(finder->found, finder->found_count, sizeof *finder->found, by_share);
}

static bool may_search(const struct gap_finder *finder, const slacalc_service *service) {
    return service->degraded_by_count == 0 || finder->search_steps_left > 0;
}

/* Finds the gaps of the service and of all that it rests on. Returns false where these take more than there is for all
 * services together: then only what the service itself lacks is found. */
static bool find_all_gaps(struct gap_finder *finder, const slacalc_service *service, uint32_t component) {
    bool is_known = !service->hours_unknown && !service->degraded_by_unknown && may_search(finder, service);
    bool all_found = is_known && find_rests_on(finder, component);
    if (all_found) {
        find_gaps(finder, service, component);
        all_found =
            may_search(finder, service) && work_take(&finder->gaps_left, finder->found_count * service->promise_count);
    }
    if (!all_found) {
        finder->count = 0;
        find_gaps(finder, service, component);
    }
    return all_found;
}

void add_gaps(struct gap_finder *finder, slacalc_service *service, size_t index) {
    uint32_t component = finder->maker->figures->scope->services[index];
    bool all_bases = finder->maker->result->all_bases;
    if (service->promise_count == 0 && !all_bases)
        return;
    service->gaps_unknown = !find_all_gaps(finder, service, component);
    if (service->gaps_unknown && !finder->maker->result->gaps_end)
        finder->maker->result->gaps_end = finder->maker->result->components[service->component].name;
    if (all_bases)
        service->without_agreement = count_without_agreement(finder);
    finder->kept = NULL;
    finder->kept_capacity = 0;
    for (size_t p = 0; p < service->promise_count; p++)
        keep_gaps_of_promise(finder, service, index, p);
    if (finder->kept)
        finder->kept = arena_shrink(&finder->maker->result->arena, finder->kept, finder->kept_capacity,
                                    service->gap_count, sizeof *finder->kept);
    service->gaps = finder->kept;
    finder->maker->result->gap_count += service->gap_count;
}

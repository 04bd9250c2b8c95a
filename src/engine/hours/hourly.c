#include "engine/hours/hourly.h"

#include "engine/hours/hourly_bounds.h"
#include "engine/valuation/shares.h"

#include <string.h>

enum { LOST_MAX = 4000000 }; /* services times components whose shares are kept */

struct timing {
    const struct timed_input *input;
    struct timed timed;
    struct shares shares;
    bool *forced; /* by component */
    uint32_t *component_minutes;
};

/* ---- Sums over time ---- */

static void add_level(struct level *sum, struct level level, uint32_t minutes) {
    sum->up += level.up * minutes;
    sum->down += level.down * minutes;
}

static void add_time(struct interval *sum, const struct valuation *valuation, uint32_t gate, uint32_t minutes) {
    struct interval interval = valuation_interval(valuation, gate);
    add_level(&sum->low, interval.low, minutes);
    add_level(&sum->high, interval.high, minutes);
    sum->exact = sum->exact && interval.exact;
}

static void divide_time(struct interval *sum, uint32_t minutes) {
    struct level *ends[] = {&sum->low, &sum->high};
    for (int side = LOW; side < SIDES && minutes > 0; side++) {
        ends[side]->up /= minutes;
        ends[side]->down /= minutes;
    }
}

/* ---- One pattern: the intervals in which the same classes are covered ---- */

struct pattern {
    uint32_t season;
    uint32_t first;     /* interval */
    const uint32_t *of; /* by interval: first interval with the same classes covered */
    const struct week *week;
};

static void force_uncovered(struct timing *timing, const struct pattern *pattern) {
    const struct classes *classes = &timing->timed.timetable.classes;
    const uint64_t *covered = &pattern->week->covered[pattern->first * classes->words];
    for (uint32_t c = 0; c < timing->input->model->component_count; c++) {
        uint32_t class = classes->of_component[c];
        timing->forced[c] = class != NO_INDEX && !set_has(covered, class);
    }
}

static uint32_t minutes_of(const struct pattern *pattern, const uint32_t *slice_of) {
    uint32_t minutes = 0;
    for (uint32_t i = pattern->first; i < pattern->week->interval_count; i++)
        if (pattern->of[i] == pattern->first && (!slice_of || slice_of[i] != NO_INDEX))
            minutes += pattern->week->starts[i + 1] - pattern->week->starts[i];
    return minutes;
}

static void add_lost(struct timing *timing, struct timed_service *service, uint32_t gate, uint32_t minutes) {
    shares_of(&timing->shares, gate);
    double down = (double)timing->input->valuation->values.low[gate].down;
    for (size_t i = 0; i < timing->shares.row_count; i++)
        if (!timing->forced[timing->shares.rows[i].component])
            service->lost[timing->shares.rows[i].component] += timing->shares.rows[i].share * down * minutes;
}

static void add_pattern(struct timing *timing, size_t index, const struct pattern *pattern) {
    const struct timed_input *in = timing->input;
    struct timed_service *service = &timing->timed.services[index];
    uint32_t component = in->scope->services[index], gate = in->graph->judged[component];
    uint32_t full = in->graph->judged_undegraded[component];
    if (!service->is_timed || service->slices.season != pattern->season)
        return;
    uint32_t minutes = minutes_of(pattern, service->slices.slice_of);
    if (minutes == 0)
        return;
    struct interval *value = &service->slice_values[service->slices.slice_of[pattern->first]];
    *value = (struct interval){.exact = true};
    add_time(value, in->valuation, gate, 1);
    add_time(&service->availability, in->valuation, gate, minutes);
    if (full == gate || in->undegraded->graph)
        add_time(&service->undegraded, full == gate ? in->valuation : in->undegraded, full, minutes);
    if (service->lost)
        add_lost(timing, service, gate, minutes);
}

static void add_components(struct timing *timing, const struct pattern *pattern) {
    const struct timed_input *in = timing->input;
    uint32_t minutes = minutes_of(pattern, NULL);
    for (uint32_t c = 0; c < in->model->component_count; c++) {
        if (!in->scope->needed[c] || timing->forced[c])
            continue;
        add_time(&timing->timed.components[c], in->valuation, in->graph->of_component[c], minutes);
        timing->component_minutes[c] += minutes;
    }
}

static void value_pattern(struct timing *timing, const struct pattern *pattern) {
    force_uncovered(timing, pattern);
    valuation_revalue(timing->input->valuation, timing->forced);
    if (timing->input->undegraded->graph)
        valuation_revalue(timing->input->undegraded, timing->forced);
    for (size_t i = 0; i < timing->input->scope->service_count; i++)
        add_pattern(timing, i, pattern);
    if (pattern->season == 0 && timing->input->with_components)
        add_components(timing, pattern);
}

/* ---- Seasons ---- */

/* What is covered in the interval. */
struct coverage {
    const struct week *week;
    size_t words;
};

static struct text covered_at(const void *coverage, uint32_t interval) {
    const struct coverage *self = coverage;
    return (struct text){(const char *)&self->week->covered[interval * self->words], self->words * sizeof(uint64_t)};
}

static const uint32_t *first_alike(const struct timing *timing, const struct week *week) {
    const struct coverage coverage = {week, timing->timed.timetable.classes.words};
    struct text_map known;
    text_map_init(&known, timing->input->arena, covered_at, &coverage);
    uint32_t *of = arena_alloc(timing->input->arena, week->interval_count, sizeof *of);
    for (uint32_t i = 0; i < week->interval_count; i++) {
        uint32_t found = text_map_add(&known, covered_at(&coverage, i), i);
        of[i] = found == NO_INDEX ? i : found;
    }
    return of;
}

static bool season_counts(const struct timing *timing, uint32_t season) {
    for (size_t i = 0; i < timing->input->scope->service_count; i++)
        if (timing->timed.services[i].is_timed && timing->timed.services[i].slices.season == season)
            return true;
    return season == 0;
}

static void value_season(struct timing *timing, uint32_t season) {
    const struct week *week = &timing->timed.timetable.weeks[season];
    struct pattern pattern = {.season = season, .week = week, .of = first_alike(timing, week)};
    for (pattern.first = 0; pattern.first < week->interval_count; pattern.first++)
        if (pattern.of[pattern.first] == pattern.first)
            value_pattern(timing, &pattern);
}

/* ---- All ---- */

static void open_service(struct timing *timing, size_t index) {
    const struct timed_input *in = timing->input;
    struct timed_service *service = &timing->timed.services[index];
    uint32_t component = in->scope->services[index];
    if (!timing->timed.timetable.concerned[component])
        return;
    service->is_timed = true;
    service->has_bounds = timing->input->with_bounds && timetable_concerns(&timing->timed.timetable, component);
    service->slices = timetable_slices(&timing->timed.timetable, component);
    service->slice_values = arena_alloc(in->arena, service->slices.count, sizeof *service->slice_values);
    service->availability.exact = service->undegraded.exact = true;
    if (in->with_shares && in->model->component_count * in->scope->service_count <= LOST_MAX)
        service->lost = arena_alloc(in->arena, in->model->component_count, sizeof *service->lost);
}

static void close_services(struct timing *timing) {
    for (size_t i = 0; i < timing->input->scope->service_count; i++) {
        struct timed_service *service = &timing->timed.services[i];
        if (!service->is_timed)
            continue;
        divide_time(&service->availability, service->slices.promised);
        divide_time(&service->undegraded, service->slices.promised);
        if (service->has_bounds)
            timed_bounds(timing->input, &timing->timed.timetable, timing->input->scope->services[i], service);
    }
    for (uint32_t c = 0; c < timing->input->model->component_count; c++)
        divide_time(&timing->timed.components[c], timing->component_minutes[c]);
}

struct timed timed_evaluate(const struct timed_input *input) {
    const struct slacalc_model *model = input->model;
    struct timing timing = {.input = input};
    if (model->hours_count == 0)
        return timing.timed;
    timing.timed.timetable = timetable_new(model, input->scope, input->arena);
    if (timing.timed.timetable.classes.count == 0)
        return timing.timed;
    timing.timed.services = arena_alloc(input->arena, input->scope->service_count, sizeof *timing.timed.services);
    timing.timed.components = arena_alloc(input->arena, model->component_count, sizeof *timing.timed.components);
    timing.forced = arena_alloc(input->arena, model->component_count, sizeof *timing.forced);
    timing.component_minutes = arena_alloc(input->arena, model->component_count, sizeof *timing.component_minutes);
    timing.shares = shares_new(input->valuation, input->arena);
    for (uint32_t c = 0; c < model->component_count; c++)
        timing.timed.components[c].exact = true;
    for (size_t i = 0; i < input->scope->service_count; i++)
        open_service(&timing, i);
    for (uint32_t season = 0; season < model->season_count; season++)
        if (season_counts(&timing, season))
            value_season(&timing, season);
    close_services(&timing);
    valuation_revalue(input->valuation, NULL);
    if (input->undegraded->graph)
        valuation_revalue(input->undegraded, NULL);
    return timing.timed;
}

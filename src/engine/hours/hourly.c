#include "engine/hours/hourly.h"

#include "base/work.h"
#include "engine/hours/hourly_bounds.h"
#include "engine/hours/worst_season.h"
#include "engine/valuation/importance.h"
#include "engine/valuation/values.h"

#include <string.h>

enum {
    LOST_MAX = 4000000,     /* services times components whose shares are kept */
    VALUES_MAX = 2000000,   /* slices of all services together whose values are kept */
    BOUNDS_WORK = 500000000 /* steps: as much as the program of one service has, some seconds */
};

struct timing {
    const struct timed_input *input;
    struct timed timed;
    struct importance importance;
    struct level *own;           /* by leaf whose component has hours; NULL where shares are not wanted */
    bool *forced;                /* by component */
    uint32_t *service_minutes;   /* by service: that were valued */
    uint32_t *component_minutes; /* of the first season that were valued, in which it is within its hours */
    size_t values_left;          /* of VALUES_MAX */
    size_t bounds_work;          /* steps left for the bounds of all services */
    bool is_spent;               /* the work or the time is: nothing more is valued */
};

/* ---- Sums over time ---- */

static void add_level(struct level *sum, struct level level, uint32_t minutes) {
    sum->up += level.up * minutes;
    sum->down += level.down * minutes;
}

static void add_time(struct interval *sum, struct interval interval, uint32_t minutes) {
    add_level(&sum->low, interval.low, minutes);
    add_level(&sum->high, interval.high, minutes);
    sum->exact = sum->exact && interval.exact;
}

static void divide_level(struct level *sum, uint32_t minutes) {
    sum->up /= minutes;
    sum->down /= minutes;
}

static void divide_time(struct interval *sum, uint32_t minutes) {
    if (minutes == 0)
        return;
    divide_level(&sum->low, minutes);
    divide_level(&sum->high, minutes);
}

/* ---- One pattern: the intervals in which the same classes are covered ---- */

struct pattern {
    uint32_t season;
    uint32_t first;       /* interval */
    const uint32_t *next; /* by interval: the next one of the same pattern; NO_INDEX where there is none */
    const struct week *week;
};

static void force_uncovered(struct timing *timing, const struct pattern *pattern) {
    const struct classes *classes = &timing->timed.timetable.classes;
    const uint64_t *covered = &pattern->week->covered[pattern->first * classes->words];
    for (uint32_t c = 0; c < timing->input->model->component_count; c++) {
        uint32_t class = classes->of_component[c];
        timing->forced[c] = class != NO_INDEX && !bits_have(covered, class);
    }
}

static uint32_t minutes_of(const struct pattern *pattern, const uint32_t *slice_of) {
    uint32_t minutes = 0;
    for (uint32_t i = pattern->first; i != NO_INDEX; i = pattern->next[i])
        if (!slice_of || slice_of[i] != NO_INDEX)
            minutes += pattern->week->starts[i + 1] - pattern->week->starts[i];
    return minutes;
}

/* Adds one event in one pattern. */
static void add_event(const struct timing *timing, struct timed_event *sum, const struct event *event,
                      struct level service, uint32_t minutes) {
    const struct graph *graph = timing->input->graph;
    uint32_t component = graph->leaves[graph->gates[event->gate].first].component;
    sum->gate = event->gate;
    if (component == NO_INDEX || !timing->forced[component]) {
        sum->birnbaum += event->birnbaum * minutes;
        add_level(&sum->if_up, event->if_up, minutes);
        add_level(&sum->if_down, event->if_down, minutes);
        add_level(&sum->while_down, event->while_down, minutes);
        add_level(&sum->if_covered, service, minutes);
        return;
    }
    struct level own = timing->own[event->gate];
    sum->uncovered += minutes;
    sum->saved += event->birnbaum * (double)own.up * minutes;
    add_level(&sum->if_up, service, minutes);
    add_level(&sum->if_down, service, minutes);
    add_level(&sum->while_down, service, minutes);
    add_level(&sum->if_covered, level_mixed(own, event->if_up, event->while_down), minutes);
    add_level(&sum->while_uncovered, service, minutes);
}

/* They are the same ones in the same order in every pattern, as the graph is. */
static void add_events(struct timing *timing, struct timed_service *service, uint32_t gate, uint32_t minutes) {
    const struct importance *importance = &timing->importance;
    if (!service->events)
        service->events = arena_alloc(timing->input->arena, importance->event_count, sizeof *service->events);
    service->event_count = importance->event_count;
    for (size_t i = 0; i < importance->event_count; i++)
        add_event(timing, &service->events[i], &importance->events[i], timing->input->valuation->values.low[gate],
                  minutes);
}

static void add_lost(struct timing *timing, struct timed_service *service, uint32_t gate, uint32_t minutes) {
    const struct importance *importance = &timing->importance;
    importance_of(&timing->importance, gate);
    if (!importance->is_known) {
        service->lost = NULL; /* where one slice is not known, nobody knows what costs how much in all */
        service->events = NULL;
        return;
    }
    double down = (double)timing->input->valuation->values.low[gate].down;
    for (size_t i = 0; i < importance->event_count; i++) {
        uint32_t component = event_component(importance, &importance->events[i]);
        double lost = event_share(importance, &importance->events[i], gate) * down * minutes;
        if (component == NO_INDEX)
            service->lost_to_chance[timing->input->graph->gates[importance->events[i].gate].first] += lost;
        else if (timing->forced[component])
            service->lost_to_hours[component] += lost * (double)timing->own[importance->events[i].gate].up;
        else
            service->lost[component] += lost;
    }
    if (importance->with_levels)
        add_events(timing, service, gate, minutes);
}

/* By leaf whose component has hours: its own level within them, all replicas counted. A component has one for those
 * who need it, and may have another one for its own promises. */
static struct level *own_levels(const struct timed_input *in) {
    struct level *own = arena_alloc(in->arena, in->graph->gate_count, sizeof *own);
    for (uint32_t g = 0; g < in->graph->gate_count; g++) {
        const struct gate *gate = &in->graph->gates[g];
        uint32_t component = gate->kind == GATE_LEAF ? in->graph->leaves[gate->first].component : NO_INDEX;
        if (component != NO_INDEX && in->model->components[component].hours != NO_INDEX)
            own[g] = phases_level(in->graph, g);
    }
    return own;
}

/* The valuation that has the undegraded gate of the service; NULL where nobody asks for it. */
static const struct valuation *valuation_of_undegraded(const struct timed_input *in, uint32_t component) {
    if (in->graph->judged_undegraded[component] == in->graph->judged[component])
        return in->valuation;
    return in->undegraded->graph ? in->undegraded : NULL;
}

/* Patterns that differ in nothing that the service rests on are one slice: what is known of one, is of all. */
static void add_pattern(struct timing *timing, size_t index, const struct pattern *pattern) {
    const struct timed_input *in = timing->input;
    struct timed_service *service = &timing->timed.services[index];
    uint32_t component = in->scope->services[index], gate = in->graph->judged[component];
    uint32_t full = in->graph->judged_undegraded[component];
    const struct valuation *undegraded = valuation_of_undegraded(in, component);
    if (!service->is_timed || !is_cut(&service->slices) || service->slices.season != pattern->season)
        return;
    uint32_t minutes = minutes_of(pattern, service->slices.slice_of);
    if (minutes == 0)
        return;
    struct interval *value = &service->slice_values[service->slices.slice_of[pattern->first]];
    *value = valuation_interval(in->valuation, gate);
    timing->service_minutes[index] += minutes;
    add_time(&service->availability, *value, minutes);
    if (undegraded)
        add_time(&service->undegraded, valuation_interval(undegraded, full), minutes);
    if (service->lost && service->availability.exact)
        add_lost(timing, service, gate, minutes);
}

static void add_components(struct timing *timing, const struct pattern *pattern) {
    const struct timed_input *in = timing->input;
    uint32_t minutes = minutes_of(pattern, NULL);
    for (uint32_t c = 0; c < in->model->component_count; c++) {
        if (!in->scope->needed[c] || timing->forced[c])
            continue;
        add_time(&timing->timed.components[c], valuation_interval(in->valuation, in->graph->of_component[c]), minutes);
        timing->component_minutes[c] += minutes;
    }
}

static void value_pattern(struct timing *timing, const struct pattern *pattern) {
    struct valuation *undegraded = timing->input->undegraded;
    force_uncovered(timing, pattern);
    timing->is_spent = !values_compute_again(timing->input->valuation, timing->forced) ||
                       (undegraded->graph && !values_compute_again(undegraded, timing->forced));
    if (timing->is_spent)
        return;
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

/* Sets, by interval, the next one with the same classes covered. Returns by interval whether it is the first one. */
static const bool *chain_alike(const struct timing *timing, const struct week *week, uint32_t *next) {
    const struct coverage coverage = {week, timing->timed.timetable.classes.words};
    struct arena *arena = timing->input->arena;
    struct text_map known;
    text_map_init(&known, arena, covered_at, &coverage);
    uint32_t *last = arena_alloc(arena, week->interval_count, sizeof *last);
    bool *is_first = arena_alloc(arena, week->interval_count, sizeof *is_first);
    for (uint32_t i = 0; i < week->interval_count; i++) {
        uint32_t found = text_map_add(&known, covered_at(&coverage, i), i);
        is_first[i] = found == NO_INDEX;
        if (!is_first[i])
            next[last[found]] = i;
        last[is_first[i] ? i : found] = i;
        next[i] = NO_INDEX;
    }
    return is_first;
}

static bool season_counts(const struct timing *timing, uint32_t season) {
    for (size_t i = 0; i < timing->input->scope->service_count; i++)
        if (timing->timed.services[i].is_timed && timing->timed.services[i].slices.season == season)
            return true;
    return season == 0;
}

static void value_season(struct timing *timing, uint32_t season) {
    const struct week *week = &timing->timed.timetable.weeks[season];
    uint32_t *next = arena_alloc(timing->input->arena, week->interval_count, sizeof *next);
    const bool *is_first = chain_alike(timing, week, next);
    struct pattern pattern = {.season = season, .week = week, .next = next};
    for (pattern.first = 0; pattern.first < week->interval_count && !timing->is_spent; pattern.first++)
        if (is_first[pattern.first])
            value_pattern(timing, &pattern);
}

/* ---- All ---- */

/* Adds the minutes that were not valued: of slices that are too many, or that there was no time for. */
static void add_unvalued(struct timing *timing, size_t index) {
    const struct timed_input *in = timing->input;
    struct timed_service *service = &timing->timed.services[index];
    uint32_t component = in->scope->services[index];
    uint32_t minutes = service->slices.promised - timing->service_minutes[index];
    const struct valuation *undegraded = valuation_of_undegraded(in, component);
    if (minutes == 0)
        return;
    add_time(&service->availability, valuation_at_most_first(in->valuation, in->graph->judged[component]), minutes);
    if (undegraded)
        add_time(&service->undegraded, valuation_at_most_first(undegraded, in->graph->judged_undegraded[component]),
                 minutes);
}

static void add_unvalued_of_component(struct timing *timing, uint32_t component) {
    const struct timed_input *in = timing->input;
    uint32_t class = timing->timed.timetable.classes.of_component[component];
    uint32_t within = class == NO_INDEX ? MINUTES_PER_WEEK : timing->timed.timetable.weeks[0].minutes[class];
    uint32_t minutes = within - timing->component_minutes[component];
    if (minutes == 0 || !in->scope->needed[component] || !in->with_components)
        return;
    add_time(&timing->timed.components[component],
             valuation_at_most_first(in->valuation, in->graph->of_component[component]), minutes);
    timing->component_minutes[component] = within;
}

static void open_service(struct timing *timing, size_t index) {
    const struct timed_input *in = timing->input;
    struct timed_service *service = &timing->timed.services[index];
    uint32_t component = in->scope->services[index];
    if (!timing->timed.timetable.concerned[component])
        return;
    service->is_timed = true;
    service->has_bounds = timing->input->with_bounds && timetable_concerns(&timing->timed.timetable, component);
    service->slices = slices_in_worst_season(&timing->timed.timetable, component);
    service->availability.exact = service->undegraded.exact = true;
    if (!is_cut(&service->slices) || !work_take(&timing->values_left, service->slices.count)) {
        service->slices.alike = NO_INDEX;
        return;
    }
    service->slice_values = arena_alloc(in->arena, service->slices.count, sizeof *service->slice_values);
    for (size_t i = 0; i < service->slices.count; i++)
        service->slice_values[i] = valuation_at_most_first(in->valuation, in->graph->judged[component]);
    if (in->with_shares && in->model->component_count * in->scope->service_count <= LOST_MAX)
        service->lost = arena_alloc(in->arena, in->model->component_count, sizeof *service->lost);
    if (!service->lost)
        return;
    service->lost_to_hours = arena_alloc(in->arena, in->model->component_count, sizeof *service->lost_to_hours);
    service->lost_to_chance = arena_alloc(in->arena, in->graph->leaf_count, sizeof *service->lost_to_chance);
}

static void close_events(struct timed_service *service) {
    uint32_t promised = service->slices.promised;
    for (size_t i = 0; i < service->event_count; i++) {
        struct timed_event *event = &service->events[i];
        event->birnbaum /= promised;
        event->saved /= promised;
        divide_level(&event->if_up, promised);
        divide_level(&event->if_down, promised);
        divide_level(&event->while_down, promised);
        divide_level(&event->if_covered, promised);
        if (event->uncovered > 0)
            divide_level(&event->while_uncovered, event->uncovered);
    }
}

static void close_service(struct timing *timing, size_t index) {
    const struct timed_input *in = timing->input;
    struct timed_service *service = &timing->timed.services[index];
    add_unvalued(timing, index);
    divide_time(&service->availability, service->slices.promised);
    divide_time(&service->undegraded, service->slices.promised);
    if (!service->availability.exact) {
        service->lost = NULL; /* of slices that are not known, nobody knows what costs how much */
        service->events = NULL;
    }
    if (service->events)
        close_events(service);
    if (service->has_bounds)
        timed_bounds(in, &timing->timed.timetable, in->scope->services[index], service, &timing->bounds_work);
}

static void close_all(struct timing *timing) {
    const struct timed_input *in = timing->input;
    for (size_t i = 0; i < in->scope->service_count; i++)
        if (timing->timed.services[i].is_timed)
            close_service(timing, i);
    for (uint32_t c = 0; c < in->model->component_count; c++) {
        add_unvalued_of_component(timing, c);
        divide_time(&timing->timed.components[c], timing->component_minutes[c]);
    }
}

struct timed timed_evaluate(const struct timed_input *input) {
    const struct slacalc_model *model = input->model;
    struct timing timing = {.input = input, .values_left = VALUES_MAX, .bounds_work = BOUNDS_WORK};
    if (model->hours_count == 0)
        return timing.timed;
    timing.timed.timetable = timetable_new(model, input->scope, input->arena);
    timing.timed.timetable.deadline = input->deadline;
    if (timing.timed.timetable.classes.count == 0)
        return timing.timed;
    timing.timed.services = arena_alloc(input->arena, input->scope->service_count, sizeof *timing.timed.services);
    timing.timed.components = arena_alloc(input->arena, model->component_count, sizeof *timing.timed.components);
    timing.forced = arena_alloc(input->arena, model->component_count, sizeof *timing.forced);
    timing.service_minutes = arena_alloc(input->arena, input->scope->service_count, sizeof *timing.service_minutes);
    timing.component_minutes = arena_alloc(input->arena, model->component_count, sizeof *timing.component_minutes);
    timing.importance = importance_new(input->valuation, input->with_events, input->arena);
    if (input->with_shares)
        timing.own = own_levels(input);
    for (uint32_t c = 0; c < model->component_count; c++)
        timing.timed.components[c].exact = true;
    for (size_t i = 0; i < input->scope->service_count; i++)
        open_service(&timing, i);
    for (uint32_t season = 0; season < model->season_count; season++)
        if (season_counts(&timing, season))
            value_season(&timing, season);
    close_all(&timing);
    values_restore(input->valuation);
    if (input->undegraded->graph)
        values_restore(input->undegraded);
    return timing.timed;
}

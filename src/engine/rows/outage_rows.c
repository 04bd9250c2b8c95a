#include "engine/rows/outage_rows.h"

#include "base/date.h"
#include "base/work.h"

#include <stdlib.h>

/* As many services could each list as many components. */
enum { ROWS_MAX = 4000000 };

struct outage_maker outage_maker_new(const struct event_maker *events) {
    const struct figures *figures = events->rows->figures;
    struct outage_maker maker = {.events = events, .rows_left = ROWS_MAX};
    if (!figures->model->has_mttr)
        return maker;
    maker.outages = outage_list_new(figures->valuation, figures->model, figures->scratch);
    return maker;
}

/* Of the service, with the event. */
static struct leaf_outages begun_by(struct outage_maker *maker, const struct event *event) {
    struct leaf_outages begun = {.unknown = NO_INDEX};
    for (uint32_t phase = 0; phase < event->phases && begun.unknown == NO_INDEX; phase++) {
        const struct leaf_outages *outages = outages_of_leaf(maker->outages, event->gate + phase);
        begun.per_second += event_begins(event, phase) * outages->per_second;
        begun.unknown = outages->unknown;
        begun.repair_s = outages->repair_s;
        begun.is_assumed |= outages->is_assumed && outages->per_second > 0;
    }
    return begun;
}

/* The clock begins outages too where something that is needed has shorter hours than the service. */
static bool is_covered(const slacalc_service *service) {
    return !service->hours_unknown && service->uncovered_count == 0;
}

static int by_event(const void *left, const void *right) {
    return event_order(&((const slacalc_outage_start *)left)->event, &((const slacalc_outage_start *)right)->event);
}

/* What most outages begin with comes first. */
static int by_number(const void *left, const void *right) {
    const slacalc_outage_start *a = left, *b = right;
    double one = rounded_share(a->per_period), other = rounded_share(b->per_period);
    if (one != other)
        return one > other ? -1 : 1;
    return event_order(&a->event, &b->event);
}

/* Replicas across places are several leaves, and one event. */
static slacalc_event start_event(const struct outage_maker *maker, uint32_t gate) {
    const struct graph *graph = maker->events->rows->figures->graph;
    const struct leaf *leaf = &graph->leaves[graph->gates[gate].first];
    slacalc_event event = event_row(maker->events, gate);
    if (leaf->component != NO_INDEX && leaf_tie(graph, leaf)->role != ROLE_REPLICAS)
        event.kind = SLACALC_EVENT_REPLICAS;
    event.placed = 0;
    event.from_s = event.until_s = 0;
    return event;
}

static void list_starts(struct outage_maker *maker, slacalc_service *service, const struct importance *importance) {
    struct row_maker *rows = maker->events->rows;
    if (!work_take(&maker->rows_left, importance->event_count))
        return;
    slacalc_outage_start *starts = arena_alloc(&rows->result->arena, importance->event_count, sizeof *starts);
    size_t count = 0, kept = 0;
    for (size_t i = 0; i < importance->event_count; i++) {
        const struct event *event = &importance->events[i];
        struct leaf_outages begun = begun_by(maker, event);
        double per_period = (double)begun.per_second * service->period_s;
        if (per_period > 0)
            starts[count++] =
                (slacalc_outage_start){start_event(maker, event->gate), per_period, (double)begun.repair_s};
    }
    qsort(starts, count, sizeof *starts, by_event);
    for (size_t i = 0; i < count; i++) {
        if (kept > 0 && event_order(&starts[kept - 1].event, &starts[i].event) == 0)
            starts[kept - 1].per_period += starts[i].per_period;
        else
            starts[kept++] = starts[i];
    }
    qsort(starts, kept, sizeof *starts, by_number);
    service->outage_starts = starts;
    service->outage_start_count = kept;
}

void add_outages(struct outage_maker *maker, slacalc_service *service, const struct importance *importance) {
    if (!maker->outages || !importance->is_known || !is_covered(service))
        return;
    long double per_second = 0;
    bool is_assumed = false;
    for (size_t i = 0; i < importance->event_count; i++) {
        const struct leaf_outages outages = begun_by(maker, &importance->events[i]);
        if (outages.unknown != NO_INDEX)
            return;
        per_second += outages.per_second;
        is_assumed |= outages.is_assumed;
    }
    service->has_outages = true;
    service->outages_are_assumed = is_assumed;
    service->outages_per_period = (double)(per_second * service->period_s);
    service->outages_per_year = (double)(per_second * YEAR_S);
    service->outage_mean_s = per_second > 0 ? (double)(service->availability.value.down / per_second) : 0;
    list_starts(maker, service, importance);
}

#include "engine/rows/kept_rows.h"

#include "base/date.h"
#include "base/indices.h"
#include "base/work.h"

#include <math.h>

enum { PAYBACKS_MAX = 20000000, TRANSFORMS_MAX = 60000000 };

struct kept_maker kept_maker_new(struct row_maker *rows, struct outage_list *outages) {
    const struct figures *figures = rows->figures;
    struct kept_maker maker = {.rows = rows, .work = PAYBACKS_MAX};
    if (!outages)
        return maker;
    maker.series = series_maker_new(outages, figures->scratch);
    maker.room = chain_room_new(figures->scratch);
    maker.effort = (struct exceeding_effort){.work = TRANSFORMS_MAX, .deadline = figures->valuation->deadline};
    if (!model_states(figures->model, KEY_FEE))
        return maker;
    maker.importance = importance_new(figures->valuation, false, figures->scratch);
    maker.needs = needs_of(figures->model, figures->scratch);
    maker.owed = arena_alloc(figures->scratch, figures->model->component_count, sizeof *maker.owed);
    return maker;
}

/* Chains have few states where they would take more than a part of the work that is left, and where that is little. */
static struct series series_at(struct kept_maker *maker, uint32_t gate, struct mean_outages mean, double allowed_s,
                               double period_s, struct arena *arena) {
    const size_t left = maker->effort.work;
    enum chain_sizes sizes = left < TRANSFORMS_MAX / 2    ? CHAINS_BRIEF
                             : allowed_s > 0.5 * period_s ? CHAINS_WHOLE
                                                          : CHAINS_USUAL;
    struct series series = series_of(&maker->series, gate, mean, sizes, arena);
    if (exceeding_work(&series, period_s, allowed_s) <= left / 4)
        return series;
    return series_of(&maker->series, gate, mean, CHAINS_BRIEF, arena);
}

static struct exceeding exceeding_in(struct kept_maker *maker, const struct series *series, double period_s,
                                     double unavailability) {
    maker->effort.room = &maker->room; /* which moves with its maker */
    return exceeding_of(series, period_s, unavailability * period_s, &maker->effort);
}

/* ---- Credits ---- */

/* Each tier adds to the one above it, as far as the cap allows. `period_s` is the time that the sla speaks of. */
static struct owed owed_of(struct kept_maker *maker, uint32_t component, const struct series *series, double period_s) {
    const struct slacalc_model *model = maker->rows->figures->model;
    const struct attribute *credits = model_attribute(model, component, KEY_CREDITS);
    const struct attribute *fee = model_attribute(model, component, KEY_FEE);
    const struct attribute *cap = model_attribute(model, component, KEY_CREDIT_CAP);
    struct owed owed = {.is_sought = true};
    if (!credits || !fee)
        return owed;
    double most = cap ? (double)cap->level.up : 1, paid = 0;
    for (size_t i = 0; i < credits->credits.count; i++) {
        const struct credit *tier = &credits->credits.tiers[i];
        struct exceeding exceeding = exceeding_in(maker, series, period_s, (double)tier->below.down);
        double part = fmin((double)tier->part.up, most);
        if (!exceeding.is_known)
            return owed;
        owed.expected += fee->fee->amount * (part - paid) * exceeding.chance;
        paid = part;
    }
    owed.largest = fee->fee->amount * paid;
    owed.is_known = true;
    return owed;
}

/* How a gate does on average, all of whose parts have a time to restore. Returns false where that is not known. */
static bool mean_of(struct kept_maker *maker, uint32_t gate, struct mean_outages *mean) {
    const struct valuation *valuation = maker->rows->figures->valuation;
    struct level level = valuation->values.low[gate];
    *mean = (struct mean_outages){.up = (double)level.up, .down = (double)level.down};
    importance_of(&maker->importance, gate);
    for (size_t i = 0; i < maker->importance.event_count; i++) {
        const struct event *event = &maker->importance.events[i];
        for (uint32_t phase = 0; phase < event->phases; phase++) {
            const struct leaf_outages *outages = outages_of_leaf(maker->series.chains.outages, event->gate + phase);
            if (outages->unknown != NO_INDEX)
                return false;
            mean->per_second += event_begins(event, phase) * (double)outages->per_second;
        }
    }
    return maker->importance.is_known && valuation->values.exact[gate];
}

/* With its own needs and replicas, around the clock: of a component that has hours nothing is said. */
static struct owed owed_by(struct kept_maker *maker, uint32_t component) {
    const struct figures *figures = maker->rows->figures;
    uint32_t gate = figures->graph->of_component[component];
    struct owed owed = {.is_sought = true};
    struct mean_outages mean;
    if (figures->model->components[component].hours != NO_INDEX || !mean_of(maker, gate, &mean))
        return owed;
    struct arena *scratch = arena_open(figures->scratch);
    double period_s = row_period_s(maker->rows, component);
    const struct attribute *credits = model_attribute(figures->model, component, KEY_CREDITS);
    double lowest = (double)credits->credits.tiers[credits->credits.count - 1].below.down;
    struct series series = series_at(maker, gate, mean, lowest * period_s, period_s, scratch);
    owed = owed_of(maker, component, &series, period_s);
    arena_close(scratch);
    return owed;
}

static const slacalc_component *component_row(const struct kept_maker *maker, uint32_t component) {
    return &maker->rows->result->components[maker->rows->row_of[component]];
}

/* It pays back to several services what it pays back once. */
static void note_shared(slacalc_result *result, const char *component) {
    if (result->shared_payers++ == 0)
        result->shared_payer = component;
}

static struct owed *owed_once(struct kept_maker *maker, uint32_t component) {
    slacalc_result *result = maker->rows->result;
    struct owed *owed = &maker->owed[component];
    if (owed->is_sought)
        return owed;
    *owed = owed_by(maker, component);
    if (maker->rows->figures->model->components[component].hours != NO_INDEX && result->unpaid_parts++ == 0)
        result->unpaid_part = component_row(maker, component)->name;
    return owed;
}

static void list_recoverable(struct kept_maker *maker, slacalc_service *service, uint32_t self) {
    const struct figures *figures = maker->rows->figures;
    struct arena *scratch = arena_open(figures->scratch);
    struct needs_search search = needs_search_new(&maker->needs, NULL, scratch);
    needs_search_from(&search, self, NEEDS_ANY);
    indices_sort(search.found, search.count);
    slacalc_payback *rows = NULL;
    size_t count = 0, capacity = 0;
    for (size_t i = 0; i < search.count && work_take(&maker->work, 1); i++) {
        uint32_t component = search.found[i];
        if (component == self || !model_attribute(figures->model, component, KEY_CREDITS) ||
            !model_attribute(figures->model, component, KEY_FEE))
            continue;
        struct owed *owed = owed_once(maker, component);
        double periods = service->period_s / row_period_s(maker->rows, component);
        slacalc_payback row = {maker->rows->row_of[component], owed->expected * periods, owed->largest};
        if (!owed->is_known)
            continue;
        ARENA_APPEND(scratch, rows, count, capacity, row);
        if (++owed->services == 2)
            note_shared(maker->rows->result, component_row(maker, component)->name);
    }
    if (count > 0)
        service->recoverable = arena_copy(&maker->rows->result->arena, rows, count, sizeof *rows);
    service->recoverable_count = count;
    arena_close(scratch);
}

/* ---- Promises ---- */

/* The seconds of the period at which the service is promised. Outages that go on over the night are cut there, so that
 * what is said of hours is approximate. */
static double promised_s(const slacalc_service *service) {
    return service->period_s * (service->hours_per_week * 60 / MINUTES_PER_WEEK);
}

static void judge_kept(struct kept_maker *maker, const struct series *series, double period_s,
                       slacalc_promise *promise) {
    struct exceeding exceeding = exceeding_in(maker, series, period_s, promise->level.down);
    if (!exceeding.is_known)
        return;
    promise->kept = 1 - exceeding.chance;
    promise->kept_is = series->kind;
    if (!exceeding.is_settled && series->kind != SLACALC_KEPT_APPROXIMATE)
        promise->kept_is = exceeding.is_bound ? SLACALC_KEPT_AT_LEAST : SLACALC_KEPT_APPROXIMATE;
}

static void add_credit(struct kept_maker *maker, const struct series *series, double period_s, uint32_t component,
                       slacalc_promise *promise) {
    struct owed owed = owed_of(maker, component, series, period_s);
    if (!owed.is_known)
        return;
    slacalc_payback row = {maker->rows->row_of[component], owed.expected, owed.largest};
    promise->credit = arena_copy(&maker->rows->result->arena, &row, 1, sizeof row);
}

/* The modules of a service last as long as the result where a log asks for them later. */
static void keep_series(struct kept_maker *maker, size_t index, const struct series *series) {
    slacalc_result *result = maker->rows->result;
    if (!maker->kept_series)
        result->series = maker->kept_series =
            arena_alloc(&result->arena, result->service_count, sizeof *maker->kept_series);
    maker->kept_series[index] = *series;
}

void add_kept(struct kept_maker *maker, slacalc_service *service, size_t index) {
    const struct figures *figures = maker->rows->figures;
    uint32_t component = figures->scope->services[index], gate = figures->graph->judged[component];
    if (!service->has_outages)
        return;
    struct level level = figures->valuation->values.low[gate];
    struct mean_outages mean = {(double)level.up, (double)level.down, service->outages_per_period / service->period_s};
    struct arena *scratch = arena_open(figures->scratch);
    double allowed = 0;
    for (size_t i = 0; i < service->promise_count; i++)
        allowed = fmax(allowed, service->promises[i].level.down);
    bool has_log = figures->model->log != NULL;
    struct series series = series_at(maker, gate, mean, allowed * promised_s(service), promised_s(service),
                                     has_log ? &maker->rows->result->arena : scratch);
    if (timed_service_at(figures->timed, index))
        series.kind = SLACALC_KEPT_APPROXIMATE;
    if (has_log)
        keep_series(maker, index, &series);
    slacalc_promise *promises =
        arena_copy(&maker->rows->result->arena, service->promises, service->promise_count, sizeof *promises);
    for (size_t i = 0; i < service->promise_count; i++) {
        judge_kept(maker, &series, promised_s(service), &promises[i]);
        if (promises[i].kind == SLACALC_SLA)
            add_credit(maker, &series, promised_s(service), component, &promises[i]);
    }
    service->promises = promises;
    arena_close(scratch);
    if (maker->owed)
        list_recoverable(maker, service, component);
}

#include "engine/rows/service_rows.h"

#include "base/date.h"
#include "base/deadline.h"
#include "base/work.h"
#include "engine/graph/interval.h"
#include "engine/rows/break_even.h"
#include "engine/rows/cause_rows.h"
#include "engine/rows/cut_rows.h"
#include "engine/rows/downtime.h"
#include "engine/rows/factors.h"
#include "engine/rows/gaps.h"
#include "engine/rows/hour_rows.h"
#include "engine/rows/kept_rows.h"
#include "engine/rows/needed_rows.h"
#include "engine/rows/optional.h"
#include "engine/rows/outage_rows.h"
#include "engine/rows/verdict.h"
#include "engine/valuation/importance.h"
#include "model/own_level.h"

#include <math.h>
#include <stdlib.h>

/* Where services need one another, their shares could be as many as the square of their number. */
enum { SHARES_MAX = 4000000 };

/* The same goes for what is optional: so many names of all lists together, and so many steps, less than a second. */
enum { DEGRADING_MAX = 4000000, DEGRADING_WORK = 100000000 };

/* Rows of components that only degrade a service. */
struct degrading {
    const size_t *rows; /* NULL where nobody has asked */
    size_t count;
    bool is_unknown; /* there are too many */
};

struct service_maker {
    struct row_maker *rows;
    struct optionals optionals;
    struct degrading *degrading; /* by component that is an entry of optionals */
    size_t degrading_left, degrading_work;
    struct importance importance;
    struct hour_lister hours;
    struct gap_finder gaps;
    struct event_maker events;
    struct cut_maker cuts;
    struct factor_finder factors;
    struct needed_maker needed;
    struct outage_maker outages;
    struct kept_maker kept;
    bool with_shares, with_gaps;
    size_t shares_left;    /* 0: no more are made */
    slacalc_share *shares; /* of the service in hand */
    size_t share_count, share_capacity;
    struct chances chances;  /* of that service */
    uint32_t *required_head; /* by component: first of its promises from outside; NO_INDEX where there is none */
    uint32_t *required_next; /* by such promise: the next one of the same component */
};

/* What was computed for a service, with and without hours. */
struct service_figures {
    struct interval availability, undegraded;
    struct level worst, best;
    bool sharp;
    double promised; /* share of the week, above 0 */
};

/* Independence is one of the joint behaviours: neither a spent budget nor rounding may put it outside of the bounds. */
static struct service_figures consistent(struct service_figures figures) {
    figures.availability = interval_within(figures.availability, figures.worst, figures.best);
    struct level middle = interval_middle(figures.availability);
    if (figures.worst.down < middle.down)
        figures.worst = middle;
    if (figures.best.down > middle.down)
        figures.best = middle;
    return figures;
}

/* What is known of a figure that nobody asked for: what is needed beyond that can only make it worse. */
static struct interval at_most(struct interval availability) {
    return (struct interval){.low = {0, 1}, .high = availability.high};
}

static struct service_figures service_figures(const struct figures *figures, size_t index) {
    uint32_t component = figures->scope->services[index];
    uint32_t gate = figures->graph->judged[component], full = figures->graph->judged_undegraded[component];
    uint32_t bounded = figures->bounds_graph->judged[component];
    struct service_figures found = {.availability = valuation_interval(figures->valuation, gate),
                                    .worst = level_from_row(figures->bounds->worst[bounded]),
                                    .best = level_from_row(figures->bounds->best[bounded]),
                                    .sharp = figures->bounds->sharp[bounded],
                                    .promised = 1};
    const struct timed_service *timed = timed_service_at(figures->timed, index);
    const struct timed_service *bounds_timed = timed_service_at(figures->bounds_timed, index);
    if (gate != full && figures->undegraded->graph)
        found.undegraded = valuation_interval(figures->undegraded, full);
    if (timed) {
        found.availability = timed->availability;
        found.undegraded = timed->undegraded;
        found.promised = (double)timed->slices.promised / MINUTES_PER_WEEK;
    }
    if (bounds_timed && bounds_timed->has_bounds) {
        found.worst = bounds_timed->worst;
        found.best = bounds_timed->best;
        found.sharp = bounds_timed->sharp;
    }
    if (figures->asked)
        found.availability = interval_narrowest(found.availability, figures->asked[component]);
    found = consistent(found);
    if (gate == full)
        found.undegraded = found.availability;
    else if (!figures->undegraded->graph)
        found.undegraded = at_most(found.availability);
    return found;
}

/* ---- Promises ---- */

static slacalc_promise promise_row(struct service_maker *maker, const struct service_figures *figures, double period_s,
                                   slacalc_promise_kind kind, struct level level, struct position where) {
    long double spare = level.down - interval_middle(figures->availability).down;
    slacalc_promise promise = {.kind = kind,
                               .level = level_row(level),
                               .margin_s = (double)(spare * (period_s * figures->promised)),
                               .common_cause = -1};
    row_maker_locate(maker->rows, where, &promise.file, &promise.line, &promise.column);
    promise.verdict = verdict_of(level, figures->availability, figures->worst, figures->best, &promise.decided);
    maker->rows->result->verdicts[promise.verdict]++;
    return promise;
}

static void add_promises(struct service_maker *maker, slacalc_service *service, uint32_t component,
                         const struct service_figures *figures) {
    const struct slacalc_model *model = maker->rows->figures->model;
    const struct attribute *found[SLACALC_REQUIRED];
    const struct own_level own = own_level_at(maker->rows->figures->own, component);
    size_t count = promises_to_check(model, component, &own, found);
    for (uint32_t r = maker->required_head[component]; r != NO_INDEX; r = maker->required_next[r])
        count++;
    if (count == 0)
        return;
    slacalc_promise *next = arena_alloc(&maker->rows->result->arena, count, sizeof *next);
    service->promises = next;
    service->promise_count = count;
    for (slacalc_promise_kind kind = SLACALC_SLA; kind < SLACALC_REQUIRED; kind++)
        if (found[kind])
            *next++ = promise_row(maker, figures, service->period_s, kind, found[kind]->level, found[kind]->where);
    for (uint32_t r = maker->required_head[component]; r != NO_INDEX; r = maker->required_next[r])
        *next++ = promise_row(maker, figures, service->period_s, SLACALC_REQUIRED, model->required[r].level,
                              model->required[r].where);
}

static void chain_required(struct service_maker *maker) {
    const struct figures *figures = maker->rows->figures;
    const struct slacalc_model *model = figures->model;
    maker->required_head = indices_none(figures->scratch, model->component_count);
    maker->required_next = arena_alloc(figures->scratch, model->required_count, sizeof *maker->required_next);
    for (size_t i = model->required_count; i-- > 0;) {
        uint32_t component = model->required[i].component;
        maker->required_next[i] = maker->required_head[component];
        maker->required_head[component] = (uint32_t)i;
    }
}

/* ---- What a service hangs on ---- */

static struct degrading list_degrading(struct service_maker *maker, uint32_t component) {
    static const struct degrading unknown = {.is_unknown = true};
    if (maker->degrading_work == 0 || deadline_is_over(maker->rows->figures->valuation->deadline))
        return unknown;
    size_t steps = optionals_below(&maker->optionals, component);
    struct degrading degrading = {.count = maker->optionals.found_count};
    work_take(&maker->degrading_work, steps);
    if (!work_take(&maker->degrading_left, degrading.count))
        return unknown;
    size_t *rows = arena_alloc(&maker->rows->result->arena, degrading.count, sizeof *rows);
    for (size_t i = 0; i < degrading.count; i++)
        rows[i] = maker->rows->row_of[maker->optionals.found[i]];
    degrading.rows = rows;
    return degrading;
}

/* Services that come by what is optional through one component have one list: it may be as long as the model. */
static void add_degraded_by(struct service_maker *maker, slacalc_service *service, uint32_t component) {
    uint32_t entry = maker->optionals.entry[component];
    if (entry == NO_INDEX)
        return;
    struct degrading *degrading = &maker->degrading[entry];
    if (!degrading->rows && !degrading->is_unknown)
        *degrading = list_degrading(maker, component);
    service->degraded_by_unknown = degrading->is_unknown;
    service->degraded_by = degrading->rows;
    service->degraded_by_count = degrading->count;
}

static int by_share(const void *left, const void *right) {
    const slacalc_share *a = left, *b = right;
    double one = share_in_all(a), other = share_in_all(b);
    if (one != other)
        return one > other ? -1 : 1;
    return a->component < b->component ? -1 : a->component > b->component;
}

static void add_share(struct service_maker *maker, uint32_t component, double share, double hours_share) {
    slacalc_share row = {maker->rows->row_of[component], rounded_share(share), rounded_share(hours_share)};
    ARENA_APPEND(maker->rows->figures->scratch, maker->shares, maker->share_count, maker->share_capacity, row);
}

static int by_component(const void *left, const void *right) {
    const slacalc_share *a = left, *b = right;
    return a->component < b->component ? -1 : a->component > b->component;
}

/* What replicas across places cost, two events say. */
static void merge_shares(struct service_maker *maker) {
    size_t kept = 0;
    qsort(maker->shares, maker->share_count, sizeof *maker->shares, by_component);
    for (size_t i = 0; i < maker->share_count; i++) {
        if (kept > 0 && maker->shares[kept - 1].component == maker->shares[i].component)
            maker->shares[kept - 1].share = fmin(maker->shares[kept - 1].share + maker->shares[i].share, 1);
        else
            maker->shares[kept++] = maker->shares[i];
    }
    maker->share_count = kept;
}

/* Gives the shares in hand to the service. Returns false where those of all services are too many. */
static bool keep_shares(struct service_maker *maker, slacalc_service *service) {
    if (!work_take(&maker->shares_left, maker->share_count))
        return false;
    if (maker->share_count == 0)
        return true;
    qsort(maker->shares, maker->share_count, sizeof *maker->shares, by_share);
    service->shares = arena_copy(&maker->rows->result->arena, maker->shares, maker->share_count, sizeof *maker->shares);
    service->share_count = maker->share_count;
    return true;
}

/* Where hours play a part, what each component costs was added up over the slices. */
static bool add_timed_shares(struct service_maker *maker, slacalc_service *service, const struct timed_service *timed) {
    const struct figures *figures = maker->rows->figures;
    const struct graph *graph = figures->graph;
    double lost = service->availability.value.down * timed->slices.promised;
    if (!timed->lost)
        return false;
    for (uint32_t c = 0; c < figures->model->component_count; c++)
        if (timed->lost[c] > 0 || timed->lost_to_hours[c] > 0)
            add_share(maker, c, fmin(timed->lost[c] / lost, 1), fmin(timed->lost_to_hours[c] / lost, 1));
    for (size_t i = 0; i < graph->leaf_count; i++)
        if (graph->leaves[i].component == NO_INDEX && timed->lost_to_chance[i] > 0)
            chances_add(&maker->chances, figures->scratch, &graph->leaves[i], fmin(timed->lost_to_chance[i] / lost, 1));
    return keep_shares(maker, service);
}

/* Returns false where they are not known. */
static bool add_shares(struct service_maker *maker, slacalc_service *service, size_t index) {
    const struct figures *figures = maker->rows->figures;
    const struct timed_service *timed = timed_service_at(figures->timed, index);
    maker->share_count = 0;
    maker->chances.count = 0;
    if (timed)
        return add_timed_shares(maker, service, timed);
    const struct importance *importance = &maker->importance;
    uint32_t gate = figures->graph->judged[figures->scope->services[index]];
    importance_of(&maker->importance, gate);
    for (size_t i = 0; i < importance->event_count && figures->valuation->values.low[gate].down > 0; i++) {
        const struct event *event = &importance->events[i];
        const struct leaf *leaf = &figures->graph->leaves[figures->graph->gates[event->gate].first];
        double share = event_share(importance, event, gate);
        struct level mended;
        if (for_good_is_down(maker->events.for_good, event->gate) &&
            for_good_counts(maker->events.for_good, event->gate) &&
            for_good_level(maker->events.for_good, index, event->gate, (struct level){1, 0}, &mended))
            share = fmax(1 - (double)(mended.down / figures->valuation->values.low[gate].down), 0);
        if (leaf->component == NO_INDEX)
            chances_add(&maker->chances, figures->scratch, leaf, share);
        else if (event_component(importance, event) != NO_INDEX)
            add_share(maker, leaf->component, share, 0);
    }
    if (figures->graph->tie_count > 0 && maker->share_count > 0)
        merge_shares(maker);
    return importance->is_known && keep_shares(maker, service);
}

/* ---- Services ---- */

/* Makes the row of a service with its figures and its promises. */
static void judge_service(struct service_maker *maker, size_t index) {
    const struct figures *figures = maker->rows->figures;
    struct slacalc_result *result = maker->rows->result;
    uint32_t component = figures->scope->services[index];
    struct service_figures found = service_figures(figures, index);
    slacalc_estimate availability = estimate_of(found.availability);
    double down = availability.value.down, period_s = row_period_s(maker->rows, component);
    slacalc_service *service = &result->services[index];
    *service = (slacalc_service){.component = maker->rows->row_of[component],
                                 .availability = availability,
                                 .undegraded = estimate_of(found.undegraded),
                                 .nines = down > 0 ? 0 - log10(down) : INFINITY,
                                 .period_s = period_s,
                                 .downtime_period_s = down * period_s * found.promised,
                                 .downtime_year_s = down * YEAR_S * found.promised,
                                 .worst = level_row(found.worst),
                                 .best = level_row(found.best),
                                 .sharp = found.sharp};
    add_promises(maker, service, component, &found);
}

/* Where hours play a part, the shares are those of slices, and the importance in hand is not that of the service. */
static void add_outages_of(struct service_maker *maker, slacalc_service *service, size_t index) {
    const struct figures *figures = maker->rows->figures;
    if (figures->model->has_mttr && timed_service_at(figures->timed, index))
        importance_of(&maker->importance, figures->graph->judged[figures->scope->services[index]]);
    add_outages(&maker->outages, service, &maker->importance);
    add_kept(&maker->kept, service, index);
}

/* Adds to the row of a service what the service hangs on. */
static void explain_service(struct service_maker *maker, size_t index) {
    const struct figures *figures = maker->rows->figures;
    const slacalc_result *result = maker->rows->result;
    uint32_t component = figures->scope->services[index];
    slacalc_service *service = &maker->rows->result->services[index];
    for (size_t basis = 0; basis < SLACALC_BASES; basis++)
        if (figures->by_basis[basis])
            service->by_basis[basis] =
                basis == result->basis ? service->availability : estimate_of(figures->by_basis[basis][index]);
    fill_hours(&maker->hours, service, index);
    add_degraded_by(maker, service, component);
    if (maker->with_shares)
        service->shares_unknown = maker->shares_left == 0 || !add_shares(maker, service, index);
    if (maker->with_shares)
        add_outages_of(maker, service, index);
    bool is_asked = maker->rows->result->why || maker->rows->result->need;
    if (is_asked && !service->shares_unknown)
        add_importance(&maker->events, service, index, &maker->importance);
    if (maker->rows->result->need)
        add_needed(&maker->needed, service, index);
    if (maker->rows->result->need && !service->shares_unknown)
        add_factors(&maker->factors, service, index);
    if (maker->with_shares && !service->shares_unknown) {
        add_causes(&maker->events, service, &maker->chances);
        add_mending(&maker->needed, service, index);
    }
    if (maker->rows->result->why)
        add_cut_sets(&maker->cuts, service, index);
    service->gaps_unknown = !maker->with_gaps;
    if (maker->with_gaps)
        add_gaps(&maker->gaps, service, index);
}

static void judge_all(struct service_maker *maker) {
    const struct figures *figures = maker->rows->figures;
    struct slacalc_result *result = maker->rows->result;
    chain_required(maker);
    result->services = arena_alloc(&result->arena, figures->scope->service_count, sizeof *result->services);
    result->service_count = figures->scope->service_count;
    for (size_t i = 0; i < figures->scope->service_count; i++)
        judge_service(maker, i);
}

void judge_services(struct row_maker *rows) {
    struct service_maker maker = {.rows = rows};
    judge_all(&maker);
}

void make_service_rows(struct row_maker *rows, bool with_shares, bool with_gaps) {
    const struct figures *figures = rows->figures;
    struct service_maker maker = {
        .rows = rows,
        .optionals = optionals_new(figures->model, figures->scope, figures->scratch),
        .degrading = arena_alloc(figures->scratch, figures->model->component_count, sizeof(struct degrading)),
        .degrading_left = DEGRADING_MAX,
        .degrading_work = work_within(DEGRADING_WORK, rows->result->max_nodes),
        .importance = importance_new(figures->valuation, rows->result->why || rows->result->need, figures->scratch),
        .hours = hour_lister_new(rows),
        .gaps = gap_finder_new(rows),
        .events = event_maker_new(rows, with_shares),
        .factors = factor_finder_new(rows),
        .needed = needed_maker_new(rows),
        .with_shares = with_shares,
        .with_gaps = with_gaps,
        .shares_left = with_shares ? SHARES_MAX : 0};
    maker.importance.work = work_within(maker.importance.work, rows->result->max_nodes);
    maker.cuts = cut_maker_new(&maker.events);
    maker.outages = outage_maker_new(&maker.events);
    maker.kept = kept_maker_new(rows, maker.outages.outages);
    judge_all(&maker);
    if (with_shares)
        add_break_evens(rows);
    for (size_t i = 0; i < figures->scope->service_count; i++) {
        explain_service(&maker, i);
        progress_tell(figures->tracing, i + 1, figures->scope->service_count);
    }
}

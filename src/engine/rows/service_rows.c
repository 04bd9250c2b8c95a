#include "engine/rows/service_rows.h"

#include "base/date.h"
#include "engine/graph/interval.h"
#include "engine/rows/gaps.h"
#include "engine/rows/hour_rows.h"
#include "engine/rows/optional.h"
#include "engine/rows/verdict.h"
#include "engine/valuation/shares.h"
#include "model/own_level.h"

#include <math.h>
#include <stdlib.h>

/* Where services need one another, their shares could be as many as the square of their number. */
enum { SHARES_MAX = 4000000 };

struct service_maker {
    struct row_maker *rows;
    struct optionals optionals;
    struct shares shares;
    struct gap_finder gaps;
    size_t shares_left;      /* 0: no more are made */
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

static struct service_figures service_figures(const struct figures *f, size_t index) {
    uint32_t component = f->scope->services[index];
    uint32_t gate = f->graph->judged[component], full = f->graph->judged_undegraded[component];
    struct service_figures figures = {.availability = valuation_interval(f->valuation, gate),
                                      .undegraded =
                                          valuation_interval(gate == full ? f->valuation : f->undegraded, full),
                                      .worst = level_from_row(f->bounds->worst[gate]),
                                      .best = level_from_row(f->bounds->best[gate]),
                                      .sharp = f->bounds->sharp[gate],
                                      .promised = 1};
    const struct timed_service *timed = f->timed->services ? &f->timed->services[index] : NULL;
    if (timed && timed->is_timed) {
        figures.availability = timed->availability;
        figures.undegraded = timed->undegraded;
        figures.promised = (double)timed->slices.promised / MINUTES_PER_WEEK;
    }
    if (timed && timed->has_bounds) {
        figures.worst = timed->worst;
        figures.best = timed->best;
        figures.sharp = timed->sharp;
    }
    if (f->asked)
        figures.availability = interval_narrowest(figures.availability, f->asked[component]);
    figures = consistent(figures);
    if (gate == full)
        figures.undegraded = figures.availability;
    return figures;
}

/* ---- Promises ---- */

static void add_promise(struct service_maker *m, slacalc_service *service, slacalc_promise *promise,
                        slacalc_promise_kind kind, struct level level, struct position where) {
    const struct figures *f = m->rows->figures;
    struct service_figures figures = service_figures(f, (size_t)(service - m->rows->result->services));
    struct known known = {.low = figures.availability.low,
                          .high = figures.availability.high,
                          .worst = figures.worst,
                          .best = figures.best};
    long double period = service->period_s * figures.promised;
    promise->kind = kind;
    promise->level = level_row(level);
    promise->verdict = verdict_of(level, &known, &promise->decided);
    promise->margin_s = (double)((level.down - interval_middle(figures.availability).down) * period);
    promise->file = where.source == NO_SOURCE ? NULL : m->rows->files[where.source];
    struct place place = sources_locate(&m->rows->places, where);
    promise->line = place.line;
    promise->column = place.column;
    m->rows->result->verdicts[promise->verdict]++;
    service->promise_count++;
}

static void add_promises(struct service_maker *m, slacalc_service *service, uint32_t component) {
    static const struct {
        enum attribute_key key;
        slacalc_promise_kind kind;
    } kinds[] = {{KEY_SLA, SLACALC_SLA}, {KEY_OLA, SLACALC_OLA}, {KEY_OBJECTIVE, SLACALC_OBJECTIVE}};
    enum { KINDS = sizeof kinds / sizeof *kinds };
    const struct figures *f = m->rows->figures;
    const struct attribute *found[KINDS];
    size_t count = 0;
    for (size_t i = 0; i < KINDS; i++) {
        found[i] = promise_to_check(f->model, component, kinds[i].key, &f->own[component]);
        count += found[i] != NULL;
    }
    for (uint32_t r = m->required_head[component]; r != NO_INDEX; r = m->required_next[r])
        count++;
    if (count == 0)
        return;
    slacalc_promise *next = arena_alloc(&m->rows->result->arena, count, sizeof *next);
    service->promises = next;
    for (size_t i = 0; i < KINDS; i++)
        if (found[i])
            add_promise(m, service, next++, kinds[i].kind, found[i]->level, found[i]->where);
    for (uint32_t r = m->required_head[component]; r != NO_INDEX; r = m->required_next[r])
        add_promise(m, service, next++, SLACALC_REQUIRED, f->model->required[r].level, f->model->required[r].where);
}

static void chain_required(struct service_maker *m) {
    const struct figures *f = m->rows->figures;
    const struct slacalc_model *model = f->model;
    m->required_head = arena_alloc(f->scratch, model->component_count, sizeof *m->required_head);
    m->required_next = arena_alloc(f->scratch, model->required_count, sizeof *m->required_next);
    for (size_t c = 0; c < model->component_count; c++)
        m->required_head[c] = NO_INDEX;
    for (size_t i = model->required_count; i-- > 0;) {
        uint32_t component = model->required[i].component;
        m->required_next[i] = m->required_head[component];
        m->required_head[component] = (uint32_t)i;
    }
}

/* ---- What a service hangs on ---- */

static void add_degraded_by(struct service_maker *m, slacalc_service *service, uint32_t component) {
    optionals_below(&m->optionals, component);
    size_t count = m->optionals.found_count;
    if (count == 0)
        return;
    size_t *rows = arena_alloc(&m->rows->result->arena, count, sizeof *rows);
    for (size_t i = 0; i < count; i++)
        rows[i] = m->rows->row_of[m->optionals.found[i]];
    service->degraded_by = rows;
    service->degraded_by_count = count;
}

/* To about twelve digits, lest the last bit, which is the compiler's and the machine's, order equal shares. */
static double rounded(double share) {
    const double grains = 1ULL << 40;
    int exponent;
    double fraction = frexp(share, &exponent);
    return ldexp(round(fraction * grains) / grains, exponent);
}

static int by_share(const void *left, const void *right) {
    const slacalc_share *a = left, *b = right;
    if (a->share != b->share)
        return a->share > b->share ? -1 : 1;
    return a->component < b->component ? -1 : a->component > b->component;
}

static void keep_shares(struct service_maker *m, slacalc_service *service, slacalc_share *rows, size_t count) {
    m->shares_left -= count;
    qsort(rows, count, sizeof *rows, by_share);
    service->shares = rows;
    service->share_count = count;
}

/* Where hours play a part, what each component costs was added up over the slices. */
static void add_timed_shares(struct service_maker *m, slacalc_service *service, const struct timed_service *timed) {
    const struct figures *f = m->rows->figures;
    double lost = service->availability.value.down * timed->slices.promised;
    size_t count = 0;
    if (!timed->lost)
        return;
    for (uint32_t c = 0; c < f->model->component_count; c++)
        count += timed->lost[c] > 0;
    if (count == 0 || count > m->shares_left)
        return;
    slacalc_share *rows = arena_alloc(&m->rows->result->arena, count, sizeof *rows);
    size_t next = 0;
    for (uint32_t c = 0; c < f->model->component_count; c++)
        if (timed->lost[c] > 0)
            rows[next++] = (slacalc_share){m->rows->row_of[c], rounded(fmin(timed->lost[c] / lost, 1))};
    keep_shares(m, service, rows, count);
}

static void add_shares(struct service_maker *m, slacalc_service *service, size_t index) {
    const struct figures *f = m->rows->figures;
    if (f->timed->services && f->timed->services[index].is_timed) {
        add_timed_shares(m, service, &f->timed->services[index]);
        return;
    }
    shares_of(&m->shares, f->graph->judged[f->scope->services[index]]);
    size_t count = m->shares.row_count;
    if (count == 0 || count > m->shares_left) {
        m->shares_left = count == 0 ? m->shares_left : 0;
        return;
    }
    slacalc_share *rows = arena_alloc(&m->rows->result->arena, count, sizeof *rows);
    for (size_t i = 0; i < count; i++)
        rows[i] = (slacalc_share){m->rows->row_of[m->shares.rows[i].component], rounded(m->shares.rows[i].share)};
    keep_shares(m, service, rows, count);
}

/* ---- Services ---- */

/* That of the command line counts for all; a service may have one of its own. */
static double period_of(const struct slacalc_model *model, uint32_t component, const slacalc_result *result) {
    const struct attribute *own = model_attribute(model, component, KEY_PERIOD);
    return own && !result->period_is_given ? (double)own->seconds : result->period_s;
}

/* Its figures and its promises. */
static void judge_service(struct service_maker *m, size_t index) {
    const struct figures *f = m->rows->figures;
    struct slacalc_result *result = m->rows->result;
    uint32_t component = f->scope->services[index];
    struct service_figures figures = service_figures(f, index);
    slacalc_estimate availability = estimate_of(figures.availability);
    double down = availability.value.down, period_s = period_of(f->model, component, result);
    slacalc_service *service = &result->services[index];
    *service = (slacalc_service){.component = m->rows->row_of[component],
                                 .availability = availability,
                                 .undegraded = estimate_of(figures.undegraded),
                                 .nines = down > 0 ? 0 - log10(down) : INFINITY,
                                 .period_s = period_s,
                                 .downtime_period_s = down * period_s * figures.promised,
                                 .downtime_year_s = down * YEAR_S * figures.promised,
                                 .worst = level_row(figures.worst),
                                 .best = level_row(figures.best),
                                 .sharp = figures.sharp};
    add_promises(m, service, component);
}

/* What it hangs on. */
static void explain_service(struct service_maker *m, size_t index) {
    const struct figures *f = m->rows->figures;
    const slacalc_result *result = m->rows->result;
    uint32_t component = f->scope->services[index];
    slacalc_service *service = &m->rows->result->services[index];
    for (size_t basis = 0; basis < SLACALC_BASES; basis++)
        if (f->by_basis[basis])
            service->by_basis[basis] =
                basis == result->basis ? service->availability : estimate_of(f->by_basis[basis][index]);
    fill_hours(m->rows, service, index);
    add_degraded_by(m, service, component);
    add_gaps(&m->gaps, service, index);
    if (m->shares_left > 0)
        add_shares(m, service, index);
}

static void judge_all(struct service_maker *m) {
    const struct figures *f = m->rows->figures;
    struct slacalc_result *result = m->rows->result;
    chain_required(m);
    result->services = arena_alloc(&result->arena, f->scope->service_count, sizeof *result->services);
    result->service_count = f->scope->service_count;
    for (size_t i = 0; i < f->scope->service_count; i++)
        judge_service(m, i);
}

void judge_services(struct row_maker *maker) {
    struct service_maker m = {.rows = maker};
    judge_all(&m);
}

void make_service_rows(struct row_maker *maker, bool with_shares) {
    const struct figures *f = maker->figures;
    struct service_maker m = {.rows = maker,
                              .optionals = optionals_new(f->model, f->scope, f->scratch),
                              .shares = shares_new(f->valuation, f->scratch),
                              .gaps = gap_finder_new(maker),
                              .shares_left = with_shares ? SHARES_MAX : 0};
    judge_all(&m);
    for (size_t i = 0; i < f->scope->service_count; i++)
        explain_service(&m, i);
}

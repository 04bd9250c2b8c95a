#include "engine/estimate.h"
#include "engine/rows.h"
#include "engine/verdict.h"

#include <math.h>
#include <stdlib.h>

/* Where services need one another, their shares could be as many as the square of their number. */
enum { SHARES_MAX = 4000000 };

static const double YEAR_S = 31556952; /* 365.2425 days */

struct service_maker {
    struct row_maker *rows;
    struct optionals optionals;
    struct shares shares;
    size_t shares_left;      /* 0: no more are made */
    uint32_t *required_head; /* by component: first of its promises from outside; NO_INDEX where there is none */
    uint32_t *required_next; /* by such promise: the next one of the same component */
};

/* ---- Promises ---- */

static void add_promise(struct service_maker *m, slacalc_service *service, slacalc_promise *promise,
                        slacalc_promise_kind kind, struct level level, struct position where) {
    const struct figures *f = m->rows->figures;
    uint32_t gate = f->graph->of_component[f->scope->services[service - m->rows->result->services]];
    struct known known = {.low = f->exact->values[LOW][gate],
                          .high = f->exact->values[HIGH][gate],
                          .worst = f->bounds->worst[gate],
                          .best = f->bounds->best[gate]};
    promise->kind = kind;
    promise->level = level_row(level);
    promise->verdict = verdict_of(level, &known, &promise->decided);
    promise->margin_s = (double)((level.down - (known.low.down + known.high.down) / 2) * m->rows->result->period_s);
    promise->file = where.source == NO_SOURCE ? NULL : m->rows->files[where.source];
    promise->line = sources_line(&f->model->sources, &m->rows->cursor, where);
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

static void add_shares(struct service_maker *m, slacalc_service *service, uint32_t gate) {
    shares_of(&m->shares, gate);
    size_t count = m->shares.row_count;
    if (count == 0 || count > m->shares_left) {
        m->shares_left = count == 0 ? m->shares_left : 0;
        return;
    }
    m->shares_left -= count;
    slacalc_share *rows = arena_alloc(&m->rows->result->arena, count, sizeof *rows);
    for (size_t i = 0; i < count; i++)
        rows[i] = (slacalc_share){m->rows->row_of[m->shares.rows[i].component], rounded(m->shares.rows[i].share)};
    qsort(rows, count, sizeof *rows, by_share);
    service->shares = rows;
    service->share_count = count;
}

/* ---- Services ---- */

static void fill_service(struct service_maker *m, slacalc_service *service, uint32_t component) {
    const struct figures *f = m->rows->figures;
    uint32_t gate = f->graph->of_component[component], full = f->graph->undegraded[component];
    slacalc_estimate availability = estimate_of(f->exact, gate);
    double down = availability.value.down;
    *service = (slacalc_service){.component = m->rows->row_of[component],
                                 .availability = availability,
                                 .undegraded = gate == full ? availability : estimate_of(f->undegraded, full),
                                 .nines = down > 0 ? 0 - log10(down) : INFINITY,
                                 .downtime_period_s = down * m->rows->result->period_s,
                                 .downtime_year_s = down * YEAR_S,
                                 .worst = f->bounds->worst[gate],
                                 .best = f->bounds->best[gate],
                                 .sharp = f->bounds->sharp[gate]};
    add_promises(m, service, component);
    add_degraded_by(m, service, component);
    if (m->shares_left > 0)
        add_shares(m, service, gate);
}

void make_service_rows(struct row_maker *maker, bool with_shares) {
    const struct figures *f = maker->figures;
    struct slacalc_result *result = maker->result;
    struct service_maker m = {.rows = maker,
                              .optionals = optionals_new(f->model, f->scope->needed, f->scratch),
                              .shares = shares_new(f->exact, f->scratch),
                              .shares_left = with_shares ? SHARES_MAX : 0};
    chain_required(&m);
    result->services = arena_alloc(&result->arena, f->scope->service_count, sizeof *result->services);
    result->service_count = f->scope->service_count;
    for (size_t i = 0; i < f->scope->service_count; i++)
        fill_service(&m, &result->services[i], f->scope->services[i]);
}

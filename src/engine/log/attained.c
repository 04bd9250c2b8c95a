#include "engine/log/attained.h"

#include "model/clock.h"

#include <stdlib.h>

static slacalc_time time_at(const struct attained *attained, int64_t instant) {
    return (slacalc_time){instant, clock_offset(attained->clock, instant)};
}

/* Adds up how the service did until this moment. */
static void go_to(struct attained *attained, int64_t instant) {
    const struct standing_now *now = &attained->now;
    bool is_quiet = now->share.down <= 0 && !now->is_degraded;
    int64_t seconds = is_quiet ? 0 : promised_between(attained->promised, attained->since, instant);
    attained->since = instant;
    if (seconds == 0)
        return;
    if (now->share.down <= 0) {
        attained->degraded += seconds;
        return;
    }
    long double lost = seconds * now->share.down;
    attained->down += seconds;
    attained->lost += lost;
    attained->out_down += seconds;
    attained->out_lost += lost;
    tally_add(&attained->by, now->cause, lost, attained->scratch);
    tally_add(&attained->out_causes, now->cause, lost, attained->scratch);
}

/* An outage outside of promised time is none. */
static void end_outage(struct attained *attained, int64_t instant) {
    if (attained->out_down > 0) {
        const struct cause *cause = &attained->causes->items[tally_largest(&attained->out_causes)];
        slacalc_log_outage outage = {.start = time_at(attained, attained->out_since),
                                     .end = time_at(attained, instant),
                                     .down_s = (double)attained->out_down,
                                     .lost_s = (double)attained->out_lost,
                                     .cause = cause->components,
                                     .cause_count = cause->count};
        ARENA_APPEND(attained->scratch, attained->outages, attained->outage_count, attained->outage_capacity, outage);
        attained->longest = attained->out_down > attained->longest ? attained->out_down : attained->longest;
    }
    attained->is_out = false;
    attained->out_down = attained->out_lost = 0;
    tally_clear(&attained->out_causes);
}

static void begin_outage(struct attained *attained, int64_t instant) {
    attained->is_out = true;
    attained->out_since = instant;
}

void attained_change(struct attained *attained, int64_t instant, const struct standing_now *now) {
    bool is_out = now->share.down > 0;
    go_to(attained, instant);
    if (attained->is_out && !is_out)
        end_outage(attained, instant);
    if (!attained->is_out && is_out)
        begin_outage(attained, instant);
    attained->now = *now;
}

/* ---- Rows ---- */

/* The largest amount first; of equal ones the cause that came first. */
static int compare_amounts(const void *one, const void *other) {
    const struct tallied *a = one, *b = other;
    if (a->amount != b->amount)
        return a->amount > b->amount ? -1 : 1;
    return (a->cause > b->cause) - (a->cause < b->cause);
}

static slacalc_log_by *rows_by_cause(const struct attained *attained, struct tally *by, size_t *count,
                                     struct arena *arena) {
    slacalc_log_by *rows = arena_alloc(arena, by->count, sizeof *rows);
    if (by->count > 1)
        qsort(by->items, by->count, sizeof *by->items, compare_amounts);
    for (*count = 0; *count < by->count; ++*count) {
        const struct cause *cause = &attained->causes->items[by->items[*count].cause];
        rows[*count] = (slacalc_log_by){.components = cause->components,
                                        .component_count = cause->count,
                                        .lost_s = (double)by->items[*count].amount};
    }
    return rows;
}

static slacalc_level level_attained(long double lost, long double promised) {
    if (promised <= 0)
        return (slacalc_level){1, 0};
    long double down = lost < promised ? lost / promised : 1;
    return (slacalc_level){(double)(lost < promised ? (promised - lost) / promised : 0), (double)down};
}

static void add_to_total(struct attained *attained, const slacalc_log_service *row) {
    slacalc_log_total *total = &attained->total;
    total->promised_s += row->promised_s;
    total->lost_s += row->lost_s;
    total->down_s += row->down_s;
    total->degraded_s += row->degraded_s;
    total->longest_s = row->longest_s > total->longest_s ? row->longest_s : total->longest_s;
    total->outages += row->outage_count;
    for (size_t i = 0; i < attained->by.count; i++)
        tally_add(&attained->by_in_all, attained->by.items[i].cause, attained->by.items[i].amount, attained->scratch);
}

slacalc_log_total attained_total(struct attained *attained, struct arena *arena) {
    slacalc_log_total total = attained->total;
    total.availability = level_attained(total.lost_s, total.promised_s);
    total.by = rows_by_cause(attained, &attained->by_in_all, &total.by_count, arena);
    return total;
}

void attained_close(struct attained *attained, int64_t from, int64_t to, slacalc_log_service *row,
                    struct arena *arena) {
    bool goes_on = attained->is_out;
    go_to(attained, to);
    if (goes_on)
        end_outage(attained, to);
    int64_t promised = promised_between(attained->promised, from, to);
    row->promised_s = (double)promised;
    row->availability = level_attained(attained->lost, promised);
    row->lost_s = (double)attained->lost;
    row->down_s = (double)attained->down;
    row->degraded_s = (double)attained->degraded;
    row->longest_s = (double)attained->longest;
    row->outages = arena_copy(arena, attained->outages, attained->outage_count, sizeof *row->outages);
    row->outage_count = attained->outage_count;
    add_to_total(attained, row);
    row->by = rows_by_cause(attained, &attained->by, &row->by_count, arena);
    tally_clear(&attained->by);
    attained->lost = attained->down = attained->degraded = attained->longest = 0;
    attained->outage_count = 0;
    if (goes_on)
        begin_outage(attained, to);
}

#include "engine/rows/kept_rows.h"

#include "base/date.h"

struct kept_maker kept_maker_new(struct row_maker *rows) {
    const struct figures *figures = rows->figures;
    struct kept_maker maker = {.rows = rows};
    if (!figures->model->has_mttr)
        return maker;
    maker.series = series_maker_new(figures->valuation, figures->model, figures->scratch);
    maker.room = chain_room_new(figures->scratch);
    return maker;
}

/* The seconds of the period at which the service is promised. Outages that go on over the night are cut there, so that
 * what is said of hours is approximate. */
static double promised_s(const slacalc_service *service) {
    return service->period_s * (service->hours_per_week * 60 / MINUTES_PER_WEEK);
}

static void judge_kept(struct kept_maker *maker, const struct series *series, double period_s,
                       slacalc_promise *promise) {
    struct exceeding exceeding = exceeding_of(series, period_s, promise->level.down * period_s, &maker->room,
                                              maker->rows->figures->valuation->deadline);
    if (!exceeding.is_known)
        return;
    promise->kept = 1 - exceeding.chance;
    promise->kept_is = exceeding.is_settled ? series->kind : SLACALC_KEPT_APPROXIMATE;
}

void add_kept(struct kept_maker *maker, slacalc_service *service, size_t index) {
    const struct figures *figures = maker->rows->figures;
    if (!service->has_outages || service->promise_count == 0)
        return;
    uint32_t gate = figures->graph->judged[figures->scope->services[index]];
    struct level level = figures->valuation->values.low[gate];
    struct mean_outages mean = {(double)level.up, (double)level.down, service->outages_per_period / service->period_s};
    struct arena *scratch = arena_open(figures->scratch);
    struct series series = series_of(&maker->series, gate, mean, scratch);
    if (timed_service_at(figures->timed, index))
        series.kind = SLACALC_KEPT_APPROXIMATE;
    slacalc_promise *promises =
        arena_copy(&maker->rows->result->arena, service->promises, service->promise_count, sizeof *promises);
    for (size_t i = 0; i < service->promise_count; i++)
        judge_kept(maker, &series, promised_s(service), &promises[i]);
    service->promises = promises;
    arena_close(scratch);
}

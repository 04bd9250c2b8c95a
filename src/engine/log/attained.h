/* What one service attains in one window after another: its share of requests is told whenever it changes. */
#ifndef ENGINE_LOG_ATTAINED_H
#define ENGINE_LOG_ATTAINED_H

#include "engine/log/promised.h"
#include "engine/log/tally.h"
#include "slacalc.h"

/* How a service does from some moment on. */
struct standing_now {
    struct level share; /* of the requests that succeed; where up is 0, none does */
    uint32_t cause;     /* of what fails; NO_INDEX where nothing does */
    bool is_degraded;   /* nothing fails, but something optional is not up */
};

struct attained {
    const struct promised *promised;
    const struct zone *clock; /* by which times are written */
    const struct causes *causes;
    struct standing_now now;
    int64_t since;     /* up to then, all is added up */
    bool is_out;       /* an outage lasts */
    int64_t out_since; /* it began then, or the window did */
    long double out_down, out_lost;
    struct tally out_causes;
    long double lost, down, degraded, longest;
    struct tally by;
    slacalc_log_outage *outages; /* of the window */
    size_t outage_count, outage_capacity;
    struct tally by_in_all; /* of all windows, as the row */
    slacalc_log_total total;
    struct arena *scratch; /* of all this */
};

/* From this moment on, which is not before the last one. */
void attained_change(struct attained *attained, int64_t instant, const struct standing_now *now);

/* The row of all windows that were closed. */
slacalc_log_total attained_total(struct attained *attained, struct arena *arena);

/* Ends the window: sets the times of the row, and its outages and causes in `arena`; the next window begins. */
void attained_close(struct attained *attained, int64_t from, int64_t to, slacalc_log_service *row, struct arena *arena);

#endif

/* What happened: the rows of logs of incidents, and the windows in which promises are judged. */
#ifndef MODEL_LOG_H
#define MODEL_LOG_H

#include "model/model.h"

/* In the place of the end of a row that lasts until the end of the last window. */
#define LOG_OPEN INT64_MAX

/* One incident of a component, [start, end) in seconds since 1970 in UTC. */
struct log_row {
    int64_t start, end; /* start <= end */
    double loss;        /* share of the requests that failed; above 0 */
    uint32_t component;
    uint32_t replica; /* from 0; NO_INDEX: all of them */
    struct position where;
};

struct log_window {
    int64_t from, to; /* [from, to), midnights of the zone */
};

struct log {
    struct log_row *rows;
    size_t row_count, row_capacity;
    uint32_t zone;       /* of times without an offset, and of windows: index in the model's zones */
    struct zone *clocks; /* by zone of the model: the same zone with all years */
    struct log_window *windows;
    size_t window_count, window_capacity;
};

#endif

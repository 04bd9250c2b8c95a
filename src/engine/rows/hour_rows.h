/* The rows of one service that tell of hours: slices, coverage, who leaves what uncovered. */
#ifndef ENGINE_ROWS_HOUR_ROWS_H
#define ENGINE_ROWS_HOUR_ROWS_H

#include "engine/rows/row_maker.h"

/* Lists hours of one service after the other. */
struct hour_lister {
    struct row_maker *maker;
    uint32_t *listed;  /* by what services have alike in their slices: the first of them that was listed; NO_INDEX where
                          none was */
    size_t steps_left; /* of all services together */
};

struct hour_lister hour_lister_new(struct row_maker *maker);

/* A service that hours play no part in gets one slice, the whole week. */
void fill_hours(struct hour_lister *lister, slacalc_service *service, size_t index);

#endif

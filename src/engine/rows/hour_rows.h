/* The rows of one service that tell of hours: slices, coverage, who leaves what uncovered. */
#ifndef ENGINE_ROWS_HOUR_ROWS_H
#define ENGINE_ROWS_HOUR_ROWS_H

#include "engine/rows/row_maker.h"

/* A service that hours play no part in gets one slice, the whole week. */
void fill_hours(struct row_maker *maker, slacalc_service *service, size_t index);

#endif

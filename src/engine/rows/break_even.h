/*
 * How much common cause a promise bears that holds as its parts are drawn, but not however their outages overlap: the
 * largest beta, the same for all replicas and all groups, under which it still holds.
 */
#ifndef ENGINE_ROWS_BREAK_EVEN_H
#define ENGINE_ROWS_BREAK_EVEN_H

#include "engine/rows/row_maker.h"

/* Sets slacalc_promise.common_cause in the rows of services, which have their verdicts. It stays below 0 where the
 * promise is guaranteed, broken or undecided, where nothing in the service could have a common cause, and where the
 * budget, the time or a fixed amount of work does not suffice. */
void add_break_evens(struct row_maker *rows);

#endif

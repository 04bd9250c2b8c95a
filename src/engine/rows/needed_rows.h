/* What each part would have to deliver for a promise to be just kept. */
#ifndef ENGINE_ROWS_NEEDED_ROWS_H
#define ENGINE_ROWS_NEEDED_ROWS_H

#include "engine/rows/row_maker.h"

/* Adds them to a service whose importance is known, for each of its promises. The unavailability U is linear in that of
 * each event, q, so with u the promised one the event may be down q = (u - U(q=0)) / B, and has to be up
 * (U(q=1) - u) / B of the time. */
void add_needed(struct row_maker *rows, slacalc_service *service);

#endif

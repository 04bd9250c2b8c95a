/* What each part would have to deliver for a promise to be just kept. */
#ifndef ENGINE_ROWS_NEEDED_ROWS_H
#define ENGINE_ROWS_NEEDED_ROWS_H

#include "engine/rows/needed_tied.h"

/* Room that serves one service after another. */
struct needed_maker {
    struct row_maker *rows;
    struct tied_finder tied;
    size_t rows_left, work; /* for all services together: what is more is not known */
};

/* Where nobody asked for what parts need, what would keep a broken promise takes a tenth of the work. */
struct needed_maker needed_maker_new(struct row_maker *rows);

/* Adds them to the service at that index of the scope whose importance is known, for each of its promises. The
 * unavailability U is linear in that of each event, q, so with u the promised one the event may be down q = (u -
 * U(q=0)) / B, and has to be up (U(q=1) - u) / B of the time. What is tied to others is tried (needed_tied.h). */
void add_needed(struct needed_maker *maker, slacalc_service *service, size_t index);

/* Adds to the service at that index of the scope whose shares are known which parts alone would keep its broken
 * promises. */
void add_mending(struct needed_maker *maker, slacalc_service *service, size_t index);

#endif

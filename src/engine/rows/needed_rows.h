/* What each part would have to deliver for a promise to be just kept. */
#ifndef ENGINE_ROWS_NEEDED_ROWS_H
#define ENGINE_ROWS_NEEDED_ROWS_H

#include "engine/rows/needed_tied.h"

/* Room that serves one service after another. */
struct needed_maker {
    struct row_maker *rows;
    struct tied_finder tied;
};

/* Adds them to the service at that index of the scope whose importance is known, for each of its promises. The
 * unavailability U is linear in that of each event, q, so with u the promised one the event may be down q = (u -
 * U(q=0)) / B, and has to be up (U(q=1) - u) / B of the time. What is tied to others is tried (needed_tied.h). */
void add_needed(struct needed_maker *maker, slacalc_service *service, size_t index);

/* Whether the promise would be kept without so much of the downtime: the share of a part, or what its hours cost. */
bool keeps_without(const slacalc_service *service, size_t promise, double share);

/* What one component has to deliver for a promise that is broken, by its share s of the downtime: as s = B q / U, q has
 * to shrink by as large a part of itself as (1 - u / U) is of s. That has fewer digits than the above, and asks for
 * nothing but shares. What is tied to others has no such level. */
slacalc_needed needed_by_share(const slacalc_result *result, const slacalc_service *service, size_t promise,
                               const slacalc_share *share);

#endif

/* Which promises of a result are kept, and how many there are. */
#ifndef ENGINE_ROWS_PROMISES_KEPT_H
#define ENGINE_ROWS_PROMISES_KEPT_H

#include "slacalc.h"

/* Whether the promise is kept, by its verdict alone. */
bool promise_is_kept(const slacalc_promise *promise);

/* Whether it is kept in as many periods as the result asks for. Where that is not known, it is not. */
bool promise_is_kept_often(const slacalc_result *result, const slacalc_promise *promise);

/* Whether the promise is enough: by its verdict and by how often it is kept, and where the result is strict by its gaps
 * too. */
bool promise_is_enough(const slacalc_result *result, const slacalc_service *service, size_t promise);

/* Whether the promise that has the gap is not enough: where the result is strict, none with a gap is. */
bool gap_is_of_unkept(const slacalc_result *result, const slacalc_service *service, const slacalc_gap *gap);

/* How many promises of the service, or of all of them, are not enough. */
size_t unkept_of(const slacalc_result *result, const slacalc_service *service);
size_t unkept_count(const slacalc_result *result);

/* The promise of the service with the worst verdict, and of these the one with the least margin; SLACALC_NONE where it
 * has no promise. */
size_t worst_promise(const slacalc_service *service);

/* The first gap of that promise of the service; where it has none, the first of those after it. */
size_t first_gap(const slacalc_service *service, size_t promise);

/* How many gaps that promise of the service has. */
size_t gap_count(const slacalc_service *service, size_t promise);

/* How many promises of all verdicts there are. */
size_t promise_count(const slacalc_result *result);

#endif

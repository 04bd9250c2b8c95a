/* Shares of requests that were found by diagrams: equal states are valued once. */
#ifndef ENGINE_LOG_KNOWN_SHARES_H
#define ENGINE_LOG_KNOWN_SHARES_H

#include "base/deadline.h"
#include "engine/graph/graph.h"

struct known_shares;

struct known_shares *known_shares_new(struct arena *arena);

/* The probability that the root is up. Where the budget does not suffice it is the lower end of an interval, and
 * `*is_exact` is set to false. */
struct level known_share(struct known_shares *known, const struct graph *graph, uint32_t root, size_t max_nodes,
                         struct deadline *deadline, bool *is_exact, struct arena *scratch);

#endif

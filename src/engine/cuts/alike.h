/* Events that are alike: of the same level, at the same place. Sets that differ only by such events are told as one. */
#ifndef ENGINE_CUTS_ALIKE_H
#define ENGINE_CUTS_ALIKE_H

#include "engine/graph/graph.h"

/* By gate that is a leaf: the first leaf that it is alike to, which may be itself. Two are where the same gates read
 * them, and level, replicas and hours are the same. */
const uint32_t *alike_leaves(const struct graph *graph, const struct slacalc_model *model, struct arena *arena);

#endif

/* Events that are alike: of the same level, at the same place. Sets that differ only by such events are told as one. */
#ifndef ENGINE_CUTS_ALIKE_H
#define ENGINE_CUTS_ALIKE_H

#include "engine/graph/graph.h"

/* By gate that is a leaf: the first leaf that is like it, which may be the leaf itself. Two leaves are alike where the
 * same gates read both, and both have the same level, replicas, quorum and hours. */
const uint32_t *alike_leaves(const struct graph *graph, const struct slacalc_model *model, struct arena *arena);

#endif

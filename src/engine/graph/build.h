/* From a model to the graph of its structure function. */
#ifndef ENGINE_GRAPH_BUILD_H
#define ENGINE_GRAPH_BUILD_H

#include "engine/graph/building.h"
#include "engine/graph/graph.h"

/* The gates of all components in scope. The graph lives in `arena`; `scratch` may be freed afterwards. */
struct graph graph_build(const struct building *building, struct arena *arena, struct arena *scratch);

#endif

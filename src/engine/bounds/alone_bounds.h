/*
 * Bounds of services that are sharpened no further, from the graph that each has alone (graph/alone.h): what it needs
 * by way of several others stands there once, so that its outages are not added up once for each way.
 */
#ifndef ENGINE_BOUNDS_ALONE_BOUNDS_H
#define ENGINE_BOUNDS_ALONE_BOUNDS_H

#include "base/deadline.h"
#include "engine/bounds/composed.h"

/* Narrows those of roots that are not sharp, as far as `*work`, in steps, and the time go. */
void bounds_tighten_alone(struct bounds *bounds, const struct graph *graph, const struct modules *modules,
                          const uint32_t *roots, size_t root_count, size_t *work, struct deadline *deadline,
                          struct arena *parent);

#endif

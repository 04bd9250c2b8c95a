/*
 * The graph of one root by itself, in the form in which its diagram is smallest. Where the root needs a gate that is up
 * only if all of its arguments are, it needs these arguments directly (and the same goes for any), so that what several
 * gates need stands there once. Arguments that have nothing in common with the others become a factor of their own.
 */
#ifndef ENGINE_GRAPH_ALONE_H
#define ENGINE_GRAPH_ALONE_H

#include "base/arena.h"
#include "engine/graph/graph.h"
#include "engine/graph/modules.h"

/* Room that serves one root after another. */
struct alone_room {
    const struct graph *graph;
    const struct modules *modules;
    uint32_t root;     /* the root that is being served */
    uint32_t serial;   /* of the search */
    uint32_t *met;     /* by gate: the last search that met it */
    uint32_t *renamed; /* by gate that was met: its gate in the new graph; NO_INDEX until it has one */
    uint32_t *owner;   /* by gate that was met: the part of the root that met it first */
    uint32_t *pending;
    size_t pending_count, pending_capacity;
    struct arena *arena;
};

struct alone_room alone_room_new(const struct graph *graph, const struct modules *modules, struct arena *arena);

struct alone {
    struct graph graph;
    uint32_t root;
    uint32_t *stands_for; /* by leaf of it: the module of the whole graph. Its level is to be set */
    size_t stands_for_capacity;
};

/* Of a root that is a gate over arguments. The graph lives in `arena`. */
struct alone alone_of(struct alone_room *room, uint32_t root, struct arena *arena);

#endif

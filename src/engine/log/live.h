/*
 * A graph whose leaves go down and up: which gates are up, which are down, and which are in between, since some leaf is
 * up for a part of the requests only. After a change only what may have changed is looked at.
 */
#ifndef ENGINE_LOG_LIVE_H
#define ENGINE_LOG_LIVE_H

#include "engine/graph/graph.h"

enum live_state { LIVE_DOWN, LIVE_PART, LIVE_UP };

struct live {
    const struct graph *graph;
    unsigned char *states;  /* by gate */
    uint32_t *down, *part;  /* by gate: how many arguments are so */
    struct level *levels;   /* by gate that is a leaf */
    uint32_t *reader_start; /* by gate: of those of its places as an argument, one more at the end */
    uint32_t *reader_places, *reader_gates;
    uint32_t *place_at; /* the places of the arguments of each gate, of those that are not up first */
    uint32_t *slots;    /* by place as an argument: where it stands in `place_at` */
    uint32_t *queue;    /* gates that are to be looked at again: a heap, the least first */
    size_t queue_count;
    bool *is_queued;
    uint32_t *touched; /* gates that have changed, or may have while they are in between */
    size_t touched_count;
};

/* All leaves of components are up. Chances are in between, as the graph says. */
struct live live_new(const struct graph *graph, struct arena *arena);

/* Gives the leaf a level. */
void live_set(struct live *live, uint32_t gate, struct level level);

/* Looks at all that the levels since the last time may have changed, and lists it in `touched`. */
void live_settle(struct live *live);

/* How many arguments of the gate are not up; and the one of them at that index. */
static inline uint32_t live_not_up(const struct live *live, uint32_t gate) {
    return live->down[gate] + live->part[gate];
}
static inline uint32_t live_argument(const struct live *live, uint32_t gate, uint32_t index) {
    return live->graph->arguments[live->place_at[live->graph->gates[gate].first + index]];
}

#endif

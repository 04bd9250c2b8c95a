/* The rows of a log without overlaps: of each component, or replica, one loss at a time. */
#ifndef MODEL_SEGMENTS_H
#define MODEL_SEGMENTS_H

#include "model/log.h"

/* [start, end) */
struct segment {
    int64_t start, end;
    double loss;
    uint32_t component;
    uint32_t replica; /* NO_INDEX: all of them */
};

struct segments {
    struct segment *items;
    size_t count, capacity;
};

/* In the order of the log's rows, which are sorted. Where rows overlap, the largest loss counts; where two with the
 * same loss touch, they are one. What lasts on ends with the last window. */
struct segments segments_of(const struct log *log, struct arena *arena);

#endif

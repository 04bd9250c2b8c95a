/* Which changes a service can tell. */
#ifndef ENGINE_AGAINST_REACH_H
#define ENGINE_AGAINST_REACH_H

#include "model/difference.h"

/* By component of the merged model, whether it needs the component of that change, by what either model says, or is
 * it. One search follows another in the same room. */
struct reach {
    const struct difference *difference;
    uint32_t *starts, *items; /* who needs component c: items[starts[c]] up to items[starts[c + 1]] */
    bool *reached;            /* by component */
    uint32_t *found;
};

struct reach reach_new(const struct difference *difference, struct arena *arena);
void reach_from(struct reach *reach, uint32_t component);

#endif

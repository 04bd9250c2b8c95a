/* Which changes a service can tell. */
#ifndef ENGINE_AGAINST_REACH_H
#define ENGINE_AGAINST_REACH_H

#include "base/deadline.h"
#include "model/difference.h"
#include "model/needs.h"

/* Of some changes, the services that each can reach. They are as many as there are changes times services at the most,
 * so there is an end to them. */
struct reached {
    size_t *starts;     /* by change, and behind the last one that is known: where its services begin */
    uint32_t *services; /* as indices, ascending for each change */
    size_t known;       /* what the changes from here on reach is not known: that takes too much work, room or time */
};

/* What is asked for: indices of changes in the difference, and services as components of the merged model. */
struct reaching {
    const struct difference *difference;
    const uint32_t *changes;
    size_t change_count;
    const uint32_t *services;
    size_t service_count;
    struct deadline *deadline;
};

struct reached reached_by(const struct reaching *reaching, struct arena *arena);

#endif

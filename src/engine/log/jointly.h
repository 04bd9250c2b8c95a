/*
 * How long too few members of a redundant group were up at once, and how long that would have been if their outages
 * were independent of each other, each as long in all as it was. The difference amounts to a common cause: with u the
 * least unavailability of a member and c = beta u, the cause is down for c, and each member by itself for
 * (u_i - c) / (1 - c), as in a model (graph/beta_factor.h).
 */
#ifndef ENGINE_LOG_JOINTLY_H
#define ENGINE_LOG_JOINTLY_H

#include "base/deadline.h"
#include "engine/log/redundancy.h"
#include "model/segments.h"

struct jointly {
    const struct slacalc_log_group *groups;
    size_t count;
    size_t left_out; /* groups that take more work than is allowed */
};

/* Of groups of which some member was not up in the windows. `segments` are in the order of their starts, `row_of` has
 * the rows of components in the result. */
struct jointly jointly_down(const struct slacalc_model *model, const struct live_parts *parts,
                            const struct segments *segments, const size_t *row_of, struct deadline *deadline,
                            struct arena *arena, struct arena *scratch);

#endif

/* The probability of a cone from one diagram of bounded size. */
#ifndef ENGINE_CONE_DIAGRAM_H
#define ENGINE_CONE_DIAGRAM_H

#include "engine/cone.h"

struct cone_probability {
    long double least, most; /* of the top being down; 0 and 1 where the work did not suffice */
    uint64_t work;           /* done */
};

/* A diagram has at most about `max_nodes` nodes: where more are needed, the gate is rounded to be down more often. */
struct cone_probability cone_diagram(const struct cone *cone, size_t max_nodes, uint64_t max_work,
                                     struct deadline *deadline);

#endif

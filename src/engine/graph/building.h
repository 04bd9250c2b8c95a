/* What a graph is built of. */
#ifndef ENGINE_GRAPH_BUILDING_H
#define ENGINE_GRAPH_BUILDING_H

#include "engine/graph/scope.h"
#include "model/own_level.h"

/* Where the own parts of components with whole figures come from. */
enum own_parts {
    PARTS_KNOWN,  /* the levels in `own` */
    PARTS_SOUGHT, /* not known: their leaves are left to be derived, and no component has hours */
};

/* What is made of replicas across places and of common causes. */
enum ties {
    TIES_COUNTED,    /* what the model says */
    TIES_EVERYWHERE, /* a common cause of all replicas and of all groups, in place of what the model says of causes */
    TIES_LOOSED      /* nothing has a common cause, and replicas across places are a leaf each: for bounds, which range
                        over all ways in which these may depend on each other */
};

struct building {
    const struct slacalc_model *model;
    const struct scope *scope;
    const struct own_levels *own;
    enum own_parts parts;
    enum ties ties;
    struct level beta;   /* TIES_EVERYWHERE: up is the share of the causes */
    const bool *settled; /* PARTS_SOUGHT: by component, whose own part is among those in `own` already; NULL: none is */
};

/* Whether the component's own part is still to be derived, which `own` says to be one. */
static inline bool is_part_sought(const struct building *building, uint32_t component, const struct own_level *own) {
    return building->parts == PARTS_SOUGHT && own->is_whole && !(building->settled && building->settled[component]);
}

#endif

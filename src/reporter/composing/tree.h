/*
 * The dependency graph of a service as the rows of a tree, each component expanded once: at its first place from the
 * top. Siblings stand by descending downtime that their rows cost together, optional ones last.
 */
#ifndef REPORTER_COMPOSING_TREE_H
#define REPORTER_COMPOSING_TREE_H

#include "base/arena.h"
#include "slacalc.h"

/* Deeper than a person reads; a tree in a narrow terminal is less deep. */
enum { TREE_MOST_DEPTH = 64 };

enum tree_row_kind {
    ROW_COMPONENT, /* a component with what it needs below it */
    ROW_REPEATED,  /* a component that stands further above */
    ROW_GROUP,     /* a requirement over parts */
    ROW_DEEPER,    /* instead of all that the component needs: the tree is too deep */
    ROW_CUT        /* instead of all further rows: the tree is too long */
};

struct tree_row {
    enum tree_row_kind kind;
    size_t parent;      /* row; SLACALC_NONE for the first one */
    size_t depth;       /* 0 for the first one */
    size_t level;       /* the same, groups left out */
    size_t component;   /* COMPONENT, REPEATED: itself; DEEPER: whose needs they are; SLACALC_NONE elsewhere */
    size_t outer;       /* the requirement with traffic and optional around it; SLACALC_NONE where there is none */
    size_t requirement; /* GROUP: the one that has the parts; SLACALC_NONE elsewhere */
    size_t left_out;    /* CUT: number of rows */
    double share;       /* COMPONENT: of the service's downtime */
};

struct tree {
    struct tree_row *rows;
    size_t count;
    size_t depth; /* of the deepest row */
    struct arena *arena;
};

/* What the trees of one result need in common. */
struct tree_builder {
    const slacalc_result *result;
    struct arena *arena;
    size_t *shown;  /* by component: the last round in which it was shown */
    double *share;  /* by component: of the service's downtime */
    double *weight; /* by requirement: the downtime that it costs as shown */
    size_t round;
    size_t most_level; /* components on this level are shown without what they need */
    size_t *way_from;  /* by component: below which other one it is expanded; NULL: where it stands first */
};

/* The arena has a guard. At most `levels` below the services are shown; 0: all. */
void tree_builder_init(struct tree_builder *builder, const slacalc_result *result, size_t levels, struct arena *arena);

/* From now on expands each component where the way to it is the shortest, one without optional requirements if there is
 * any, instead of where it stands first. */
void tree_expand_nearest(struct tree_builder *builder, const slacalc_service *service);
void tree_expand_first(struct tree_builder *builder);

struct tree tree_build(struct tree_builder *builder, const slacalc_service *service, size_t most_rows,
                       size_t most_depth);

void tree_release(struct tree *tree);

/* The requirement within those that have only one part, traffic and optional. */
size_t requirement_core(const slacalc_result *result, size_t requirement);

/* Whether one of those that have only one part is optional. */
bool requirement_is_optional(const slacalc_result *result, size_t requirement);

#endif

/*
 * What of a tree a person looks at: the rows of the components with the largest shares of the downtime, and those that
 * lead to them.
 */
#ifndef REPORTER_COMPOSING_FOCUS_H
#define REPORTER_COMPOSING_FOCUS_H

#include "reporter/composing/tree.h"
#include "reporter/wording/printable.h"

/* What a tree or a picture does not show, by components. */
struct left_out {
    size_t parts;
    double share;   /* of the downtime of a service that they have together */
    size_t largest; /* the one with the largest share; SLACALC_NONE where none has any */
    double largest_share;
};

/* The tree of a service where that has at most `most_rows`. Else each component stands where the way to it is the
 * shortest, and the rows are left with the largest shares and, where they have none, the nearest to the service, with
 * those above them; one whose way is too long for what is left of the room is passed over. No row says that there is
 * something deeper. To be released as that of tree_build. */
struct tree tree_build_focused(struct tree_builder *builder, const slacalc_service *service, size_t most_rows,
                               size_t most_depth);

/* "190 more parts, 4.2 % of the downtime, the largest db 0.1 %"; NULL where there is none. The name is as the model has
 * it. */
const char *statement_of_left_out(const struct wording *wording, const slacalc_result *result,
                                  const struct left_out *left);

/* Counts what has a share behind so many of the first. */
struct left_out shares_left_out(const slacalc_service *service, size_t shown);

/* Counts all that these components need in the end, and that is none of them. By component. */
struct left_out needs_left_out(const slacalc_result *result, const bool *is_shown, struct arena *arena);

/* Adds what the components that are not shown have of the downtime of the service. */
void left_out_add_shares(struct left_out *left, const slacalc_service *service, const bool *is_shown);

/* Counts all that the service needs and that has no row of its own. */
struct left_out left_out_of(const struct tree *tree, const struct tree_builder *builder,
                            const slacalc_service *service);

#endif

/*
 * Which order of variables makes diagrams small nobody knows beforehand, and the best is often smaller than the others
 * by a factor of ten. All are tried for a few steps, the three that came farthest go on for more of them, and so on.
 */
#ifndef ENGINE_VALUATION_TRIALS_H
#define ENGINE_VALUATION_TRIALS_H

#include "engine/diagram/ordering.h"
#include "engine/valuation/valuation.h"

/* One order of the variables, with its own diagrams. */
struct trial {
    enum ordering ordering;
    uint32_t *by_rank;         /* the gates in this order; NULL before it is tried */
    struct diagrams *diagrams; /* NULL: not begun, or given up */
    uint32_t valued;           /* gates */
    size_t steps;              /* that the last of them was done after */
    size_t used;               /* all steps so far */
};

struct trials {
    struct valuation *valuation;
    const struct valuing *valuing;
    struct trial orders[ORDERINGS]; /* the most promising first; to begin with, each at its index */
    struct deadline deadline;       /* of diagrams, so that time is left for the frontier */
    struct arena *scratch;
};

/* All orders, of which none is tried yet. */
struct trials trials_new(struct valuation *valuation, const struct valuing *valuing, struct arena *scratch);

/* Goes on where the trial stopped, up to so many steps in all. Returns whether all gates got their values. */
bool trials_attempt(struct trials *trials, struct trial *trial, size_t steps);

/* Returns the order in which all gates got their values; NULL where none came through, and the most promising is left.
 */
struct trial *trials_race(struct trials *trials);

/* Gives the modules the ranks of this order. */
void trials_choose(struct trials *trials, struct trial *trial);

/* Gives the diagrams of all others back; of all, where `kept` is NULL. */
void trials_keep_only(struct trials *trials, const struct trial *kept);

/* Tells whoever looks inside how far an order came: the gates that have values, and its steps. */
void trials_tell(const struct trials *trials, const struct trial *trial, size_t gates, size_t work);

/* Starts the clock of diagrams. */
void trials_start_clock(struct trials *trials);

/* Ends the trials: the diagrams that the valuation has then are those that stay. */
void trials_end(struct trials *trials);

#endif

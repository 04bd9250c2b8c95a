/* What is coupled: the variables of a diagram, each with a budget that its outages share over all slices of the time
 * (coupling.h). */
#ifndef ENGINE_BOUNDS_COUPLED_H
#define ENGINE_BOUNDS_COUPLED_H

#include "base/deadline.h"
#include "engine/diagram/bdd.h"
#include "model/level.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Which side is made as large as possible. */
enum coupling_goal { MOST_DOWN, MOST_UP };

/* A variable of the diagram, by its rank. */
struct coupled {
    bool is_switch;         /* not an outage: it stays independent, with the level below */
    struct level level;     /* of a switch */
    long double budget;     /* of others: time down (MOST_DOWN) or up (MOST_UP) in all slices together */
    long double whole;      /* MOST_UP: a ratio of small whole numbers, such as 1 ... */
    long double complement; /* ... and what the budget lacks to it, with its digits */
    long double nudge;      /* a shift of the budget so small that it does not count, against ties */
};

struct coupling {
    const struct bdd *bdd;
    uint32_t root; /* outages are tested before switches */
    enum coupling_goal goal;
    const struct coupled *variables; /* by rank */
    size_t slice_count;
    const long double *weights; /* by slice */
    const bool *const *forced;  /* by slice, by rank: down in MOST_DOWN and up in MOST_UP whatever is paid; or NULL */
    size_t *work;               /* steps left; counted down */
    struct deadline *deadline;  /* past it no steps are left; NULL: none */
};

#endif

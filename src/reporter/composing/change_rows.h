/* The changes of a model with what they do, row by row, for tables. */
#ifndef REPORTER_COMPOSING_CHANGE_ROWS_H
#define REPORTER_COMPOSING_CHANGE_ROWS_H

#include "base/arena.h"
#include "slacalc.h"

struct change_row {
    const slacalc_change *change;
    bool is_first;                /* row of the change */
    const slacalc_effect *effect; /* NULL where it has none */
    size_t left_out;              /* further effects of the change, behind its last row */
};

struct change_rows {
    struct change_row *items;
    size_t count;
    size_t left_out; /* changes that have no row */
};

/* A row for each change and service that it does something to, those first to which it does most. */
struct change_rows change_rows_of(const slacalc_against *against, size_t most_rows, size_t most_effects,
                                  struct arena *arena);

#endif

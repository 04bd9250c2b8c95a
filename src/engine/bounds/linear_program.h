/*
 * Linear programs of the form
 *     maximise the sum of gain(j) w(j)  subject to  the sum of w(j) over the columns j that hold row r <= b(r),  w >= 0
 * with b > 0 and columns that are sets of rows, too many to be listed: the caller looks for a column whose gain is
 * above its price, the sum of its rows' prices. While there is one, it enters and the value grows (Gilmore and Gomory
 * 1961, "A linear programming approach to the cutting-stock problem").
 *
 * Once there is none, the prices are a feasible dual solution whatever rounding did to the way there, and price * b
 * bounds the value. The method is the revised simplex method in long double: right sides of 1e-12 stand beside others
 * of 1 here, below the absolute tolerances (1e-7 to 1e-9) of general solvers.
 */
#ifndef ENGINE_BOUNDS_LINEAR_PROGRAM_H
#define ENGINE_BOUNDS_LINEAR_PROGRAM_H

#include "base/arena.h"

#include <stdbool.h>
#include <stdint.h>

struct packing {
    size_t rows;
    long double *inverse; /* of the basis; rows x rows */
    long double *weights; /* w by basic column */
    long double *prices;  /* by row, not negative */
    long double *column;  /* scratch: the entering column in terms of the basis */
    uint32_t *slack_of;   /* by basic column: the row whose slack it is; `rows` in one that was let in */
    uint32_t *filled;     /* scratch: places in a row that are not 0 */
    size_t changes;       /* of places of the inverse so far */
};

/* The basis of slacks: all prices 0. `right` is copied. */
struct packing packing_new(struct arena *arena, size_t rows, const long double *right);

/* Lets the column of these `count` rows enter. Returns false where no row limits it. */
bool packing_enter(struct packing *packing, const uint32_t *rows, size_t count, long double gain);

/* By row: what no column uses of its right side. */
void packing_left(const struct packing *packing, long double *left);

/* A price and a gain that differ by less are equal but for rounding. */
long double packing_tolerance(void);

#endif

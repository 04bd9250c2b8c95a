#include "lp.h"

#include <stdlib.h>
#include <string.h>

/* Far below every difference between levels that the tests use, far above the rounding of 113 bits. */
#define NOISE ((quad)1e-28)

/* The simplex tableau: one row for each constraint, the last one for the reduced costs; the last column is the right
 * hand side. Constraint e < elements says P(e is down), the one after them that all probabilities add up to 1. */
struct tableau {
    size_t rows, states;
    quad *cells;   /* (rows + 1) x (states + 1) */
    size_t *basis; /* state of each row */
};

static quad *cell(const struct tableau *t, size_t row, size_t column) {
    return &t->cells[row * (t->states + 1) + column];
}

static void subtract_row(const struct tableau *t, size_t from, size_t row, quad factor) {
    for (size_t column = 0; column <= t->states; column++)
        *cell(t, from, column) -= factor * *cell(t, row, column);
}

static void pivot(struct tableau *t, size_t row, size_t state) {
    quad divisor = *cell(t, row, state);
    for (size_t column = 0; column <= t->states; column++)
        *cell(t, row, column) /= divisor;
    for (size_t other = 0; other <= t->rows; other++)
        if (other != row && *cell(t, other, state) != 0)
            subtract_row(t, other, row, *cell(t, other, state));
    t->basis[row] = state;
}

static void fill(struct tableau *t, const struct oracle_outages *outages, quad sign) {
    size_t n = outages->count;
    for (size_t state = 0; state < t->states; state++) {
        for (size_t e = 0; e < n; e++)
            *cell(t, e, state) = (quad)(int)(~state >> e & 1);
        *cell(t, n, state) = 1;
        *cell(t, n + 1, state) = sign * outages->loss[state];
    }
    for (size_t e = 0; e < n; e++)
        *cell(t, e, t->states) = outages->down[e];
    *cell(t, n, t->states) = 1;
}

/* A vertex to start from: an element is down only when all that are down more often are, too. */
static void start(struct tableau *t, const struct oracle_outages *outages) {
    size_t n = outages->count, state = t->states - 1;
    pivot(t, n, state);
    for (size_t step = 0; step < n; step++) {
        size_t next = n;
        for (size_t e = 0; e < n; e++)
            if ((state >> e & 1) && (next == n || outages->down[e] > outages->down[next]))
                next = e;
        state &= ~((size_t)1 << next);
        pivot(t, next, state);
    }
}

/* Bland's rule never cycles: the first state that lowers the cost enters. */
static size_t entering(const struct tableau *t) {
    size_t state = 0;
    while (state < t->states && *cell(t, t->rows, state) >= -NOISE)
        state++;
    return state;
}

static size_t leaving(const struct tableau *t, size_t state) {
    size_t best = t->rows;
    quad best_ratio = 0;
    for (size_t row = 0; row < t->rows; row++) {
        if (*cell(t, row, state) <= NOISE)
            continue;
        quad ratio = *cell(t, row, t->states) / *cell(t, row, state);
        bool tie = best < t->rows && ratio - best_ratio < NOISE && best_ratio - ratio < NOISE;
        if (best == t->rows || (tie ? t->basis[row] < t->basis[best] : ratio < best_ratio)) {
            best = row;
            best_ratio = ratio;
        }
    }
    return best;
}

/* The minimum of sign * loss. */
static quad minimum(const struct oracle_outages *outages, quad sign) {
    struct tableau t = {.rows = outages->count + 1, .states = (size_t)1 << outages->count};
    t.cells = calloc((t.rows + 1) * (t.states + 1), sizeof *t.cells);
    t.basis = calloc(t.rows, sizeof *t.basis);
    if (t.cells == NULL || t.basis == NULL)
        abort();
    fill(&t, outages, sign);
    start(&t, outages);
    for (size_t state = entering(&t); state < t.states; state = entering(&t)) {
        size_t row = leaving(&t, state);
        if (row == t.rows)
            abort(); /* probabilities are bounded */
        pivot(&t, row, state);
    }
    quad cost = -*cell(&t, t.rows, t.states);
    free(t.cells);
    free(t.basis);
    return cost;
}

void lp_extremes(const struct oracle_outages *outages, quad *smallest, quad *largest) {
    *smallest = minimum(outages, 1);
    *largest = -minimum(outages, -1);
}

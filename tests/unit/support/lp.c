#include "lp.h"

#include <stdlib.h>

/* Far below every difference between levels that the tests use, far above the rounding of 113 bits. */
#define NOISE ((quad)1e-28)

/* Above the rounding of `long double`, and of `double` where it is no more than that. */
#define ROUGH_NOISE 1e-13L

enum { PATIENCE = 30, BYTES = LP_ROWS / 8, BYTE_VALUES = 256 };

/* A vertex by the inverse of its basis. Columns from `column_count` on are artificial: one for each row, so that there
 * is a vertex to start from. */
struct vertex {
    const struct lp *lp;
    quad inverse[LP_ROWS][LP_ROWS];
    quad values[LP_ROWS];  /* of the variables in the basis */
    size_t basis[LP_ROWS]; /* column of each row */
    bool artificial;       /* the cost is that of the artificial columns, which have to go */
    quad duals[LP_ROWS];
    long double *rough_costs;
    size_t stalled; /* steps since the cost last fell */
};

static bool is_artificial(const struct vertex *v, size_t column) {
    return column >= v->lp->column_count;
}

static quad cost_of(const struct vertex *v, size_t column) {
    if (is_artificial(v, column))
        return v->artificial;
    return v->artificial ? 0 : v->lp->costs[column];
}

static void find_duals(struct vertex *v) {
    for (size_t row = 0; row < v->lp->row_count; row++) {
        v->duals[row] = 0;
        for (size_t b = 0; b < v->lp->row_count; b++)
            v->duals[row] += cost_of(v, v->basis[b]) * v->inverse[b][row];
    }
}

/* By how much the cost changes for each unit of the column. */
static quad reduced_cost(const struct vertex *v, size_t column) {
    quad reduced = cost_of(v, column);
    for (size_t row = 0; row < v->lp->row_count; row++)
        if (v->lp->columns[column] >> row & 1)
            reduced -= v->duals[row];
    return reduced;
}

/* Sums of the duals by the rows of each byte of a column. */
static void tabulate(const struct vertex *v, long double sums[BYTES][BYTE_VALUES]) {
    for (size_t byte = 0; byte < BYTES; byte++) {
        sums[byte][0] = 0;
        for (size_t bit = 0; bit < 8; bit++) {
            size_t row = byte * 8 + bit, half = (size_t)1 << bit;
            long double dual = row < v->lp->row_count ? (long double)v->duals[row] : 0;
            for (size_t set = 0; set < half; set++)
                sums[byte][half + set] = sums[byte][set] + dual;
        }
    }
}

/* Dantzig's rule: the column that lowers the cost most, or none. Roughly, since every column is looked at. */
static size_t steepest(const struct vertex *v) {
    long double sums[BYTES][BYTE_VALUES], best = -ROUGH_NOISE;
    size_t found = v->lp->column_count;
    tabulate(v, sums);
    for (size_t column = 0; column < v->lp->column_count; column++) {
        uint32_t rows = v->lp->columns[column];
        long double reduced = v->artificial ? 0 : v->rough_costs[column];
        for (size_t byte = 0; byte * 8 < v->lp->row_count; byte++)
            reduced -= sums[byte][rows >> (8 * byte) & 0xff];
        if (reduced < best) {
            best = reduced;
            found = column;
        }
    }
    return found;
}

/* Bland's rule never cycles: the first column that lowers the cost. */
static size_t first_that_lowers(const struct vertex *v) {
    size_t column = 0;
    while (column < v->lp->column_count && reduced_cost(v, column) >= -NOISE)
        column++;
    return column;
}

static size_t entering(const struct vertex *v) {
    size_t column = v->stalled < PATIENCE ? steepest(v) : v->lp->column_count;
    return column < v->lp->column_count ? column : first_that_lowers(v);
}

static void find_direction(const struct vertex *v, size_t column, quad *direction) {
    for (size_t b = 0; b < v->lp->row_count; b++) {
        direction[b] = 0;
        for (size_t row = 0; row < v->lp->row_count; row++)
            if (v->lp->columns[column] >> row & 1)
                direction[b] += v->inverse[b][row];
    }
}

/* The row that is exhausted first; an artificial column that is down to zero goes at once, lest it comes back. */
static size_t leaving(const struct vertex *v, const quad *direction) {
    size_t best = v->lp->row_count;
    quad best_ratio = 0;
    for (size_t row = 0; row < v->lp->row_count; row++) {
        if (!v->artificial && is_artificial(v, v->basis[row]) && (direction[row] > NOISE || direction[row] < -NOISE))
            return row;
        if (direction[row] <= NOISE)
            continue;
        quad ratio = v->values[row] / direction[row];
        bool tie = best < v->lp->row_count && ratio - best_ratio < NOISE && best_ratio - ratio < NOISE;
        if (best == v->lp->row_count || (tie ? v->basis[row] < v->basis[best] : ratio < best_ratio)) {
            best = row;
            best_ratio = ratio;
        }
    }
    if (best == v->lp->row_count)
        abort(); /* no smallest cost */
    return best;
}

static void pivot(struct vertex *v, size_t row, size_t column, const quad *direction) {
    size_t rows = v->lp->row_count;
    for (size_t i = 0; i < rows; i++)
        v->inverse[row][i] /= direction[row];
    v->values[row] /= direction[row];
    v->stalled = v->values[row] > NOISE ? 0 : v->stalled + 1;
    for (size_t other = 0; other < rows; other++) {
        if (other == row || direction[other] == 0)
            continue;
        for (size_t i = 0; i < rows; i++)
            v->inverse[other][i] -= direction[other] * v->inverse[row][i];
        v->values[other] -= direction[other] * v->values[row];
        if (v->values[other] < 0)
            v->values[other] = 0; /* rounding */
    }
    v->basis[row] = column;
}

static void descend(struct vertex *v) {
    v->stalled = 0;
    for (;;) {
        quad direction[LP_ROWS];
        find_duals(v);
        size_t column = entering(v);
        if (column == v->lp->column_count)
            return;
        find_direction(v, column, direction);
        pivot(v, leaving(v, direction), column, direction);
    }
}

static quad cost_at(const struct vertex *v) {
    quad cost = 0;
    for (size_t row = 0; row < v->lp->row_count; row++)
        cost += cost_of(v, v->basis[row]) * v->values[row];
    return cost;
}

quad lp_minimum(const struct lp *lp) {
    struct vertex v = {.lp = lp, .artificial = true};
    v.rough_costs = calloc(lp->column_count, sizeof *v.rough_costs);
    if (v.rough_costs == NULL)
        abort();
    for (size_t column = 0; column < lp->column_count; column++)
        v.rough_costs[column] = (long double)lp->costs[column];
    for (size_t row = 0; row < lp->row_count; row++) {
        v.inverse[row][row] = 1;
        v.values[row] = lp->right[row];
        v.basis[row] = lp->column_count + row;
    }
    descend(&v);
    if (cost_at(&v) > NOISE * 1000)
        abort(); /* no solution */
    v.artificial = false;
    descend(&v);
    free(v.rough_costs);
    return cost_at(&v);
}

/* Row e says P(element e is down), the one after them that all probabilities add up to 1. */
void lp_extremes(const struct oracle_outages *outages, quad *smallest, quad *largest) {
    size_t n = outages->count;
    struct lp lp = {.row_count = n + 1, .column_count = (size_t)1 << n, .costs = outages->loss};
    uint32_t *columns = calloc(lp.column_count, sizeof *columns);
    quad *gains = calloc(lp.column_count, sizeof *gains);
    if (columns == NULL || gains == NULL)
        abort();
    for (uint32_t up = 0; up < lp.column_count; up++) {
        columns[up] = (~up & (uint32_t)(lp.column_count - 1)) | (uint32_t)1 << n;
        gains[up] = -outages->loss[up];
    }
    for (size_t e = 0; e < n; e++)
        lp.right[e] = outages->down[e];
    lp.right[n] = 1;
    lp.columns = columns;
    *smallest = lp_minimum(&lp);
    lp.costs = gains;
    *largest = -lp_minimum(&lp);
    free(columns);
    free(gains);
}

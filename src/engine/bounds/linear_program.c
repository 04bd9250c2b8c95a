#include "engine/bounds/linear_program.h"

#include <float.h>
#include <string.h>

/* Entries of the inverse are ratios of small whole numbers; less than this is rounding. */
static const long double NEGLIGIBLE = 1e-13L;

/* An entry that a basis may turn on: far from rounding. */
static const long double PIVOT = 1e-9L;

/* Some machines, and valgrind, compute long doubles as doubles. */
long double packing_tolerance(void) {
    volatile long double one = 1;
    one += LDBL_EPSILON;
    return 64 * (one > 1 ? LDBL_EPSILON : (long double)DBL_EPSILON);
}

struct packing packing_new(struct arena *arena, size_t rows, const long double *right) {
    struct packing packing = {.rows = rows,
                              .inverse = arena_alloc(arena, rows * rows, sizeof *packing.inverse),
                              .weights = arena_copy(arena, right, rows, sizeof *packing.weights),
                              .prices = arena_alloc(arena, rows, sizeof *packing.prices),
                              .column = arena_alloc(arena, rows, sizeof *packing.column),
                              .slack_of = arena_alloc(arena, rows, sizeof *packing.slack_of),
                              .filled = arena_alloc(arena, rows, sizeof *packing.filled)};
    for (size_t r = 0; r < rows; r++) {
        packing.inverse[r * rows + r] = 1;
        packing.slack_of[r] = (uint32_t)r;
    }
    return packing;
}

/* Which basic column reaches 0 first as packing->column grows; packing->rows where none does. */
static size_t leaving(const struct packing *packing) {
    size_t found = packing->rows;
    long double least = 0;
    for (size_t i = 0; i < packing->rows; i++) {
        if (packing->column[i] <= PIVOT)
            continue;
        long double ratio = packing->weights[i] / packing->column[i];
        if (found == packing->rows || ratio < least) {
            found = i;
            least = ratio;
        }
    }
    return found;
}

static void exchange(struct packing *packing, size_t out) {
    size_t n = packing->rows;
    long double *row = &packing->inverse[out * n];
    long double scale = 1 / packing->column[out];
    for (size_t r = 0; r < n; r++)
        row[r] *= scale;
    packing->weights[out] *= scale;
    size_t filled = 0; /* for a long time most places of a row are 0 */
    for (size_t r = 0; r < n; r++)
        if (row[r] != 0)
            packing->filled[filled++] = (uint32_t)r;
    for (size_t i = 0; i < n; i++) {
        long double factor = packing->column[i];
        if (i == out || (factor <= NEGLIGIBLE && factor >= -NEGLIGIBLE))
            continue;
        for (size_t f = 0; f < filled; f++)
            packing->inverse[i * n + packing->filled[f]] -= factor * row[packing->filled[f]];
        packing->changes += filled;
        packing->weights[i] -= factor * packing->weights[out];
        if (packing->weights[i] < 0)
            packing->weights[i] = 0; /* by rounding only */
    }
}

/* `excess` is the gain of packing->column above its price; `slack_of` as in the struct. */
static bool enter(struct packing *packing, long double excess, uint32_t slack_of) {
    size_t out = leaving(packing);
    if (out == packing->rows)
        return false;
    exchange(packing, out);
    packing->slack_of[out] = slack_of;
    for (size_t r = 0; r < packing->rows; r++)
        packing->prices[r] += excess * packing->inverse[out * packing->rows + r];
    return true;
}

static size_t most_negative(const struct packing *packing) {
    size_t found = 0;
    for (size_t r = 1; r < packing->rows; r++)
        if (packing->prices[r] < packing->prices[found])
            found = r;
    return found;
}

/* A row with a negative price is better not filled: its slack enters, at a gain of 0. */
static bool enter_slacks(struct packing *packing) {
    const long double tolerance = packing_tolerance();
    for (;;) {
        size_t slack = most_negative(packing);
        if (packing->prices[slack] >= -tolerance)
            break;
        for (size_t i = 0; i < packing->rows; i++)
            packing->column[i] = packing->inverse[i * packing->rows + slack];
        if (!enter(packing, -packing->prices[slack], (uint32_t)slack))
            return false;
    }
    for (size_t r = 0; r < packing->rows; r++)
        packing->prices[r] = packing->prices[r] < 0 ? 0 : packing->prices[r];
    return true;
}

bool packing_enter(struct packing *packing, const uint32_t *rows, size_t count, long double gain) {
    long double price = 0;
    for (size_t c = 0; c < count; c++)
        price += packing->prices[rows[c]];
    for (size_t i = 0; i < packing->rows; i++) {
        packing->column[i] = 0;
        for (size_t c = 0; c < count; c++)
            packing->column[i] += packing->inverse[i * packing->rows + rows[c]];
    }
    return enter(packing, gain - price, (uint32_t)packing->rows) && enter_slacks(packing);
}

void packing_left(const struct packing *packing, long double *left) {
    memset(left, 0, packing->rows * sizeof *left);
    for (size_t i = 0; i < packing->rows; i++)
        if (packing->slack_of[i] < packing->rows)
            left[packing->slack_of[i]] = packing->weights[i];
}

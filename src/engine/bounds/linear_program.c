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
    struct packing p = {.rows = rows,
                        .inverse = arena_alloc(arena, rows * rows, sizeof *p.inverse),
                        .weights = arena_alloc(arena, rows, sizeof *p.weights),
                        .prices = arena_alloc(arena, rows, sizeof *p.prices),
                        .column = arena_alloc(arena, rows, sizeof *p.column),
                        .slack_of = arena_alloc(arena, rows, sizeof *p.slack_of),
                        .filled = arena_alloc(arena, rows, sizeof *p.filled)};
    memcpy(p.weights, right, rows * sizeof *right);
    for (size_t r = 0; r < rows; r++) {
        p.inverse[r * rows + r] = 1;
        p.slack_of[r] = (uint32_t)r;
    }
    return p;
}

/* Which basic column reaches 0 first as p->column grows; p->rows where none does. */
static size_t leaving(const struct packing *p) {
    size_t found = p->rows;
    long double least = 0;
    for (size_t i = 0; i < p->rows; i++) {
        if (p->column[i] <= PIVOT)
            continue;
        long double ratio = p->weights[i] / p->column[i];
        if (found == p->rows || ratio < least) {
            found = i;
            least = ratio;
        }
    }
    return found;
}

static void exchange(struct packing *p, size_t out) {
    size_t n = p->rows;
    long double *row = &p->inverse[out * n];
    long double scale = 1 / p->column[out];
    for (size_t r = 0; r < n; r++)
        row[r] *= scale;
    p->weights[out] *= scale;
    size_t filled = 0; /* most of a row is 0 for a long time */
    for (size_t r = 0; r < n; r++)
        if (row[r] != 0)
            p->filled[filled++] = (uint32_t)r;
    for (size_t i = 0; i < n; i++) {
        long double factor = p->column[i];
        if (i == out || (factor <= NEGLIGIBLE && factor >= -NEGLIGIBLE))
            continue;
        for (size_t f = 0; f < filled; f++)
            p->inverse[i * n + p->filled[f]] -= factor * row[p->filled[f]];
        p->changes += filled;
        p->weights[i] -= factor * p->weights[out];
        if (p->weights[i] < 0)
            p->weights[i] = 0; /* by rounding only */
    }
}

/* `excess` is the gain of p->column above its price; `slack_of` as in the struct. */
static bool enter(struct packing *p, long double excess, uint32_t slack_of) {
    size_t out = leaving(p);
    if (out == p->rows)
        return false;
    exchange(p, out);
    p->slack_of[out] = slack_of;
    for (size_t r = 0; r < p->rows; r++)
        p->prices[r] += excess * p->inverse[out * p->rows + r];
    return true;
}

static size_t most_negative(const struct packing *p) {
    size_t found = 0;
    for (size_t r = 1; r < p->rows; r++)
        if (p->prices[r] < p->prices[found])
            found = r;
    return found;
}

/* A row with a negative price is better not filled: its slack enters, at a gain of 0. */
static bool enter_slacks(struct packing *p) {
    const long double tolerance = packing_tolerance();
    for (;;) {
        size_t slack = most_negative(p);
        if (p->prices[slack] >= -tolerance)
            break;
        for (size_t i = 0; i < p->rows; i++)
            p->column[i] = p->inverse[i * p->rows + slack];
        if (!enter(p, -p->prices[slack], (uint32_t)slack))
            return false;
    }
    for (size_t r = 0; r < p->rows; r++)
        p->prices[r] = p->prices[r] < 0 ? 0 : p->prices[r];
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

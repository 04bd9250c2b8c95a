#include "engine/graph/k_of_n.h"

#include <stdbool.h>
#include <string.h>

/* ---- Replicas: the tails of a binomial distribution ---- */

/* Sums of the chances of each number of ups, in units of that of the most likely number. */
struct tails {
    long double up;       /* k and more */
    long double down;     /* fewer than k */
    long double short_of; /* k - 1 */
};

static void add_term(struct tails *tails, uint32_t number, uint32_t k, long double term) {
    if (number >= k)
        tails->up += term;
    else
        tails->down += term;
    if (number + 1 == k)
        tails->short_of = term;
}

/* The terms follow from one another, from the most likely number outwards. What is too small to count in its tail ends
 * that, and what vanishes ends all: so there are some multiples of the root of n, not n of them. */
static struct tails binomial(struct level level, uint32_t n, uint32_t k) {
    static const long double LITTLE = 1e-25L;
    struct tails tails = {0};
    uint32_t mode = (uint32_t)((long double)(n + 1) * level.up);
    mode = mode > n ? n : mode;
    long double term = 1, odds = level.up / level.down;
    for (uint32_t i = mode; i <= n && (i <= k || term > tails.up * LITTLE) && term > 0; i++) {
        add_term(&tails, i, k, term);
        term *= (long double)(n - i) / (long double)(i + 1) * odds;
    }
    term = 1;
    for (uint32_t i = mode; i > 0 && (i >= k || term > tails.down * LITTLE) && term > 0; i--) {
        term *= (long double)i / (long double)(n - i + 1) / odds;
        add_term(&tails, i - 1, k, term);
    }
    return tails;
}

struct level k_of_n_replicas(struct level level, uint32_t n, uint32_t k) {
    if (n == 1 || level.up == 0 || level.down == 0)
        return level;
    struct tails tails = binomial(level, n, k);
    long double all = tails.up + tails.down;
    return (struct level){tails.up / all, tails.down / all};
}

/* A step divides twice, and as few as these reach from the most likely number to what vanishes. */
size_t k_of_n_replicas_steps(uint32_t n) {
    enum { STEPS_MAX = 1 << 17, DIVISIONS = 8 };
    return n == 1 ? 0 : DIVISIONS * (size_t)(n < STEPS_MAX ? n : STEPS_MAX);
}

/* ---- Different levels ---- */

/* Events of one level are replicas. */
static bool are_alike(const struct level *levels, size_t n) {
    size_t i = 1;
    while (i < n && levels[i].up == levels[0].up && levels[i].down == levels[0].down)
        i++;
    return i == n;
}

size_t k_of_n_independent_steps(const struct level *levels, size_t n, size_t k) {
    return are_alike(levels, n) ? k_of_n_replicas_steps((uint32_t)n) : n * (k < n - k + 1 ? k : n - k + 1);
}

/* row[j] is P(exactly j of the events so far), for j < limit; row[limit] is P(limit or more). */
static void convolve(long double *row, size_t limit, long double yes, long double no) {
    row[limit] += row[limit - 1] * yes;
    for (size_t j = limit - 1; j > 0; j--)
        row[j] = row[j] * no + row[j - 1] * yes;
    row[0] *= no;
}

struct level k_of_n_independent(const struct level *levels, size_t n, size_t k, long double *row) {
    if (are_alike(levels, n))
        return k_of_n_replicas(levels[0], (uint32_t)n, (uint32_t)k);
    size_t downs = n - k + 1;
    bool count_ups = k <= downs;
    size_t limit = count_ups ? k : downs;
    memset(row, 0, (limit + 1) * sizeof *row);
    row[0] = 1;
    for (size_t i = 0; i < n; i++)
        convolve(row, limit, count_ups ? levels[i].up : levels[i].down, count_ups ? levels[i].down : levels[i].up);
    long double fewer = 0;
    for (size_t j = 0; j < limit; j++)
        fewer += row[j];
    return count_ups ? (struct level){row[limit], fewer} : (struct level){fewer, row[limit]};
}

/* ---- Derivatives ---- */

struct pivotal {
    const struct level *levels;
    size_t limit; /* pivotal is P(exactly limit of the others), counted as ups or downs */
    bool count_ups;
    long double *result;
};

/* P(exactly j) of a growing set of events, j <= limit; more than limit are forgotten. */
static void include(const struct pivotal *pivotal, long double *row, size_t event) {
    struct level level = pivotal->levels[event];
    long double yes = pivotal->count_ups ? level.up : level.down, no = pivotal->count_ups ? level.down : level.up;
    for (size_t j = pivotal->limit; j > 0; j--)
        row[j] = row[j] * no + row[j - 1] * yes;
    row[0] *= no;
}

/* `row` covers all events but [from, to); each half leaves out itself and includes the other. As deep as log2 n. */
static void divide(const struct pivotal *pivotal, size_t from, size_t to, long double *row) {
    if (to - from == 1) {
        pivotal->result[from] = row[pivotal->limit];
        return;
    }
    size_t width = pivotal->limit + 1, middle = from + (to - from) / 2;
    long double *half = row + width;
    memcpy(half, row, width * sizeof *row);
    for (size_t i = middle; i < to; i++)
        include(pivotal, half, i);
    divide(pivotal, from, middle, half);
    memcpy(half, row, width * sizeof *row);
    for (size_t i = from; i < middle; i++)
        include(pivotal, half, i);
    divide(pivotal, middle, to, half);
}

/* The fewer of the others that are up, or down, where one is pivotal. */
static size_t pivotal_limit(size_t n, size_t k) {
    return k - 1 < n - k ? k - 1 : n - k;
}

size_t k_of_n_pivotal_room(size_t n, size_t k) {
    size_t depth = 2;
    for (size_t rest = n; rest > 1; rest = (rest + 1) / 2)
        depth++;
    return depth * (pivotal_limit(n, k) + 1);
}

size_t k_of_n_pivotal_steps(const struct level *levels, size_t n, size_t k) {
    return are_alike(levels, n) ? k_of_n_replicas_steps((uint32_t)n)
                                : n * (pivotal_limit(n, k) + 1) * (k_of_n_pivotal_room(n, 1) - 1);
}

/* One of n alike is pivotal where k - 1 of the other n - 1 are up. */
static long double pivotal_replica(struct level level, uint32_t n, uint32_t k) {
    if (level.up == 0 || level.down == 0)
        return level.up == 0 ? k == 1 : k == n;
    struct tails others = binomial(level, n - 1, k);
    return others.short_of / (others.up + others.down);
}

void k_of_n_pivotal(const struct level *levels, size_t n, size_t k, long double *pivotal, long double *row) {
    if (are_alike(levels, n)) {
        for (size_t i = 0; i < n; i++)
            pivotal[i] = i > 0 ? pivotal[0] : pivotal_replica(levels[0], (uint32_t)n, (uint32_t)k);
        return;
    }
    size_t limit = pivotal_limit(n, k);
    struct pivotal all = {levels, limit, limit == k - 1, pivotal};
    memset(row, 0, (all.limit + 1) * sizeof *row);
    row[0] = 1;
    divide(&all, 0, n, row);
}

#include "engine/graph/at_least.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

/* ---- Replicas: the tails of a binomial distribution ---- */

/* P(exactly j of n up). The factors are multiplied in an order that keeps the product near 1, so that it neither
 * overflows nor underflows before its time. */
static long double exactly(struct level level, uint32_t n, uint32_t j) {
    long double product = 1;
    uint32_t ups = 0, downs = 0;
    while (ups < j || downs < n - j) {
        if (ups < j && (product <= 1 || downs == n - j)) {
            ups++;
            product *= (long double)(n - j + ups) / (long double)ups * level.up;
        } else {
            downs++;
            product *= level.down;
        }
    }
    return product;
}

/* Sum of P(exactly i) for i from `from` towards n (`rising`) or towards 0. The terms follow from one another; they are
 * summed from the largest one outwards. */
static long double tail(struct level level, uint32_t n, uint32_t from, bool rising) {
    uint32_t mode = (uint32_t)((long double)(n + 1) * level.up);
    mode = mode > n ? n : mode;
    uint32_t start = rising ? (mode > from ? mode : from) : (mode < from ? mode : from);
    long double peak = exactly(level, n, start), sum = peak, term = peak;
    uint32_t low = rising ? from : 0, high = rising ? n : from;
    for (uint32_t i = start; i < high && term > sum * 1e-25L; i++) {
        term *= (long double)(n - i) / (long double)(i + 1) * (level.up / level.down);
        sum += term;
    }
    term = peak;
    for (uint32_t i = start; i > low && term > sum * 1e-25L; i--) {
        term *= (long double)i / (long double)(n - i + 1) * (level.down / level.up);
        sum += term;
    }
    return sum;
}

struct level at_least_replicas(struct level level, uint32_t n, uint32_t k) {
    if (n == 1)
        return level;
    return (struct level){.up = tail(level, n, k, true), .down = tail(level, n, k - 1, false)};
}

/* ---- Different levels ---- */

/* row[j] is P(exactly j of the events so far), for j < limit; row[limit] is P(limit or more). */
static void convolve(long double *row, size_t limit, long double yes, long double no) {
    row[limit] += row[limit - 1] * yes;
    for (size_t j = limit - 1; j > 0; j--)
        row[j] = row[j] * no + row[j - 1] * yes;
    row[0] *= no;
}

struct level at_least_independent(const struct level *levels, size_t n, size_t k, long double *row) {
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

/* ---- Extremes ---- */

/* The least probable first. Near 1 two levels differ more in their small side. */
static int least_first(const void *left, const void *right) {
    const struct level *a = left, *b = right;
    if (a->down != b->down)
        return a->down > b->down ? -1 : 1;
    return a->up < b->up ? -1 : a->up > b->up;
}

/* Both sides were summed apart: the smaller one carries the digits, the other follows from it. */
static struct level reconcile(struct level level) {
    bool mostly_up = level.down < level.up;
    long double small = mostly_up ? level.down : level.up;
    small = small > 0 ? small : 0;
    return mostly_up ? (struct level){1 - small, small} : (struct level){small, 1 - small};
}

/* max P(at least k). The complement of a mean over n-k+r events is (sum of down - (n-k)) / r; of n-k of them, down - 1
 * is taken as -up, so that it keeps its digits. */
static struct level largest(struct level *levels, size_t n, size_t k) {
    qsort(levels, n, sizeof *levels, least_first);
    struct level sum = {0, 0}, best = {1, 0};
    for (size_t i = 0; i < n - k; i++)
        sum.up += levels[i].up;
    sum.down = -sum.up;
    for (size_t r = 1; r <= k; r++) {
        sum.up += levels[n - k + r - 1].up;
        sum.down += levels[n - k + r - 1].down;
        struct level mean = {sum.up / (long double)r, sum.down / (long double)r};
        if (mean.down > best.down)
            best = mean;
    }
    return reconcile(best);
}

struct level at_least_best(const struct level *levels, size_t n, size_t k, struct level *room) {
    memcpy(room, levels, n * sizeof *room);
    return largest(room, n, k);
}

struct level at_least_worst(const struct level *levels, size_t n, size_t k, struct level *room) {
    for (size_t i = 0; i < n; i++)
        room[i] = (struct level){levels[i].down, levels[i].up};
    struct level down = largest(room, n, n - k + 1);
    return (struct level){down.down, down.up};
}

struct level at_least_replicas_best(struct level level, uint32_t n, uint32_t k) {
    return reconcile((struct level){level.up * n / k, level.down - level.up * (n - k) / k});
}

struct level at_least_replicas_worst(struct level level, uint32_t n, uint32_t k) {
    return level_swapped(at_least_replicas_best(level_swapped(level), n, n - k + 1));
}

/* ---- Derivatives ---- */

struct pivotal {
    const struct level *levels;
    size_t limit; /* pivotal is P(exactly limit of the others), counted as ups or downs */
    bool count_ups;
    long double *result;
};

/* P(exactly j) of a growing set of events, j <= limit; more than limit are forgotten. */
static void include(const struct pivotal *p, long double *row, size_t event) {
    struct level level = p->levels[event];
    long double yes = p->count_ups ? level.up : level.down, no = p->count_ups ? level.down : level.up;
    for (size_t j = p->limit; j > 0; j--)
        row[j] = row[j] * no + row[j - 1] * yes;
    row[0] *= no;
}

/* `row` covers all events but [from, to); each half leaves out itself and includes the other. As deep as log2 n. */
static void divide(const struct pivotal *p, size_t from, size_t to, long double *row) {
    if (to - from == 1) {
        p->result[from] = row[p->limit];
        return;
    }
    size_t width = p->limit + 1, middle = from + (to - from) / 2;
    long double *half = row + width;
    memcpy(half, row, width * sizeof *row);
    for (size_t i = middle; i < to; i++)
        include(p, half, i);
    divide(p, from, middle, half);
    memcpy(half, row, width * sizeof *row);
    for (size_t i = from; i < middle; i++)
        include(p, half, i);
    divide(p, middle, to, half);
}

/* The fewer of the others that are up, or down, where one is pivotal. */
static size_t pivotal_limit(size_t n, size_t k) {
    return k - 1 < n - k ? k - 1 : n - k;
}

size_t at_least_pivotal_room(size_t n, size_t k) {
    size_t depth = 2;
    for (size_t rest = n; rest > 1; rest = (rest + 1) / 2)
        depth++;
    return depth * (pivotal_limit(n, k) + 1);
}

void at_least_pivotal(const struct level *levels, size_t n, size_t k, long double *pivotal, long double *row) {
    size_t limit = pivotal_limit(n, k);
    struct pivotal p = {levels, limit, limit == k - 1, pivotal};
    memset(row, 0, (p.limit + 1) * sizeof *row);
    row[0] = 1;
    divide(&p, 0, n, row);
}

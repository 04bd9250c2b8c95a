#include "engine/graph/at_least.h"

#include <stdbool.h>
#include <stdlib.h>
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

struct level at_least_replicas(struct level level, uint32_t n, uint32_t k) {
    if (n == 1 || level.up == 0 || level.down == 0)
        return level;
    struct tails tails = binomial(level, n, k);
    long double all = tails.up + tails.down;
    return (struct level){tails.up / all, tails.down / all};
}

/* A step divides twice, and as few as these reach from the most likely number to what vanishes. */
size_t at_least_replicas_steps(uint32_t n) {
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

size_t at_least_independent_steps(const struct level *levels, size_t n, size_t k) {
    return are_alike(levels, n) ? at_least_replicas_steps((uint32_t)n) : n * (k < n - k + 1 ? k : n - k + 1);
}

/* row[j] is P(exactly j of the events so far), for j < limit; row[limit] is P(limit or more). */
static void convolve(long double *row, size_t limit, long double yes, long double no) {
    row[limit] += row[limit - 1] * yes;
    for (size_t j = limit - 1; j > 0; j--)
        row[j] = row[j] * no + row[j - 1] * yes;
    row[0] *= no;
}

struct level at_least_independent(const struct level *levels, size_t n, size_t k, long double *row) {
    if (are_alike(levels, n))
        return at_least_replicas(levels[0], (uint32_t)n, (uint32_t)k);
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
    size_t in_order = 1;
    while (in_order < n && least_first(&levels[in_order - 1], &levels[in_order]) <= 0)
        in_order++;
    if (in_order < n)
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

size_t at_least_pivotal_steps(const struct level *levels, size_t n, size_t k) {
    return are_alike(levels, n) ? at_least_replicas_steps((uint32_t)n)
                                : n * (pivotal_limit(n, k) + 1) * (at_least_pivotal_room(n, 1) - 1);
}

/* One of n alike is pivotal where k - 1 of the other n - 1 are up. */
static long double pivotal_replica(struct level level, uint32_t n, uint32_t k) {
    if (level.up == 0 || level.down == 0)
        return level.up == 0 ? k == 1 : k == n;
    struct tails others = binomial(level, n - 1, k);
    return others.short_of / (others.up + others.down);
}

void at_least_pivotal(const struct level *levels, size_t n, size_t k, long double *pivotal, long double *row) {
    if (are_alike(levels, n)) {
        for (size_t i = 0; i < n; i++)
            pivotal[i] = i > 0 ? pivotal[0] : pivotal_replica(levels[0], (uint32_t)n, (uint32_t)k);
        return;
    }
    size_t limit = pivotal_limit(n, k);
    struct pivotal p = {levels, limit, limit == k - 1, pivotal};
    memset(row, 0, (p.limit + 1) * sizeof *row);
    row[0] = 1;
    divide(&p, 0, n, row);
}

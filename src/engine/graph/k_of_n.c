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

long double k_of_n_replicas_pivotal(struct level level, uint32_t n, uint32_t k) {
    if (level.up == 0 || level.down == 0)
        return level.up == 0 ? k == 1 : k == n;
    struct tails tails = binomial(level, n - 1, k);
    return tails.short_of / (tails.up + tails.down);
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

/* A gate is decided by so many ups, or by so many downs: this is the smaller of the two numbers. */
static size_t deciding(size_t n, size_t k) {
    return k < n - k + 1 ? k : n - k + 1;
}

size_t k_of_n_independent_steps(const struct level *levels, size_t n, size_t k) {
    return are_alike(levels, n) ? k_of_n_replicas_steps((uint32_t)n) : n * deciding(n, k);
}

/* row[j] is P(exactly j of the events so far), for j < limit; row[limit] is P(limit or more). */
static void convolve(long double *row, size_t limit, struct level event, bool count_ups) {
    struct level counted = count_ups ? event : level_swapped(event);
    row[limit] += row[limit - 1] * counted.up;
    for (size_t j = limit - 1; j > 0; j--)
        row[j] = row[j] * counted.down + row[j - 1] * counted.up;
    row[0] *= counted.down;
}

struct level k_of_n_independent(const struct level *levels, size_t n, size_t k, long double *row) {
    if (are_alike(levels, n))
        return k_of_n_replicas(levels[0], (uint32_t)n, (uint32_t)k);
    bool count_ups = k <= n - k + 1;
    size_t limit = deciding(n, k);
    memset(row, 0, (limit + 1) * sizeof *row);
    row[0] = 1;
    for (size_t i = 0; i < n; i++)
        convolve(row, limit, levels[i], count_ups);
    long double fewer = 0;
    for (size_t j = 0; j < limit; j++)
        fewer += row[j];
    return count_ups ? (struct level){row[limit], fewer} : (struct level){fewer, row[limit]};
}

/* ---- Given one of the events ---- */

struct division {
    const struct level *levels;
    size_t limit; /* so many events, counted as ups or downs, decide */
    bool count_ups;
    struct k_of_n_given *given;
};

static void include(const struct division *division, long double *row, size_t from, size_t to) {
    for (size_t i = from; i < to; i++)
        convolve(row, division->limit, division->levels[i], division->count_ups);
}

/* `row` covers all events but this one. Where it happens, one fewer of the others decides. */
static void set_given(const struct division *division, size_t event, const long double *row) {
    size_t limit = division->limit;
    long double fewer = 0;
    for (size_t j = 0; j + 1 < limit; j++)
        fewer += row[j];
    struct level if_counted = {row[limit - 1] + row[limit], fewer}, otherwise = {row[limit], fewer + row[limit - 1]};
    division->given[event] = division->count_ups ? (struct k_of_n_given){row[limit - 1], if_counted, otherwise}
                                                 : (struct k_of_n_given){row[limit - 1], level_swapped(otherwise),
                                                                         level_swapped(if_counted)};
}

/* `row` covers all events but [from, to); each half leaves out itself and includes the other. As deep as log2 n. */
static void divide(const struct division *division, size_t from, size_t to, long double *row) {
    if (to - from == 1) {
        set_given(division, from, row);
        return;
    }
    size_t width = division->limit + 1, middle = from + (to - from) / 2;
    long double *half = row + width;
    memcpy(half, row, width * sizeof *row);
    include(division, half, middle, to);
    divide(division, from, middle, half);
    memcpy(half, row, width * sizeof *row);
    include(division, half, from, middle);
    divide(division, middle, to, half);
}

size_t k_of_n_given_room(size_t n, size_t k) {
    size_t depth = 1;
    for (size_t rest = n; rest > 1; rest = (rest + 1) / 2)
        depth++;
    return depth * (deciding(n, k) + 1);
}

size_t k_of_n_given_steps(const struct level *levels, size_t n, size_t k) {
    return are_alike(levels, n) ? k_of_n_replicas_steps((uint32_t)n)
                                : n * deciding(n, k) * (k_of_n_given_room(n, 1) / 2);
}

/* One of n alike: k - 1 of the other n - 1, or k of them. */
static struct k_of_n_given given_replica(struct level level, uint32_t n, uint32_t k) {
    struct k_of_n_given given = {.if_up = k > 1 ? k_of_n_replicas(level, n - 1, k - 1) : (struct level){1, 0},
                                 .if_down = k < n ? k_of_n_replicas(level, n - 1, k) : (struct level){0, 1}};
    if (level.up == 0 || level.down == 0) {
        given.pivotal = level.up == 0 ? k == 1 : k == n;
        return given;
    }
    struct tails others = binomial(level, n - 1, k);
    given.pivotal = others.short_of / (others.up + others.down);
    return given;
}

void k_of_n_given_each(const struct level *levels, size_t n, size_t k, struct k_of_n_given *given, long double *row) {
    if (are_alike(levels, n)) {
        for (size_t i = 0; i < n; i++)
            given[i] = i > 0 ? given[0] : given_replica(levels[0], (uint32_t)n, (uint32_t)k);
        return;
    }
    struct division all = {levels, deciding(n, k), k <= n - k + 1, given};
    memset(row, 0, (all.limit + 1) * sizeof *row);
    row[0] = 1;
    divide(&all, 0, n, row);
}

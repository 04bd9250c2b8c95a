#include "engine/graph/k_of_n_bounds.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

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

struct level k_of_n_best(const struct level *levels, size_t n, size_t k, struct level *room) {
    memcpy(room, levels, n * sizeof *room);
    return largest(room, n, k);
}

struct level k_of_n_worst(const struct level *levels, size_t n, size_t k, struct level *room) {
    for (size_t i = 0; i < n; i++)
        room[i] = level_swapped(levels[i]);
    return level_swapped(largest(room, n, n - k + 1));
}

struct level k_of_n_replicas_best(struct level level, uint32_t n, uint32_t k) {
    return reconcile((struct level){level.up * n / k, level.down - level.up * (n - k) / k});
}

struct level k_of_n_replicas_worst(struct level level, uint32_t n, uint32_t k) {
    return level_swapped(k_of_n_replicas_best(level_swapped(level), n, n - k + 1));
}

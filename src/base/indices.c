#include "base/indices.h"

#include <stdlib.h>

static int ascending(const void *left, const void *right) {
    uint32_t a = *(const uint32_t *)left, b = *(const uint32_t *)right;
    return a < b ? -1 : a > b;
}

void indices_sort(uint32_t *indices, size_t count) {
    if (count > 1)
        qsort(indices, count, sizeof *indices, ascending);
}

static int descending(const void *left, const void *right) {
    return ascending(right, left);
}

void indices_sort_down(uint32_t *indices, size_t count) {
    if (count > 1)
        qsort(indices, count, sizeof *indices, descending);
}

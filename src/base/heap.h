/*
 * Binary heaps: the items of an array, of which none comes before the one above it, so that the first is at the front
 * (Williams 1964, "Algorithm 232: Heapsort"). `is_before(&one, &other)` compares two items. Arguments are evaluated
 * more than once.
 */
#ifndef BASE_HEAP_H
#define BASE_HEAP_H

#include <stddef.h>

/* Puts the item in. The array has room for it. */
#define HEAP_PUT(heap, count, item, is_before)                                                                         \
    do {                                                                                                               \
        size_t at_ = (count)++;                                                                                        \
        for (; at_ > 0 && is_before(&(item), &(heap)[(at_ - 1) / 2]); at_ = (at_ - 1) / 2)                             \
            (heap)[at_] = (heap)[(at_ - 1) / 2];                                                                       \
        (heap)[at_] = (item);                                                                                          \
    } while (0)

/* Puts the item at that place, or below it behind what comes before it. */
#define HEAP_SINK(heap, count, place, item, is_before)                                                                 \
    do {                                                                                                               \
        size_t at_ = (place);                                                                                          \
        for (size_t child_; (child_ = 2 * at_ + 1) < (count); at_ = child_) {                                          \
            child_ += child_ + 1 < (count) && is_before(&(heap)[child_ + 1], &(heap)[child_]);                         \
            if (!is_before(&(heap)[child_], &(item)))                                                                  \
                break;                                                                                                 \
            (heap)[at_] = (heap)[child_];                                                                              \
        }                                                                                                              \
        (heap)[at_] = (item);                                                                                          \
    } while (0)

/* Takes the item at the front out, which the heap has. */
#define HEAP_DROP_FIRST(heap, count, is_before)                                                                        \
    do {                                                                                                               \
        (count)--;                                                                                                     \
        HEAP_SINK(heap, count, 0, (heap)[count], is_before);                                                           \
    } while (0)

#endif

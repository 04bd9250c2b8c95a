/* Arrays of indices. */
#ifndef BASE_INDICES_H
#define BASE_INDICES_H

#include "base/arena.h"

#include <stdint.h>

#define NO_INDEX UINT32_MAX

/* So many times NO_INDEX. The arena has a guard. */
uint32_t *indices_none(struct arena *arena, size_t count);

/* A copy, the largest first. The arena has a guard. */
uint32_t *indices_copy_down(struct arena *arena, const uint32_t *indices, size_t count);

/* The smallest first. */
void indices_sort(uint32_t *indices, size_t count);

/* The largest first. */
void indices_sort_down(uint32_t *indices, size_t count);

#endif

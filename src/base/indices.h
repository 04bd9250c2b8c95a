/* Arrays of indices. */
#ifndef BASE_INDICES_H
#define BASE_INDICES_H

#include <stddef.h>
#include <stdint.h>

/* The smallest first. */
void indices_sort(uint32_t *indices, size_t count);

/* The largest first. */
void indices_sort_down(uint32_t *indices, size_t count);

#endif

/* Work that is counted in steps, so that the same input ends at the same place on every machine. */
#ifndef BASE_WORK_H
#define BASE_WORK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* So much for each of so many; SIZE_MAX where that is more. */
static inline size_t work_for(size_t count, size_t each) {
    return count < SIZE_MAX / each ? count * each : SIZE_MAX;
}

/* Takes the steps off what is left. Returns false where that does not suffice: then nothing is left. */
static inline bool work_take(size_t *left, size_t steps) {
    bool affordable = steps <= *left;
    *left -= affordable ? steps : *left;
    return affordable;
}

#endif

/* Work that is counted in steps, so that the same input ends at the same place on every machine. */
#ifndef BASE_WORK_H
#define BASE_WORK_H

#include <stdbool.h>
#include <stddef.h>

/* Takes the steps off what is left. Returns false where that does not suffice: then nothing is left. */
static inline bool work_take(size_t *left, size_t steps) {
    bool affordable = steps <= *left;
    *left -= affordable ? steps : *left;
    return affordable;
}

#endif

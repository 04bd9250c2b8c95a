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

/* What follows from values gets so much work at the most, and less where few nodes may be built; but something in any
 * case, as what takes no time is always to be had. */
static inline size_t work_within(size_t most, size_t max_nodes) {
    enum { STEPS_PER_NODE = 1000, LEAST_PART = 50 };
    size_t work = work_for(max_nodes, STEPS_PER_NODE), least = most / LEAST_PART;
    return work < least ? least : work < most ? work : most;
}

/* Takes the steps off what is left. Returns false where that does not suffice: then nothing is left. */
static inline bool work_take(size_t *left, size_t steps) {
    bool affordable = steps <= *left;
    *left -= affordable ? steps : *left;
    return affordable;
}

#endif

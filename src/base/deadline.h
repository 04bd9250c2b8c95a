/* A point in time at which long computations stop. */
#ifndef BASE_DEADLINE_H
#define BASE_DEADLINE_H

#include <stdbool.h>
#include <stddef.h>
#include <time.h>

struct deadline {
    bool is_set, is_over;
    struct timespec end; /* by the monotonic clock */
};

/* So many seconds from now; 0: never. */
struct deadline deadline_in(double seconds);

/* Seconds until one that is set; 0 or less where nothing is left. */
double deadline_left_s(const struct deadline *deadline);

/* Where this share of the time until then is over; never, where `deadline` is NULL or never. */
struct deadline deadline_at(const struct deadline *deadline, double share);

/* Asks the clock until it is over, so not at every step. NULL is never over. */
bool deadline_is_over(struct deadline *deadline);

/* Takes one step of those that are left. Returns false where none is, or where the time is over: the clock is asked
 * only now and then. */
static inline bool deadline_take_step(struct deadline *deadline, size_t *left) {
    enum { STEPS_PER_CLOCK = 1 << 14 };
    if (*left == 0 || (*left % STEPS_PER_CLOCK == 0 && deadline_is_over(deadline)))
        return false;
    --*left;
    return true;
}

#endif

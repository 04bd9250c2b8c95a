#include "base/deadline.h"

#include <math.h>
#include <stddef.h>

/* What is farther away than a year is never reached, and might not fit into a time. */
static const double LONGEST_S = 366 * 86400.0;

struct deadline deadline_in(double seconds) {
    struct deadline deadline = {.is_set = seconds > 0};
    if (!deadline.is_set || clock_gettime(CLOCK_MONOTONIC, &deadline.end) != 0)
        return (struct deadline){0};
    double whole = floor(seconds < LONGEST_S ? seconds : LONGEST_S);
    deadline.end.tv_sec += (time_t)whole;
    deadline.end.tv_nsec += seconds < LONGEST_S ? (long)((seconds - whole) * 1e9) : 0;
    if (deadline.end.tv_nsec >= 1000000000) {
        deadline.end.tv_nsec -= 1000000000;
        deadline.end.tv_sec++;
    }
    return deadline;
}

double deadline_left_s(const struct deadline *deadline) {
    struct timespec now;
    if (clock_gettime(CLOCK_MONOTONIC, &now) != 0)
        return 0;
    return (double)(deadline->end.tv_sec - now.tv_sec) + (double)(deadline->end.tv_nsec - now.tv_nsec) / 1e9;
}

struct deadline deadline_at(const struct deadline *deadline, double share) {
    if (!deadline || !deadline->is_set || deadline->is_over)
        return deadline ? *deadline : (struct deadline){0};
    double left = deadline_left_s(deadline);
    return left > 0 ? deadline_in(left * share) : *deadline;
}

bool deadline_is_over(struct deadline *deadline) {
    if (!deadline || !deadline->is_set || deadline->is_over)
        return deadline && deadline->is_over;
    struct timespec now;
    if (clock_gettime(CLOCK_MONOTONIC, &now) != 0)
        return false;
    deadline->is_over = now.tv_sec > deadline->end.tv_sec ||
                        (now.tv_sec == deadline->end.tv_sec && now.tv_nsec >= deadline->end.tv_nsec);
    return deadline->is_over;
}

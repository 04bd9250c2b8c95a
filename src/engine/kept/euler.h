/*
 * A function of time from its Laplace transform, by the Euler summation of Abate and Whitt 1995, "Numerical inversion
 * of Laplace transforms of probability distributions", ORSA Journal on Computing 7. For 0 <= f <= 1 the error of the
 * method is below exp(-22) times f beyond 3x; that of the summation is found by going on until it no longer changes.
 */
#ifndef ENGINE_KEPT_EULER_H
#define ENGINE_KEPT_EULER_H

#include "base/deadline.h"
#include "engine/kept/complex_number.h"

#include <stddef.h>

/* The transform at s, whose real part is above 0. */
typedef struct complex laplace_transform(void *context, struct complex s);

/* What is to be inverted. */
struct inversion {
    laplace_transform *transform;
    void *context;
    size_t first_terms; /* what the summation begins with: 22 + 2.25 x / (standard deviation) suffice for a sum */
    struct deadline *deadline;
};

/* f(x), x > 0. Sets `*value`, and returns by how much that may be off: the change that the last terms made, mostly
 * below 1e-9; INFINITY where time was over. */
double euler_invert(const struct inversion *inversion, double x, double *value);

#endif

/* Comparing floating-point figures in double; cmocka 1.1.5 compares them as float. */
#ifndef NEAR_H
#define NEAR_H

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>

/* Zero and infinity are only near themselves; NaN is near nothing. */
static inline bool is_near(double got, double want, double relative) {
    return got == want || fabs(got - want) <= relative * fabs(want);
}

static inline void near_or_fail(double got, double want, double relative, const char *what, const char *file,
                                int line) {
    if (is_near(got, want, relative))
        return;
    print_error("%s: got %.17g, want %.17g, off by %.3g of it\n", what, got, want, fabs(got - want) / fabs(want));
    _fail(file, line);
}

#define assert_near(got, want, relative)                                                                               \
    near_or_fail((double)(got), (double)(want), (relative), #got, __FILE__, __LINE__)

#endif

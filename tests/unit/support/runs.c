#include "runs.h"

#include <float.h>
#include <stdlib.h>
#include <time.h>

uint64_t runs_seed(void) {
    const char *seed = getenv("SLACALC_SEED");
    return seed != NULL ? strtoull(seed, NULL, 10) : (uint64_t)time(NULL) * 1000003;
}

size_t runs_models(size_t usual) {
    const char *count = getenv("SLACALC_MODELS");
    if (count != NULL)
        return strtoull(count, NULL, 10);
    return has_long_double() ? usual : usual / 50;
}

bool has_long_double(void) {
    volatile long double one = 1.0L;
    volatile long double more = one + LDBL_EPSILON;
    return more > one && LDBL_EPSILON < (long double)DBL_EPSILON;
}

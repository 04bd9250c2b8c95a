#include "runs.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

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

void runs_each(size_t usual, void (*look)(uint64_t seed)) {
    uint64_t seed = runs_seed();
    size_t count = runs_models(usual);
    print_message("%zu models from SLACALC_SEED=%llu on\n", count, (unsigned long long)seed);
    for (size_t i = 0; i < count; i++)
        look(seed + i);
}

bool has_long_double(void) {
    volatile long double one = 1.0L;
    volatile long double more = one + LDBL_EPSILON;
    return more > one && LDBL_EPSILON < (long double)DBL_EPSILON;
}

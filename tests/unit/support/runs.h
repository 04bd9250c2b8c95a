/* How long the random tests run, and where they start. */
#ifndef RUNS_H
#define RUNS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* SLACALC_SEED, or another one each time. */
uint64_t runs_seed(void);

/* SLACALC_MODELS, or `usual`; few under valgrind. */
size_t runs_models(size_t usual);

/* Looks at SLACALC_MODELS models, or `usual`, each drawn from a seed of its own, and says which is the first. */
void runs_each(size_t usual, void (*look)(uint64_t seed));

/* Whether long double carries more digits than double here: it does not under valgrind. */
bool has_long_double(void);

#endif

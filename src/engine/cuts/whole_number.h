/*
 * A whole number of any size that was computed in its remainders only. Sums and products are so cheap in these, and one
 * pass for each prime is enough, that a diagram with millions of nodes counts sets beyond any machine word; the number
 * itself is put together once, at the end (the Chinese remainder theorem, in mixed radix as by Garner 1959, "The
 * residue number system").
 */
#ifndef ENGINE_CUTS_WHOLE_NUMBER_H
#define ENGINE_CUTS_WHOLE_NUMBER_H

#include "base/arena.h"

#include <stdint.h>

/* Primes from 2^31 down, that many; each carries 30 bits and more. */
uint32_t *whole_number_primes(size_t count, struct arena *arena);

enum { BITS_PER_PRIME = 30 };

/* In decimal digits, the number below the product of all primes that has these remainders. */
char *whole_number_digits(const uint32_t *primes, const uint32_t *remainders, size_t count, struct arena *arena);

#endif

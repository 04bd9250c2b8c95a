#include "engine/cuts/whole_number.h"

#include <stdbool.h>
#include <stdio.h>

enum { DIGITS_PER_LIMB = 9 };

static const uint64_t LIMB = 1000000000;

static uint32_t power(uint32_t base, uint32_t exponent, uint32_t modulus) {
    uint64_t result = 1, square = base % modulus;
    for (; exponent > 0; exponent /= 2) {
        result = exponent % 2 == 1 ? result * square % modulus : result;
        square = square * square % modulus;
    }
    return (uint32_t)result;
}

/* By the test of Miller and Rabin; up to 3,215,031,750 no other odd number passes it for these bases (Jaeschke 1993,
 * "On strong pseudoprimes to several bases"). */
static bool is_prime(uint32_t odd) {
    static const uint32_t bases[] = {2, 3, 5, 7};
    uint32_t rest = odd - 1, halvings = 0;
    for (; rest % 2 == 0; rest /= 2)
        halvings++;
    for (size_t i = 0; i < sizeof bases / sizeof *bases; i++) {
        uint64_t value = power(bases[i], rest, odd);
        uint32_t squares = 0;
        for (; value != 1 && value != odd - 1 && squares + 1 < halvings; squares++)
            value = value * value % odd;
        if (value != odd - 1 && (value != 1 || squares > 0))
            return false;
    }
    return true;
}

uint32_t *whole_number_primes(size_t count, struct arena *arena) {
    uint32_t *primes = arena_alloc(arena, count, sizeof *primes), candidate = ((uint32_t)1 << 31) + 1;
    for (size_t i = 0; i < count; i++) {
        do
            candidate -= 2;
        while (!is_prime(candidate));
        primes[i] = candidate;
    }
    return primes;
}

/* digits[i] counts the product of the primes before it. */
static uint32_t *mixed_radix(const uint32_t *primes, const uint32_t *remainders, size_t count, struct arena *arena) {
    uint32_t *digits = arena_alloc(arena, count, sizeof *digits);
    for (size_t i = 0; i < count; i++) {
        uint64_t prime = primes[i], value = 0, product = 1;
        for (size_t j = 0; j < i; j++) {
            value = (value + product * (digits[j] % prime)) % prime;
            product = product * (primes[j] % prime) % prime;
        }
        uint64_t rest = (remainders[i] + prime - value) % prime;
        digits[i] = (uint32_t)(rest * power((uint32_t)product, primes[i] - 2, primes[i]) % prime);
    }
    return digits;
}

/* number = number * factor + digit, in limbs, the least first. */
static size_t multiply(uint64_t *limbs, size_t count, uint32_t factor, uint32_t digit) {
    uint64_t carry = digit;
    for (size_t i = 0; i < count; i++) {
        carry += limbs[i] * factor;
        limbs[i] = carry % LIMB;
        carry /= LIMB;
    }
    for (; carry > 0; carry /= LIMB)
        limbs[count++] = carry % LIMB;
    return count;
}

char *whole_number_digits(const uint32_t *primes, const uint32_t *remainders, size_t count, struct arena *arena) {
    const uint32_t *digits = mixed_radix(primes, remainders, count, arena);
    uint64_t *limbs = arena_alloc(arena, 2 * count + 2, sizeof *limbs); /* a prime takes less than two of them */
    size_t used = 0;
    for (size_t i = count; i-- > 0;)
        used = multiply(limbs, used, primes[i], digits[i]);
    size_t room = (used + 1) * DIGITS_PER_LIMB + 1;
    char *text = arena_alloc(arena, room, 1), *end = text;
    end += snprintf(end, room, "%llu", used > 0 ? (unsigned long long)limbs[used - 1] : 0);
    for (size_t i = used > 0 ? used - 1 : 0; i-- > 0;)
        end += snprintf(end, room - (size_t)(end - text), "%09llu", (unsigned long long)limbs[i]);
    return text;
}

/* Sets of small numbers: bits in words of 64. */
#ifndef BASE_BITS_H
#define BASE_BITS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The words of a set of numbers below `count`. */
static inline size_t bits_words(size_t count) {
    return (count + 63) / 64;
}

static inline bool bits_have(const uint64_t *bits, uint32_t number) {
    return bits[number / 64] >> number % 64 & 1;
}

static inline void bits_put(uint64_t *bits, uint32_t number, bool is_in) {
    bits[number / 64] = (bits[number / 64] & ~((uint64_t)1 << number % 64)) | (uint64_t)is_in << number % 64;
}

/* How many are in one word: sums of neighbouring bits, pairs, and so on. */
static inline size_t bits_count(uint64_t word) {
    uint64_t sums = word - (word >> 1 & 0x5555555555555555u);
    sums = (sums & 0x3333333333333333u) + (sums >> 2 & 0x3333333333333333u);
    sums = (sums + (sums >> 4)) & 0x0f0f0f0f0f0f0f0fu;
    return (size_t)(sums * 0x0101010101010101u >> 56);
}

static inline bool bits_any(const uint64_t *bits, size_t words) {
    for (size_t w = 0; w < words; w++)
        if (bits[w] != 0)
            return true;
    return false;
}

#endif

/* Arithmetic of complex numbers, without the checks for infinities that C's own types make at each step. */
#ifndef ENGINE_KEPT_COMPLEX_NUMBER_H
#define ENGINE_KEPT_COMPLEX_NUMBER_H

#include <math.h>

struct complex {
    double re, im;
};

static inline struct complex complex_add(struct complex a, struct complex b) {
    return (struct complex){a.re + b.re, a.im + b.im};
}

static inline struct complex complex_subtract(struct complex a, struct complex b) {
    return (struct complex){a.re - b.re, a.im - b.im};
}

static inline struct complex complex_times(struct complex a, struct complex b) {
    return (struct complex){a.re * b.re - a.im * b.im, a.re * b.im + a.im * b.re};
}

static inline struct complex complex_scale(struct complex a, double factor) {
    return (struct complex){a.re * factor, a.im * factor};
}

static inline struct complex complex_inverse(struct complex a) {
    double scale = fmax(fabs(a.re), fabs(a.im)), re = a.re / scale, im = a.im / scale;
    double square = (re * re + im * im) * scale;
    return (struct complex){re / square, -im / square};
}

static inline struct complex complex_divide(struct complex a, struct complex b) {
    return complex_times(a, complex_inverse(b));
}

static inline double complex_size(struct complex a) {
    return sqrt(a.re * a.re + a.im * a.im);
}

/* The root whose real part is not negative. */
static inline struct complex complex_root(struct complex a) {
    double size = complex_size(a), larger = sqrt((size + fabs(a.re)) / 2);
    double other = larger > 0 ? a.im / (2 * larger) : 0;
    return a.re >= 0 ? (struct complex){larger, other} : (struct complex){fabs(other), a.im < 0 ? -larger : larger};
}

/* exp(a) - 1, with its digits where a is near 0. */
static inline struct complex complex_expm1(struct complex a) {
    double half = a.im / 2, sine = sin(half), cosine = cos(half), grown = expm1(a.re);
    return (struct complex){grown - 2 * (1 + grown) * sine * sine, 2 * (1 + grown) * sine * cosine};
}

/* (1 + a)(1 + b) - 1 */
static inline struct complex complex_join(struct complex a, struct complex b) {
    return complex_add(complex_add(a, b), complex_times(a, b));
}

#endif

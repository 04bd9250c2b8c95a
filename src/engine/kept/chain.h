/*
 * A Markov chain of the states of a module, which loses a part of the requests in some of them: how much it loses in a
 * period. In its steady state, with rates G between states, loss R in each of them, and the chances alpha of states,
 * what is lost until T has the transform
 *
 *     E(exp(-s D)) = alpha exp(T (G - s R)) 1.
 *
 * Where each state loses all or nothing, that is better asked by the uptime v = T - x, since D > x exactly where more
 * than x is lost before the uptime comes to v. With the states parted into up and down, what is lost until then has the
 * transform
 *
 *     alpha(s) exp(v (G_uu + G_ud (s - G_dd)^-1 G_du)) 1,   alpha(s) = alpha_u + alpha_d (s - G_dd)^-1 G_du,
 *
 * which is that of a smooth function also where x is nearly T.
 *
 * Both exponentials are found from the Krylov space of (1 - g K)^-1, in which the slow part of a matrix K of any size
 * has few dimensions (van den Eshof and Hochbruck 2006, "Preconditioning Lanczos approximations to the matrix
 * exponential", SIAM Journal on Scientific Computing 27). There, exp(A) - 1 is squared as X^2 + 2 X, so that a module
 * that is hardly ever down keeps its digits.
 */
#ifndef ENGINE_KEPT_CHAIN_H
#define ENGINE_KEPT_CHAIN_H

#include "base/arena.h"
#include "engine/kept/complex_number.h"

#include <stdbool.h>
#include <stdint.h>

struct chain_step {
    uint32_t from, to;
    double rate; /* in a second */
};

struct chain {
    uint32_t count;       /* of states */
    uint32_t down_count;  /* the first ones lose everything */
    uint32_t lossy_count; /* those and the next ones lose something, the others nothing */
    double *chance;       /* by state, in the steady state */
    double *loss;         /* by state: the part of the requests that is lost */
    struct chain_step *steps;
    size_t step_count, step_capacity;
    bool is_staged; /* what lasts for a fixed time does so in exponential stages here: approximate */
};

/* Room for the transforms of chains, which grows with them. */
struct chain_room {
    struct arena *arena;
    struct complex *matrix;
    size_t matrix_capacity;
    struct complex *basis;
    size_t basis_capacity;
    struct complex *small; /* matrices of the Krylov space */
    bool is_settled;       /* no transform so far wanted a larger space */
};

struct chain_room chain_room_new(struct arena *arena);

/* E(exp(-s D)) - 1 of what is lost in `period_s`. */
struct complex chain_transform(const struct chain *chain, double period_s, struct complex s, struct chain_room *room);

/* Whether each state loses everything or nothing. */
static inline bool chain_is_sharp(const struct chain *chain) {
    return chain->lossy_count == chain->down_count;
}

/* The same of what is lost before the uptime comes to `uptime_s`; of a chain that is sharp. */
struct complex chain_transform_by_uptime(const struct chain *chain, double uptime_s, struct complex s,
                                         struct chain_room *room);

/* The probability that something is lost in `period_s`. */
double chain_any_loss(const struct chain *chain, double period_s, struct chain_room *room);

/* How much is lost on average, as a part, and how often an outage begins, in a second: where more is lost than before,
 * by so much. */
double chain_down(const struct chain *chain);
double chain_frequency(const struct chain *chain);

#endif

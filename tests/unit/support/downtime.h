/*
 * How long a Markov chain is down in a period, by another way than the product's: by uniformization (de Souza e Silva
 * and Gail 1986, "Calculating cumulative operational time distributions of repairable computer systems", IEEE
 * Transactions on Computers 35). Between the steps of a Poisson process the chain stands still, and of n + 1 such
 * stretches, any k come to no more than x where at least k of n uniform points lie below x.
 */
#ifndef TESTS_DOWNTIME_H
#define TESTS_DOWNTIME_H

#include <stdbool.h>
#include <stddef.h>

struct downtime_step {
    size_t from, to;
    double rate;
};

struct downtime_chain {
    size_t count;
    const bool *is_down; /* by state */
    const double *chance;
    const struct downtime_step *steps;
    size_t step_count;
};

/* How many steps it may take in a period; more take longer, with the square of their number. */
double downtime_steps(const struct downtime_chain *chain, double period);

/* The probability that it is down for more than `allowed` of `period`. */
double downtime_exceeds(const struct downtime_chain *chain, double period, double allowed);

#endif

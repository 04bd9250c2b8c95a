/*
 * The largest P(down) or P(up) of one gate over all joint behaviours of its variables, given how much of the time each
 * of them is down (up) in all. It is a linear program over the states (Hailperin 1965, "Best possible inequalities for
 * the probability of a logical function of events"; Boole 1854 and Fréchet 1935 are its closed forms).
 *
 * Let slices t of the time have weights w(t), and variables i budgets b(i). For P(down), over pi(t, s), the time spent
 * in slice t with exactly the variables s down: maximise  sum of pi(t, s) phi(t, s)   subject to  sum over s of pi(t,
 * s) <= w(t),  sum over (t, s with i in s) of pi(t, s) <= b(i) where phi is P(down | s), 0 or 1 unless switches are
 * left to chance. More outages never help, so "<=" stands for "=". The dual minimise  sum of w(t) y(t) + sum of b(i)
 * y(i)   subject to  y(t) + sum over i in s of y(i) >= phi(t, s),  y >= 0 has one variable an element and one
 * constraint a cut set; the most violated constraint is the longest path through the decision diagram with phi at its
 * end and y(i) to be paid on each low branch. So columns are generated until none is violated, or until the value comes
 * to what a dual solution costs that is known beforehand (coupling_paths.h). The final prices are a dual solution too:
 * what they cost bounds the maximum whatever rounding did before.
 */
#ifndef ENGINE_BOUNDS_COUPLING_H
#define ENGINE_BOUNDS_COUPLING_H

#include "base/arena.h"
#include "engine/bounds/coupled.h"

struct coupling_result {
    long double value;      /* never below the maximum */
    long double complement; /* MOST_UP: what is missing to the weights of all slices, with its digits */
    bool is_sharp;          /* it is the maximum */
};

/* Equal budgets would let the program turn in a circle: a shift that differs from rank to rank, in proportion to
 * `size`, and far below what bounds promise. */
long double coupling_nudge(uint32_t rank, long double size);

/* All memory is from `temporary`. */
struct coupling_result coupling_solve(const struct coupling *coupling, struct arena *temporary);

#endif

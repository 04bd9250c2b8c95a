/*
 * Probabilities where no decision diagram fits into the budget, by sweeping the graph once from its variables to its
 * tops (the frontier method: Carlier and Lucet 1996, "A decomposition algorithm for network reliability evaluation",
 * Discrete Applied Mathematics 65; Hardy, Lucet and Limnios 2007, "K-terminal network reliability measures with binary
 * decision diagrams", IEEE Transactions on Reliability 56).
 *
 * A state is the bits, up or down, of the gates that are known and that later gates still read. A step sets one more
 * bit, which splits each state in at most two, and drops the bits that nothing reads any more, so that equal states
 * become one. P(gate up) is the sum of the probabilities of the states in which it is up, P(gate down) likewise: sums
 * of products of non-negative terms, for all gates in one pass. What the frontier is narrow for is exact, whatever the
 * number of variables.
 *
 * Where there are too many states, those below a threshold are moved to likelier ones (stand_ins.h), once for the
 * lower and once for the upper ends of availabilities, or left out where there is none. With `lost` the sum of these,
 * P(up) lies between U(low) and U(high) + lost, and P(down) between D(high) and D(low) + lost: rigorous, and narrow
 * where few states carry nearly all of the probability, as with parts that are seldom down. Passes with falling
 * thresholds go on until nothing is lost, the intervals are narrow, or the work is done that the budget allows; the
 * intersection of all intervals is kept. Work is counted in steps, not in time, so an answer is the same each time.
 *
 * Each probability is a sum of at most as many terms as states were made, and each of them a product of as many as
 * there are steps: its relative error is below (states + 2 steps) units of rounding of long double, 2^-64. That is
 * added to the intervals; exact figures stay below 1e-12.
 */
#ifndef ENGINE_FRONTIER_FRONTIER_H
#define ENGINE_FRONTIER_FRONTIER_H

#include "base/arena.h"
#include "base/deadline.h"
#include "engine/frontier/group.h"
#include "engine/graph/graph.h"
#include "engine/graph/modules.h"

struct frontier;

/* `is_unbuilt`, by gate: it has no diagram, and its interval is to be made narrower. NULL where no gate is so. */
struct frontier *frontier_new(const struct graph *graph, const struct modules *modules, const bool *is_unbuilt,
                              const uint32_t *roots, size_t root_count, size_t max_nodes, struct deadline *deadline,
                              struct arena *parent);

/* Whether each of its sweeps is sure to be exact with so many states. */
bool frontier_is_narrow(struct frontier *frontier, double states);

/* How many gates one sweep goes over that are complete with this gate; 0 where it ends no sweep. */
size_t frontier_gates(const struct frontier *frontier, uint32_t last);

/* Narrows the intervals of the unbuilt ones among the gates that end with `last`. All variables below have values. */
void frontier_run(struct frontier *frontier, uint32_t last, const struct intervals *values);

/* The relative width of the widest unavailability that sweeps left; 0 where all is exact. */
long double frontier_width(const struct frontier *frontier);

/* States that may still be looked at. */
size_t frontier_work_left(const struct frontier *frontier);

/* Its memory belongs to the arena; this gives it back earlier. */
void frontier_release(struct frontier *frontier);

#endif
